import { OUTCOME } from '../../../src/model/outcome.ts';

// Where a job is. The first ones are also the operation of the one event that is pending for it. Plain constants: the build puts the
// numbers in their place, which keeps hot functions short enough to be inlined.
export const STATE_FREE = 0;
/** On its way to the target. */
export const STATE_SENDING = 1;
/** Its answer is on its way to the caller. */
export const STATE_REPLYING = 2;
/** In work at the target: `work` is running. */
export const STATE_WORKING = 3;
/** Waiting before a retry. */
export const STATE_BACKING_OFF = 4;
/** A flight was lost or cut: waiting to send it again, in the direction of flag `answered`. */
export const STATE_RESENDING = 5;
/** Its caller is writing the request, or reading the answer, in the encoding of the edge. */
export const STATE_ENCODING = 6;
export const STATE_DECODING = 7;
/** Waiting for a slot at its endpoint. */
export const STATE_QUEUED = 8;
/** At the node, waiting for calls or for the behaviour. */
export const STATE_IDLE = 9;
/** Ended, kept until its own calls have ended. */
export const STATE_ENDED = 10;
/** Waiting for its connection to be opened. */
export const STATE_CONNECTING = 11;
/** Waiting for a connection that somebody else uses, since `dueNs`. */
export const STATE_POOLED = 12;
/** Its messages go over a stream, one after the other: at the node from the first answer to the last. */
export const STATE_STREAMING = 13;

// Bits of `flags`.
/** The caller gave up: nobody waits for the answer. */
export const FLAG_ABANDONED = 1;
/** Holds a slot of its endpoint's station. */
export const FLAG_HOLDS_SLOT = 2;
/** Was issued by a client (a root that counts). */
export const FLAG_ISSUED = 4;
/** Has arrived at its endpoint and counts there. */
export const FLAG_AT_NODE = 8;
/** The target has answered. */
export const FLAG_ANSWERED = 16;
/** One way: nobody is told about its end. */
export const FLAG_ONE_WAY = 32;
/** Failed because something further down failed: its own connection and endpoint are fine. */
export const FLAG_PASSED_ON = 64;
/** The answer says how long to wait before another attempt: `addressTtlMs` holds it. */
export const FLAG_RETRY_AFTER = 128;

const INITIAL_CAPACITY = 1024;
const NONE = -1;

/**
 * All jobs as slots of parallel arrays with a free list (performance.md: 7 to 13 times less memory than objects).
 * A slot is reused after `release`; events that came too late are recognised by `dueNs` and `deadlineNs`.
 */
export class JobTable {
  /** First attempt of the call started; for a request of a client: when it was issued. */
  callStartNs = new Float64Array(INITIAL_CAPACITY);
  /** This attempt was sent. */
  sentNs = new Float64Array(INITIAL_CAPACITY);
  arrivedNs = new Float64Array(INITIAL_CAPACITY);
  /** Time of the pending event of this job; while it is queued, since when; -1 when there is neither. */
  dueNs = new Float64Array(INITIAL_CAPACITY);
  /** When the caller stops waiting; -1 for never. */
  deadlineNs = new Float64Array(INITIAL_CAPACITY);

  /** Job on whose behalf this was called, -1 for a request of its own. */
  parent = new Int32Array(INITIAL_CAPACITY);
  link = new Int32Array(INITIAL_CAPACITY);
  node = new Int32Array(INITIAL_CAPACITY);
  key = new Int32Array(INITIAL_CAPACITY);
  user = new Int32Array(INITIAL_CAPACITY);
  /** Next in a station's queue or in the free list. */
  next = new Int32Array(INITIAL_CAPACITY);
  /** Number of the client's request at the root of it all. */
  requestId = new Int32Array(INITIAL_CAPACITY);
  /** Slot of the connection it has; below zero what `network/connections.ts` says. */
  connection = new Int32Array(INITIAL_CAPACITY);
  /** Message of it that is being transferred over a connection, or -1. */
  message = new Int32Array(INITIAL_CAPACITY);
  /** Span record of a watched request, or -1. */
  span = new Int32Array(INITIAL_CAPACITY);
  /** Answer of a `resolve`: number of the record edge, and how long it may be kept (of a refusal with flag `retryAfter`: how long to wait). */
  address = new Int32Array(INITIAL_CAPACITY);
  addressTtlMs = new Int32Array(INITIAL_CAPACITY);

  /** Previous wait before a retry, in microseconds (decorrelated jitter builds on it). */
  backoffUs = new Int32Array(INITIAL_CAPACITY);

  endpoint = new Int16Array(INITIAL_CAPACITY);
  /** Endpoint the caller named, or -1: a retry without one chooses anew. */
  namedEndpoint = new Int16Array(INITIAL_CAPACITY);
  requestClass = new Int16Array(INITIAL_CAPACITY);
  phase = new Int16Array(INITIAL_CAPACITY);
  pendingCalls = new Int16Array(INITIAL_CAPACITY);

  state = new Uint8Array(INITIAL_CAPACITY);
  flags = new Uint8Array(INITIAL_CAPACITY);
  operation = new Uint8Array(INITIAL_CAPACITY);
  outcome = new Uint8Array(INITIAL_CAPACITY);
  note = new Uint8Array(INITIAL_CAPACITY);
  /** Number of this attempt of its call, from 1. */
  attempt = new Uint8Array(INITIAL_CAPACITY);
  /** Calls above this one, up to its client. */
  depth = new Uint8Array(INITIAL_CAPACITY);
  /** Times the current flight was sent again. */
  resends = new Uint8Array(INITIAL_CAPACITY);

  live = 0;
  private capacity = INITIAL_CAPACITY;
  private used = 0;
  private firstFree = NONE;

  /**
   * A slot for a new job. Whoever allocates it sets what it is (parent, link, node, key, user, ids, times); what is set here is only
   * what nobody sets. `dueNs`, `deadlineNs` and `pendingCalls` are at rest in every free slot.
   */
  allocate(): number {
    const slot = this.takeSlot();
    this.span[slot] = NONE;
    this.phase[slot] = 0;
    this.flags[slot] = 0;
    this.outcome[slot] = OUTCOME.in_flight;
    this.note[slot] = 0;
    this.attempt[slot] = 1;
    this.message[slot] = NONE;
    this.live += 1;
    return slot;
  }

  /** Gives a slot back, or keeps it as `ended` until the calls it still has have ended. */
  release(slot: number): void {
    if ((this.pendingCalls[slot] as number) > 0) {
      this.state[slot] = STATE_ENDED;
      return;
    }
    this.state[slot] = STATE_FREE;
    this.dueNs[slot] = -1;
    this.deadlineNs[slot] = -1;
    this.next[slot] = this.firstFree;
    this.firstFree = slot;
    this.live -= 1;
  }

  /** One past the highest slot ever used: loops over all jobs end here. */
  get highWater(): number {
    return this.used;
  }

  get bytes(): number {
    let bytes = 0;
    for (const column of Object.values(this)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
    return bytes;
  }

  get bytesPerSlot(): number {
    return this.bytes / this.capacity;
  }

  private takeSlot(): number {
    const free = this.firstFree;
    if (free !== NONE) {
      this.firstFree = this.next[free] as number;
      return free;
    }
    if (this.used === this.capacity) this.grow();
    this.dueNs[this.used] = -1;
    this.deadlineNs[this.used] = -1;
    return this.used++;
  }

  private grow(): void {
    const size = this.capacity * 2;
    for (const name of Object.keys(this) as (keyof this)[]) {
      const column = this[name];
      if (ArrayBuffer.isView(column)) this[name] = widened(column, size) as this[keyof this];
    }
    this.capacity = size;
  }
}

function widened(column: ArrayBufferView, size: number): ArrayBufferView {
  const Column = column.constructor as new (size: number) => Int32Array;
  const larger = new Column(size);
  larger.set(column as Int32Array);
  return larger;
}
