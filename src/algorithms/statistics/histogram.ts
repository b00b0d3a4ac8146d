import { DOUBLE, HIGH, WORDS } from '../math/double-bits.ts';

/** Buckets per power of two: each is 1/128 of its lower end wide. */
const BUCKETS_PER_OCTAVE = 128;
/** Bits of the high word of a double below the bucket number: 20 bits of fraction minus the 7 that count. */
const SHIFT = 13;
/** Bucket number of 1.0 as it stands in the bits. */
const BIAS = 1023 * BUCKETS_PER_OCTAVE;
/** 2^44 ns are 4.9 hours. */
const OCTAVES = 44;
const LAST_BUCKET = OCTAVES * BUCKETS_PER_OCTAVE - 1;
const NO_BUCKETS = new Int32Array(0);

/** Places in the array of doubles. */
const COUNT = 0;
const SUM = 1;
const MIN = 2;
const MAX = 3;
/** Values below 1, in particular 0 (waits of those who did not wait). */
const ZEROS = 4;

/** Number of the bucket of a value >= 1, from exponent and the 7 top bits of the fraction. */
function bucketOf(value: number): number {
  DOUBLE[0] = value;
  const bucket = ((WORDS[HIGH] as number) >> SHIFT) - BIAS;
  return bucket < LAST_BUCKET ? bucket : LAST_BUCKET;
}

/** Lower end of a bucket; of `bucket + 1` it is the upper end. */
function lowerEnd(bucket: number): number {
  const octave = Math.floor(bucket / BUCKETS_PER_OCTAVE);
  const within = bucket - octave * BUCKETS_PER_OCTAVE;
  let power = 1;
  for (let i = 0; i < octave; i++) power *= 2;
  return power * (1 + within / BUCKETS_PER_OCTAVE);
}

/**
 * Log-linear histogram of non-negative values (integer nanoseconds, counts): count, sum, mean, min and max exact, percentiles within
 * 1/128 of the value from 1 to 2^44, coarser (one bucket) above. Values below 1 are kept apart as one bucket. Negative numbers
 * and NaN must not be recorded. Memory: 512 bytes per power of two between the smallest and the largest value seen, none before
 * the first. The layout is that of HdrHistogram (Tene), with powers of two read from the bits of the double.
 */
export class Histogram {
  private counts = NO_BUCKETS;
  /** Bucket of `counts[0]`; a whole octave. */
  private firstBucket = 0;
  private readonly totals = Float64Array.of(0, 0, Infinity, -Infinity, 0);

  /** Adds one value >= 0. */
  record(value: number): void {
    const totals = this.totals;
    (totals[COUNT] as number)++;
    (totals[SUM] as number) += value;
    if (value > (totals[MAX] as number)) totals[MAX] = value;
    if (value < (totals[MIN] as number)) totals[MIN] = value;
    if (value < 1) {
      (totals[ZEROS] as number)++;
      return;
    }
    const bucket = bucketOf(value);
    const place = bucket - this.firstBucket;
    if (place >= 0 && place < this.counts.length) (this.counts[place] as number)++;
    else this.growAndCount(bucket);
  }

  get count(): number {
    return this.totals[COUNT] as number;
  }

  get sum(): number {
    return this.totals[SUM] as number;
  }

  /** NaN when empty. */
  get mean(): number {
    return this.sum / this.count;
  }

  /** Smallest value; NaN when empty. */
  get min(): number {
    return this.count === 0 ? NaN : (this.totals[MIN] as number);
  }

  /** Largest value, exact; NaN when empty. */
  get max(): number {
    return this.count === 0 ? NaN : (this.totals[MAX] as number);
  }

  /** Bytes held by buckets and totals. */
  get bytes(): number {
    return this.counts.byteLength + this.totals.byteLength;
  }

  /** The value below which a share `q` (0 to 1) of the values lies, linear within its bucket; NaN when empty. */
  percentile(q: number): number {
    const { counts, totals } = this;
    const count = totals[COUNT] as number;
    if (count === 0) return NaN;
    const rank = q * count;
    const zeros = totals[ZEROS] as number;
    if (zeros > 0 && rank <= zeros) return this.within(0);
    let below = zeros;
    for (let place = 0; place < counts.length; place++) {
      const here = counts[place] as number;
      if (here > 0 && below + here >= rank) {
        const bucket = this.firstBucket + place;
        const low = lowerEnd(bucket);
        return this.within(low + ((rank - below) / here) * (lowerEnd(bucket + 1) - low));
      }
      below += here;
    }
    return this.max;
  }

  /** Adds all values of another histogram; the same as having recorded them here. */
  merge(other: Histogram): void {
    if (other.count === 0) return;
    const { totals } = this;
    const added = other.totals;
    (totals[COUNT] as number) += added[COUNT] as number;
    (totals[SUM] as number) += added[SUM] as number;
    (totals[ZEROS] as number) += added[ZEROS] as number;
    totals[MIN] = Math.min(totals[MIN] as number, added[MIN] as number);
    totals[MAX] = Math.max(totals[MAX] as number, added[MAX] as number);
    if (other.counts.length === 0) return;
    this.cover(other.firstBucket, other.firstBucket + other.counts.length);
    const shift = other.firstBucket - this.firstBucket;
    for (let place = 0; place < other.counts.length; place++) {
      (this.counts[place + shift] as number) += other.counts[place] as number;
    }
  }

  /** Forgets all values and keeps the memory. Touches only the buckets between the smallest and the largest value. */
  reset(): void {
    const { totals } = this;
    const max = totals[MAX] as number;
    if (max >= 1) {
      const from = bucketOf(Math.max(1, totals[MIN] as number)) - this.firstBucket;
      this.counts.fill(0, Math.max(0, from), bucketOf(max) - this.firstBucket + 1);
    }
    totals.fill(0);
    totals[MIN] = Infinity;
    totals[MAX] = -Infinity;
  }

  private within(value: number): number {
    return Math.min(this.totals[MAX] as number, Math.max(this.totals[MIN] as number, value));
  }

  private growAndCount(bucket: number): void {
    this.cover(bucket, bucket + 1);
    (this.counts[bucket - this.firstBucket] as number)++;
  }

  /** Makes room for buckets `from` to `to` (exclusive), whole octaves at a time. */
  private cover(from: number, to: number): void {
    const empty = this.counts.length === 0;
    const end = this.firstBucket + this.counts.length;
    const low = Math.floor((empty ? from : Math.min(from, this.firstBucket)) / BUCKETS_PER_OCTAVE) * BUCKETS_PER_OCTAVE;
    const high = Math.ceil((empty ? to : Math.max(to, end)) / BUCKETS_PER_OCTAVE) * BUCKETS_PER_OCTAVE;
    if (!empty && low === this.firstBucket && high === end) return;
    const counts = new Int32Array(high - low);
    if (!empty) counts.set(this.counts, this.firstBucket - low);
    this.counts = counts;
    this.firstBucket = low;
  }
}
