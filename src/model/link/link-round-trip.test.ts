import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../kinds/specs.ts';
import { parseDesignText } from '../document/parse-design-text.ts';
import { decodeLink } from './decode-link.ts';
import { encodeLink } from './encode-link.ts';

const PRESETS = join(import.meta.dirname, '../../../presets');

describe('links of the presets', () => {
  it.each(readdirSync(PRESETS).filter((name) => name.endsWith('.json')))(
    '%s comes back the same, below 2,000 characters',
    async (name) => {
      const read = parseDesignText(readFileSync(join(PRESETS, name), 'utf8'), findSpec);
      if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
      const link = await encodeLink(read.value, findSpec);
      expect(await decodeLink(link, findSpec)).toEqual({ ok: true, value: read.value, notices: [] });
      expect(link.length).toBeLessThanOrEqual(2_000);
    },
  );
});
