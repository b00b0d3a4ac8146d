import type { Backends, Balancer } from '../../algorithms/load-balancing/balancer.ts';
import { createBalancer, type BalancingAlgorithm } from '../../algorithms/load-balancing/create-balancer.ts';
import { integerWeights } from '../../algorithms/load-balancing/integer-weights.ts';
import type { RandomStream } from '../../model/random-stream.ts';

/** The backends that may take one sort of request, and the balancer over them. A backend of weight 0 is not in the pool. */
export class BackendPool {
  readonly balancer: Balancer;
  readonly #backends: Backends;
  readonly #panicRatio: number;

  constructor(options: {
    readonly weights: readonly number[];
    readonly active: Int32Array;
    readonly algorithm: BalancingAlgorithm;
    readonly stream: RandomStream;
    readonly panicRatio: number;
  }) {
    const count = options.weights.length;
    const backends = {
      count,
      weight: integerWeights(options.weights),
      active: options.active,
      usable: new Uint8Array(count),
    };
    this.#backends = backends;
    this.#panicRatio = options.panicRatio;
    this.balancer = createBalancer(options.algorithm, backends, options.stream);
  }

  isUsable(index: number): boolean {
    return this.#backends.usable[index] === 1;
  }

  /** Takes over who is healthy. Below the panic threshold all are used, healthy or not (Envoy `healthy_panic_threshold`). */
  refresh(healthy: Uint8Array): void {
    const { count, weight } = this.#backends;
    let members = 0;
    let well = 0;
    for (let index = 0; index < count; index += 1) {
      if (weight[index] === 0) continue;
      members += 1;
      well += healthy[index] as number;
    }
    const isPanic = well < this.#panicRatio * members;
    for (let index = 0; index < count; index += 1) {
      this.#setUsable(index, weight[index] !== 0 && (isPanic || healthy[index] === 1) ? 1 : 0);
    }
  }

  /** A choice among the usable backends not in `tried`; -1 when there is none. */
  pickOther(ip: number, tried: readonly number[]): number {
    const hidden = tried.filter((index) => this.isUsable(index));
    for (const index of hidden) this.#setUsable(index, 0);
    const picked = this.balancer.pick(ip);
    for (const index of hidden) this.#setUsable(index, 1);
    return picked;
  }

  #setUsable(index: number, value: 0 | 1): void {
    if (this.#backends.usable[index] === value) return;
    this.#backends.usable[index] = value;
    this.balancer.update(index);
  }
}
