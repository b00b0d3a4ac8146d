import { unquoted } from '../export/mermaid-words.ts';
import type { FlowShape } from '../kind-spec.ts';

/** A position in a text, with readers that move it on when they find what they look for. */
export class Cursor {
  at = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What a sticky pattern matches here; moves behind it. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  /** Moves behind a fixed text if it is here. */
  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  skipBlanks(): void {
    this.take(/[ \t]+/y);
  }

  /** Up to the end of the line; moves behind the line break. */
  restOfLine(): string {
    const end = this.text.indexOf('\n', this.at);
    const rest = this.text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : end + 1;
    return rest.trim();
  }
}

/** Openings with what closes them, the longest first. */
const BRACKETS: readonly (readonly [open: string, closes: readonly (readonly [close: string, shape: FlowShape])[]])[] =
  [
    ['(((', [[')))', 'circle']]],
    ['((', [['))', 'circle']]],
    ['([', [['])', 'stadium']]],
    ['(', [[')', 'rounded']]],
    ['[[', [[']]', 'subroutine']]],
    ['[(', [[')]', 'cylinder']]],
    [
      '[/',
      [
        ['/]', 'parallelogram'],
        ['\\]', 'trapezoid'],
      ],
    ],
    [
      '[\\',
      [
        ['\\]', 'parallelogram'],
        ['/]', 'trapezoid'],
      ],
    ],
    ['[', [[']', 'rectangle']]],
    ['{{', [['}}', 'hexagon']]],
    ['{', [['}', 'rhombus']]],
    ['>', [[']', 'flag']]],
  ];

/** Names of shapes in the `@{ shape: cyl }` notation. */
const NAMED_SHAPES: Readonly<Record<string, FlowShape>> = {
  cyl: 'cylinder',
  cylinder: 'cylinder',
  db: 'cylinder',
  database: 'cylinder',
  'lin-cyl': 'cylinder',
  disk: 'cylinder',
  stadium: 'stadium',
  pill: 'stadium',
  terminal: 'stadium',
  hex: 'hexagon',
  hexagon: 'hexagon',
  diam: 'rhombus',
  diamond: 'rhombus',
  circle: 'circle',
  circ: 'circle',
  subproc: 'subroutine',
  'fr-rect': 'subroutine',
  rounded: 'rounded',
};

/** No label is longer than this. */
const MAX_LABEL = 4_000;

/** A label as plain text: without Markdown quotes, tags and icon names, its entities as characters. */
export function plainLabel(text: string): string {
  const bare = text.startsWith('`') && text.endsWith('`') ? text.slice(1, -1) : text;
  return unquoted(
    bare
      .replaceAll(/<br\s*\/?>/gi, ' ')
      .replaceAll(/<[^<>]{0,200}>/g, '')
      .replaceAll(/\bfa[bsrl]?:fa-[\w-]+/g, '')
      .trim(),
  );
}

export interface Label {
  readonly text: string;
  readonly shape: FlowShape;
}

/** A label in brackets: `["Orders"]`, `[(Orders)]`. Null, and no step taken, when there is none or it does not close. */
export function takeLabel(cursor: Cursor): Label | null {
  const start = cursor.at;
  for (const [open, closes] of BRACKETS) {
    if (!cursor.takeText(open)) continue;
    const label = takeUntilClosed(cursor, closes);
    if (label !== null) return label;
    cursor.at = start;
  }
  return null;
}

function takeUntilClosed(cursor: Cursor, closes: readonly (readonly [string, FlowShape])[]): Label | null {
  cursor.skipBlanks();
  const { text } = cursor;
  if (cursor.takeText('"')) {
    const length = text.slice(cursor.at, cursor.at + MAX_LABEL).indexOf('"');
    if (length < 0) return null;
    const label = text.slice(cursor.at, cursor.at + length);
    cursor.at += length + 1;
    cursor.skipBlanks();
    const closed = closes.find(([close]) => cursor.takeText(close));
    return closed === undefined ? null : { text: plainLabel(label), shape: closed[1] };
  }
  // Only so far: a search to the end of a long line for each of its labels would take for ever.
  const [line = ''] = text.slice(cursor.at, cursor.at + MAX_LABEL).split('\n', 1);
  const found = closes
    .map(([close, shape]) => ({ at: line.indexOf(close), close, shape }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0];
  if (found === undefined) return null;
  cursor.at += found.at + found.close.length;
  return { text: plainLabel(line.slice(0, found.at)), shape: found.shape };
}

/** The newer notation for shape and label: `@{ shape: cyl, label: "Orders" }`. */
export function takeAttributes(
  cursor: Cursor,
): { readonly text: string | null; readonly shape: FlowShape | null } | null {
  const match = cursor.take(/@\{([^{}\n]{0,1000})\}/y);
  if (match === null) return null;
  const inside = match[1] ?? '';
  const label = /\blabel:\s*(?:"([^"]*)"|'([^']*)'|([^,]*))/.exec(inside);
  const shape = /\bshape:\s*"?([\w-]+)/.exec(inside)?.[1] ?? '';
  return {
    text: label === null ? null : plainLabel(label[1] ?? label[2] ?? label[3] ?? ''),
    shape: Object.hasOwn(NAMED_SHAPES, shape) ? (NAMED_SHAPES[shape] ?? null) : null,
  };
}

export interface Arrow {
  /** Drawn at all: `~~~` only holds boxes together. */
  readonly isCall: boolean;
  readonly isTwoWay: boolean;
}

const WHOLE = /(?:[\p{L}\p{N}_]+@)?([<xo]?)(?:--+[->xo]|==+[=>xo]|-\.+-[>xo]?|(~~~+))/uy;
const OPENING = /(?:[\p{L}\p{N}_]+@)?([<xo]?)(?:--|==|-\.)[^\n;|]{1,400}?(?:--+[->xo]|==+[=>xo]|\.+-[>xo]?)/uy;

/** An arrow with its label, in any of Mermaid's notations; null, and no step taken, when there is none. */
export function takeArrow(cursor: Cursor): Arrow | null {
  const whole = cursor.take(WHOLE);
  const match = whole ?? cursor.take(OPENING);
  if (match === null) return null;
  cursor.skipBlanks();
  if (cursor.takeText('|')) cursor.take(/[^|\n]{0,4000}\|?/y);
  return { isCall: match[2] === undefined, isTwoWay: match[1] === '<' };
}

/** The name of a box. */
export function takeId(cursor: Cursor): string | null {
  return cursor.take(/(?:[\p{L}\p{N}_.]|-(?=[\p{L}\p{N}_]))+/uy)?.[0] ?? null;
}
