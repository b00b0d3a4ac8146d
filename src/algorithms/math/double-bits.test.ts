import { expect, test } from 'vitest';
import { DOUBLE, HIGH, LOW, WORDS } from './double-bits.ts';

test('the machine is little-endian: the high word of a double comes second', () => {
  DOUBLE[0] = 1;
  expect(WORDS[HIGH]).toBe(0x3ff00000);
  expect(WORDS[LOW]).toBe(0);
  DOUBLE[0] = -2.000000000000001;
  expect((WORDS[HIGH] as number) >>> 0).toBe(0xc0000000);
  expect(WORDS[LOW]).not.toBe(0);
});
