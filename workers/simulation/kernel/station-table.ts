const INITIAL_CAPACITY = 64;
const NONE = -1;

/**
 * Columns of `starts`. The time integral of a count that goes up and down by one is count x now - (sum of the times it went up - sum
 * of the times it went down): one addition per change, nothing to bring up to date.
 */
const BUSY = 0;
const QUEUE = 1;
const PRESENT = 2;
const COLUMNS = 3;

/**
 * Stations: worker slots with a first-in-first-out queue, one per endpoint. Queues are linked through the jobs' `next`.
 * Integrals of busy slots and of queue length are kept, so utilisation and mean queue length are not samples.
 */
export class StationTable {
  slots = new Float64Array(INITIAL_CAPACITY);
  queueLimit = new Float64Array(INITIAL_CAPACITY);
  busy = new Int32Array(INITIAL_CAPACITY);
  queueLength = new Int32Array(INITIAL_CAPACITY);
  /** Jobs at the endpoint: in work, waiting for a slot, or waiting for calls. */
  present = new Int32Array(INITIAL_CAPACITY);
  private head = new Int32Array(INITIAL_CAPACITY);
  private tail = new Int32Array(INITIAL_CAPACITY);
  private starts = new Float64Array(INITIAL_CAPACITY * COLUMNS);
  private count = 0;

  /** @param clock the event queue's clock; read here because a double handed to a function that is not inlined is allocated */
  constructor(private readonly clock: Float64Array) {}

  /** Adds `n` stations in a row and returns the number of the first. */
  add(n: number, slots: number, queueLimit: number): number {
    const first = this.count;
    while (this.slots.length < first + n) this.grow();
    for (let i = first; i < first + n; i += 1) {
      this.slots[i] = slots;
      this.queueLimit[i] = queueLimit;
      this.head[i] = NONE;
      this.tail[i] = NONE;
    }
    this.count += n;
    return first;
  }

  /** A job came to the endpoint. */
  arrive(station: number): void {
    this.present[station] = (this.present[station] as number) + 1;
    this.rise(station * COLUMNS + PRESENT);
  }

  /** A job left the endpoint. */
  depart(station: number): void {
    this.present[station] = (this.present[station] as number) - 1;
    this.fall(station * COLUMNS + PRESENT);
  }

  /** Takes a slot when one is free. */
  take(station: number): boolean {
    if ((this.busy[station] as number) >= (this.slots[station] as number)) return false;
    this.busy[station] = (this.busy[station] as number) + 1;
    this.rise(station * COLUMNS + BUSY);
    return true;
  }

  giveBack(station: number): void {
    this.busy[station] = (this.busy[station] as number) - 1;
    this.fall(station * COLUMNS + BUSY);
  }

  hasRoom(station: number): boolean {
    return (this.queueLength[station] as number) < (this.queueLimit[station] as number);
  }

  enqueue(station: number, job: number, next: Int32Array): void {
    this.rise(station * COLUMNS + QUEUE);
    next[job] = NONE;
    const tail = this.tail[station] as number;
    if (tail === NONE) this.head[station] = job;
    else next[tail] = job;
    this.tail[station] = job;
    this.queueLength[station] = (this.queueLength[station] as number) + 1;
  }

  /** The job that has waited longest, or -1. */
  dequeue(station: number, next: Int32Array): number {
    const job = this.head[station] as number;
    if (job === NONE) return NONE;
    this.fall(station * COLUMNS + QUEUE);
    const following = next[job] as number;
    this.head[station] = following;
    if (following === NONE) this.tail[station] = NONE;
    this.queueLength[station] = (this.queueLength[station] as number) - 1;
    return job;
  }

  /** Takes one job out of the middle of a queue (it was cancelled). */
  unqueue(station: number, job: number, next: Int32Array): void {
    let before = NONE;
    let at = this.head[station] as number;
    while (at !== job && at !== NONE) {
      before = at;
      at = next[at] as number;
    }
    if (at === NONE) throw new RangeError(`Job ${job} is not queued at station ${station}`);
    this.fall(station * COLUMNS + QUEUE);
    const following = next[job] as number;
    if (before === NONE) this.head[station] = following;
    else next[before] = following;
    if (following === NONE) this.tail[station] = before;
    this.queueLength[station] = (this.queueLength[station] as number) - 1;
  }

  /** Busy slot-nanoseconds up to now. */
  busyArea(station: number): number {
    return this.areaOf(station * COLUMNS + BUSY, this.busy[station] as number);
  }

  /** Waiting job-nanoseconds up to now. */
  queueArea(station: number): number {
    return this.areaOf(station * COLUMNS + QUEUE, this.queueLength[station] as number);
  }

  /** Job-nanoseconds spent at the endpoint up to now. */
  presentArea(station: number): number {
    return this.areaOf(station * COLUMNS + PRESENT, this.present[station] as number);
  }

  private rise(at: number): void {
    this.starts[at] = (this.starts[at] as number) + (this.clock[0] as number);
  }

  private fall(at: number): void {
    this.starts[at] = (this.starts[at] as number) - (this.clock[0] as number);
  }

  private areaOf(at: number, count: number): number {
    return count * (this.clock[0] as number) - (this.starts[at] as number);
  }

  private grow(): void {
    const size = this.slots.length * 2;
    this.slots = widen(this.slots, new Float64Array(size));
    this.queueLimit = widen(this.queueLimit, new Float64Array(size));
    this.busy = widen(this.busy, new Int32Array(size));
    this.queueLength = widen(this.queueLength, new Int32Array(size));
    this.present = widen(this.present, new Int32Array(size));
    this.head = widen(this.head, new Int32Array(size));
    this.tail = widen(this.tail, new Int32Array(size));
    this.starts = widen(this.starts, new Float64Array(size * COLUMNS));
  }
}

function widen<A extends Float64Array | Int32Array>(from: A, larger: A): A {
  larger.set(from, 0);
  return larger;
}
