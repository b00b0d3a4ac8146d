import type { RandomStream } from '../../model/random-stream.ts';
import { ln } from '../math/ln.ts';
import { openUniform } from './open-uniform.ts';

/** Exponential with mean 1, unrounded, by inversion: -ln U with U in (0, 1). */
export function standardExponential(stream: RandomStream): number {
  return -ln(openUniform(stream));
}

/** Exponential time in integer nanoseconds (rounded to nearest), mean `meanNs` >= 0. */
export function exponentialNs(stream: RandomStream, meanNs: number): number {
  return Math.floor(-ln(openUniform(stream)) * meanNs + 0.5);
}
