/** Fewest batches for an interval: below ten the Student quantile is wide and says little (Law 2015, section 9.5.3). */
const MIN_BATCHES = 10;
/** When so many batches are full, neighbours are joined in pairs: memory stays constant, batches grow with the run. */
const MAX_BATCHES = 64;

/**
 * Student t, 0.975 quantile, for 9 to 63 degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2).
 */
const T_975 = [
  2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06,
  2.056, 2.052, 2.048, 2.045, 2.042, 2.04, 2.037, 2.035, 2.032, 2.03, 2.028, 2.026, 2.024, 2.023, 2.021, 2.02, 2.018,
  2.017, 2.015, 2.014, 2.013, 2.012, 2.011, 2.01, 2.009, 2.008, 2.007, 2.006, 2.005, 2.004, 2.003, 2.002, 2.002, 2.001,
  2.0, 2.0, 1.999, 1.998,
] as const;
/** For more degrees of freedom: the value at 64, a little wide. */
const T_975_BEYOND = 1.998;

/** Half-width of the 95 % confidence interval of the mean of `batches`; NaN for fewer than ten of them. */
export function halfWidth95(batches: ArrayLike<number>): number {
  const n = batches.length;
  if (n < MIN_BATCHES) return NaN;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += batches[i] as number;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = (batches[i] as number) - mean;
    squares += deviation * deviation;
  }
  const t = T_975[n - 1 - (MIN_BATCHES - 1)] ?? T_975_BEYOND;
  return t * Math.sqrt(squares / (n - 1) / n);
}

/** Places in the array of doubles. */
const BATCH_SUM = 0;
const IN_BATCH = 1;
const BATCH_SIZE = 2;

/**
 * Confidence of the mean of a long, correlated sequence (latencies of one run follow each other): means of consecutive batches are
 * nearly independent when the batches are long. Batches double in size as the run goes on, so 32 to 64 of them always cover
 * it and nobody has to know its length. Schmeiser (1982), "Batch size effects in the analysis of simulation output".
 */
export class BatchMeans {
  private readonly means = new Float64Array(MAX_BATCHES);
  private readonly current = Float64Array.of(0, 0, 1);
  private full = 0;

  /** Adds the next value of the sequence. */
  add(value: number): void {
    const current = this.current;
    (current[BATCH_SUM] as number) += value;
    const inBatch = (current[IN_BATCH] as number) + 1;
    if (inBatch < (current[BATCH_SIZE] as number)) current[IN_BATCH] = inBatch;
    else this.closeBatch();
  }

  /** Complete batches so far. */
  get batches(): number {
    return this.full;
  }

  /** Half-width of the 95 % confidence interval of the mean; NaN before ten batches are complete. */
  halfWidth95(): number {
    return halfWidth95(this.means.subarray(0, this.full));
  }

  /** Forgets everything. */
  reset(): void {
    this.full = 0;
    this.current.set([0, 0, 1]);
  }

  private closeBatch(): void {
    const current = this.current;
    this.means[this.full++] = (current[BATCH_SUM] as number) / (current[BATCH_SIZE] as number);
    current[BATCH_SUM] = 0;
    current[IN_BATCH] = 0;
    if (this.full === MAX_BATCHES) this.joinPairs();
  }

  private joinPairs(): void {
    this.full = MAX_BATCHES / 2;
    for (let i = 0; i < this.full; i++) {
      this.means[i] = ((this.means[2 * i] as number) + (this.means[2 * i + 1] as number)) / 2;
    }
    (this.current[BATCH_SIZE] as number) *= 2;
  }
}
