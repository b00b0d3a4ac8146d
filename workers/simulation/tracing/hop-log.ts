import { HOP, HOP_LOOKS, type HopLook } from '../../../src/model/snapshot.ts';

/** Rows kept between two takes; more are dropped and the stride grows. */
const CAPACITY = 8_192;
/** Weight of one take in the mean that the stride follows; takes come some 20 to 30 times a second. */
const MEAN_WEIGHT = 0.1;

/** Number of a look in the hop rows. */
export const LOOK = Object.fromEntries(HOP_LOOKS.map((look, code) => [look, code])) as Readonly<
  Record<HopLook, number>
>;

/**
 * Flights that can be drawn as dots since the last take. Only every `stride`-th request is logged, whole, so that a dot that goes
 * somewhere also comes back; the stride follows the rate. Nothing in the simulation depends on it.
 */
export class HopLog {
  enabled = false;
  stride = 1;
  /** Flights wanted per take. */
  budget = 1_000;
  private readonly rows = new Float64Array(CAPACITY * HOP.columns);
  private length = 0;
  private offered = 0;
  private mean = 0;

  wants(requestId: number): boolean {
    return this.enabled && requestId >= 0 && requestId % this.stride === 0;
  }

  log(edgeIndex: number, startNs: number, durationNs: number, requestId: number, look: number): void {
    this.offered += 1;
    if (this.length === CAPACITY) return;
    const at = this.length * HOP.columns;
    this.rows[at + HOP.edgeRow] = edgeIndex;
    this.rows[at + HOP.startNs] = startNs;
    this.rows[at + HOP.durationNs] = durationNs;
    this.rows[at + HOP.requestId] = requestId;
    this.rows[at + HOP.look] = look;
    this.length += 1;
  }

  get count(): number {
    return this.length;
  }

  /** Copies the rows out (edge indices turned into row numbers), empties the log and adapts the stride. */
  take(into: Float64Array, offset: number, rowOfEdge: Int32Array): number {
    const count = this.length;
    into.set(this.rows.subarray(0, count * HOP.columns), offset);
    for (let i = 0; i < count; i += 1) {
      const at = offset + i * HOP.columns + HOP.edgeRow;
      into[at] = rowOfEdge[into[at] as number] as number;
    }
    this.adapt();
    this.length = 0;
    this.offered = 0;
    return count;
  }

  /**
   * Follows the mean over some takes, not the last one: each change of the stride leaves requests without their replies, and a
   * few arrivals more or less must not cause it. A flood is answered at once.
   */
  private adapt(): void {
    this.mean += MEAN_WEIGHT * (this.offered - this.mean);
    if (this.mean > this.budget || this.offered > 4 * this.budget) this.setStride(this.stride * 2);
    else if (this.mean < this.budget / 4 && this.stride > 1) this.setStride(this.stride / 2);
  }

  private setStride(stride: number): void {
    this.mean *= this.stride / stride;
    this.stride = stride;
  }
}
