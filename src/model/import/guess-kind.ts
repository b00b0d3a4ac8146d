import type { FlowShape, KindSpec } from '../kind-spec.ts';

/** How a kind was found. */
export type GuessReason = 'product' | 'word' | 'shape';

export interface Guess {
  readonly spec: KindSpec;
  readonly by: GuessReason;
}

/** Shapes that many people use for anything say nothing about a kind. */
const PLAIN_SHAPES: ReadonlySet<FlowShape> = new Set([
  'rectangle',
  'rounded',
  'subroutine',
  'circle',
  'rhombus',
  'flag',
]);

/** No label is longer; more of a hint is not looked at. */
const MAX_CHARS = 400;

/** Words apart, in lower case: "myOrders-DB" is my, orders, db. */
function wordsIn(text: string): readonly string[] {
  return text
    .slice(0, MAX_CHARS)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

interface Phrase {
  readonly words: readonly string[];
  readonly spec: KindSpec;
}

/** Phrases by their first word. */
type Phrases = ReadonlyMap<string, readonly Phrase[]>;

function indexed(specs: readonly KindSpec[], phrasesOf: (spec: KindSpec) => readonly string[]): Phrases {
  const index = new Map<string, Phrase[]>();
  for (const spec of specs) {
    for (const phrase of phrasesOf(spec)) {
      const words = wordsIn(phrase);
      const [first = ''] = words;
      const known = index.get(first);
      if (known === undefined) index.set(first, [{ words, spec }]);
      else known.push({ words, spec });
    }
  }
  return index;
}

/** Whether a word is the one of a phrase, or its plural. */
function isWord(word: string | undefined, wanted: string | undefined): boolean {
  return word === wanted || (wanted !== undefined && word === `${wanted}s`);
}

/** The kind whose phrase ends last, for in English the last word says what a thing is ("user service"); the longer phrase wins. */
function bestMatch(words: readonly string[], phrases: Phrases): KindSpec | null {
  let best: { readonly spec: KindSpec; readonly end: number; readonly length: number } | null = null;
  for (const [start, word] of words.entries()) {
    const candidates = [
      ...(phrases.get(word) ?? []),
      ...(word.endsWith('s') ? (phrases.get(word.slice(0, -1)) ?? []) : []),
    ];
    for (const { words: wanted, spec } of candidates) {
      if (!wanted.every((one, i) => isWord(words[start + i], one))) continue;
      const [end, { length }] = [start + wanted.length, wanted];
      if (best === null || end > best.end || (end === best.end && length > best.length)) best = { spec, end, length };
    }
  }
  return best?.spec ?? null;
}

interface Vocabulary {
  readonly products: Phrases;
  readonly words: Phrases;
}

const vocabularies = new WeakMap<readonly KindSpec[], Vocabulary>();

/** The phrases of a list of kinds; made once for each list. */
function vocabularyOf(specs: readonly KindSpec[]): Vocabulary {
  const known = vocabularies.get(specs);
  if (known !== undefined) return known;
  const vocabulary = {
    products: indexed(specs, ({ recognition }) => recognition?.products ?? []),
    words: indexed(specs, ({ id, name, recognition }) => [name, id, ...(recognition?.words ?? [])]),
  };
  vocabularies.set(specs, vocabulary);
  return vocabulary;
}

/** What stands before "for", "of" or a bracket says what a thing is; the rest says what about. */
function headOf(text: string): string {
  return text.split(/\s(?:for|of|with|on|in|by)\s|[([{,;]/i, 1)[0] ?? '';
}

/**
 * The kind that words and shape speak of: names of products first, then plain words, then a telling shape. Null when nothing does.
 * @param texts what to look at, the most telling first
 */
export function guessKind(
  texts: readonly string[],
  shape: FlowShape | undefined,
  specs: readonly KindSpec[],
): Guess | null {
  const { products, words } = vocabularyOf(specs);
  for (const text of texts) {
    const spec = bestMatch(wordsIn(text), products);
    if (spec !== null) return { spec, by: 'product' };
  }
  for (const text of texts) {
    const spec = bestMatch(wordsIn(headOf(text)), words) ?? bestMatch(wordsIn(text), words);
    if (spec !== null) return { spec, by: 'word' };
  }
  if (shape === undefined || PLAIN_SHAPES.has(shape)) return null;
  const spec = specs.find(({ recognition }) => recognition?.shape === shape);
  return spec === undefined ? null : { spec, by: 'shape' };
}
