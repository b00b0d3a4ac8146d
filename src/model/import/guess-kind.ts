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

/** Words apart, in lower case, blanks at both ends: "myOrders-DB" is " my orders db ". */
function normalised(text: string): string {
  const words = text
    .slice(0, MAX_CHARS)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}

interface Match {
  readonly spec: KindSpec;
  readonly end: number;
  readonly length: number;
}

/** End of the last place where the phrase, or its plural, stands as whole words; -1 for nowhere. */
function endOf(text: string, phrase: string): number {
  const singular = text.lastIndexOf(` ${phrase} `);
  const plural = text.lastIndexOf(` ${phrase}s `);
  return Math.max(singular < 0 ? -1 : singular + phrase.length, plural < 0 ? -1 : plural + phrase.length + 1);
}

/** The kind whose phrase ends last, for in English the last word says what a thing is ("user service"); the longer phrase wins. */
function bestMatch(
  text: string,
  specs: readonly KindSpec[],
  phrasesOf: (spec: KindSpec) => readonly string[],
): KindSpec | null {
  let best: Match | null = null;
  for (const spec of specs) {
    for (const phrase of phrasesOf(spec)) {
      const end = endOf(text, phrase);
      if (end < 0) continue;
      const { length } = phrase;
      if (best === null || end > best.end || (end === best.end && length > best.length)) best = { spec, end, length };
    }
  }
  return best?.spec ?? null;
}

function productsOf(spec: KindSpec): readonly string[] {
  return spec.recognition?.products ?? [];
}

function wordsOf({ id, name, recognition }: KindSpec): readonly string[] {
  return [name.toLowerCase(), id.replaceAll('-', ' '), ...(recognition?.words ?? [])];
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
  for (const text of texts) {
    const spec = bestMatch(normalised(text), specs, productsOf);
    if (spec !== null) return { spec, by: 'product' };
  }
  for (const text of texts) {
    const spec = bestMatch(normalised(headOf(text)), specs, wordsOf) ?? bestMatch(normalised(text), specs, wordsOf);
    if (spec !== null) return { spec, by: 'word' };
  }
  if (shape === undefined || PLAIN_SHAPES.has(shape)) return null;
  const spec = specs.find(({ recognition }) => recognition?.shape === shape);
  return spec === undefined ? null : { spec, by: 'shape' };
}
