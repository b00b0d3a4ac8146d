import { Histogram } from '../../../src/algorithms/statistics/histogram.ts';

/** What a window says about latency: index in the array `describe` fills. */
export const WINDOW_LATENCY = { n: 0, meanMs: 1, p50Ms: 2, p95Ms: 3, p99Ms: 4, length: 5 } as const;

const NS_PER_MS = 1_000_000;

/**
 * Durations of one thing (a node, an edge, a request class) in the open window, in the last closed one, and over the measured time.
 * Recording touches one histogram; closing a window merges it into the total. Percentiles are worked out only when asked for.
 */
export class LatencyRecorder {
  private open = new Histogram();
  private closed = new Histogram();
  private readonly total = new Histogram();
  private closedAny = false;
  private readonly figures = new Float64Array(WINDOW_LATENCY.length);
  private stale = true;

  record(durationNs: number): void {
    this.open.record(durationNs);
  }

  closeWindow(): void {
    const { closed } = this;
    if (closed.count > 0) closed.reset();
    this.closed = this.open;
    this.open = closed;
    this.closedAny = true;
    this.stale = true;
    if (this.closed.count > 0) this.total.merge(this.closed);
  }

  /** Adds what another recorder has in its open window: call before either closes it. */
  absorb(other: LatencyRecorder): void {
    if (other.open.count > 0) this.open.merge(other.open);
  }

  /** Figures (WINDOW_LATENCY) of the last closed window, or of the open one before the first was closed; NaN without samples. */
  window(): Float64Array {
    if (!this.closedAny) describe(this.open, this.figures);
    else if (this.stale) {
      describe(this.closed, this.figures);
      this.stale = false;
    }
    return this.figures;
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

function describe(histogram: Histogram, into: Float64Array): void {
  into[WINDOW_LATENCY.n] = histogram.count;
  const some = histogram.count > 0;
  into[WINDOW_LATENCY.meanMs] = some ? histogram.mean / NS_PER_MS : Number.NaN;
  into[WINDOW_LATENCY.p50Ms] = some ? histogram.percentile(0.5) / NS_PER_MS : Number.NaN;
  into[WINDOW_LATENCY.p95Ms] = some ? histogram.percentile(0.95) / NS_PER_MS : Number.NaN;
  into[WINDOW_LATENCY.p99Ms] = some ? histogram.percentile(0.99) / NS_PER_MS : Number.NaN;
}
