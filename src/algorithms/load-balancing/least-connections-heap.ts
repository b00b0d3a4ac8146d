import type { Backends, Balancer } from './balancer.ts';

/**
 * Least connections for many backends: an indexed binary heap ordered by (active / weight, longest not picked, index).
 * Same loads as `LeastConnections`; only ties differ. Breaking them by smooth weighted round robin would visit every tied
 * backend, which is all of them in an idle system; "longest not picked" is the rule of HAProxy's `leastconn`
 * and takes the same turns when weights are equal.
 * Cost: O(log n) for each change of a backend, O(1) for a choice.
 */
export class LeastConnectionsHeap implements Balancer {
  readonly #backends: Backends;
  /** Backend at each place of the heap. */
  readonly #heap: Int32Array;
  /** Place of each backend in the heap, or -1. */
  readonly #place: Int32Array;
  /** Number of the choice that last picked each backend. */
  readonly #lastPick: Float64Array;
  #size = 0;
  #picks = 0;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#heap = new Int32Array(backends.count);
    this.#place = new Int32Array(backends.count).fill(-1);
    this.#lastPick = new Float64Array(backends.count);
    for (let index = 0; index < backends.count; index += 1) this.update(index);
  }

  pick(): number {
    if (this.#size === 0) return -1;
    const best = this.#heap[0] as number;
    this.#picks += 1;
    this.#lastPick[best] = this.#picks;
    this.#sink(0);
    return best;
  }

  update(index: number): void {
    const place = this.#place[index] as number;
    if (this.#backends.usable[index] !== 1) {
      if (place >= 0) this.#remove(place);
    } else if (place < 0) {
      this.#put(index, this.#size);
      this.#size += 1;
      this.#rise(this.#size - 1);
    } else this.#sink(this.#rise(place));
  }

  #remove(place: number): void {
    this.#place[this.#heap[place] as number] = -1;
    this.#size -= 1;
    if (place === this.#size) return;
    this.#put(this.#heap[this.#size] as number, place);
    this.#sink(this.#rise(place));
  }

  #put(index: number, place: number): void {
    this.#heap[place] = index;
    this.#place[index] = place;
  }

  #isBefore(a: number, b: number): boolean {
    const { active, weight } = this.#backends;
    const difference = (active[a] as number) * (weight[b] as number) - (active[b] as number) * (weight[a] as number);
    if (difference !== 0) return difference < 0;
    const turns = (this.#lastPick[a] as number) - (this.#lastPick[b] as number);
    return turns === 0 ? a < b : turns < 0;
  }

  /** Moves the backend at `from` up to where it belongs and returns that place. */
  #rise(from: number): number {
    const index = this.#heap[from] as number;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.#heap[above] as number;
      if (!this.#isBefore(index, other)) break;
      this.#put(other, place);
      place = above;
    }
    this.#put(index, place);
    return place;
  }

  #sink(from: number): void {
    const index = this.#heap[from] as number;
    let place = from;
    for (let child = 2 * place + 1; child < this.#size; child = 2 * place + 1) {
      if (child + 1 < this.#size && this.#isBefore(this.#heap[child + 1] as number, this.#heap[child] as number)) {
        child += 1;
      }
      const other = this.#heap[child] as number;
      if (!this.#isBefore(other, index)) break;
      this.#put(other, place);
      place = child;
    }
    this.#put(index, place);
  }
}
