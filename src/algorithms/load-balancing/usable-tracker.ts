import type { Backends } from './balancer.ts';

/** Tells changes of `usable` and `weight`, which are rare, from changes of `active`, which come with every request. */
export class UsableTracker {
  readonly #backends: Backends;
  readonly #known: Uint8Array;
  readonly #weight: Int32Array;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#known = backends.usable.slice();
    this.#weight = backends.weight.slice();
  }

  /** True when the backend became usable or unusable, or its weight changed, since the last question about it. */
  hasChanged(index: number): boolean {
    const usable = this.#backends.usable[index] as number;
    const weight = this.#backends.weight[index] as number;
    if (this.#known[index] === usable && this.#weight[index] === weight) return false;
    this.#known[index] = usable;
    this.#weight[index] = weight;
    return true;
  }
}
