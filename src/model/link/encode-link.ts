import type { Design } from '../design.ts';
import { plainDesign } from '../document/plain-design.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { encodeBase64Url } from './base64url.ts';
import { checksum } from './checksum.ts';
import { compress } from './compression.ts';
import { packDesign } from './v1-form.ts';

/**
 * A design as the fragment of a link, `#v1.` included. The same design gives the same fragment.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export async function encodeLink(design: Design, findSpec: SpecLookup): Promise<string> {
  const rest = JSON.stringify(packDesign(plainDesign(design, findSpec))).slice(1);
  const bytes = new TextEncoder().encode(`[${checksum(rest)},${rest}`);
  return `#v1.${encodeBase64Url(await compress(bytes))}`;
}
