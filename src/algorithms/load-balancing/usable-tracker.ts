import type { Backends } from './balancer.ts';

/** Tells changes of `usable`, which are rare, from changes of `active`, which come with every request. */
export class UsableTracker {
  readonly #backends: Backends;
  readonly #known: Uint8Array;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#known = backends.usable.slice();
  }

  /** True when the backend became usable or unusable since the last question about it. */
  hasChanged(index: number): boolean {
    const now = this.#backends.usable[index] as number;
    if (this.#known[index] === now) return false;
    this.#known[index] = now;
    return true;
  }
}
