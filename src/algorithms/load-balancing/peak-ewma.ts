import type { RandomStream } from '../../model/random-stream.ts';
import { exp } from '../math/exp.ts';
import type { Backends, Balancer } from './balancer.ts';
import { UsableTracker } from './usable-tracker.ts';
import { WeightedDraw } from './weighted-draw.ts';

/** Draws for a second backend that differs from the first. */
const MAX_REDRAWS = 20;
/** Cost of a backend without history that already has a request in flight, so that it is probed by one request only. */
const PENALTY = Number.MAX_SAFE_INTEGER;

/**
 * Peak EWMA: of two backends drawn at random, the one with the lower latency x (requests in flight + 1). The latency jumps up to any
 * higher sample at once and decays towards lower ones with time: a backend that turned slow is left within one answer.
 * Sources: Finagle `PeakEwma` in `Balancers.p2cPeakEwma`; linkerd's default (decay 10 s in both).
 * Cost: two draws of O(log n).
 */
export class PeakEwma implements Balancer {
  readonly #backends: Backends;
  readonly #draw: WeightedDraw;
  readonly #tracker: UsableTracker;
  readonly #decayNs: number;
  /** Latency in ns as of `#stampNs`, 0 without history. */
  readonly #cost: Float64Array;
  readonly #stampNs: Float64Array;

  /** @param decayNs time in which an old sample's weight falls to 1 / e, above 0 */
  constructor(backends: Backends, stream: RandomStream, decayNs: number) {
    this.#backends = backends;
    this.#draw = new WeightedDraw(backends, stream);
    this.#tracker = new UsableTracker(backends);
    this.#decayNs = decayNs;
    this.#cost = new Float64Array(backends.count);
    this.#stampNs = new Float64Array(backends.count);
  }

  pick(_key: number, nowNs = 0): number {
    const first = this.#draw.draw();
    if (this.#draw.size() < 2) return first;
    let second = this.#draw.draw();
    for (let redraws = 0; second === first && redraws < MAX_REDRAWS; redraws += 1) second = this.#draw.draw();
    return this.#load(second, nowNs) < this.#load(first, nowNs) ? second : first;
  }

  update(index: number): void {
    if (this.#tracker.hasChanged(index)) this.#draw.invalidate();
  }

  observe(index: number, durationNs: number, nowNs: number): void {
    const cost = this.#cost[index] as number;
    const decay = exp(-Math.max(0, nowNs - (this.#stampNs[index] as number)) / this.#decayNs);
    this.#cost[index] = durationNs > cost ? durationNs : cost * decay + durationNs * (1 - decay);
    this.#stampNs[index] = nowNs;
  }

  /** Looking at a backend decays its latency, so that one that is never picked is tried again some time. */
  #load(index: number, nowNs: number): number {
    this.observe(index, 0, nowNs);
    const active = this.#backends.active[index] as number;
    const cost = this.#cost[index] as number;
    return cost === 0 && active !== 0 ? PENALTY + active : cost * (active + 1);
  }
}
