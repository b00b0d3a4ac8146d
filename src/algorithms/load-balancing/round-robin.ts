import type { Backends, Balancer } from './balancer.ts';

/**
 * Plain rotation over the usable backends, blind to weights and load.
 * Cost: one step, plus one for each backend in a row that is out.
 */
export class RoundRobin implements Balancer {
  readonly #backends: Backends;
  #next = 0;

  constructor(backends: Backends) {
    this.#backends = backends;
  }

  pick(): number {
    const { count, usable } = this.#backends;
    let index = this.#next;
    for (let step = 0; step < count; step += 1) {
      if (index >= count) index = 0;
      if (usable[index] === 1) {
        this.#next = index + 1;
        return index;
      }
      index += 1;
    }
    return -1;
  }

  update(): void {
    // Rotation depends on neither load nor history.
  }
}
