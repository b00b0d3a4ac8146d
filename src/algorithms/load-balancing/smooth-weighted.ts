import type { Backends, Balancer } from './balancer.ts';
import { Rotation } from './rotation.ts';

/**
 * Smooth weighted round robin: every usable backend gains its weight, the richest is picked (the first of equals) and pays the
 * total. 5, 1, 1 gives a a b a c a a. A backend that is out keeps what it had.
 * A backend that failed counts for less (`penalise`) and regains one unit of weight with each choice.
 * Source: nginx `ngx_http_upstream_get_peer` and `_free_round_robin_peer` (ngx_http_upstream_round_robin.c, `effective_weight`).
 * Cost: a scan over all backends, because each choice changes the credit of each; with many backends one step through the recorded
 * rotation while nothing changes (`Rotation`).
 */
export class SmoothWeighted implements Balancer {
  readonly #backends: Backends;
  readonly #credit: Float64Array;
  /** How much less than its weight each counts now. */
  readonly #penalty: Int32Array;
  readonly #unit: number;
  readonly #rotation: Rotation | null;
  /** Backends with a penalty: the rotation is not the same while there are any. */
  #penalised = 0;

  /** @param unit what a weight of 1 is written as: the step in which a penalty is forgotten */
  constructor(backends: Backends, unit = 1) {
    this.#backends = backends;
    this.#credit = new Float64Array(backends.count);
    this.#penalty = new Int32Array(backends.count);
    this.#unit = unit;
    this.#rotation = Rotation.for(backends, this.#credit);
  }

  pick(): number {
    if (this.#rotation === null || this.#penalised > 0) return this.#choose();
    const known = this.#rotation.next();
    if (known >= 0) return known;
    this.#rotation.begin();
    const picked = this.#choose();
    this.#rotation.picked(picked);
    return picked;
  }

  penalise(index: number, maxFails: number): void {
    this.#rotation?.leave();
    const before = this.#penalty[index] as number;
    const weight = this.#backends.weight[index] as number;
    const units = Math.trunc(weight / this.#unit / maxFails);
    this.#setPenalty(index, Math.min(weight, before + units * this.#unit));
  }

  update(index: number): void {
    this.#rotation?.update(index);
  }

  #choose(): number {
    const { count, weight, usable } = this.#backends;
    const credit = this.#credit;
    const penalty = this.#penalty;
    let best = -1;
    let bestCredit = -Infinity;
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      if (usable[index] !== 1) continue;
      const lost = penalty[index] as number;
      const own = Math.max(0, (weight[index] as number) - lost);
      if (lost > 0) this.#setPenalty(index, Math.max(0, lost - this.#unit));
      const gained = (credit[index] as number) + own;
      credit[index] = gained;
      total += own;
      if (gained > bestCredit) {
        best = index;
        bestCredit = gained;
      }
    }
    if (best >= 0) credit[best] = bestCredit - total;
    return best;
  }

  #setPenalty(index: number, penalty: number): void {
    this.#penalised += Number(penalty > 0) - Number((this.#penalty[index] as number) > 0);
    this.#penalty[index] = penalty;
  }
}
