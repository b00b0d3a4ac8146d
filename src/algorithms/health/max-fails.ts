const NS_PER_S = 1e9;

/**
 * Passive checks in nginx's way, for a set of backends: `max_fails` failures within a window take a backend out for `fail_timeout`.
 * Then one request is let through: if it fails the backend is out again at once, if it succeeds the backend is in. Times are
 * compared in whole seconds, so a backend is out for `fail_timeout` to `fail_timeout` + 1 s.
 * Source: nginx 1.22 `ngx_http_upstream_get_peer` and `ngx_http_upstream_free_round_robin_peer` (`fails`, `accessed`, `checked`).
 */
export class MaxFails {
  readonly #fails: Int32Array;
  /** Second of the last failure, and of the start of the present window. */
  readonly #accessedS: Float64Array;
  readonly #checkedS: Float64Array;
  readonly #maxFails: number;
  readonly #failTimeoutS: number;

  /**
   * @param maxFails failures until a backend is out; 0 turns this off
   * @param failTimeoutS length of the window and of the time out
   * @param previous takes over the state of its backends
   * @throws RangeError for negative parameters
   */
  constructor(count: number, maxFails: number, failTimeoutS: number, previous?: MaxFails) {
    if (maxFails < 0 || failTimeoutS < 0) throw new RangeError('max_fails and fail_timeout must not be negative');
    this.#fails = new Int32Array(count);
    this.#accessedS = new Float64Array(count).fill(-Infinity);
    this.#checkedS = new Float64Array(count).fill(-Infinity);
    this.#maxFails = maxFails;
    this.#failTimeoutS = failTimeoutS;
    if (previous === undefined) return;
    this.#fails.set(previous.#fails.subarray(0, count));
    this.#accessedS.set(previous.#accessedS.subarray(0, count));
    this.#checkedS.set(previous.#checkedS.subarray(0, count));
  }

  /** The backend gets no requests now. */
  isOut(index: number, nowNs: number): boolean {
    if (this.#maxFails === 0 || (this.#fails[index] as number) < this.#maxFails) return false;
    return wholeSeconds(nowNs) - (this.#checkedS[index] as number) <= this.#failTimeoutS;
  }

  /** When a backend that is out is tried again. */
  backAtNs(index: number): number {
    return ((this.#checkedS[index] as number) + Math.floor(this.#failTimeoutS) + 1) * NS_PER_S;
  }

  /** Failures that count now. */
  failsOf(index: number): number {
    return this.#fails[index] as number;
  }

  /** A request was given to the backend: a new window may begin. For one that has failed too often this was its one try. */
  picked(index: number, nowNs: number): void {
    const now = wholeSeconds(nowNs);
    if (now - (this.#checkedS[index] as number) > this.#failTimeoutS) this.#checkedS[index] = now;
  }

  /** Takes the end of one request to a backend. */
  record(index: number, hasFailed: boolean, nowNs: number): void {
    if (hasFailed) {
      this.#fails[index] = (this.#fails[index] as number) + 1;
      this.#accessedS[index] = wholeSeconds(nowNs);
      this.#checkedS[index] = wholeSeconds(nowNs);
    } else if ((this.#accessedS[index] as number) < (this.#checkedS[index] as number)) this.#fails[index] = 0;
  }

  /** The backend is in and has no history. */
  reset(index: number): void {
    this.#fails[index] = 0;
    this.#accessedS[index] = -Infinity;
    this.#checkedS[index] = -Infinity;
  }
}

function wholeSeconds(timeNs: number): number {
  return Math.floor(timeNs / NS_PER_S);
}
