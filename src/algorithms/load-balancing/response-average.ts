/** Weight of a new sample. Source: SRTT of RFC 6298 section 2 (alpha = 1/8). */
const SAMPLE_WEIGHT = 1 / 8;

/** A moving average of response times for each of a set of backends. */
export class ResponseAverage {
  /** In ns; at least 1, so that it can be multiplied with a number of requests. */
  readonly meanNs: Float64Array;
  readonly #isKnown: Uint8Array;
  #typicalNs = 1;

  constructor(count: number) {
    this.meanNs = new Float64Array(count).fill(1);
    this.#isKnown = new Uint8Array(count);
  }

  /** Takes the duration of one request. */
  observe(index: number, durationNs: number): void {
    const sample = Math.max(1, durationNs);
    const mean = this.meanNs[index] as number;
    this.meanNs[index] = this.#isKnown[index] === 1 ? mean + (sample - mean) * SAMPLE_WEIGHT : sample;
    this.#isKnown[index] = 1;
    this.#typicalNs = this.#typicalNs === 1 ? sample : this.#typicalNs + (sample - this.#typicalNs) * SAMPLE_WEIGHT;
  }

  /** A backend without history is taken for a typical one: one that comes back is not flooded because it looks free. */
  assume(index: number): void {
    if (this.#isKnown[index] === 0) this.meanNs[index] = this.#typicalNs;
  }
}
