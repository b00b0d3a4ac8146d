import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobTable, STATE_ENDED, STATE_FREE, STATE_IDLE } from './job-table.ts';

describe('slots of jobs', () => {
  it('are never given out twice at once, and all come back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 99 }), { maxLength: 300, size: 'max' }), (picks) => {
        const jobs = new JobTable();
        const live: number[] = [];
        for (const pick of picks) {
          if (pick < 60 || live.length === 0) {
            const slot = jobs.allocate();
            expect(live).not.toContain(slot);
            jobs.state[slot] = STATE_IDLE;
            live.push(slot);
          } else {
            const [slot] = live.splice(pick % live.length, 1);
            jobs.release(slot!);
          }
          expect(jobs.live).toBe(live.length);
          expect(jobs.highWater).toBeLessThanOrEqual(picks.length);
        }
        for (const slot of live) jobs.release(slot);
        expect(jobs.live).toBe(0);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('are as if new when they are used again', () => {
    const jobs = new JobTable();
    const first = jobs.allocate();
    jobs.flags[first] = 255;
    jobs.phase[first] = -7;
    jobs.span[first] = 3;
    jobs.message[first] = 2;
    jobs.attempt[first] = 9;
    jobs.note[first] = 4;
    jobs.outcome[first] = 5;
    jobs.dueNs[first] = 1e9;
    jobs.deadlineNs[first] = 2e9;
    jobs.release(first);
    const second = jobs.allocate();
    expect(second).toBe(first);
    const { flags, phase, span, message, attempt, note, outcome, dueNs, deadlineNs, pendingCalls } = jobs;
    expect(
      [flags, phase, span, message, attempt, note, outcome, dueNs, deadlineNs, pendingCalls].map(
        (column) => column[second],
      ),
    ).toEqual([0, 0, -1, -1, 1, 0, 0, -1, -1, 0]);
  });

  it('with calls that have not ended are kept until the last of them has', () => {
    const jobs = new JobTable();
    const job = jobs.allocate();
    jobs.pendingCalls[job] = 2;
    jobs.release(job);
    expect([jobs.state[job], jobs.live]).toEqual([STATE_ENDED, 1]);
    expect(jobs.allocate()).not.toBe(job);
    jobs.pendingCalls[job] = 0;
    jobs.release(job);
    expect([jobs.state[job], jobs.live]).toEqual([STATE_FREE, 1]);
    expect(jobs.allocate()).toBe(job);
  });

  it('grow without losing anything, also what is not a 32-bit integer', () => {
    const jobs = new JobTable();
    const slots = Array.from({ length: 5_000 }, (_, i) => {
      const slot = jobs.allocate();
      jobs.callStartNs[slot] = i + 0.5;
      jobs.phase[slot] = -i % 30_000;
      jobs.key[slot] = i;
      return slot;
    });
    expect(new Set(slots).size).toBe(5_000);
    expect(
      slots.filter(
        (slot, i) => jobs.callStartNs[slot] !== i + 0.5 || jobs.phase[slot] !== -i % 30_000 || jobs.key[slot] !== i,
      ),
    ).toEqual([]);
    expect(jobs.bytesPerSlot).toBeLessThan(200);
    expect(jobs.bytes).toBeGreaterThan(5_000 * 100);
  });
});
