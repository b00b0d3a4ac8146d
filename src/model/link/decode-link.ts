import type { Design } from '../design.ts';
import { parseJsonText } from '../document/parse-design-text.ts';
import { readDesign } from '../document/read-design.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { showValue } from '../document/text-safety.ts';
import { LIMITS } from '../limits.ts';
import { refuse, type Result } from '../result.ts';
import { decodeBase64Url } from './base64url.ts';
import { checksum } from './checksum.ts';
import { decompress } from './compression.ts';
import { linkProblem } from './problem-codes.ts';
import { unpackDesign } from './v1-form.ts';

/** Newest coding this program reads. */
const LINK_VERSION = 1;

/** What chats and mails put behind a link they found in a sentence. */
const TRAILING = new Set(` \t\r\n.,;:!?'"<>()[]{}`);
const FRAGMENT = /^#?v(\d{1,6})\.(.*)$/s;

/** True for what looks like a link of any version: the fragment alone or a whole address. */
export function isLink(text: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:\/\/[^\s#]*)?#v\d{1,6}\./i.test(text.trim()) ||
    /^v\d{1,6}\.[A-Za-z0-9_-]*$/.test(text.trim())
  );
}

/** The fragment of a whole address, or the text itself. */
function fragmentOf(text: string): string {
  const hash = text.indexOf('#');
  return hash === -1 ? text : text.slice(hash);
}

/** A loop and not a pattern: searching a pattern at the end of a million brackets would take quadratic time. */
function withoutTrailing(body: string): string {
  let length = body.length;
  while (length > 0 && TRAILING.has(body[length - 1] ?? '')) length -= 1;
  return body.slice(0, length);
}

/** The text inside, once it is known to be whole. */
function readCompact(bytes: Uint8Array): Result<readonly unknown[]> {
  const damaged = refuse(linkProblem('RT205', {}));
  const text = new TextDecoder().decode(bytes);
  const comma = text.indexOf(',');
  if (comma === -1 || text.slice(0, comma) !== `[${checksum(text.slice(comma + 1))}`) return damaged;
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  return Array.isArray(parsed.value)
    ? { ok: true, value: parsed.value.slice(1) as readonly unknown[], notices: [] }
    : damaged;
}

async function unpackBody(body: string): Promise<Result<readonly unknown[]>> {
  const foreign = /[^A-Za-z0-9_-]/u.exec(body);
  if (foreign !== null) return refuse(linkProblem('RT204', { value: showValue(foreign[0]) }));
  const packed = decodeBase64Url(body);
  const bytes = packed === null ? 'damaged' : await decompress(packed, LIMITS.documentBytes);
  if (bytes === 'damaged') return refuse(linkProblem('RT205', {}));
  if (bytes === 'too-large') return refuse(linkProblem('RT206', { limit: LIMITS.documentBytes }));
  return readCompact(bytes);
}

/**
 * Reads a link as a design: the fragment with or without `#`, or a whole address. What is wrong with the link has a code RT2xx,
 * what is wrong with the document in it RT1xx. Never rejects for bad input, and stops early at whatever is too large.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export async function decodeLink(link: string, findSpec: SpecLookup): Promise<Result<Design>> {
  if (link.length > LIMITS.inputChars)
    return refuse(linkProblem('RT203', { count: link.length, limit: LIMITS.inputChars }));
  const match = FRAGMENT.exec(fragmentOf(link.trim()));
  if (match === null) return refuse(linkProblem('RT201', {}));
  const [, version = '', body = ''] = match;
  if (Number(version) > LINK_VERSION) return refuse(linkProblem('RT202', { version, supported: LINK_VERSION }));
  if (Number(version) < LINK_VERSION) return refuse(linkProblem('RT201', {}));
  const compact = await unpackBody(withoutTrailing(body));
  return compact.ok ? readDesign(unpackDesign(compact.value), findSpec) : compact;
}
