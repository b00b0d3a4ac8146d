type Mode = 'code' | 'line' | 'block' | 'single' | 'double' | 'template' | 'regex';

const closers: Partial<Record<Mode, string>> = { single: "'", double: '"', template: '`', regex: '/' };
const openers: Readonly<Record<string, Mode>> = { "'": 'single', '"': 'double', '`': 'template' };

/** A slash after one of these begins a regular expression; after anything else it divides or closes a tag. */
function beginsRegex(before: string): boolean {
  const trimmed = before.trimEnd();
  return trimmed === '' || /[(,=:[!&|?{};]$/.test(trimmed) || /\b(return|typeof|case|of|in)$/.test(trimmed);
}

function modeAt(text: string, at: number): Mode {
  const two = text.slice(at, at + 2);
  if (two === '//') return 'line';
  if (two === '/*') return 'block';
  const opened = openers[text.charAt(at)];
  if (opened !== undefined) return opened;
  const isRegex = text.charAt(at) === '/' && beginsRegex(text.slice(Math.max(0, at - 40), at));
  return isRegex ? 'regex' : 'code';
}

/** Index just behind the comment, string or expression that begins at `start`. */
function endOf(mode: Mode, text: string, start: number): number {
  if (mode === 'line') {
    const end = text.indexOf('\n', start);
    return end === -1 ? text.length : end;
  }
  if (mode === 'block') {
    const end = text.indexOf('*/', start + 2);
    return end === -1 ? text.length : end + 2;
  }
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === closers[mode]) return at + 1;
    // Only a template goes over the end of a line: anything else was an apostrophe in the text of an element.
    else if (character === '\n' && mode !== 'template') return at;
  }
  return text.length;
}

/** Spaces of the same length; what a template computes between its braces stays, because it runs. */
function blank(part: string): string {
  if (!part.startsWith('`')) return part.replaceAll(/[^\n]/g, ' ');
  return part.replaceAll(/\$\{[^}]*\}|[^\n]/g, (piece) => (piece.startsWith('${') ? piece : ' '));
}

function rewrite(text: string, keepStrings: boolean): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const mode = modeAt(text, at);
    if (mode === 'code') {
      at += 1;
      continue;
    }
    const end = endOf(mode, text, at);
    const part = text.slice(at, end);
    const isComment = mode === 'line' || mode === 'block';
    parts.push(text.slice(from, at), isComment || !keepStrings ? blank(part) : part);
    from = end;
    at = end;
  }
  return parts.join('') + text.slice(from);
}

/** The text with comments blanked out; lines keep their numbers. */
export function withoutComments(text: string): string {
  return rewrite(text, true);
}

/** The text with comments, strings, templates and regular expressions blanked out; lines keep their numbers. */
export function codeOnly(text: string): string {
  return rewrite(text, false);
}

/** Line of a match, counted from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
