import type { Backends } from './balancer.ts';

/**
 * The total weight of all backends, in or out, laid end to end: a point in it belongs to one backend. As nginx lays them out for
 * `ip_hash` and `hash`. Cost of a look-up: O(log n); at once when all are 1.
 */
export class WeightShares {
  readonly total: number;
  /** Where the share of each ends. */
  readonly #ends: Float64Array;
  readonly #isUniform: boolean;

  constructor({ count, weight }: Backends) {
    this.#ends = new Float64Array(count);
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      total += weight[index] as number;
      this.#ends[index] = total;
    }
    this.total = total;
    this.#isUniform = weight.subarray(0, count).every((one) => one === 1);
  }

  /** The backend whose share holds `point`, 0 to `total` - 1. */
  at(point: number): number {
    if (this.#isUniform) return point;
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] as number) > point) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
