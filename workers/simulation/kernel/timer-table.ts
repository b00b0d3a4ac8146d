import type { EventQueue } from './event-queue.ts';
import { OP_BITS } from './event-queue.ts';

const INITIAL_CAPACITY = 64;

/** Timers of behaviours: whose it is and the tag it was set with. Slots are reused once fired. */
export class TimerTable {
  node = new Int32Array(INITIAL_CAPACITY);
  tag = new Int32Array(INITIAL_CAPACITY);
  private next = new Int32Array(INITIAL_CAPACITY);
  private used = 0;
  private firstFree = -1;

  set(events: EventQueue, delayNs: number, node: number, tag: number, operation: number): void {
    const slot = this.take();
    this.node[slot] = node;
    this.tag[slot] = tag;
    events.scheduleAfter(delayNs, (slot << OP_BITS) | operation);
  }

  /** Frees a fired timer; its node and tag stay readable until the next `set`. */
  fired(slot: number): void {
    this.next[slot] = this.firstFree;
    this.firstFree = slot;
  }

  private take(): number {
    const free = this.firstFree;
    if (free !== -1) {
      this.firstFree = this.next[free] as number;
      return free;
    }
    if (this.used === this.node.length) this.grow();
    return this.used++;
  }

  private grow(): void {
    const size = this.node.length * 2;
    for (const name of ['node', 'tag', 'next'] as const) {
      const larger = new Int32Array(size);
      larger.set(this[name]);
      this[name] = larger;
    }
  }
}
