const INITIAL_CAPACITY = 64;
const NONE = -1;

/** Columns of `area`: time integrals since the measurement began, in slot-nanoseconds. */
const BUSY = 0;
const QUEUE = 1;
const PRESENT = 2;
const LAST = 3;
const COLUMNS = 4;

/**
 * Stations: worker slots with a first-in-first-out queue, one per endpoint. Queues are linked through the jobs' `next`.
 * Integrals of busy slots and of queue length are kept exactly, so utilisation and mean queue length are not samples.
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
  private area = new Float64Array(INITIAL_CAPACITY * COLUMNS);
  private count = 0;

  /** @param clock the event queue's clock; read here because a double handed to a function that is not inlined is allocated */
  constructor(private readonly clock: Float64Array) {}

  /** Adds `n` stations in a row and returns the number of the first. */
  add(n: number, slots: number, queueLimit: number): number {
    const nowNs = this.clock[0] as number;
    const first = this.count;
    while (this.slots.length < first + n) this.grow();
    for (let i = first; i < first + n; i += 1) {
      this.slots[i] = slots;
      this.queueLimit[i] = queueLimit;
      this.head[i] = NONE;
      this.tail[i] = NONE;
      this.area[i * COLUMNS + LAST] = nowNs;
    }
    this.count += n;
    return first;
  }

  /** A job came to the endpoint. */
  arrive(station: number): void {
    this.integrate(station);
    this.present[station] = (this.present[station] as number) + 1;
  }

  /** A job left the endpoint. */
  depart(station: number): void {
    this.integrate(station);
    this.present[station] = (this.present[station] as number) - 1;
  }

  /** Takes a slot when one is free. */
  take(station: number): boolean {
    if ((this.busy[station] as number) >= (this.slots[station] as number)) return false;
    this.integrate(station);
    this.busy[station] = (this.busy[station] as number) + 1;
    return true;
  }

  giveBack(station: number): void {
    this.integrate(station);
    this.busy[station] = (this.busy[station] as number) - 1;
  }

  hasRoom(station: number): boolean {
    return (this.queueLength[station] as number) < (this.queueLimit[station] as number);
  }

  enqueue(station: number, job: number, next: Int32Array): void {
    this.integrate(station);
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
    this.integrate(station);
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
    this.integrate(station);
    const following = next[job] as number;
    if (before === NONE) this.head[station] = following;
    else next[before] = following;
    if (following === NONE) this.tail[station] = before;
    this.queueLength[station] = (this.queueLength[station] as number) - 1;
  }

  /** Busy slot-nanoseconds up to now. */
  busyArea(station: number): number {
    this.integrate(station);
    return this.area[station * COLUMNS + BUSY] as number;
  }

  /** Waiting job-nanoseconds up to now. */
  queueArea(station: number): number {
    this.integrate(station);
    return this.area[station * COLUMNS + QUEUE] as number;
  }

  /** Job-nanoseconds spent at the endpoint up to now. */
  presentArea(station: number): number {
    this.integrate(station);
    return this.area[station * COLUMNS + PRESENT] as number;
  }

  private integrate(station: number): void {
    const { area } = this;
    const nowNs = this.clock[0] as number;
    const at = station * COLUMNS;
    const elapsed = nowNs - (area[at + LAST] as number);
    if (elapsed === 0) return;
    area[at + BUSY] = (area[at + BUSY] as number) + elapsed * (this.busy[station] as number);
    area[at + QUEUE] = (area[at + QUEUE] as number) + elapsed * (this.queueLength[station] as number);
    area[at + PRESENT] = (area[at + PRESENT] as number) + elapsed * (this.present[station] as number);
    area[at + LAST] = nowNs;
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
    this.area = widen(this.area, new Float64Array(size * COLUMNS));
  }
}

function widen<A extends Float64Array | Int32Array>(from: A, larger: A): A {
  larger.set(from, 0);
  return larger;
}
