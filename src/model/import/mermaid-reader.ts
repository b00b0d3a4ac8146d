import { isRecord, type InputRecord } from '../document/known-keys.ts';
import { parseJsonText } from '../document/parse-design-text.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { showValue } from '../document/text-safety.ts';
import type { FlowShape } from '../kind-spec.ts';
import { LIMITS } from '../limits.ts';
import { refuse, succeed, type Problem, type Result } from '../result.ts';
import { Cursor, plainLabel, takeArrow, takeAttributes, takeId, takeLabel } from './mermaid-parts.ts';
import { importProblem } from './problem-codes.ts';
import type { Sketch, SketchEdge, SketchNode } from './sketch.ts';

export const MERMAID_FORMAT = 'Mermaid flowchart';

/** Lines that were not understood and are quoted; the rest is counted by the cap on notices. */
const MAX_QUOTED = 100;

/** Areas in areas in areas: no drawing goes deeper. */
const MAX_AREAS_DEEP = 16;

/** Styling and behaviour of a web page, which a design has nothing like. */
const IGNORED = /(classDef|style|linkStyle|click|accTitle|accDescr|direction)\b/y;

interface Draft {
  key: string;
  label: string | null;
  shape: FlowShape | undefined;
  kind: string | undefined;
  isPlace: boolean;
  parent: string | undefined;
  carried: InputRecord | undefined;
  line: number;
}

/** The text inside a Markdown fence, if there is one. */
function withoutFence(text: string): string {
  const fence = /^[ \t]*```+[ \t]*mermaid[^\n]*\n/m.exec(text);
  if (fence === null) return text;
  const start = fence.index + fence[0].length;
  const end = text.indexOf('```', start);
  return text.slice(start, end < 0 ? undefined : end);
}

/** A title from the front matter, and the text behind it. */
function frontMatter(text: string): { readonly title: string; readonly body: string } {
  const trimmed = text.trimStart();
  if (!trimmed.startsWith('---\n')) return { title: '', body: text };
  const end = trimmed.indexOf('\n---', 3);
  if (end < 0) return { title: '', body: text };
  const line = /^title:[ \t]*(.*)$/m.exec(trimmed.slice(0, end))?.[1]?.trim() ?? '';
  const after = trimmed.indexOf('\n', end + 1);
  const parsed = line.startsWith('"') ? parseJsonText(line) : null;
  const title = parsed?.ok === true && typeof parsed.value === 'string' ? parsed.value : line.replace(/^'(.*)'$/, '$1');
  return { title, body: after < 0 ? '' : trimmed.slice(after + 1) };
}

/** Directives may stand anywhere; they set colours and fonts. */
function withoutDirectives(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('%%{', at);
    const end = start < 0 ? -1 : text.indexOf('}%%', start);
    if (end < 0) break;
    parts.push(text.slice(at, start));
    at = end + 3;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Reads one flowchart. */
class FlowchartReader {
  readonly #cursor: Cursor;
  readonly #nodes = new Map<string, Draft>();
  readonly #edges: { source: string; target: string; line: number }[] = [];
  readonly #edgeNotes = new Map<string, InputRecord[]>();
  readonly #order: string[] = [];
  readonly #inside: string[] = [];
  readonly #ignored = new Set<string>();
  readonly #notices: Problem[] = [];
  readonly #findSpec: SpecLookup;
  #carried: InputRecord | undefined;
  #line = 1;
  /** Where the line ends that `#line` counts; -1 for the last. */
  #lineEnd: number;
  #unnamed = 0;

  constructor(body: string, findSpec: SpecLookup) {
    this.#cursor = new Cursor(body);
    this.#findSpec = findSpec;
    this.#lineEnd = body.indexOf('\n');
  }

  read(name: string): Sketch {
    while (!this.#cursor.isAtEnd) this.#statement();
    return {
      format: MERMAID_FORMAT,
      name,
      nodes: this.#sketchNodes(),
      edges: this.#sketchEdges(),
      looseAreNotes: false,
      ...(this.#carried === undefined ? {} : { carried: this.#carried }),
      notices: [
        ...(this.#ignored.size === 0 ? [] : [importProblem('RT454', '', { names: [...this.#ignored].join(', ') })]),
        ...this.#notices,
      ],
    };
  }

  /** Number of the line the cursor is in, from 1. */
  #lineNow(): number {
    const { text, at } = this.#cursor;
    while (this.#lineEnd >= 0 && this.#lineEnd < at) {
      this.#line++;
      this.#lineEnd = text.indexOf('\n', this.#lineEnd + 1);
    }
    return this.#line;
  }

  #statement(): void {
    const cursor = this.#cursor;
    cursor.take(/[\s;]+/y);
    if (cursor.isAtEnd) return;
    const start = cursor.at;
    if (cursor.takeText('%%')) {
      this.#comment(cursor.restOfLine());
      return;
    }
    const ignored = cursor.take(IGNORED);
    if (ignored !== null) {
      if (ignored[1] !== 'direction') this.#ignored.add(ignored[1] ?? '');
      cursor.restOfLine();
    } else if (cursor.take(/class[ \t]+/y) !== null) this.#classes(cursor.restOfLine());
    else if (cursor.take(/subgraph\b/y) !== null) this.#subgraph();
    else if (cursor.take(/end\b(?=[ \t]*(?:[;\n]|$))/y) !== null) this.#inside.pop();
    else this.#chain(start);
  }

  #notUnderstood(start: number): void {
    const cursor = this.#cursor;
    cursor.at = start;
    const line = this.#lineNow();
    const text = cursor.restOfLine();
    if (this.#notices.length < MAX_QUOTED)
      this.#notices.push(importProblem('RT453', `line ${line}`, { text: showValue(text) }));
  }

  /** `A["x"] --> B & C -->|y| D`: everything up to the end of the statement. */
  #chain(start: number): void {
    const cursor = this.#cursor;
    let from = this.#group();
    if (from === null) {
      this.#notUnderstood(start);
      return;
    }
    for (;;) {
      cursor.skipBlanks();
      const arrow = takeArrow(cursor);
      if (arrow === null) break;
      cursor.skipBlanks();
      // An arrow may be the end of its line.
      cursor.take(/\n[ \t]*/y);
      const to = this.#group();
      if (to === null) {
        this.#notUnderstood(cursor.at === start ? start : Math.max(start, this.#lineStart()));
        return;
      }
      if (arrow.isCall) this.#connect(from, to, arrow.isTwoWay);
      from = to;
    }
    if (cursor.take(/[ \t]*(?:%%[^\n]*)?(?:[;\n]|$)/y) === null) this.#notUnderstood(cursor.at);
  }

  #lineStart(): number {
    return this.#cursor.text.lastIndexOf('\n', this.#cursor.at - 1) + 1;
  }

  #connect(sources: readonly string[], targets: readonly string[], isTwoWay: boolean): void {
    const line = this.#lineNow();
    for (const source of sources) {
      for (const target of targets) {
        // One more than the limit is enough to be refused with the number.
        if (this.#edges.length > LIMITS.edges) return;
        this.#edges.push({ source, target, line });
        if (isTwoWay) this.#edges.push({ source: target, target: source, line });
      }
    }
  }

  #group(): readonly string[] | null {
    const keys: string[] = [];
    for (;;) {
      const key = this.#node();
      if (key === null) return null;
      keys.push(key);
      const { at } = this.#cursor;
      this.#cursor.skipBlanks();
      if (!this.#cursor.takeText('&')) {
        this.#cursor.at = at;
        return keys;
      }
      this.#cursor.skipBlanks();
    }
  }

  #node(): string | null {
    const cursor = this.#cursor;
    const key = takeId(cursor);
    if (key === null) return null;
    const draft = this.#draft(key);
    const label = takeLabel(cursor);
    if (label !== null) {
      draft.label = label.text;
      draft.shape = label.shape;
    }
    const attributes = takeAttributes(cursor);
    if (attributes !== null) {
      draft.label = attributes.text ?? draft.label;
      draft.shape = attributes.shape ?? draft.shape;
    }
    const named = cursor.take(/:::([\w-]+)/y)?.[1];
    if (named !== undefined && this.#findSpec(named) !== undefined) draft.kind = named;
    return key;
  }

  /** What is known of a box; the first area that names it has it. */
  #draft(key: string): Draft {
    const around = this.#inside.at(-1);
    const known = this.#nodes.get(key);
    if (known !== undefined) {
      if (known.parent === undefined && around !== undefined && !this.#isInside(around, key)) known.parent = around;
      return known;
    }
    const draft: Draft = {
      key,
      label: null,
      shape: undefined,
      kind: undefined,
      isPlace: false,
      parent: around,
      carried: undefined,
      line: this.#lineNow(),
    };
    // One more than the limit is enough to be refused with the number.
    if (this.#nodes.size <= LIMITS.nodes) this.#nodes.set(key, draft);
    return draft;
  }

  /** Whether an area is the box itself or lies in it. */
  #isInside(area: string, key: string): boolean {
    for (let at: string | undefined = area; at !== undefined; at = this.#nodes.get(at)?.parent)
      if (at === key) return true;
    return false;
  }

  #subgraph(): void {
    const cursor = this.#cursor;
    cursor.skipBlanks();
    const id = takeId(cursor);
    cursor.skipBlanks();
    const label = takeLabel(cursor)?.text ?? null;
    const rest = cursor.restOfLine();
    const words = plainLabel(rest.replace(/^"([^]*)"$/, '$1'));
    this.#unnamed++;
    const around = this.#inside.at(-1);
    if (around !== undefined && this.#inside.length >= MAX_AREAS_DEEP) {
      // What is in it belongs to the area around it.
      this.#inside.push(around);
      return;
    }
    const key = id !== null && rest === '' ? id : `area ${this.#unnamed}`;
    const draft = this.#draft(key);
    draft.isPlace = true;
    draft.label = label ?? ([id, words].filter((part) => part !== null && part !== '').join(' ') || null);
    this.#inside.push(key);
  }

  #classes(rest: string): void {
    const match = /^([^\s]+)\s+([\w-]+);?$/.exec(rest);
    const kind = match?.[2];
    if (match === null || kind === undefined || this.#findSpec(kind) === undefined) return;
    for (const key of (match[1] ?? '').split(',')) {
      const draft = this.#nodes.get(key);
      if (draft !== undefined) draft.kind = kind;
    }
  }

  #comment(text: string): void {
    const match = /^roundtrip (?:(node) (\S+)|(edge) (\S+) (\S+)|design) (\{.*\})$/.exec(text);
    if (match === null) return;
    const parsed = parseJsonText(match[6] ?? '');
    if (!parsed.ok || !isRecord(parsed.value)) return;
    if (match[1] !== undefined) {
      const draft = this.#nodes.get(match[2] ?? '');
      if (draft === undefined) return;
      draft.carried = parsed.value;
      this.#order.push(draft.key);
    } else if (match[3] !== undefined) {
      const ends = `${match[4] ?? ''} ${match[5] ?? ''}`;
      const notes = this.#edgeNotes.get(ends);
      if (notes === undefined) this.#edgeNotes.set(ends, [parsed.value]);
      else notes.push(parsed.value);
    } else this.#carried = parsed.value;
  }

  /** In the order of the comments where there are some: areas gather in the text what is apart in the document. */
  #sketchNodes(): readonly SketchNode[] {
    const ordered = new Set([...this.#order, ...this.#nodes.keys()]);
    return [...ordered].flatMap((key): SketchNode[] => {
      const draft = this.#nodes.get(key);
      if (draft === undefined) return [];
      const { shape, kind, isPlace, parent, carried, line } = draft;
      const isInArea = parent !== undefined && this.#nodes.get(parent)?.isPlace === true;
      return [
        {
          key,
          label: draft.label ?? key,
          hints: [],
          isPlace,
          path: `line ${line}`,
          ...(shape === undefined ? {} : { shape }),
          ...(kind === undefined ? {} : { kind }),
          ...(isInArea ? { parent } : {}),
          ...(carried === undefined ? {} : { carried }),
        },
      ];
    });
  }

  #sketchEdges(): readonly SketchEdge[] {
    const used = new Map<string, number>();
    return this.#edges.map(({ source, target, line }) => {
      const ends = `${source} ${target}`;
      const nth = used.get(ends) ?? 0;
      used.set(ends, nth + 1);
      const carried = this.#edgeNotes.get(ends)?.[nth];
      return { source, target, path: `line ${line}`, ...(carried === undefined ? {} : { carried }) };
    });
  }
}

const HEADER = /^\s*(?:flowchart(?:-elk)?|graph)\b[ \t]*(?:TB|TD|BT|RL|LR|[<>^v])?[ \t]*(?:;|\n|$)/;

/** Skips comments and blank lines before the first word. */
function firstWord(body: string): string {
  for (const line of body.split('\n', 200)) {
    const text = line.trim();
    if (text !== '' && !text.startsWith('%%')) return text.split(/[\s;]/, 1)[0] ?? '';
  }
  return '';
}

/** Reads a Mermaid flowchart; other diagrams of Mermaid are named and refused. */
export function readMermaid(text: string, findSpec: SpecLookup): Result<Sketch> {
  const { title, body } = frontMatter(withoutFence(text.replaceAll(/\r\n?/g, '\n')));
  const plain = withoutDirectives(body);
  const type = firstWord(plain);
  const start = plain.indexOf(type);
  const header = HEADER.exec(plain.slice(start, start + 200));
  if (type === '' || header === null)
    return refuse(importProblem('RT402', '', { type: type === '' ? 'text without a diagram' : showValue(type) }));
  const before = plain.slice(0, start).split('\n').length - 1;
  // Line numbers are those of the text behind the front matter; blank lines keep them right.
  const rest = plain.slice(start + header[0].trimEnd().length);
  return succeed(new FlowchartReader('\n'.repeat(before) + rest, findSpec).read(title));
}
