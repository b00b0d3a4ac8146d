import type { RandomStream } from '../../model/random-stream.ts';
import { deriveStream } from '../sampling/sfc32.ts';

/** Backends for a test: all usable and idle. */
export function backendsOf(weights: readonly number[]) {
  return {
    count: weights.length,
    weight: Int32Array.from(weights),
    active: new Int32Array(weights.length),
    usable: new Uint8Array(weights.length).fill(1),
  };
}

/** Letter of a backend, as the fixtures name them. */
export function letterOf(index: number): string {
  return String.fromCodePoint(97 + index);
}

export function testStream(purpose: string): RandomStream {
  return deriveStream(1, 'test', purpose);
}
