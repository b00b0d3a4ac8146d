import { BUFFER_KIND } from '../../src/model/snapshot.ts';

/** Buffers of each kind that wander between worker and page. */
const POOL_SIZE = 3;
/** Figures at 10 Hz, hops at most at 30 Hz (performance.md section 2). */
const INTERVAL_MS: Readonly<Record<number, number>> = { [BUFFER_KIND.figures]: 100, [BUFFER_KIND.hops]: 34 };

interface Lane {
  readonly pool: ArrayBuffer[];
  /** Sent and not taken yet. */
  underway: boolean;
  lastSentMs: number;
}

/**
 * The stream of buffers to the page. Latest wins: a buffer is written only when the page took the one before, so a page that
 * stalls costs no memory, and the next buffer it gets is up to date.
 */
export class Outbox {
  private readonly lanes = new Map<number, Lane>();

  constructor(
    private readonly post: (message: unknown, transfer: readonly ArrayBuffer[]) => void,
    private readonly now: () => number,
  ) {}

  /** Whether a buffer may be sent now. With `soon`, without waiting for the interval. */
  isOpen(kind: number, soon = false): boolean {
    const lane = this.lane(kind);
    return !lane.underway && (soon || this.now() - lane.lastSentMs >= (INTERVAL_MS[kind] ?? 100));
  }

  /** An old buffer to write into, if there is one. */
  spare(kind: number): ArrayBuffer | undefined {
    return this.lane(kind).pool.pop();
  }

  send(kind: number, values: Float64Array): void {
    const lane = this.lane(kind);
    lane.underway = true;
    lane.lastSentMs = this.now();
    this.post({ type: 'buffer', buffer: values }, [values.buffer as ArrayBuffer]);
  }

  /** The page gave a buffer back. */
  taken(kind: number, buffer: ArrayBuffer): void {
    const lane = this.lane(kind);
    lane.underway = false;
    if (lane.pool.length < POOL_SIZE) lane.pool.push(buffer);
  }

  private lane(kind: number): Lane {
    const known = this.lanes.get(kind);
    if (known !== undefined) return known;
    const lane: Lane = { pool: [], underway: false, lastSentMs: Number.NEGATIVE_INFINITY };
    this.lanes.set(kind, lane);
    return lane;
  }
}
