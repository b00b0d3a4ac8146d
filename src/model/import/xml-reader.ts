/** An element of an XML text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Text directly inside it. */
  readonly text: string;
}

/** Bounds of what is read: a drawing has a few thousand elements, four deep. */
const MAX_ELEMENTS = 200_000;
const MAX_DEPTH = 64;
const MAX_ATTRIBUTES = 100;

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Characters for the predefined entities and numbers; anything else stays as it is written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (whole, code: string) => {
    if (!code.startsWith('#')) return NAMED[code] ?? whole;
    const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1));
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole;
  });
}

const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** Why a text is no XML that is read here, in words. */
class XmlFault extends Error {}

class XmlReader {
  #at = 0;
  #count = 0;
  readonly #open: OpenElement[] = [{ name: '', attributes: new Map(), children: [], text: '' }];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    while (this.#at < this.#text.length) this.#next();
    const [top] = this.#open;
    const root = top?.children[0];
    if (this.#open.length > 1) throw new XmlFault(`"${this.#open.at(-1)?.name ?? ''}" is not closed`);
    if (root === undefined) throw new XmlFault('there is no element');
    return root;
  }

  #skipTo(end: string, what: string): string {
    const found = this.#text.indexOf(end, this.#at);
    if (found < 0) throw new XmlFault(`${what} does not end`);
    const inside = this.#text.slice(this.#at, found);
    this.#at = found + end.length;
    return inside;
  }

  #takes(mark: string): boolean {
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #addText(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined && this.#open.length > 1) element.text += text;
  }

  #next(): void {
    const start = this.#text.indexOf('<', this.#at);
    const textEnd = start < 0 ? this.#text.length : start;
    if (textEnd > this.#at) this.#addText(decodeEntities(this.#text.slice(this.#at, textEnd)));
    this.#at = textEnd;
    if (start < 0) return;
    if (this.#takes('<!--')) this.#skipTo('-->', 'a comment');
    else if (this.#takes('<![CDATA[')) this.#addText(this.#skipTo(']]>', 'a CDATA section'));
    else if (this.#takes('<?')) this.#skipTo('?>', 'an instruction');
    else if (this.#takes('<!')) throw new XmlFault('document types are not read');
    else if (this.#takes('</')) this.#close();
    else {
      this.#at++;
      this.#element();
    }
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) throw new XmlFault('an element has no name');
    this.#at += name.length;
    return name;
  }

  #close(): void {
    const name = this.#name();
    this.#skipTo('>', 'an element');
    const element = this.#open.pop();
    if (element === undefined || element.name !== name || this.#open.length === 0)
      throw new XmlFault(`"${name}" is closed but not open`);
    this.#open.at(-1)?.children.push(element);
  }

  #element(): void {
    if (++this.#count > MAX_ELEMENTS) throw new XmlFault(`there are more than ${MAX_ELEMENTS} elements`);
    const name = this.#name();
    const attributes = new Map<string, string>();
    for (;;) {
      ATTRIBUTE.lastIndex = this.#at;
      const match = ATTRIBUTE.exec(this.#text);
      if (match === null) break;
      this.#at += match[0].length;
      if (attributes.size < MAX_ATTRIBUTES) attributes.set(match[1] ?? '', decodeEntities(match[2] ?? match[3] ?? ''));
    }
    const blank = /\s*/y;
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)?.[0].length ?? 0;
    const element: OpenElement = { name, attributes, children: [], text: '' };
    if (this.#takes('/>')) this.#open.at(-1)?.children.push(element);
    else if (this.#takes('>')) {
      if (this.#open.length > MAX_DEPTH) throw new XmlFault(`it is nested more than ${MAX_DEPTH} levels deep`);
      this.#open.push(element);
    } else throw new XmlFault(`the attributes of "${name}" cannot be read`);
  }
}

/** The root element of an XML text, or in words why it cannot be read. Document types, and so entities of one's own, are refused. */
export function readXml(text: string): { readonly root: XmlElement } | { readonly fault: string } {
  try {
    return { root: new XmlReader(text).read() };
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    throw error;
  }
}
