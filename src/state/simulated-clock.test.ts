import { describe, expect, it } from 'vitest';
import { SimulatedClock } from './simulated-clock.ts';

const MS = 1e6;

/** Plays a worker that reports every 33 ms at a speed, and a page that draws every 16 ms; gives what was drawn. */
function play(
  clock: SimulatedClock,
  forMs: number,
  speed: number,
  from = { ms: 0, ns: 0 },
): { drawn: number[]; reached: number[] } {
  const drawn: number[] = [];
  const reached: number[] = [];
  let reportedNs = from.ns;
  for (let ms = 0; ms <= forMs; ms++) {
    if (ms % 33 === 0) {
      reportedNs = from.ns + ms * MS * speed;
      clock.report(reportedNs, true, from.ms + ms);
    }
    if (ms % 16 === 0) {
      drawn.push(clock.frame(from.ms + ms));
      reached.push(reportedNs);
    }
  }
  return { drawn, reached };
}

describe('the simulated clock', () => {
  it('runs evenly between reports, a little behind, never beyond them, never back', () => {
    const clock = new SimulatedClock();
    const { drawn, reached } = play(clock, 3_000, 1);
    const steps = drawn.slice(1).map((value, index) => value - (drawn[index] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    drawn.forEach((value, index) => expect(value).toBeLessThanOrEqual(reached[index] ?? 0));
    const late = steps.slice(60);
    expect(Math.min(...late)).toBeGreaterThan(10 * MS);
    expect(Math.max(...late)).toBeLessThan(22 * MS);
    expect((reached.at(-1) ?? 0) - (drawn.at(-1) ?? 0)).toBeLessThan(150 * MS);
  });

  it.each([0.001, 0.1, 10, 60])('follows a speed of %d', (speed) => {
    const clock = new SimulatedClock();
    clock.setSpeed(speed);
    const { drawn, reached } = play(clock, 3_000, speed);
    const behindMs = ((reached.at(-1) ?? 0) - (drawn.at(-1) ?? 0)) / MS / speed;
    expect(behindMs).toBeGreaterThanOrEqual(0);
    expect(behindMs).toBeLessThan(160);
  });

  it('reaches what the worker has simulated soon after a pause and then stands still', () => {
    const clock = new SimulatedClock();
    play(clock, 1_000, 1);
    clock.report(1_000 * MS, false, 1_001);
    for (let ms = 1_001; ms < 1_500; ms += 16) clock.frame(ms);
    expect(clock.frame(1_501)).toBe(1_000 * MS);
    expect(clock.frame(9_000)).toBe(1_000 * MS);
  });

  it('goes back at once when the worker went back', () => {
    const clock = new SimulatedClock();
    play(clock, 1_000, 1);
    clock.report(300 * MS, false, 1_010);
    expect(clock.frame(1_016)).toBeLessThanOrEqual(300 * MS);
  });

  it('jumps after the page was away instead of racing', () => {
    const clock = new SimulatedClock();
    play(clock, 1_000, 1);
    clock.report(61_000 * MS, true, 61_000);
    clock.report(61_033 * MS, true, 61_033);
    const drawn = clock.frame(61_040);
    expect(drawn).toBeGreaterThan(60_000 * MS);
    expect(drawn).toBeLessThanOrEqual(61_033 * MS);
  });
});
