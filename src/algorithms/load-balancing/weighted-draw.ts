import type { RandomStream } from '../../model/random-stream.ts';
import type { Backends } from './balancer.ts';

/**
 * Draws usable backends at random with probability weight / total weight.
 * Cost: O(log n) for a draw; O(n) once after the set of usable backends changed.
 */
export class WeightedDraw {
  readonly #backends: Backends;
  readonly #stream: RandomStream;
  /** Usable backends in order, and the sum of the weights up to and with each. */
  readonly #members: Int32Array;
  readonly #sums: Float64Array;
  #size = 0;
  #isStale = true;

  constructor(backends: Backends, stream: RandomStream) {
    this.#backends = backends;
    this.#stream = stream;
    this.#members = new Int32Array(backends.count);
    this.#sums = new Float64Array(backends.count);
  }

  /** The set of usable backends changed. */
  invalidate(): void {
    this.#isStale = true;
  }

  /** Number of backends that can be drawn. */
  size(): number {
    if (this.#isStale) this.#rebuild();
    return this.#size;
  }

  /** A usable backend, or -1 when there is none. Takes one number from the stream when there is a choice. */
  draw(): number {
    const size = this.size();
    if (size <= 1) return size === 0 ? -1 : (this.#members[0] as number);
    const point = this.#stream.uniform() * (this.#sums[size - 1] as number);
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (point < (this.#sums[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return this.#members[low] as number;
  }

  #rebuild(): void {
    const { count, weight, usable } = this.#backends;
    let size = 0;
    let sum = 0;
    for (let index = 0; index < count; index += 1) {
      if (usable[index] !== 1) continue;
      sum += weight[index] as number;
      this.#members[size] = index;
      this.#sums[size] = sum;
      size += 1;
    }
    this.#size = size;
    this.#isStale = false;
  }
}
