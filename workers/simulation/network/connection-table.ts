import { INITIAL_WINDOW, LARGEST_WINDOW } from '../../../src/algorithms/transport/congestion.ts';

const INITIAL_CAPACITY = 256;
export const NO_CONNECTION = -1;

// What a connection does.
export const CONNECTION_FREE = 0;
/** A flight of its handshake is under way. */
export const CONNECTION_OPENING = 1;
export const CONNECTION_OPEN = 2;

// Which event of the handshake comes next.
export const PHASE_AT_TARGET = 1;
export const PHASE_AT_BACKEND = 2;
export const PHASE_BACK = 3;
/** A flight was lost: it is sent again. */
export const PHASE_RESEND = 4;
export const PHASE_REFUSED = 5;
/** The connect time-out is over. */
export const PHASE_TIMED_OUT = 6;

/**
 * Connections as slots of parallel arrays with a free list. A slot is reused once its connection is closed; `generation` tells what
 * was under way on the old one from the new one. Columns of a direction have two rows for each slot, `slot * 2 + direction`.
 */
export class ConnectionTable {
  state = new Uint8Array(INITIAL_CAPACITY);
  generation = new Int32Array(INITIAL_CAPACITY);
  /** Number in the order of opening, unique over the run. */
  serial = new Int32Array(INITIAL_CAPACITY);
  link = new Int32Array(INITIAL_CAPACITY);
  /** Who opened it: a user, or the endpoint of a caller. */
  owner = new Int32Array(INITIAL_CAPACITY);
  sourceEndpoint = new Int32Array(INITIAL_CAPACITY);
  /** Endpoint of the link's target. */
  endpoint = new Int16Array(INITIAL_CAPACITY);
  /** Behind an L4 balancer, or an L7 one for WebSocket: the link and endpoint that the connection is passed on to; else -1. */
  throughLink = new Int32Array(INITIAL_CAPACITY);
  throughEndpoint = new Int16Array(INITIAL_CAPACITY);
  /** Calls that use it or wait for it to open: at most one on HTTP/1.1. */
  streams = new Int32Array(INITIAL_CAPACITY);
  /** Calls that wait for it to open, linked by `next` of the job table. */
  firstWaiting = new Int32Array(INITIAL_CAPACITY);
  lastWaiting = new Int32Array(INITIAL_CAPACITY);

  phase = new Uint8Array(INITIAL_CAPACITY);
  /** Round trips of the handshake left: of TCP, then of TLS or QUIC. */
  transportRounds = new Uint8Array(INITIAL_CAPACITY);
  securityRounds = new Uint8Array(INITIAL_CAPACITY);
  /** Round trip of a WebSocket's upgrade left, after those. */
  upgradeRounds = new Uint8Array(INITIAL_CAPACITY);
  resends = new Uint8Array(INITIAL_CAPACITY);
  resumed = new Uint8Array(INITIAL_CAPACITY);
  /** Time of the pending event of its handshake. */
  dueNs = new Float64Array(INITIAL_CAPACITY);
  beganNs = new Float64Array(INITIAL_CAPACITY);
  /** Idle since, as the time its idle time-out ends; -1 while it is used. The lane of idle time-outs drops what no longer holds. */
  deadlineNs = new Float64Array(INITIAL_CAPACITY);

  /** Smoothed round trip and its variation (RFC 6298 section 2). */
  srttNs = new Float64Array(INITIAL_CAPACITY);
  rttVarNs = new Float64Array(INITIAL_CAPACITY);

  // Of a direction.
  window = new Float64Array(INITIAL_CAPACITY * 2);
  threshold = new Float64Array(INITIAL_CAPACITY * 2);
  /** Segments sent and not acknowledged. */
  inFlight = new Int32Array(INITIAL_CAPACITY * 2);
  /** Most of them since there were none. */
  peakInFlight = new Int32Array(INITIAL_CAPACITY * 2);
  lastSentNs = new Float64Array(INITIAL_CAPACITY * 2);
  /** No data can be handed over before this: what was sent earlier on TCP has not arrived. */
  inOrderNs = new Float64Array(INITIAL_CAPACITY * 2);
  /** When the window was last cut down: one loss of each window counts. */
  reducedNs = new Float64Array(INITIAL_CAPACITY * 2);
  /** Segments whose acknowledgement needs no event of its own, and when it is there. */
  quietSegments = new Int32Array(INITIAL_CAPACITY * 2);
  quietNs = new Float64Array(INITIAL_CAPACITY * 2);
  /** Nothing gets through: waits for the retransmission time-out. */
  stalled = new Uint8Array(INITIAL_CAPACITY * 2);
  stalls = new Uint8Array(INITIAL_CAPACITY * 2);
  /** The header section of this direction is in the dynamic table (HPACK, QPACK). */
  primed = new Uint8Array(INITIAL_CAPACITY * 2);
  /** Bytes the receiver's flow control still allows, and those it has taken since it last said so. */
  credit = new Float64Array(INITIAL_CAPACITY * 2);
  taken = new Float64Array(INITIAL_CAPACITY * 2);
  /** Messages with bytes to send. */
  firstMessage = new Int32Array(INITIAL_CAPACITY * 2);
  lastMessage = new Int32Array(INITIAL_CAPACITY * 2);
  messages = new Int32Array(INITIAL_CAPACITY * 2);

  live = 0;
  private nextFree = new Int32Array(INITIAL_CAPACITY);
  private capacity = INITIAL_CAPACITY;
  private used = 0;
  private firstFree = NO_CONNECTION;
  private opened = 0;

  /** A slot for a new connection, at the beginning of its handshake. */
  allocate(nowNs: number): number {
    const slot = this.takeSlot();
    this.opened += 1;
    this.live += 1;
    this.serial[slot] = this.opened;
    this.state[slot] = CONNECTION_OPENING;
    this.throughLink[slot] = NO_CONNECTION;
    this.throughEndpoint[slot] = 0;
    this.streams[slot] = 0;
    this.firstWaiting[slot] = -1;
    this.lastWaiting[slot] = -1;
    this.resends[slot] = 0;
    this.resumed[slot] = 0;
    this.beganNs[slot] = nowNs;
    this.deadlineNs[slot] = -1;
    this.resetDirection(slot * 2, nowNs);
    this.resetDirection(slot * 2 + 1, nowNs);
    return slot;
  }

  release(slot: number): void {
    this.state[slot] = CONNECTION_FREE;
    this.generation[slot] = ((this.generation[slot] as number) + 1) | 0;
    this.dueNs[slot] = -1;
    this.deadlineNs[slot] = -1;
    this.nextFree[slot] = this.firstFree;
    this.firstFree = slot;
    this.live -= 1;
  }

  /** One past the highest slot ever used. */
  get highWater(): number {
    return this.used;
  }

  /** Connections of a link that are open now, to one endpoint or to all for -1. */
  countOpen(link: number, endpoint: number): number {
    let open = 0;
    for (let slot = 0; slot < this.used; slot += 1) {
      if (this.state[slot] !== CONNECTION_OPEN || this.link[slot] !== link) continue;
      if (endpoint < 0 || this.endpoint[slot] === endpoint) open += 1;
    }
    return open;
  }

  get bytes(): number {
    let bytes = 0;
    for (const column of Object.values(this)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
    return bytes;
  }

  private resetDirection(row: number, nowNs: number): void {
    this.window[row] = INITIAL_WINDOW;
    this.threshold[row] = LARGEST_WINDOW;
    this.inFlight[row] = 0;
    this.peakInFlight[row] = 0;
    this.lastSentNs[row] = nowNs;
    this.inOrderNs[row] = 0;
    this.reducedNs[row] = -1;
    this.quietSegments[row] = 0;
    this.stalled[row] = 0;
    this.stalls[row] = 0;
    this.primed[row] = 0;
    this.taken[row] = 0;
    this.firstMessage[row] = -1;
    this.lastMessage[row] = -1;
    this.messages[row] = 0;
  }

  private takeSlot(): number {
    const free = this.firstFree;
    if (free !== NO_CONNECTION) {
      this.firstFree = this.nextFree[free] as number;
      return free;
    }
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  private grow(): void {
    for (const name of Object.keys(this) as (keyof this)[]) {
      const column = this[name];
      if (ArrayBuffer.isView(column)) this[name] = doubled(column) as this[keyof this];
    }
    this.capacity *= 2;
  }
}

/** A column of twice the length with the same values. */
export function doubled(column: ArrayBufferView): ArrayBufferView {
  const Column = column.constructor as Int32ArrayConstructor;
  const from = column as Int32Array;
  const larger = new Column(from.length * 2);
  larger.set(from);
  return larger;
}
