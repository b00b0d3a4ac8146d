import { expect, test } from 'vitest';
import { Digest } from './digest.ts';

function digestOf(values: readonly number[]): string {
  const digest = new Digest();
  for (const value of values) digest.add(value);
  return digest.hex();
}

test('16 hexadecimal digits, the same for the same sequence on every machine', () => {
  expect(digestOf([])).toMatch(/^[0-9a-f]{16}$/);
  expect(digestOf([1, 2, 3.5, -1e300])).toBe('9f69ee72d7dd9501');
});

test('order, length and every bit count', () => {
  const seen = new Set<string>();
  seen.add(digestOf([]));
  for (let zeros = 1; zeros < 50; zeros++) seen.add(digestOf(Array.from({ length: zeros }, () => 0)));
  seen.add(digestOf([1, 2]));
  seen.add(digestOf([2, 1]));
  for (let bit = -1074; bit < 1024; bit++) seen.add(digestOf([2 ** bit]));
  for (let i = 2; i < 100_000; i++) seen.add(digestOf([i + 0.25, i]));
  expect(seen.size).toBe(1 + 49 + 2 + 2098 + 99_998);
});

test('one changed low bit changes about half of the digest', () => {
  let changed = 0;
  for (let i = 0; i < 1_000; i++) {
    const one = BigInt(`0x${digestOf([i, 1, 2, 3])}`);
    const other = BigInt(`0x${digestOf([i, 1 + 2 ** -52, 2, 3])}`);
    changed += (one ^ other).toString(2).replaceAll('0', '').length;
  }
  expect(changed / 1_000).toBeGreaterThan(30);
  expect(changed / 1_000).toBeLessThan(34);
});

test('-0 counts as 0 and a NaN as any other', () => {
  expect(digestOf([-0])).toBe(digestOf([0]));
  expect(digestOf([NaN])).toBe(digestOf([0 / 0]));
});

test('texts count unit by unit, with their length', () => {
  const textDigest = (...texts: string[]): string => {
    const digest = new Digest();
    for (const text of texts) digest.addText(text);
    return digest.hex();
  };
  expect(textDigest('ab', 'c')).not.toBe(textDigest('a', 'bc'));
  expect(textDigest('ab')).toBe(textDigest('ab'));
});
