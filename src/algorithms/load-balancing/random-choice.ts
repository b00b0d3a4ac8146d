import type { RandomStream } from '../../model/random-stream.ts';
import type { Backends, Balancer } from './balancer.ts';
import { UsableTracker } from './usable-tracker.ts';
import { WeightedDraw } from './weighted-draw.ts';

/** Each request goes to a backend drawn with probability weight / total weight, whatever went before (nginx `random`). */
export class RandomChoice implements Balancer {
  readonly #draw: WeightedDraw;
  readonly #tracker: UsableTracker;

  constructor(backends: Backends, stream: RandomStream) {
    this.#draw = new WeightedDraw(backends, stream);
    this.#tracker = new UsableTracker(backends);
  }

  pick(): number {
    return this.#draw.draw();
  }

  update(index: number): void {
    if (this.#tracker.hasChanged(index)) this.#draw.invalidate();
  }
}
