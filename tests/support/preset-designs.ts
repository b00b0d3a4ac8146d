import { readdirSync, readFileSync } from 'node:fs';
import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';

/** Every preset of the repository, read as the page reads it. */
export function presetDesigns(): readonly { readonly id: string; readonly design: Design }[] {
  return readdirSync('presets')
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const read = parseDesignText(readFileSync(`presets/${file}`, 'utf8'), findSpec);
      if (!read.ok) throw new Error(`${file}: ${read.problems.map(({ message }) => message).join(' ')}`);
      return { id: file.slice(0, -'.json'.length), design: read.value };
    });
}
