/** Requests remembered at most before old ones are looked for. */
const MANY_REQUESTS = 4_000;

interface Shown {
  /** When its last flight ended in truth, and when it ends on screen. */
  realEndNs: number;
  shownEndNs: number;
  /** Earliest moment at which a flight beside the last one may be shown. */
  shownFromNs: number;
}

/**
 * Flights too short to see are drawn longer than they took. Then a request must not be seen to leave a node before it is
 * seen to have arrived there: each flight of a request is shown after the flights that came before it.
 */
export class FlightOrder {
  private readonly requests = new Map<number, Shown>();

  /** When a flight is shown to start. Flights of one request must come in order of their start. */
  shownStart(requestId: number, startNs: number, durationNs: number, shownNs: number): number {
    const endNs = startNs + durationNs;
    const before = this.requests.get(requestId);
    if (before === undefined) {
      this.requests.set(requestId, { realEndNs: endNs, shownEndNs: startNs + shownNs, shownFromNs: startNs });
      return startNs;
    }
    // A flight that began before the last one ended is beside it (parallel calls), not after it.
    if (startNs >= before.realEndNs) before.shownFromNs = before.shownEndNs;
    const shownStartNs = Math.max(startNs, before.shownFromNs);
    before.realEndNs = Math.max(before.realEndNs, endNs);
    before.shownEndNs = Math.max(before.shownEndNs, shownStartNs + shownNs);
    return shownStartNs;
  }

  /** Drops requests whose last flight is over on screen, once there are many. */
  forget(timeNs: number): void {
    if (this.requests.size < MANY_REQUESTS) return;
    for (const [id, shown] of this.requests) if (shown.shownEndNs < timeNs) this.requests.delete(id);
  }

  clear(): void {
    this.requests.clear();
  }
}
