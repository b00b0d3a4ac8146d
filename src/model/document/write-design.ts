import type { Design } from '../design.ts';
import { plainDesign } from './plain-design.ts';
import type { SpecLookup } from './spec-lookup.ts';

/**
 * A design as the text of a file: indented JSON with a final line feed, defaults left out, keys in a fixed order, so that the same
 * design always gives the same text and `parseDesignText(writeDesign(d))` equals `d`.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export function writeDesign(design: Design, findSpec: SpecLookup): string {
  return `${JSON.stringify(plainDesign(design, findSpec), null, 2)}\n`;
}
