/**
 * The event set of the simulation: events in order of (time, order of scheduling).
 *
 * An event is a time and an integer payload of the caller's (`slot << OP_BITS | op`); nothing is allocated per event.
 * Times of one constant delay are scheduled through a lane: a ring in which they are sorted by construction, with only its
 * head in the heap. A lane of time-outs drops entries that no longer hold before they reach the heap.
 */

/** Bits of a payload that hold the operation; the rest is the slot. */
export const OP_BITS = 4;
export const OP_MASK = (1 << OP_BITS) - 1;

/** Payloads in the heap below zero stand for the head of lane `~payload`. */
const EMPTY = -1;
const INITIAL_CAPACITY = 1024;
/** Most lanes worth having: beyond, a constant delay goes straight into the heap. */
const MAX_LANES = 512;

/** Tells whether a scheduled time-out still holds when it comes up: `deadlines[slot] === time`. */
export interface DeadlineTable {
  readonly deadlineNs: Float64Array;
}

class Lane {
  times = new Float64Array(64);
  orders = new Int32Array(64);
  payloads = new Int32Array(64);
  mask = 63;
  head = 0;
  length = 0;

  constructor(
    readonly delayNs: number,
    readonly deadlines: DeadlineTable | null,
  ) {}

  push(time: Float64Array, order: number, payload: number): void {
    if (this.length > this.mask) this.grow();
    const at = (this.head + this.length) & this.mask;
    this.times[at] = time[0] as number;
    this.orders[at] = order;
    this.payloads[at] = payload;
    this.length += 1;
  }

  /** Removes the head and whatever behind it no longer holds. */
  advance(): void {
    this.head = (this.head + 1) & this.mask;
    this.length -= 1;
    if (this.deadlines !== null) this.dropStale(this.deadlines.deadlineNs);
  }

  private dropStale(deadlineNs: Float64Array): void {
    while (this.length > 0) {
      const head = this.head;
      if (deadlineNs[(this.payloads[head] as number) >>> OP_BITS] === this.times[head]) return;
      this.head = (head + 1) & this.mask;
      this.length -= 1;
    }
  }

  private grow(): void {
    const size = this.mask + 1;
    this.times = unrolled(this.times, new Float64Array(size * 2), this.head);
    this.orders = unrolled(this.orders, new Int32Array(size * 2), this.head);
    this.payloads = unrolled(this.payloads, new Int32Array(size * 2), this.head);
    this.mask = size * 2 - 1;
    this.head = 0;
  }
}

function unrolled<A extends Float64Array | Int32Array>(ring: A, larger: A, head: number): A {
  larger.set(ring.subarray(head), 0);
  larger.set(ring.subarray(0, head), ring.length - head);
  return larger;
}

export class EventQueue {
  /** Time of the event last popped, in ns. In an array because a double in a field is allocated anew at each write. */
  readonly clock = new Float64Array(1);
  /** Time of the entry being placed: a double handed to a function that is not inlined would be allocated. */
  private readonly moving = new Float64Array(1);
  private times = new Float64Array(INITIAL_CAPACITY);
  private orders = new Int32Array(INITIAL_CAPACITY);
  private payloads = new Int32Array(INITIAL_CAPACITY);
  private length = 0;
  /** Wraps around; two pending events are never 2^31 schedulings apart. */
  private nextOrder = 0;
  /** The root was popped and not yet filled: the next push goes there, which saves a sift. */
  private hole = false;
  private readonly lanes: Lane[] = [];
  private readonly laneOf = new Map<string, number>();
  private readonly deadlineTables: DeadlineTable[] = [];

  /** Number of a lane for one constant delay, or -1 when there are too many: then use `schedule`. */
  lane(delayNs: number, deadlines: DeadlineTable | null = null): number {
    const key = `${delayNs} ${deadlines === null ? '' : this.numberOf(deadlines)}`;
    const known = this.laneOf.get(key);
    if (known !== undefined) return known;
    if (this.lanes.length >= MAX_LANES) return -1;
    this.lanes.push(new Lane(delayNs, deadlines));
    this.laneOf.set(key, this.lanes.length - 1);
    return this.lanes.length - 1;
  }

  private numberOf(deadlines: DeadlineTable): number {
    const known = this.deadlineTables.indexOf(deadlines);
    return known >= 0 ? known : this.deadlineTables.push(deadlines) - 1;
  }

  /** Schedules through a lane: after its delay from now. */
  scheduleInLane(laneIndex: number, payload: number): void {
    const lane = this.lanes[laneIndex] as Lane;
    const order = this.nextOrder;
    this.nextOrder = (order + 1) | 0;
    this.moving[0] = (this.clock[0] as number) + lane.delayNs;
    lane.push(this.moving, order, payload);
    if (lane.length === 1) this.insert(order, ~laneIndex);
  }

  /** Schedules an event that many ns from now. */
  scheduleAfter(delayNs: number, payload: number): void {
    const order = this.nextOrder;
    this.nextOrder = (order + 1) | 0;
    this.moving[0] = (this.clock[0] as number) + delayNs;
    this.insert(order, payload);
  }

  /** Schedules an event at an absolute time, not before now. */
  schedule(timeNs: number, payload: number): void {
    const order = this.nextOrder;
    this.nextOrder = (order + 1) | 0;
    this.moving[0] = timeNs;
    this.insert(order, payload);
  }

  /** Pops the next event not after `untilNs`, sets the clock to its time and returns its payload; -1 when there is none. */
  pop(untilNs: number): number {
    if (this.hole) this.fillHole();
    if (this.length === 0) return EMPTY;
    const timeNs = this.times[0] as number;
    if (timeNs > untilNs) return EMPTY;
    this.clock[0] = timeNs;
    const payload = this.payloads[0] as number;
    if (payload < 0) return this.popLane(payload);
    this.hole = true;
    return payload;
  }

  /** Time of the next event, Infinity when there is none. */
  peekNs(): number {
    if (this.hole) this.fillHole();
    return this.length === 0 ? Infinity : (this.times[0] as number);
  }

  /** Events pending, stale ones in lanes included. */
  get pending(): number {
    let total = this.length - (this.hole ? 1 : 0);
    for (const lane of this.lanes) total += Math.max(0, lane.length - 1);
    return total;
  }

  /** Bytes held by heap and lanes. */
  get bytes(): number {
    let entries = this.times.length;
    for (const lane of this.lanes) entries += lane.times.length;
    return entries * 16;
  }

  private popLane(marker: number): number {
    const lane = this.lanes[~marker] as Lane;
    const payload = lane.payloads[lane.head] as number;
    lane.advance();
    if (lane.length === 0) this.hole = true;
    else {
      this.moving[0] = lane.times[lane.head] as number;
      this.siftDown(lane.orders[lane.head] as number, marker);
    }
    return payload;
  }

  /** Places an entry with the time in `moving`. */
  private insert(order: number, payload: number): void {
    if (this.hole) {
      this.hole = false;
      this.siftDown(order, payload);
      return;
    }
    if (this.length === this.times.length) this.grow();
    this.siftUp(this.length, order, payload);
    this.length += 1;
  }

  private fillHole(): void {
    this.hole = false;
    const last = this.length - 1;
    this.length = last;
    if (last === 0) return;
    this.moving[0] = this.times[last] as number;
    this.siftDown(this.orders[last] as number, this.payloads[last] as number);
  }

  private siftUp(from: number, order: number, payload: number): void {
    const { times, orders, payloads } = this;
    const timeNs = this.moving[0] as number;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const parentTime = times[parent] as number;
      if (parentTime < timeNs || (parentTime === timeNs && (((orders[parent] as number) - order) | 0) < 0)) break;
      times[at] = parentTime;
      orders[at] = orders[parent] as number;
      payloads[at] = payloads[parent] as number;
      at = parent;
    }
    times[at] = timeNs;
    orders[at] = order;
    payloads[at] = payload;
  }

  /** Puts an entry at the root and lets it sink. */
  private siftDown(order: number, payload: number): void {
    const { times, orders, payloads, length } = this;
    const timeNs = this.moving[0] as number;
    let at = 0;
    for (;;) {
      const first = (at << 2) + 1;
      if (first >= length) break;
      const best = this.earliestOf(first, first + 4 < length ? first + 4 : length);
      const bestTime = times[best] as number;
      if (bestTime > timeNs || (bestTime === timeNs && (((orders[best] as number) - order) | 0) > 0)) break;
      times[at] = bestTime;
      orders[at] = orders[best] as number;
      payloads[at] = payloads[best] as number;
      at = best;
    }
    times[at] = timeNs;
    orders[at] = order;
    payloads[at] = payload;
  }

  private earliestOf(first: number, end: number): number {
    const { times, orders } = this;
    let best = first;
    let bestTime = times[first] as number;
    for (let child = first + 1; child < end; child += 1) {
      const time = times[child] as number;
      if (time < bestTime || (time === bestTime && (((orders[child] as number) - (orders[best] as number)) | 0) < 0)) {
        best = child;
        bestTime = time;
      }
    }
    return best;
  }

  private grow(): void {
    const size = this.times.length * 2;
    this.times = widen(this.times, new Float64Array(size));
    this.orders = widen(this.orders, new Int32Array(size));
    this.payloads = widen(this.payloads, new Int32Array(size));
  }
}

function widen<A extends Float64Array | Int32Array>(from: A, larger: A): A {
  larger.set(from, 0);
  return larger;
}
