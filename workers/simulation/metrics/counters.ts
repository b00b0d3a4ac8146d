import { OUTCOMES, type OutcomeCode, OUTCOME_OK } from '../../../src/model/outcome.ts';

// What is counted about a node, an edge or a request class. Failures by outcome code follow at COUNT_BY_OUTCOME + code.

/** Requests that began: arrivals at a node, attempts on an edge, requests issued by a class. */
export const COUNT_BEGUN = 0;
export const COUNT_SUCCEEDED = 1;
export const COUNT_FAILED = 2;
export const COUNT_HITS = 3;
export const COUNT_MISSES = 4;
export const COUNT_STALE = 5;
export const COUNT_RETRIES = 6;
/** Attempts abandoned by their caller while the target worked on. */
export const COUNT_WASTED = 7;
export const COUNT_SENT_BYTES = 8;
export const COUNT_RECEIVED_BYTES = 9;
export const COUNT_CONNECTIONS_OPENED = 10;
/** Answers within the client's `goodWithinMs`. */
export const COUNT_GOOD = 11;
/** Calls that found a connection open. */
export const COUNT_CONNECTIONS_REUSED = 12;
/** Connections opened with a TLS session from before. */
export const COUNT_CONNECTIONS_RESUMED = 13;
/** Bytes on the wire, headers of every layer included, on edges that have a transport (not where one delay stands for it all). */
export const COUNT_WIRE_SENT_BYTES = 14;
export const COUNT_WIRE_RECEIVED_BYTES = 15;
export const COUNT_PACKETS_LOST = 16;
/** Time that calls waited while a connection was opened for them, in ns. */
export const COUNT_CONNECT_NS = 17;
/** Messages of streaming calls, from the caller and from the server. */
export const COUNT_MESSAGES_SENT = 18;
export const COUNT_MESSAGES_RECEIVED = 19;
/** One-way messages that have ended, those of them that were lost or refused, and those that arrived too late to be played. */
export const COUNT_MESSAGES = 20;
export const COUNT_MESSAGES_LOST = 21;
export const COUNT_LATE = 22;
/** Sum of the interarrival jitter at each packet of media that arrived, in ns, and how many those were. */
export const COUNT_JITTER_NS = 23;
export const COUNT_JITTERS = 24;
/** Stored answers that were still right: 304, and the bytes of their bodies, which did not travel again. */
export const COUNT_NOT_MODIFIED = 25;
export const COUNT_SAVED_BYTES = 26;
export const COUNT_BY_OUTCOME = 27;

const COLUMNS = COUNT_BY_OUTCOME + OUTCOMES.length;

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
    this.now[COUNT_BEGUN] = (this.now[COUNT_BEGUN] as number) + 1;
  }

  end(outcome: OutcomeCode): void {
    const column = outcome === OUTCOME_OK ? COUNT_SUCCEEDED : COUNT_FAILED;
    this.now[column] = (this.now[column] as number) + 1;
    if (column === COUNT_FAILED)
      this.now[COUNT_BY_OUTCOME + outcome] = (this.now[COUNT_BY_OUTCOME + outcome] as number) + 1;
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
      (this.now[COUNT_BEGUN] as number) - (this.now[COUNT_SUCCEEDED] as number) - (this.now[COUNT_FAILED] as number)
    );
  }

  /** Failures by outcome name, only those that occurred. */
  errors(): Record<string, number> {
    const errors: Record<string, number> = {};
    OUTCOMES.forEach((outcome, code) => {
      const n = this.now[COUNT_BY_OUTCOME + code] as number;
      if (n > 0) errors[outcome.name] = n;
    });
    return errors;
  }
}

/** Column by cache note: hit, miss, stale, revalidated (a hit), coalesced (a miss that did not fetch). */
const NOTE_COLUMN = [COUNT_STALE, COUNT_HITS, COUNT_MISSES, COUNT_STALE, COUNT_HITS, COUNT_MISSES];

/** Counts what a cache said about a request. What an origin says about its own object is counted where it was asked. */
export function countNote(counts: Float64Array, note: number): void {
  const column = NOTE_COLUMN[note];
  if (column === undefined) return;
  counts[column] = (counts[column] as number) + 1;
}

/** The most frequent failure in an array laid out as COUNT, 0 when there is none. */
export function topFailure(counts: Float64Array): OutcomeCode {
  let top = 0;
  let most = 0;
  for (let code = 0; code < OUTCOMES.length; code += 1) {
    const n = counts[COUNT_BY_OUTCOME + code] as number;
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
