import type { Backends } from './balancer.ts';

/** Longer maps are shortened in proportion: HAProxy's weights end at 256, ours may be any proportion. */
const MOST_PLACES = 8_192;

/**
 * The map of HAProxy's static rules: the usable backends, each as often as its weight says, interleaved. It is laid out anew whenever
 * one comes or goes, so all places move. Source: HAProxy 2.6, src/lb_map.c (`recalc_server_map`).
 * Cost: places x backends for a new layout, at the first look-up after a change; nothing afterwards.
 */
export class ServerMap {
  readonly #backends: Backends;
  readonly #share: Int32Array;
  /** Weight of each as the map has it, 0 for one that is out. */
  readonly #laidOut: Int32Array;
  readonly #score: Float64Array;
  #places = new Int32Array(0);
  #size = 0;
  #isStale = true;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#share = new Int32Array(backends.count);
    this.#laidOut = Int32Array.from({ length: backends.count }, (_, index) => this.#ownWeight(index));
    this.#score = new Float64Array(backends.count);
  }

  /** Number of places; 0 when no backend is usable. */
  get size(): number {
    if (this.#isStale) this.#layOut();
    return this.#size;
  }

  at(place: number): number {
    return this.#places[place] as number;
  }

  /** `usable` or `weight` of a backend may have changed. */
  update(index: number): void {
    const own = this.#ownWeight(index);
    if (own === this.#laidOut[index]) return;
    this.#laidOut[index] = own;
    this.#isStale = true;
  }

  #ownWeight(index: number): number {
    return this.#backends.usable[index] === 1 ? (this.#backends.weight[index] as number) : 0;
  }

  #layOut(): void {
    this.#isStale = false;
    this.#size = this.#shares();
    if (this.#places.length < this.#size) this.#places = new Int32Array(this.#size);
    this.#score.fill(0);
    for (let place = 0; place < this.#size; place += 1) this.#places[place] = this.#best();
  }

  #shares(): number {
    const { count } = this.#backends;
    let total = 0;
    for (let index = 0; index < count; index += 1) total += this.#laidOut[index] as number;
    const divisor = Math.max(1, total / MOST_PLACES);
    let size = 0;
    for (let index = 0; index < count; index += 1) {
      const weight = this.#laidOut[index] as number;
      const own = weight > 0 ? Math.max(1, Math.round(weight / divisor)) : 0;
      this.#share[index] = own;
      size += own;
    }
    return size;
  }

  /** Everyone gains its share; the first with the most whole totals is placed and pays one. */
  #best(): number {
    let best = -1;
    let most = 0;
    for (let index = 0; index < this.#backends.count; index += 1) {
      const own = this.#share[index] as number;
      if (own === 0) continue;
      const score = (this.#score[index] as number) + own;
      this.#score[index] = score;
      const totals = Math.trunc((score + this.#size) / this.#size);
      if (best >= 0 && totals <= most) continue;
      best = index;
      most = totals;
    }
    this.#score[best] = (this.#score[best] as number) - this.#size;
    return best;
  }
}
