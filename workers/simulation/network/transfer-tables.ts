import { doubled } from './connection-table.ts';

const INITIAL_CAPACITY = 256;
const NONE = -1;

/** Slots of parallel arrays with a free list. */
abstract class Slots {
  private nextFree = new Int32Array(INITIAL_CAPACITY);
  private capacity = INITIAL_CAPACITY;
  private used = 0;
  private firstFree = NONE;
  live = 0;

  protected take(): number {
    this.live += 1;
    const free = this.firstFree;
    if (free !== NONE) {
      this.firstFree = this.nextFree[free] as number;
      return free;
    }
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  release(slot: number): void {
    this.nextFree[slot] = this.firstFree;
    this.firstFree = slot;
    this.live -= 1;
  }

  get bytes(): number {
    let bytes = 0;
    for (const column of Object.values(this)) if (ArrayBuffer.isView(column)) bytes += column.byteLength;
    return bytes;
  }

  private grow(): void {
    for (const name of Object.keys(this) as (keyof this)[]) {
      const column = this[name];
      if (ArrayBuffer.isView(column)) this[name] = doubled(column) as this[keyof this];
    }
    this.capacity *= 2;
  }
}

/** Messages (requests and answers) that are being transferred over connections. */
export class MessageTable extends Slots {
  /** -1 once nobody waits for it any more. */
  job = new Int32Array(INITIAL_CAPACITY);
  connection = new Int32Array(INITIAL_CAPACITY);
  direction = new Uint8Array(INITIAL_CAPACITY);
  /** Bytes still to send, and bytes that have not been handed over. */
  unsent = new Float64Array(INITIAL_CAPACITY);
  undelivered = new Float64Array(INITIAL_CAPACITY);
  /** Pieces of it under way. */
  pieces = new Int32Array(INITIAL_CAPACITY);
  /** Next in the connection's send queue. */
  next = new Int32Array(INITIAL_CAPACITY);
  /** 1 when it was written in one go with the one before it, so that they share segments. */
  joined = new Uint8Array(INITIAL_CAPACITY);
  /** Number of the streaming call whose message it is, 0 for a message that is a request or an answer as a whole. */
  stream = new Int32Array(INITIAL_CAPACITY);
  /** QUIC: no data of this stream can be handed over before. */
  inOrderNs = new Float64Array(INITIAL_CAPACITY);

  allocate(job: number, connection: number, direction: number, bytes: number): number {
    const slot = this.take();
    this.job[slot] = job;
    this.connection[slot] = connection;
    this.direction[slot] = direction;
    this.unsent[slot] = bytes;
    this.undelivered[slot] = bytes;
    this.pieces[slot] = 0;
    this.next[slot] = NONE;
    this.joined[slot] = 0;
    this.stream[slot] = 0;
    this.inOrderNs[slot] = 0;
    return slot;
  }
}

// What a signal of a connection means when its time has come.
/** Bytes of a message are handed over to the receiver. */
export const SIGNAL_DATA = 0;
/** Segments are acknowledged. */
export const SIGNAL_ACK = 1;
/** Holes are noticed by what arrived behind them. */
export const SIGNAL_HOLE = 2;
/** The retransmission time-out of lost segments is over. */
export const SIGNAL_TIMEOUT = 3;
/** Lost segments have arrived at last. */
export const SIGNAL_RECOVERED = 4;
/** The receiver allows more bytes. */
export const SIGNAL_CREDIT = 5;
/** Time to try again after nothing got through. */
export const SIGNAL_RETRY = 6;
/** A segment was lost so often that the connection is given up. */
export const SIGNAL_GIVE_UP = 7;
/** A streaming call sends its next message: `message` is the job, `amount` the number of the stream. */
export const SIGNAL_TICK = 8;

/** Things that will happen to a connection: pieces of messages that arrive, acknowledgements, time-outs. */
export class SignalTable extends Slots {
  kind = new Uint8Array(INITIAL_CAPACITY);
  connection = new Int32Array(INITIAL_CAPACITY);
  generation = new Int32Array(INITIAL_CAPACITY);
  direction = new Uint8Array(INITIAL_CAPACITY);
  /** Data: the message. */
  message = new Int32Array(INITIAL_CAPACITY);
  /** Data and credit: bytes. */
  amount = new Float64Array(INITIAL_CAPACITY);
  segments = new Int32Array(INITIAL_CAPACITY);
  sentNs = new Float64Array(INITIAL_CAPACITY);
  /** Holes and time-outs: when the segments will be acknowledged. */
  untilNs = new Float64Array(INITIAL_CAPACITY);

  allocate(kind: number, connection: number, generation: number, direction: number): number {
    const slot = this.take();
    this.kind[slot] = kind;
    this.connection[slot] = connection;
    this.generation[slot] = generation;
    this.direction[slot] = direction;
    this.message[slot] = NONE;
    this.segments[slot] = 0;
    return slot;
  }
}
