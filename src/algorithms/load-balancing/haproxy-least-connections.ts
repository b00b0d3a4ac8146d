import type { Backends, Balancer } from './balancer.ts';
import { IndexedHeap } from './indexed-heap.ts';

/** HAProxy's largest weight: loads are compared in whole 256ths of a weight. */
const MOST_WEIGHT = 256;

/**
 * HAProxy `balance leastconn`: the smallest (active + 1) / weight in whole steps, 0 for an idle one whatever its weight; of equals the
 * one whose load has been as it is for longest. Source: HAProxy 2.6, src/lb_fwlc.c (`fwlc_queue_srv`, `fwlc_srv_reposition`).
 * Cost: O(log n) for each change of a backend, O(1) for a choice.
 */
export class HaproxyLeastConnections implements Balancer {
  readonly #backends: Backends;
  readonly #heap: IndexedHeap;
  readonly #key: Float64Array;
  readonly #serial: Float64Array;
  readonly #unit: number;
  #queued = 0;

  /** @param unit what a weight of 1 is written as */
  constructor(backends: Backends, unit = 1) {
    this.#backends = backends;
    this.#unit = unit;
    this.#key = new Float64Array(backends.count);
    this.#serial = new Float64Array(backends.count);
    this.#heap = new IndexedHeap(backends.count, (a, b) => this.#isBefore(a, b));
    for (let index = 0; index < backends.count; index += 1) this.update(index);
  }

  pick(): number {
    return this.#heap.first();
  }

  update(index: number): void {
    const { active, weight, usable } = this.#backends;
    if (usable[index] !== 1) {
      this.#heap.remove(index);
      return;
    }
    const held = active[index] as number;
    const key = held === 0 ? 0 : Math.floor(((held + 1) * MOST_WEIGHT * this.#unit) / (weight[index] as number));
    if (this.#heap.has(index) && key === this.#key[index]) return;
    this.#queued += 1;
    this.#serial[index] = this.#queued;
    this.#key[index] = key;
    this.#heap.put(index);
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#key[a] as number) - (this.#key[b] as number);
    return difference === 0 ? (this.#serial[a] as number) < (this.#serial[b] as number) : difference < 0;
  }
}
