import type { Backends, Balancer } from './balancer.ts';
import { IndexedHeap } from './indexed-heap.ts';

/** One unit of weight is this many (HAProxy BE_WEIGHT_SCALE): room for weights that grow during a slow start. */
const SCALE = 16;
/** The largest weight there, scaled (SRV_EWGHT_MAX), and the range of one position in the sorting key (SRV_UWGHT_RANGE). */
const MOST = 256 * SCALE;
const RANGE = 256;

/**
 * HAProxy `balance roundrobin`: each server has the position of its next turn, total / weight after the last one, and the earliest is
 * picked. Turns that do not fit into the current round wait for the next; those who wait come heaviest first. 7, 3 gives a a a b a a b
 * a a b. Source: HAProxy 2.6, src/lb_fwrr.c (`fwrr_get_next_server`, `fwrr_update_position`, `fwrr_queue_srv`).
 * Cost: O(log n) for a choice.
 */
export class HaproxyRoundRobin implements Balancer {
  readonly #backends: Backends;
  readonly #isIn: Uint8Array;
  readonly #weight: Float64Array;
  readonly #position: Float64Array;
  /** What the division of total by weight has left so far. */
  readonly #rest: Float64Array;
  readonly #key: Float64Array;
  /** Of equals, who was queued first comes first. */
  readonly #serial: Float64Array;
  readonly #current: IndexedHeap;
  #waiting: IndexedHeap;
  #next: IndexedHeap;
  /** Hidden backends that were passed over in the open choice. */
  readonly #passed: Int32Array;
  #queued = 0;
  #currentWeight = 0;
  #nextWeight = 0;
  #at = 0;

  constructor(backends: Backends) {
    const { count } = backends;
    this.#backends = backends;
    this.#isIn = new Uint8Array(count);
    this.#weight = new Float64Array(count);
    this.#position = new Float64Array(count);
    this.#rest = new Float64Array(count);
    this.#key = new Float64Array(count);
    this.#serial = new Float64Array(count);
    this.#passed = new Int32Array(count);
    const order = (a: number, b: number) => this.#isBefore(a, b);
    this.#current = new IndexedHeap(count, order);
    this.#waiting = new IndexedHeap(count, order);
    this.#next = new IndexedHeap(count, order);
    for (let index = 0; index < count; index += 1) this.update(index);
  }

  pick(): number {
    let passed = 0;
    let picked = this.#take();
    while (picked >= 0 && this.#backends.usable[picked] !== 1) {
      this.#passed[passed] = picked;
      passed += 1;
      picked = this.#take();
    }
    if (picked >= 0) this.#queueAgain(picked);
    for (let place = 0; place < passed; place += 1) this.#current.put(this.#passed[place] as number);
    return picked;
  }

  update(index: number): void {
    const isIn = this.#backends.usable[index] === 1;
    const weight = isIn ? (this.#backends.weight[index] as number) * SCALE : 0;
    this.#nextWeight += weight - (this.#weight[index] as number);
    this.#weight[index] = weight;
    if (isIn === (this.#isIn[index] === 1)) return;
    this.#isIn[index] = isIn ? 1 : 0;
    if (!isIn) this.#remove(index);
    else if (this.#at === 0) this.#wait(this.#waiting, index);
    else this.#wait(this.#next, index);
    if (this.#at === 0) this.#currentWeight = this.#nextWeight;
  }

  hide(): void {
    // `pick` looks at `usable` itself, so that one choice without a backend does not cost it its place.
  }

  /** Takes the next one out of its queue: the earliest whose turn has come, else the heaviest that waits, else the earliest. */
  #take(): number {
    for (let round = 0; round < 2; round += 1) {
      const earliest = this.#current.first();
      if (earliest >= 0 && (this.#position[earliest] as number) <= this.#at) return this.#from(this.#current, earliest);
      const waiting = this.#waiting.first();
      if (waiting >= 0) {
        this.#position[waiting] = 0;
        this.#rest[waiting] = 0;
        return this.#from(this.#waiting, waiting);
      }
      if (earliest >= 0) return this.#from(this.#current, earliest);
      this.#beginRound();
    }
    return -1;
  }

  #from(heap: IndexedHeap, index: number): number {
    heap.remove(index);
    return index;
  }

  #beginRound(): void {
    const next = this.#next;
    this.#next = this.#waiting;
    this.#waiting = next;
    this.#currentWeight = this.#nextWeight;
    this.#at = this.#currentWeight;
  }

  #queueAgain(index: number): void {
    const own = this.#weight[index] as number;
    const before = this.#position[index] as number;
    let position = (before === 0 ? this.#at : before) + Math.floor(this.#nextWeight / own);
    let rest = (this.#rest[index] as number) + (this.#nextWeight % own);
    if (rest >= own) {
      rest -= own;
      position += 1;
    }
    this.#at += 1;
    this.#rest[index] = rest;
    const fits = position < 2 * this.#currentWeight && position < this.#currentWeight + this.#nextWeight;
    this.#position[index] = fits ? position : position - this.#currentWeight;
    if (!fits) this.#wait(this.#next, index);
    else this.#put(this.#current, index, RANGE * position + Math.floor((MOST + rest - own) / SCALE));
  }

  #wait(heap: IndexedHeap, index: number): void {
    this.#put(heap, index, MOST - (this.#weight[index] as number));
  }

  #put(heap: IndexedHeap, index: number, key: number): void {
    this.#queued += 1;
    this.#serial[index] = this.#queued;
    this.#key[index] = key;
    heap.put(index);
  }

  #remove(index: number): void {
    this.#current.remove(index);
    this.#waiting.remove(index);
    this.#next.remove(index);
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#key[a] as number) - (this.#key[b] as number);
    return difference === 0 ? (this.#serial[a] as number) < (this.#serial[b] as number) : difference < 0;
  }
}
