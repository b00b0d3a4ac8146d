import type { RandomStream } from '../../model/random-stream.ts';

const TWO_TO_MINUS_32 = 1 / 4294967296;
const TWO_TO_MINUS_33 = TWO_TO_MINUS_32 / 2;
const TWO_TO_MINUS_65 = TWO_TO_MINUS_33 * TWO_TO_MINUS_32;
/** Below this a second draw refines the first; one call in a million pays for it. */
const REFINE_BELOW = 1 / 1048576;

/**
 * Uniform in (0, 1), never 0 or 1, with fine steps near 0 where inverse transforms have their tail: 32 bits alone would end an
 * exponential at 22.9 means; with 32 more bits in the lowest millionth it ends at 45 (probability 3e-20).
 */
export function openUniform(stream: RandomStream): number {
  const u = stream.uniform();
  if (u >= REFINE_BELOW) return u + TWO_TO_MINUS_33;
  return u + stream.uniform() * TWO_TO_MINUS_32 + TWO_TO_MINUS_65;
}
