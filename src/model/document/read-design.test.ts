import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../kinds/specs.ts';
import { parseDesignText } from './parse-design-text.ts';
import { writeDesign } from './write-design.ts';

const PRESETS = join(import.meta.dirname, '../../../presets');

describe('the presets', () => {
  it.each(readdirSync(PRESETS).filter((name) => name.endsWith('.json')))(
    '%s is read without a notice and comes back the same',
    (name) => {
      const read = parseDesignText(readFileSync(join(PRESETS, name), 'utf8'), findSpec);
      if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
      expect(read.notices).toEqual([]);
      const text = writeDesign(read.value, findSpec);
      expect(parseDesignText(text, findSpec)).toEqual({ ok: true, value: read.value, notices: [] });
    },
  );
});
