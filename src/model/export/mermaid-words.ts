import type { Design } from '../design.ts';

/** Letters, digits, marks, blanks and signs that mean nothing to Mermaid inside quotes. */
const PLAIN = /[\p{L}\p{N}\p{M} .,:()/+_=?*-]/u;

/** A text between double quotes; everything else is written as its number, `#34;`, which Mermaid shows as the character. */
export function quoted(text: string): string {
  let safe = '';
  for (const character of text) safe += PLAIN.test(character) ? character : `#${character.codePointAt(0) ?? 0};`;
  // Nothing, or blanks at the ends, would be lost: the first and last are written out.
  const held = safe.replace(/^ | $/g, '#32;');
  return `"${held === '' ? '#8203;' : held}"`;
}

const NAMED: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: '\u00A0' };

/** The text that was written by `quoted`, or by a person with `#quot;` and the like. */
export function unquoted(text: string): string {
  return text.replaceAll(/#(\d{1,7}|[a-z]{2,6});/g, (whole, code: string) => {
    if (!/^\d/.test(code)) return NAMED[code] ?? whole;
    const point = Number(code);
    if (point === 8203) return '';
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole;
  });
}

/** Words that begin a statement; an id of which they are a part would be read as one. */
const RESERVED = new Set(
  'end graph flowchart subgraph style linkstyle class classdef click default direction href call interpolate tb td bt rl lr o x v acctitle accdescr title person system container component boundary rel node'.split(
    ' ',
  ),
);
const USABLE = /^[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*$/;

function isUsable(id: string): boolean {
  return USABLE.test(id) && id.split('-').every((part) => !RESERVED.has(part.toLowerCase()));
}

/** For each node the name it has in the text: its id where Mermaid can read it, else a number. */
export function diagramIds(design: Design): ReadonlyMap<string, string> {
  const taken = new Set(design.nodes.map(({ id }) => id));
  const names = new Map<string, string>();
  for (const [place, { id }] of design.nodes.entries()) {
    let name = id;
    for (let n = place + 1; !isUsable(name); n += design.nodes.length) name = taken.has(`n${n}`) ? '' : `n${n}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}
