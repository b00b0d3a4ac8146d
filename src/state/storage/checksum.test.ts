import { describe, expect, it } from 'vitest';
import { checksumOf } from './checksum.ts';

describe('checksum', () => {
  it('is FNV-1a over the bytes of UTF-16: the offset basis for nothing, a known value for one letter', () => {
    expect(checksumOf('')).toBe('811c9dc5');
    // By hand: (0x811c9dc5 ^ 0x61) * 0x01000193, then the same with the zero byte, modulo 2^32.
    const low = BigInt.asUintN(32, (0x811c9dc5n ^ 0x61n) * 0x01000193n);
    expect(checksumOf('a')).toBe(
      BigInt.asUintN(32, low * 0x01000193n)
        .toString(16)
        .padStart(8, '0'),
    );
  });

  it('differs when letters trade places or the text is cut', () => {
    const all = new Set(['design', 'desing', 'desig', 'design ', 'Design'].map(checksumOf));
    expect(all.size).toBe(5);
  });
});
