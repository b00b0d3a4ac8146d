/** Smallest share of its weight a backend starts with. Source: Envoy `SlowStartConfig.min_weight_percent`, 10 %. */
const FIRST_SHARE = 0.1;
/** Steps in which the weight grows. */
const STEPS = 20;

/** Backends that are back and get a share that grows with time (HAProxy `slowstart`, nginx `slow_start`, Envoy slow start: linear). */
export class SlowStart {
  /** When it began, or -1. */
  readonly #sinceNs: Float64Array;
  readonly #lengthNs: number;

  /**
   * @param lengthNs until the whole weight is reached; 0 turns it off
   * @param previous takes over the state of its backends
   */
  constructor(count: number, lengthNs: number, previous?: SlowStart) {
    this.#sinceNs = new Float64Array(count).fill(-1);
    this.#lengthNs = lengthNs;
    if (previous !== undefined && lengthNs > 0) this.#sinceNs.set(previous.#sinceNs.subarray(0, count));
  }

  get isOn(): boolean {
    return this.#lengthNs > 0;
  }

  /** Time between two steps. */
  get stepNs(): number {
    return Math.ceil(this.#lengthNs / STEPS);
  }

  isStarting(index: number): boolean {
    return (this.#sinceNs[index] as number) >= 0;
  }

  begin(index: number, nowNs: number): void {
    if (this.isOn) this.#sinceNs[index] = nowNs;
  }

  /** Share of its weight a backend has now; the slow start is over when it reaches 1. */
  shareOf(index: number, nowNs: number): number {
    if (!this.isStarting(index)) return 1;
    const share = Math.max(FIRST_SHARE, (nowNs - (this.#sinceNs[index] as number)) / this.#lengthNs);
    if (share < 1) return share;
    this.end(index);
    return 1;
  }

  end(index: number): void {
    this.#sinceNs[index] = -1;
  }
}
