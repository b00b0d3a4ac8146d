import type { Backends, Balancer } from './balancer.ts';
import { IndexedHeap } from './indexed-heap.ts';

/**
 * Least connections for many backends: an indexed binary heap ordered by (active / weight, longest not picked, index).
 * Same loads as `LeastConnections`; only ties differ. Breaking them by smooth weighted round robin would visit every tied
 * backend, which is all of them in an idle system; "longest not picked" is the rule of HAProxy's `leastconn`
 * and takes the same turns when weights are equal.
 * Cost: O(log n) for each change of a backend, O(1) for a choice.
 */
export class LeastConnectionsHeap implements Balancer {
  readonly #backends: Backends;
  readonly #heap: IndexedHeap;
  /** Number of the choice that last picked each backend. */
  readonly #lastPick: Float64Array;
  #picks = 0;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#lastPick = new Float64Array(backends.count);
    this.#heap = new IndexedHeap(backends.count, (a, b) => this.#isBefore(a, b));
    for (let index = 0; index < backends.count; index += 1) this.update(index);
  }

  pick(): number {
    const best = this.#heap.first();
    if (best < 0) return -1;
    this.#picks += 1;
    this.#lastPick[best] = this.#picks;
    this.#heap.moved(best);
    return best;
  }

  update(index: number): void {
    if (this.#backends.usable[index] === 1) this.#heap.put(index);
    else this.#heap.remove(index);
  }

  #isBefore(a: number, b: number): boolean {
    const { active, weight } = this.#backends;
    const difference = (active[a] as number) * (weight[b] as number) - (active[b] as number) * (weight[a] as number);
    if (difference !== 0) return difference < 0;
    const turns = (this.#lastPick[a] as number) - (this.#lastPick[b] as number);
    return turns === 0 ? a < b : turns < 0;
  }
}
