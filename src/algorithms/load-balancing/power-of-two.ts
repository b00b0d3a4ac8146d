import type { RandomStream } from '../../model/random-stream.ts';
import type { Backends, Balancer } from './balancer.ts';
import { UsableTracker } from './usable-tracker.ts';
import { WeightedDraw } from './weighted-draw.ts';

/** Draws for a second backend that differs from the first, as many as nginx tries (ngx_http_upstream_random_module.c). */
const MAX_REDRAWS = 20;

/**
 * Power of two choices: of two different backends drawn by weight, the one with fewer requests in flight relative to its weight;
 * the first drawn wins a tie. Sources: Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE TPDS 12(10),
 * 2001; nginx `random two least_conn`.
 */
export class PowerOfTwo implements Balancer {
  readonly #backends: Backends;
  readonly #draw: WeightedDraw;
  readonly #tracker: UsableTracker;

  constructor(backends: Backends, stream: RandomStream) {
    this.#backends = backends;
    this.#draw = new WeightedDraw(backends, stream);
    this.#tracker = new UsableTracker(backends);
  }

  pick(): number {
    const first = this.#draw.draw();
    if (this.#draw.size() < 2) return first;
    let second = this.#draw.draw();
    // With very uneven weights the heavy one comes up again and again: after 20 draws it stays the choice.
    for (let redraws = 0; second === first && redraws < MAX_REDRAWS; redraws += 1) second = this.#draw.draw();
    const { active, weight } = this.#backends;
    const firstLoad = (active[first] as number) * (weight[second] as number);
    const secondLoad = (active[second] as number) * (weight[first] as number);
    return secondLoad < firstLoad ? second : first;
  }

  update(index: number): void {
    if (this.#tracker.hasChanged(index)) this.#draw.invalidate();
  }
}
