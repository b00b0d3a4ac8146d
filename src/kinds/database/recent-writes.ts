/** Remembers which keys were written a short while ago, for as long as replicas do not show it. */
export class RecentWrites {
  readonly #visibleAtNs = new Map<number, number>();

  /** A write of `key` was committed at `nowNs` and is visible on the replicas from `visibleAtNs` on. */
  record(key: number, nowNs: number, visibleAtNs: number): void {
    // A map keeps its order of insertion, so the oldest entries are at the front.
    this.#visibleAtNs.delete(key);
    this.#visibleAtNs.set(key, visibleAtNs);
    for (const [old, until] of this.#visibleAtNs) {
      if (until > nowNs) break;
      this.#visibleAtNs.delete(old);
    }
  }

  /** True when a replica read of `key` at `nowNs` does not see the latest write. */
  isBehind(key: number, nowNs: number): boolean {
    const until = this.#visibleAtNs.get(key);
    return until !== undefined && nowNs < until;
  }

  /** Keys remembered now; bounded by the write rate times the lag. */
  get size(): number {
    return this.#visibleAtNs.size;
  }
}
