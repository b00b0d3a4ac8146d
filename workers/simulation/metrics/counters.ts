import { OUTCOME, OUTCOMES, type OutcomeCode } from '../../../src/model/outcome.ts';

/** What is counted about a node, an edge or a request class. Failures by outcome code follow at `byOutcome + code`. */
export const COUNT = {
  /** Requests that began: arrivals at a node, attempts on an edge, requests issued by a class. */
  begun: 0,
  succeeded: 1,
  failed: 2,
  hits: 3,
  misses: 4,
  stale: 5,
  retries: 6,
  /** Attempts abandoned by their caller while the target worked on. */
  wasted: 7,
  sentBytes: 8,
  receivedBytes: 9,
  connectionsOpened: 10,
  /** Answers within the client's `goodWithinMs`. */
  good: 11,
  byOutcome: 12,
} as const;

const COLUMNS = COUNT.byOutcome + OUTCOMES.length;

/**
 * Counts since the start of the run, with the values they had when the open window began and when the warm-up ended,
 * so that rates of a window and of the measured time are differences of exact integers.
 */
export class Counters {
  readonly now = new Float64Array(COLUMNS);
  /** Counts of the last closed window. */
  readonly window = new Float64Array(COLUMNS);
  private readonly windowStart = new Float64Array(COLUMNS);
  private readonly measureStart = new Float64Array(COLUMNS);

  begin(): void {
    this.now[COUNT.begun] = (this.now[COUNT.begun] as number) + 1;
  }

  end(outcome: OutcomeCode): void {
    const column = outcome === OUTCOME.ok ? COUNT.succeeded : COUNT.failed;
    this.now[column] = (this.now[column] as number) + 1;
    if (column === COUNT.failed)
      this.now[COUNT.byOutcome + outcome] = (this.now[COUNT.byOutcome + outcome] as number) + 1;
  }

  add(column: number, n: number): void {
    this.now[column] = (this.now[column] as number) + n;
  }

  closeWindow(): void {
    this.describeWindow(this.window);
    this.windowStart.set(this.now);
  }

  /** Counts since the open window began. */
  describeWindow(into: Float64Array): void {
    for (let i = 0; i < COLUMNS; i += 1) into[i] = (this.now[i] as number) - (this.windowStart[i] as number);
  }

  startMeasuring(): void {
    this.measureStart.set(this.now);
  }

  /** Count since the warm-up ended. */
  measured(column: number): number {
    return (this.now[column] as number) - (this.measureStart[column] as number);
  }

  get inFlight(): number {
    return (
      (this.now[COUNT.begun] as number) - (this.now[COUNT.succeeded] as number) - (this.now[COUNT.failed] as number)
    );
  }

  /** Failures by outcome name, only those that occurred. */
  errors(): Record<string, number> {
    const errors: Record<string, number> = {};
    OUTCOMES.forEach((outcome, code) => {
      const n = this.now[COUNT.byOutcome + code] as number;
      if (n > 0) errors[outcome.name] = n;
    });
    return errors;
  }
}

/** The most frequent failure in an array laid out as COUNT, 0 when there is none. */
export function topFailure(counts: Float64Array): OutcomeCode {
  let top = 0;
  let most = 0;
  for (let code = 0; code < OUTCOMES.length; code += 1) {
    const n = counts[COUNT.byOutcome + code] as number;
    if (n > most) {
      most = n;
      top = code;
    }
  }
  return top;
}

/** New counts of the same layout, for sums over several things. */
export function emptyCounts(): Float64Array {
  return new Float64Array(COLUMNS);
}
