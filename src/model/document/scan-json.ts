/** Where and why a text is not JSON, or is nested deeper than allowed. */
export type JsonFault =
  | { readonly kind: 'syntax'; readonly offset: number; readonly reason: string }
  | { readonly kind: 'depth'; readonly offset: number; readonly depth: number };

/** What may follow a backslash (RFC 8259 section 7). */
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\n\r]*/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Control characters must be escaped. */
const FIRST_PRINTABLE = 0x20;

/** What may come next. */
type Expectation = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'end';

const EXPECTED: Readonly<Record<Expectation, string>> = {
  value: 'a value',
  'value-or-close': 'a value or "]"',
  key: 'a key in double quotes',
  'key-or-close': 'a key in double quotes or "}"',
  colon: '":"',
  'comma-or-close': '"," or the closing bracket',
  end: 'the end of the text',
};

/** Walks over a JSON text once, without recursion and without building anything. */
class JsonScanner {
  readonly #text: string;
  readonly #maxDepth: number;
  /** Closing brackets of what is open. */
  readonly #open: string[] = [];
  #offset = 0;
  #expected: Expectation = 'value';

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  run(): JsonFault | null {
    for (;;) {
      this.#match(BLANK);
      if (this.#offset >= this.#text.length) return this.#expected === 'end' ? null : this.#fault();
      const fault = this.#step();
      if (fault !== null) return fault;
    }
  }

  #step(): JsonFault | null {
    const character = this.#text[this.#offset] ?? '';
    switch (this.#expected) {
      case 'value':
      case 'value-or-close':
        return this.#value(character);
      case 'key':
      case 'key-or-close':
        if (character === '}' && this.#expected === 'key-or-close') return this.#close();
        if (!this.#string()) return this.#stringFault(character);
        this.#expected = 'colon';
        return null;
      case 'colon':
        if (character !== ':') return this.#fault();
        this.#offset += 1;
        this.#expected = 'value';
        return null;
      case 'comma-or-close':
        return this.#comma(character);
      case 'end':
        return this.#fault();
    }
  }

  #value(character: string): JsonFault | null {
    if (character === ']' && this.#expected === 'value-or-close') return this.#close();
    if (character === '{' || character === '[') return this.#openBracket(character);
    if (character === '"') {
      if (!this.#string()) return this.#stringFault(character);
    } else if (!this.#match(NUMBER) && !this.#match(WORD)) return this.#fault();
    this.#expected = this.#open.length === 0 ? 'end' : 'comma-or-close';
    return null;
  }

  #openBracket(character: string): JsonFault | null {
    this.#open.push(character === '{' ? '}' : ']');
    if (this.#open.length > this.#maxDepth) return { kind: 'depth', offset: this.#offset, depth: this.#open.length };
    this.#offset += 1;
    this.#expected = character === '{' ? 'key-or-close' : 'value-or-close';
    return null;
  }

  #close(): null {
    this.#open.pop();
    this.#offset += 1;
    this.#expected = this.#open.length === 0 ? 'end' : 'comma-or-close';
    return null;
  }

  #comma(character: string): JsonFault | null {
    const closing = this.#open.at(-1);
    if (character === closing) return this.#close();
    if (character !== ',') return this.#fault();
    this.#offset += 1;
    this.#expected = closing === '}' ? 'key' : 'value';
    return null;
  }

  /** A loop and not a pattern: a pattern for a string of megabytes runs out of stack. */
  #string(): boolean {
    if (this.#text[this.#offset] !== '"') return false;
    let at = this.#offset + 1;
    for (;;) {
      const code = this.#text.charCodeAt(at);
      // NaN beyond the end fails every comparison.
      if (!(code >= FIRST_PRINTABLE)) return false;
      at += 1;
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        ESCAPE.lastIndex = at;
        if (!ESCAPE.test(this.#text)) return false;
        at = ESCAPE.lastIndex;
      }
    }
    this.#offset = at;
    return true;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#offset;
    if (!pattern.test(this.#text)) return false;
    this.#offset = pattern.lastIndex;
    return true;
  }

  #stringFault(character: string): JsonFault {
    return character === '"'
      ? {
          kind: 'syntax',
          offset: this.#offset,
          reason: 'this text in quotes is not closed or holds a character that must be escaped',
        }
      : this.#fault();
  }

  #fault(): JsonFault {
    const found =
      this.#offset < this.#text.length
        ? `found ${JSON.stringify(String.fromCodePoint(this.#text.codePointAt(this.#offset) ?? 0))}`
        : 'the text ends';
    return { kind: 'syntax', offset: this.#offset, reason: `expected ${EXPECTED[this.#expected]}, but ${found}` };
  }
}

/**
 * The first fault of a JSON text, or null when `JSON.parse` will take it and it is nested at most `maxDepth` deep.
 * Engines word their errors differently and some name no place; this one is the same everywhere, and it never recurses.
 */
export function findJsonFault(text: string, maxDepth: number): JsonFault | null {
  return new JsonScanner(text, maxDepth).run();
}

/** Line and column of an offset, both from 1. */
export function linePosition(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
