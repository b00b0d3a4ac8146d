/**
 * Passive health checks by real traffic, for a set of backends: after so many failures in a row a backend is ejected for a fixed
 * time. One success starts the count again. Source: Envoy outlier detection, `consecutive_5xx` and `base_ejection_time`;
 * unlike Envoy the time does not grow with each ejection.
 */
export class OutlierDetector {
  readonly #failures: Int32Array;
  /** End of the ejection, or -1 while not ejected. */
  readonly #untilNs: Float64Array;
  readonly #threshold: number;
  readonly #ejectionNs: number;

  /**
   * @param threshold failures in a row; 0 turns ejection off
   * @param ejectionNs how long a backend stays out
   * @param previous takes over the state of its backends, for a change of their number or of the parameters
   * @throws RangeError for negative parameters
   */
  constructor(count: number, threshold: number, ejectionNs: number, previous?: OutlierDetector) {
    if (threshold < 0 || ejectionNs < 0) throw new RangeError('threshold and ejection time must not be negative');
    this.#failures = new Int32Array(count);
    this.#untilNs = new Float64Array(count).fill(-1);
    this.#threshold = threshold;
    this.#ejectionNs = ejectionNs;
    if (previous !== undefined) {
      this.#failures.set(previous.#failures.subarray(0, count));
      this.#untilNs.set(previous.#untilNs.subarray(0, count));
    }
  }

  /**
   * Takes the end of one request to a backend. True when this one ejected it: until `nowNs` + the ejection time.
   * @param mayEject false while too many are ejected already (Envoy `max_ejection_percent`): failures are only counted
   */
  record(index: number, hasFailed: boolean, nowNs: number, mayEject = true): boolean {
    if (!hasFailed) {
      this.#failures[index] = 0;
      return false;
    }
    const failures = (this.#failures[index] as number) + 1;
    this.#failures[index] = failures;
    if (this.#threshold === 0 || failures < this.#threshold || this.isEjected(index)) return false;
    if (!mayEject) return false;
    this.#untilNs[index] = nowNs + this.#ejectionNs;
    return true;
  }

  /** Failures in a row so far. */
  failuresOf(index: number): number {
    return this.#failures[index] as number;
  }

  isEjected(index: number): boolean {
    return (this.#untilNs[index] as number) >= 0;
  }

  /** Ends the ejection if its time is over. True when the backend is back by this call; its count starts anew. */
  release(index: number, nowNs: number): boolean {
    if (!this.isEjected(index) || nowNs < (this.#untilNs[index] as number)) return false;
    this.reset(index);
    return true;
  }

  /** The backend is in and has no history. */
  reset(index: number): void {
    this.#untilNs[index] = -1;
    this.#failures[index] = 0;
  }
}
