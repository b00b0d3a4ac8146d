import { HEADER } from '../model/snapshot.ts';

/** Counts of the whole run, as of the last figures buffer. */
export interface RunTotals {
  readonly timeNs: number;
  readonly issued: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly liveJobs: number;
  readonly wastedJobs: number;
  readonly eventCount: number;
  readonly achievedSpeed: number;
}

const NOTHING: RunTotals = {
  timeNs: 0,
  issued: 0,
  succeeded: 0,
  failed: 0,
  inFlight: 0,
  liveJobs: 0,
  wastedJobs: 0,
  eventCount: 0,
  achievedSpeed: 0,
};

/** Simulated time and totals outside React: listeners write to the DOM themselves, at most at 10 Hz. */
export class RunClock {
  private totals: RunTotals = NOTHING;
  private readonly listeners = new Set<(totals: RunTotals) => void>();

  read(): RunTotals {
    return this.totals;
  }

  /** Called at once and with each figures buffer. */
  subscribe(listener: (totals: RunTotals) => void): () => void {
    this.listeners.add(listener);
    listener(this.totals);
    return () => void this.listeners.delete(listener);
  }

  reset(): void {
    this.tell(NOTHING);
  }

  /** Takes the header of a figures buffer. */
  ingest(buffer: Float64Array): void {
    const read = (column: number): number => buffer[column] ?? 0;
    this.tell({
      timeNs: read(HEADER.timeNs),
      issued: read(HEADER.issued),
      succeeded: read(HEADER.succeeded),
      failed: read(HEADER.failed),
      inFlight: read(HEADER.inFlight),
      liveJobs: read(HEADER.liveJobs),
      wastedJobs: read(HEADER.wastedJobs),
      eventCount: read(HEADER.eventCount),
      achievedSpeed: read(HEADER.achievedSpeed),
    });
  }

  private tell(totals: RunTotals): void {
    this.totals = totals;
    for (const listener of this.listeners) listener(totals);
  }
}

export const runClock = new RunClock();
