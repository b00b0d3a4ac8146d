import { Histogram } from '../../../src/algorithms/statistics/histogram.ts';

/** What a closed window says about latency: index in `LatencyRecorder.window`. */
export const WINDOW_LATENCY = { n: 0, meanMs: 1, p50Ms: 2, p95Ms: 3, p99Ms: 4 } as const;

const NS_PER_MS = 1_000_000;

/**
 * Durations of one thing (a node, an edge, a request class) in the open window and over the measured time.
 * Recording touches one histogram only; closing a window merges it into the total.
 */
export class LatencyRecorder {
  readonly open = new Histogram();
  readonly total = new Histogram();
  /** Figures of the last closed window (WINDOW_LATENCY); NaN without samples. */
  readonly window = new Float64Array(5).fill(Number.NaN);

  record(durationNs: number): void {
    this.open.record(durationNs);
  }

  closeWindow(): void {
    this.describe(this.window);
    if (this.open.count === 0) return;
    this.total.merge(this.open);
    this.open.reset();
  }

  /** Figures of the open window, for the time before the first one is closed. */
  describe(into: Float64Array): void {
    const { open } = this;
    into[WINDOW_LATENCY.n] = open.count;
    if (open.count === 0) {
      into.fill(Number.NaN, 1);
      return;
    }
    into[WINDOW_LATENCY.meanMs] = open.mean / NS_PER_MS;
    into[WINDOW_LATENCY.p50Ms] = open.percentile(0.5) / NS_PER_MS;
    into[WINDOW_LATENCY.p95Ms] = open.percentile(0.95) / NS_PER_MS;
    into[WINDOW_LATENCY.p99Ms] = open.percentile(0.99) / NS_PER_MS;
  }

  /** Everything measured so far, the open window included; a new histogram. */
  soFar(): Histogram {
    const all = new Histogram();
    all.merge(this.total);
    all.merge(this.open);
    return all;
  }

  /** Forgets everything measured so far (the warm-up ends). */
  reset(): void {
    this.open.reset();
    this.total.reset();
  }
}
