import type { Engine } from './engine.ts';

/** A point of a run: so many events were processed and time had gone on this far, perhaps beyond the last of them. */
export interface Moment {
  readonly timeNs: number;
  readonly eventCount: number;
}

export function momentOf({ timeNs, eventCount }: Engine): Moment {
  return { timeNs, eventCount };
}

/** One thing done to a run from outside, and the moment of the run it was done at. */
interface LogEntry extends Moment {
  readonly apply: (engine: Engine) => void;
}

/**
 * What was done to a run, in order: actions and edits. A new engine that is taken through the same log is in the same state,
 * bit for bit, at the same event (simulation.md rule 3).
 */
export class RunLog {
  private entries: LogEntry[] = [];

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  clear(): void {
    this.entries = [];
  }

  /** Does something to the engine and remembers it. */
  record<T>(engine: Engine, apply: (engine: Engine) => T): T {
    const entry: LogEntry = { ...momentOf(engine), apply };
    const result = apply(engine);
    this.entries.push(entry);
    return result;
  }

  /** Like `replay`, to a time whatever the number of events. Entries of that very time are part of it. */
  *replayUntil(engine: Engine, timeNs: number, piece: number): Generator<void> {
    for (const entry of this.entries) {
      if (entry.timeNs > timeNs) break;
      yield* advanceTo(engine, entry, piece);
      entry.apply(engine);
    }
    while (!engine.advance(timeNs, piece)) yield;
  }

  /** Forgets what was done after a time. */
  truncateAfter(timeNs: number): void {
    this.entries = this.entries.filter((entry) => entry.timeNs <= timeNs);
  }

  /** Forgets what was done after a moment: the run went back and takes another course. */
  truncate(moment: Moment): void {
    this.entries = this.entries.filter((entry) => !isAfter(entry, moment));
  }

  /**
   * Takes a new engine to a moment, in pieces of at most `piece` events. Yields after each piece, so that the caller can let
   * others have their turn. A moment whose time is 0 ends at its last event.
   */
  *replay(engine: Engine, moment: Moment, piece: number): Generator<void> {
    for (const entry of this.entries) {
      if (isAfter(entry, moment)) break;
      yield* advanceTo(engine, entry, piece);
      entry.apply(engine);
    }
    yield* advanceTo(engine, moment, piece);
  }
}

function isAfter(one: Moment, other: Moment): boolean {
  return (
    one.eventCount > other.eventCount ||
    (one.eventCount === other.eventCount && one.timeNs > other.timeNs && other.timeNs > 0)
  );
}

function* advanceTo(engine: Engine, { timeNs, eventCount }: Moment, piece: number): Generator<void> {
  while (engine.eventCount < eventCount && !engine.finished) {
    engine.advance(Infinity, Math.min(piece, eventCount - engine.eventCount));
    yield;
  }
  // Time had run on beyond the last event, up to where the slice ended.
  if (engine.timeNs < timeNs) engine.advance(timeNs, piece);
}
