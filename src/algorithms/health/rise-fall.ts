/** What a change of `RiseFall` came to. */
export type HealthChange = 'none' | 'up' | 'down';

/**
 * State machine of active health checks for a set of targets: `fall` failed checks in a row take a target out, `rise` good ones in
 * a row bring it back; a check that contradicts the streak starts it again. All targets start healthy.
 * Sources: HAProxy `fall` and `rise` (Configuration Manual, section 5.2); Amazon Route 53 failure threshold (fall = rise).
 */
export class RiseFall {
  /** 1 while healthy. */
  readonly healthy: Uint8Array;
  /** Checks in a row that speak against the present state. */
  readonly #streak: Int32Array;
  readonly #fall: number;
  readonly #rise: number;

  /**
   * @param previous takes over the state of its targets, for a change of the number of targets or of the thresholds
   * @throws RangeError for thresholds below 1
   */
  constructor(count: number, fall: number, rise: number, previous?: RiseFall) {
    if (fall < 1 || rise < 1) throw new RangeError('fall and rise must be at least 1');
    this.healthy = new Uint8Array(count).fill(1);
    this.#streak = new Int32Array(count);
    if (previous !== undefined) {
      this.healthy.set(previous.healthy.subarray(0, count));
      this.#streak.set(previous.#streak.subarray(0, count));
    }
    this.#fall = fall;
    this.#rise = rise;
  }

  /** Takes the result of one check of a target. */
  record(index: number, isGood: boolean): HealthChange {
    const isUp = this.healthy[index] === 1;
    if (isGood === isUp) {
      this.#streak[index] = 0;
      return 'none';
    }
    const streak = (this.#streak[index] as number) + 1;
    this.#streak[index] = streak;
    if (streak < (isUp ? this.#fall : this.#rise)) return 'none';
    this.#streak[index] = 0;
    this.healthy[index] = isUp ? 0 : 1;
    return isUp ? 'down' : 'up';
  }

  /** Checks speak against the present state, but not enough of them yet. */
  isChanging(index: number): boolean {
    return (this.#streak[index] as number) > 0;
  }

  /** A target has to show that it works before it counts as healthy. */
  beginDown(index: number): void {
    this.healthy[index] = 0;
    this.#streak[index] = 0;
  }

  /** A target is healthy again and has no history. */
  reset(index: number): void {
    this.healthy[index] = 1;
    this.#streak[index] = 0;
  }
}
