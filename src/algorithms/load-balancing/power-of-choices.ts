import type { RandomStream } from '../../model/random-stream.ts';
import type { Backends, Balancer } from './balancer.ts';
import { UsableTracker } from './usable-tracker.ts';
import { WeightedDraw } from './weighted-draw.ts';

/** Draws for a backend that differs from those drawn before, as many as nginx tries (ngx_http_upstream_random_module.c). */
const MAX_REDRAWS = 20;

/**
 * Power of d choices: of d different backends drawn by weight, the one with fewest requests in flight relative to its weight;
 * the first drawn wins a tie. Sources: Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12(10),
 * 2001; nginx `random two least_conn`; HAProxy `random(d)`.
 * Cost: d draws of O(log n).
 */
export class PowerOfChoices implements Balancer {
  readonly #backends: Backends;
  readonly #draw: WeightedDraw;
  readonly #tracker: UsableTracker;
  readonly #drawn: Int32Array;

  /** @param choices d, at least 1 */
  constructor(backends: Backends, stream: RandomStream, choices = 2) {
    this.#backends = backends;
    this.#draw = new WeightedDraw(backends, stream);
    this.#tracker = new UsableTracker(backends);
    this.#drawn = new Int32Array(choices);
  }

  pick(): number {
    let best = this.#draw.draw();
    this.#drawn[0] = best;
    const choices = Math.min(this.#drawn.length, this.#draw.size());
    for (let taken = 1; taken < choices; taken += 1) {
      const next = this.#drawAnother(taken);
      this.#drawn[taken] = next;
      if (this.#isLess(next, best)) best = next;
    }
    return best;
  }

  update(index: number): void {
    if (this.#tracker.hasChanged(index)) this.#draw.invalidate();
  }

  #isLess(a: number, b: number): boolean {
    const { active, weight } = this.#backends;
    return (active[a] as number) * (weight[b] as number) < (active[b] as number) * (weight[a] as number);
  }

  /** With very uneven weights the heavy one comes up again and again: after 20 draws it counts twice. */
  #drawAnother(taken: number): number {
    let next = this.#draw.draw();
    for (let redraws = 0; this.#isDrawn(next, taken) && redraws < MAX_REDRAWS; redraws += 1) next = this.#draw.draw();
    return next;
  }

  #isDrawn(index: number, taken: number): boolean {
    for (let at = 0; at < taken; at += 1) if (this.#drawn[at] === index) return true;
    return false;
  }
}
