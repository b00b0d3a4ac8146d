import firstDocument from '../../../presets/look-aside-cache.json' with { type: 'json' };
import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { readDesign } from '../../model/document/read-design.ts';

/** The preset a first visit opens on; by itself, so that the page need not read the others to begin. */
export function firstPreset(): Design {
  const read = readDesign(firstDocument, findSpec);
  // A preset is part of the program: tests/golden reads every one, so a bad one never ships.
  if (!read.ok) throw new RangeError(read.problems.map(({ message }) => message).join(' '));
  return read.value;
}
