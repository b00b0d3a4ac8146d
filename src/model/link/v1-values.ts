import { decodeWord, encodeWord } from './v1-words.ts';

/** A value of a plain design with its names as codes: numbers, booleans and null stay as they are. */
export function packValue(value: unknown): unknown {
  if (typeof value === 'string') return encodeWord(value);
  if (Array.isArray(value)) return value.map(packValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [encodeWord(key), packValue(entry)]));
}

/** The reverse of `packValue`. Keys with an unknown code are left out, values become undefined: whoever reads the document refuses them. */
export function unpackValue(value: unknown): unknown {
  if (typeof value === 'string') return decodeWord(value);
  if (Array.isArray(value)) return value.map(unpackValue);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties, so that a key `__proto__` stays a key.
  return Object.fromEntries(
    Object.entries(value).flatMap(([code, entry]) => {
      const key = decodeWord(code);
      return key === undefined ? [] : [[key, unpackValue(entry)]];
    }),
  );
}

/** A tuple without the zeros at its end; 0 stands for "absent" in every optional place. */
export function trimTuple(tuple: readonly unknown[]): readonly unknown[] {
  let length = tuple.length;
  while (length > 0 && tuple[length - 1] === 0) length -= 1;
  return tuple.slice(0, length);
}

/** True where a tuple has nothing: 0 or beyond its end. */
export function isAbsent(value: unknown): value is 0 | undefined {
  return value === 0 || value === undefined;
}
