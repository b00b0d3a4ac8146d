import { describe, expect, it } from 'vitest';
import { crc32Digits, crc32End, CRC32_START, crc32Text, crc32Word } from './crc32.ts';
import { mix32 } from './mix32.ts';

describe('CRC-32', () => {
  it('has the check value of its specification', () => {
    expect(crc32End(crc32Text(CRC32_START, '123456789'))).toBe(0xcbf43926);
    expect(crc32End(CRC32_START)).toBe(0);
  });

  it.each([0, 7, 10, 99, 100, 12_345, 999_999_999, 4_294_967_295])('hashes %i by its digits', (value) => {
    expect(crc32Digits(CRC32_START, value)).toBe(crc32Text(CRC32_START, String(value)));
  });

  it('takes a word byte by byte, the lowest first', () => {
    expect(crc32Word(CRC32_START, 0x44434241)).toBe(crc32Text(CRC32_START, 'ABCD'));
  });
});

describe('mixing of 32 bits', () => {
  it('is the Murmur3 finalizer', () => {
    expect(mix32(0)).toBe(0);
    expect(mix32(1)).toBe(0x514e28b7);
  });

  it('gives different numbers for different numbers', () => {
    expect(new Set(Array.from({ length: 100_000 }, (_, value) => mix32(value))).size).toBe(100_000);
  });
});
