import { expect, it } from 'vitest';
import { checksum } from './checksum.ts';
import { decodeWord, encodeWord } from './v1-words.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Every code in order, up to the first that stands for nothing. */
function allWords(): readonly string[] {
  const words: string[] = [];
  for (let place = 0; ; place += 1) {
    const high = Math.floor(place / 62);
    const word = decodeWord((high === 0 ? '' : DIGITS[high]!) + DIGITS[place % 62]!);
    if (word === undefined) return words;
    words.push(word);
  }
}

it('is the table that links of version 1 were made with', () => {
  // Changing an entry breaks every link that uses it. Appending is allowed: then raise the count below, and leave the sum.
  const frozen = allWords().slice(0, 204);
  expect(frozen).toHaveLength(204);
  expect(checksum(frozen.join(' '))).toBe(424_120);
});

it('has no word twice', () => {
  const words = allWords();
  expect(new Set(words).size).toBe(words.length);
  for (const word of words) expect(decodeWord(encodeWord(word))).toBe(word);
});

it('stores any other name as it is', () => {
  for (const word of ['', '.', 'turbo', '.x', '0', '__proto__']) expect(decodeWord(encodeWord(word))).toBe(word);
});

it('knows no word for a code that does not exist', () => {
  expect(decodeWord('zzz')).toBeUndefined();
  expect(decodeWord('')).toBeUndefined();
});
