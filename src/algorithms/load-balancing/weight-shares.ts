import type { Backends } from './balancer.ts';

/**
 * The total weight of all backends, in or out, laid end to end: a point in it belongs to one backend. As nginx lays them out for
 * `ip_hash` and `hash`. Cost of a look-up: one walk over the weights; at once when all are 1.
 */
export class WeightShares {
  readonly total: number;
  readonly #weight: Backends['weight'];
  readonly #isUniform: boolean;

  constructor({ count, weight }: Backends) {
    const own = weight.subarray(0, count);
    this.#weight = weight;
    this.total = own.reduce((sum, one) => sum + one, 0);
    this.#isUniform = own.every((one) => one === 1);
  }

  /** The backend whose share holds `point`, 0 to `total` - 1. */
  at(point: number): number {
    if (this.#isUniform) return point;
    let index = 0;
    for (let rest = point; rest >= (this.#weight[index] as number); index += 1) rest -= this.#weight[index] as number;
    return index;
  }
}
