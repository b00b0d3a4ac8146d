import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StationTable } from './station-table.ts';

interface Step {
  readonly type: 'enter' | 'leave' | 'cancel';
  readonly pick: number;
  readonly waitNs: number;
}

const STEP: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom('enter' as const, 'enter' as const, 'leave' as const, 'cancel' as const),
  pick: fc.nat({ max: 100 }),
  waitNs: fc.integer({ min: 0, max: 1_000_000 }),
});

describe('a station', () => {
  it('is a queue of its slots, and its integrals are exact, whatever comes and goes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(STEP, { maxLength: 300, size: 'max' }),
        (slots, limit, steps) => {
          const clock = new Float64Array(1);
          const stations = new StationTable(clock);
          // Between two others, so that a mistake in an index shows there.
          const [before, station, after] = [
            stations.add(1, 1, 1),
            stations.add(1, slots, limit),
            stations.add(1, 1, 1),
          ];
          const next = new Int32Array(1_000);
          const queue: number[] = [];
          let busy = 0;
          const area = { busy: 0, queue: 0, present: 0 };
          for (const [job, { type, pick, waitNs }] of steps.entries()) {
            clock[0]! += waitNs;
            area.busy += busy * waitNs;
            area.queue += queue.length * waitNs;
            area.present += (busy + queue.length) * waitNs;
            if (type === 'enter') {
              expect(stations.hasRoom(station)).toBe(queue.length < limit);
              if (busy < slots) {
                expect(stations.take(station)).toBe(true);
                stations.arrive(station);
                busy += 1;
              } else {
                expect(stations.take(station)).toBe(false);
                if (queue.length < limit) {
                  stations.arrive(station);
                  stations.enqueue(station, job, next);
                  queue.push(job);
                }
              }
            } else if (type === 'leave' && busy > 0) {
              stations.giveBack(station);
              stations.depart(station);
              busy -= 1;
              const waiting = queue.shift();
              if (waiting !== undefined) {
                expect(stations.take(station)).toBe(true);
                expect(stations.dequeue(station, next)).toBe(waiting);
                busy += 1;
              }
            } else if (type === 'cancel' && queue.length > 0) {
              const [cancelled] = queue.splice(pick % queue.length, 1);
              stations.unqueue(station, cancelled!, next);
              stations.depart(station);
            }
            expect([stations.busy[station], stations.queueLength[station], stations.present[station]]).toEqual([
              busy,
              queue.length,
              busy + queue.length,
            ]);
            expect([stations.busyArea(station), stations.queueArea(station), stations.presentArea(station)]).toEqual([
              area.busy,
              area.queue,
              area.present,
            ]);
          }
          for (const other of [before, after])
            expect([stations.busy[other], stations.queueLength[other], stations.presentArea(other)]).toEqual([0, 0, 0]);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it('an empty queue gives nothing, and a job that does not wait cannot be taken out', () => {
    const stations = new StationTable(new Float64Array(1));
    const station = stations.add(1, 1, 10);
    const next = new Int32Array(10);
    expect(stations.dequeue(station, next)).toBe(-1);
    stations.enqueue(station, 3, next);
    expect(() => stations.unqueue(station, 4, next)).toThrow('Job 4 is not queued');
    expect(stations.dequeue(station, next)).toBe(3);
  });

  it('keeps what it holds when more stations are added than there was room for', () => {
    const clock = new Float64Array(1);
    const stations = new StationTable(clock);
    const first = stations.add(1, 5, 5);
    const next = new Int32Array(10);
    stations.take(first);
    stations.enqueue(first, 7, next);
    const many = stations.add(512, 2, 2);
    clock[0] = 100;
    expect([
      stations.slots[first],
      stations.busyArea(first),
      stations.queueArea(first),
      stations.slots[many + 511],
    ]).toEqual([5, 100, 100, 2]);
    expect(stations.dequeue(first, next)).toBe(7);
  });
});
