import type { Backends, Balancer } from './balancer.ts';
import { IndexedHeap } from './indexed-heap.ts';

/**
 * HAProxy `balance first`: the first backend that has room, so that the last ones stay empty and can be switched off. When all are
 * full, the least loaded (HAProxy lets requests wait in the balancer then). Source: HAProxy 2.6, src/lb_fas.c, `maxconn` of a server.
 * Cost: O(log n) for each change of a backend, O(1) for a choice.
 */
export class FirstAvailable implements Balancer {
  readonly #backends: Backends;
  readonly #room: number;
  readonly #heap: IndexedHeap;

  /** @param room requests (or connections) a backend may have at once; Infinity for no limit */
  constructor(backends: Backends, room: number) {
    this.#backends = backends;
    this.#room = room;
    this.#heap = new IndexedHeap(backends.count, (a, b) => this.#isBefore(a, b));
    for (let index = 0; index < backends.count; index += 1) this.update(index);
  }

  pick(): number {
    return this.#heap.first();
  }

  update(index: number): void {
    if (this.#backends.usable[index] === 1) this.#heap.put(index);
    else this.#heap.remove(index);
  }

  #isBefore(a: number, b: number): boolean {
    const over = this.#overload(a) - this.#overload(b);
    return over === 0 ? a < b : over < 0;
  }

  #overload(index: number): number {
    return Math.max(0, (this.#backends.active[index] as number) + 1 - this.#room);
  }
}
