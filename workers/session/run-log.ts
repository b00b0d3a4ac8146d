import type { Engine } from './engine.ts';

/** One thing done to a run from outside, and the moment of the run it was done at. */
interface LogEntry {
  readonly timeNs: number;
  readonly eventCount: number;
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
    const entry: LogEntry = { timeNs: engine.timeNs, eventCount: engine.eventCount, apply };
    const result = apply(engine);
    this.entries.push(entry);
    return result;
  }

  /** Forgets what was done after this many events: the run went back and takes another course. */
  truncate(eventCount: number): void {
    this.entries = this.entries.filter((entry) => entry.eventCount <= eventCount);
  }

  /**
   * Takes a new engine to the state after `eventCount` events, in pieces of at most `piece` events.
   * Yields after each piece, so that the caller can let others have their turn.
   */
  *replay(engine: Engine, eventCount: number, piece: number): Generator<void> {
    for (const entry of this.entries) {
      if (entry.eventCount > eventCount) break;
      yield* advanceTo(engine, entry.eventCount, piece);
      // Time had run on to the moment of the entry without a further event.
      if (engine.timeNs < entry.timeNs) engine.advance(entry.timeNs, piece);
      entry.apply(engine);
    }
    yield* advanceTo(engine, eventCount, piece);
  }
}

function* advanceTo(engine: Engine, eventCount: number, piece: number): Generator<void> {
  while (engine.eventCount < eventCount && !engine.finished) {
    engine.advance(Infinity, Math.min(piece, eventCount - engine.eventCount));
    yield;
  }
}
