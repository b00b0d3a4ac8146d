import type { RandomStream } from '../../model/random-stream.ts';

const TWO_TO_MINUS_32 = 1 / 4294967296;
/** Above this bound `below` takes two draws, so that no outcome is off by more than 2^16 / 2^32 of its probability. */
const ONE_DRAW_BOUND = 65_536;
/** Draws thrown away after seeding, as in PractRand's sfc32 constructor. */
const WARM_UP_DRAWS = 12;

/**
 * Chris Doty-Humphrey's small fast counting generator with 32-bit words (PractRand 0.95, `sfc32`): period at least 2^32,
 * about 2^127 on average, passes PractRand and TestU01 BigCrush.
 */
export class Sfc32 implements RandomStream {
  private readonly state: Int32Array;

  /** Four words of seed; use `deriveStream` unless the state itself is wanted. */
  constructor(a: number, b: number, c: number, counter: number) {
    this.state = Int32Array.of(a, b, c, counter);
    for (let i = 0; i < WARM_UP_DRAWS; i++) this.uniform();
  }

  /** Uniform in [0, 1): a multiple of 2^-32. */
  uniform(): number {
    const state = this.state;
    const b = state[1] as number;
    const c = state[2] as number;
    const counter = state[3] as number;
    const drawn = ((state[0] as number) + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + drawn) | 0;
    state[3] = (counter + 1) | 0;
    return (drawn >>> 0) * TWO_TO_MINUS_32;
  }

  /**
   * Uniform integer in [0, bound), bound 1 to 2^31, by multiplication instead of a loop of rejections: each outcome's probability
   * is right to a factor 1 +- 1.6e-5 (one draw up to 65,536, two draws above it), which no run is long enough to see.
   */
  below(bound: number): number {
    const u = bound <= ONE_DRAW_BOUND ? this.uniform() : this.uniform() + this.uniform() * TWO_TO_MINUS_32;
    const value = Math.floor(u * bound);
    return value < bound ? value : bound - 1;
  }
}

/**
 * The stream of one node for one purpose: adding or renaming other nodes changes nothing here, and two designs can be compared on
 * the same draws. The four words of seed are a 128-bit hash of the three parts: bryc's cyrb128 (public domain), which has the
 * constants of MurmurHash3 x86_128 (Appleby). `|` cannot occur in a number or an id, so different parts are different texts.
 */
export function deriveStream(seed: number, nodeId: string, purpose: string): Sfc32 {
  const text = `${seed}|${nodeId}|${purpose}`;
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ unit, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ unit, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ unit, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ unit, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  h1 ^= h2 ^ h3 ^ h4;
  return new Sfc32(h1, h2 ^ h1, h3 ^ h1, h4 ^ h1);
}
