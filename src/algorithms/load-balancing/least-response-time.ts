import type { Backends, Balancer } from './balancer.ts';
import { IndexedHeap } from './indexed-heap.ts';
import { ResponseAverage } from './response-average.ts';
import { UsableTracker } from './usable-tracker.ts';

/**
 * Least response time: the lowest average response time x (requests in flight + 1) / weight; the longest not picked wins a tie.
 * The average is a moving one over answers and time-outs; a quick failure is no sample, so that a backend that fails fast does not
 * draw the traffic. Source: nginx `least_time` (commercial), NetScaler "least response time".
 * Cost: O(log n) for each change of a backend, O(1) for a choice.
 */
export class LeastResponseTime implements Balancer {
  readonly #backends: Backends;
  readonly #tracker: UsableTracker;
  readonly #average: ResponseAverage;
  readonly #lastPick: Float64Array;
  readonly #heap: IndexedHeap;
  #picks = 0;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#tracker = new UsableTracker(backends);
    this.#average = new ResponseAverage(backends.count);
    this.#lastPick = new Float64Array(backends.count);
    this.#heap = new IndexedHeap(backends.count, (a, b) => this.#isBefore(a, b));
    for (let index = 0; index < backends.count; index += 1) this.#place(index);
  }

  pick(): number {
    const best = this.#heap.first();
    if (best < 0) return -1;
    this.#picks += 1;
    this.#lastPick[best] = this.#picks;
    this.#heap.moved(best);
    return best;
  }

  update(index: number): void {
    if (this.#tracker.hasChanged(index)) this.#average.assume(index);
    this.#place(index);
  }

  observe(index: number, durationNs: number): void {
    this.#average.observe(index, durationNs);
    this.#place(index);
  }

  #place(index: number): void {
    if (this.#backends.usable[index] === 1) this.#heap.put(index);
    else this.#heap.remove(index);
  }

  #isBefore(a: number, b: number): boolean {
    const { active, weight } = this.#backends;
    const mean = this.#average.meanNs;
    const scoreA = (mean[a] as number) * ((active[a] as number) + 1) * (weight[b] as number);
    const scoreB = (mean[b] as number) * ((active[b] as number) + 1) * (weight[a] as number);
    if (scoreA !== scoreB) return scoreA < scoreB;
    const turns = (this.#lastPick[a] as number) - (this.#lastPick[b] as number);
    return turns === 0 ? a < b : turns < 0;
  }
}
