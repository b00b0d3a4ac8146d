import { DOUBLE, HIGH, LOW, WORDS } from '../math/double-bits.ts';

/** Final mix of a 32-bit word: each input bit changes each output bit with probability about 1/2 (MurmurHash3 `fmix32`, Appleby). */
function finalMix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hexWord(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/**
 * Running 64-bit hash of a sequence of numbers: two runs with the same digest went the same way. Two lanes of 32 bits that feed
 * each other, built after MurmurHash3 x86_128 (Appleby), one double per step. Not cryptographic.
 */
export class Digest {
  /** Two lanes and the count of numbers. */
  private readonly lanes = Int32Array.of(0x9747b28c, 0x3c6ef372, 0);

  /** Adds a number with all its 64 bits; -0 counts as 0, every NaN as the same. */
  add(value: number): void {
    const lanes = this.lanes;
    DOUBLE[0] = value + 0;
    const low = WORDS[LOW] as number;
    const high = value === value ? (WORDS[HIGH] as number) : 0x7ff80000;
    const a = (lanes[0] as number) ^ Math.imul(value === value ? low : 0, 0x239b961b);
    const b = (lanes[1] as number) ^ Math.imul(high, 0xab0e9789 | 0);
    const mixed = (Math.imul((a << 15) | (a >>> 17), 0x38b34ae5) + b) | 0;
    lanes[0] = (Math.imul(mixed, 5) + 0x561ccd1b) | 0;
    lanes[1] = (Math.imul((b << 13) | (b >>> 19), 0xa1e38b93 | 0) + mixed) | 0;
    lanes[2] = ((lanes[2] as number) + 1) | 0;
  }

  /** Adds a text, unit by unit, and its length. */
  addText(text: string): void {
    this.add(text.length);
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i));
  }

  /** A digest of the same things so far, which can go its own way. */
  copy(): Digest {
    const copy = new Digest();
    copy.lanes.set(this.lanes);
    return copy;
  }

  /** The hash so far, 16 hexadecimal digits. More may be added afterwards. */
  hex(): string {
    const count = this.lanes[2] as number;
    const first = finalMix((this.lanes[0] as number) ^ count);
    const second = finalMix(((this.lanes[1] as number) + first) | 0);
    return hexWord((first + second) | 0) + hexWord(second);
  }
}
