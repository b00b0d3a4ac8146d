/** Combining marks kept on one base character. Real scripts need up to about five; "zalgo" text stacks dozens. */
const MAX_MARKS = 8;

/** A surrogate without its other half; the `u` flag makes proper pairs one character. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const LINE_BREAK = /\r\n|[\r\u2028\u2029\u0085]/gu;
/** Controls except tab and line feed. */
// eslint-disable-next-line no-control-regex -- removing them is the purpose
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu;
/** Embeddings, overrides and isolates turn the text around them about (Unicode TR 36, section 2.1); plain marks (LRM, RLM) stay. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/gu;
/** No width and no meaning in a label: spaces of no width, byte order marks, invisible operators, tags, noncharacters. Joiners stay. */
const INVISIBLE =
  /[\u00AD\u200B\u2060-\u2065\u206A-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Noncharacter_Code_Point}]/gu;
const PRINTABLE_ASCII = /^[ -~]*$/;
const STACKED_MARKS = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu');

/**
 * Text that is safe to show: valid UTF-16, no controls, no direction overrides, no stacks of marks.
 * Single lines have no line breaks or tabs. Applying it twice changes nothing more.
 */
export function tameText(text: string, multiline: boolean): string {
  // Nearly every text of a large document is this plain, and eight patterns for each label take a while.
  if (PRINTABLE_ASCII.test(text)) return text;
  const tame = text
    .replaceAll(LONE_SURROGATE, '\uFFFD')
    .replaceAll(LINE_BREAK, '\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(BIDI, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(STACKED_MARKS, '$1');
  return multiline ? tame : tame.replaceAll(/[\n\t]/g, ' ');
}

const MAX_SHOWN = 60;

function shorten(text: string): string {
  const characters = Array.from(text.slice(0, MAX_SHOWN * 2));
  return characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN - 1).join('')}…` : characters.join('');
}

/** A value from outside in a message: short, tame, never expanded. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return `"${shorten(tameText(value.slice(0, MAX_SHOWN * 4), false))}"`;
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
      return 'missing';
    default:
      return `a ${typeof value}`;
  }
}
