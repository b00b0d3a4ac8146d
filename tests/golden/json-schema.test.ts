import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SPECS } from '../../src/kinds/specs.ts';
import { designJsonSchemaText } from '../../src/model/document/json-schema.ts';

it('public/roundtrip.schema.json is what the declarations say', () => {
  const file = readFileSync(join(import.meta.dirname, '../../public/roundtrip.schema.json'), 'utf8');
  const isCurrent = file === designJsonSchemaText(Object.values(SPECS));
  expect(isCurrent, 'stale: npm run -s roundtrip -- schema --out public/roundtrip.schema.json').toBe(true);
});
