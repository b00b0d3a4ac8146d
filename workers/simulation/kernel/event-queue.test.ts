import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue, OP_BITS } from './event-queue.ts';

/** The queue as plain as can be: an array, searched each time. */
class SortedModel {
  private readonly events: { timeNs: number; order: number; payload: number }[] = [];
  private orders = 0;

  add(timeNs: number, payload: number): void {
    this.events.push({ timeNs, order: this.orders++, payload });
  }

  drop(payload: number): void {
    const at = this.events.findIndex((event) => event.payload === payload);
    if (at >= 0) this.events.splice(at, 1);
  }

  next(untilNs: number): { timeNs: number; payload: number } | null {
    let best = -1;
    for (const [at, { timeNs, order }] of this.events.entries()) {
      const first = this.events[best];
      if (first === undefined || timeNs < first.timeNs || (timeNs === first.timeNs && order < first.order)) best = at;
    }
    const event = this.events[best];
    if (event === undefined || event.timeNs > untilNs) return null;
    this.events.splice(best, 1);
    return event;
  }
}

type Step =
  | { readonly type: 'schedule' | 'scheduleAfter'; readonly delay: number }
  | { readonly type: 'lane' | 'deadline'; readonly lane: number }
  | { readonly type: 'cancel'; readonly pick: number }
  | { readonly type: 'pop'; readonly until: number };

/** Few different delays, so that many events fall on the same instant. */
const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('schedule' as const, 'scheduleAfter' as const),
      delay: fc.integer({ min: 0, max: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('lane' as const, 'deadline' as const),
      lane: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('cancel' as const), pick: fc.nat({ max: 50 }) }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('pop' as const), until: fc.integer({ min: 0, max: 8 }) }) },
);

const LANE_DELAYS = [0, 1, 3, 5] as const;

describe('events come in order of time, then of scheduling', () => {
  it('whatever is scheduled, cancelled and popped, as an array sorted anew each time would have it', () => {
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 400, size: 'max' }), (steps) => {
        const queue = new EventQueue();
        const model = new SortedModel();
        const deadlines = { deadlineNs: new Float64Array(1_000).fill(-1) };
        const lanes = LANE_DELAYS.map((delay) => queue.lane(delay));
        const deadlineLanes = LANE_DELAYS.map((delay) => queue.lane(delay, deadlines));
        let slot = 0;
        /** The next event that holds: time-outs that were cancelled may still be handed out, as the caller checks them anyway. */
        const popValid = (untilNs: number): { timeNs: number; payload: number } | null => {
          for (;;) {
            const payload = queue.pop(untilNs);
            if (payload < 0) return null;
            const timeNs = queue.clock[0]!;
            if ((payload & 1) === 0 || deadlines.deadlineNs[payload >>> OP_BITS] === timeNs) return { timeNs, payload };
          }
        };
        for (const step of steps) {
          const now = queue.clock[0]!;
          const payload = (slot << OP_BITS) | (step.type === 'deadline' ? 1 : 0);
          if (step.type === 'pop') {
            const expected = model.next(now + step.until);
            const got = popValid(now + step.until);
            expect(got).toEqual(expected === null ? null : { timeNs: expected.timeNs, payload: expected.payload });
            if (got !== null) deadlines.deadlineNs[got.payload >>> OP_BITS] = -1;
            continue;
          }
          if (step.type === 'cancel') {
            const cancelled = step.pick % Math.max(1, slot);
            if (deadlines.deadlineNs[cancelled] !== -1) {
              deadlines.deadlineNs[cancelled] = -1;
              model.drop((cancelled << OP_BITS) | 1);
            }
            continue;
          }
          const delay = 'delay' in step ? step.delay : (LANE_DELAYS[step.lane] as number);
          model.add(now + delay, payload);
          if (step.type === 'schedule') queue.schedule(now + delay, payload);
          else if (step.type === 'lane') queue.scheduleInLane(lanes[step.lane]!, payload);
          else if (step.type === 'deadline') {
            deadlines.deadlineNs[slot] = now + delay;
            queue.scheduleInLane(deadlineLanes[step.lane]!, payload);
          } else queue.scheduleAfter(delay, payload);
          slot += 1;
        }
        for (let expected = model.next(Infinity); expected !== null; expected = model.next(Infinity)) {
          const got = popValid(Infinity);
          expect(got).toEqual({ timeNs: expected.timeNs, payload: expected.payload });
          deadlines.deadlineNs[got!.payload >>> OP_BITS] = -1;
        }
        expect(popValid(Infinity)).toBeNull();
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('many thousand at once, through heap and lane, beyond their first capacity', () => {
    const queue = new EventQueue();
    const lane = queue.lane(500);
    for (let i = 0; i < 5_000; i += 1) {
      queue.schedule((i * 7_919) % 1_000, i << OP_BITS);
      queue.scheduleInLane(lane, (5_000 + i) << OP_BITS);
    }
    const seen: [number, number][] = [];
    for (let payload = queue.pop(Infinity); payload >= 0; payload = queue.pop(Infinity))
      seen.push([queue.clock[0]!, payload >>> OP_BITS]);
    expect(seen).toHaveLength(10_000);
    const inOrder = seen.every(([timeNs, slot], i) => {
      const [before, slotBefore] = seen[i - 1] ?? [-1, -1];
      // Of one time, those of the heap came with their own index and those of the lane with theirs: first scheduled, first out.
      return timeNs > before || (timeNs === before && slot % 5_000 >= slotBefore % 5_000);
    });
    expect(inOrder).toBe(true);
    expect(queue.pending).toBe(0);
  });

  it('nothing after the given time is touched', () => {
    const queue = new EventQueue();
    queue.schedule(10, 1 << OP_BITS);
    expect(queue.pop(9)).toBe(-1);
    expect([queue.clock[0], queue.peekNs(), queue.pending]).toEqual([0, 10, 1]);
    expect(queue.pop(10)).toBe(1 << OP_BITS);
    expect([queue.clock[0], queue.peekNs(), queue.pending]).toEqual([10, Infinity, 0]);
  });

  it('the same delay has the same lane, and there are only so many', () => {
    const queue = new EventQueue();
    const deadlines = { deadlineNs: new Float64Array(1) };
    expect(queue.lane(5)).toBe(queue.lane(5));
    expect(queue.lane(5, deadlines)).not.toBe(queue.lane(5));
    const all = Array.from({ length: 1_000 }, (_, i) => queue.lane(1_000 + i));
    expect(all.at(-1)).toBe(-1);
    expect(all[0]).toBeGreaterThanOrEqual(0);
  });
});
