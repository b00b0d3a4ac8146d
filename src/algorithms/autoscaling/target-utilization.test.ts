import { describe, expect, it } from 'vitest';
import { replicasFor, ScaleInWindow } from './target-utilization.ts';

describe('replicas for a target utilisation', () => {
  it.each([
    { of: 2, at: 1, target: 0.5, gives: 4 },
    { of: 4, at: 0.25, target: 0.5, gives: 2 },
    // 3 x 0.9 / 0.6 = 4.5
    { of: 3, at: 0.9, target: 0.6, gives: 5 },
    { of: 3, at: 0, target: 0.6, gives: 0 },
    // Within a tenth of the target nothing changes.
    { of: 10, at: 0.54, target: 0.5, gives: 10 },
    { of: 10, at: 0.46, target: 0.5, gives: 10 },
    { of: 10, at: 0.56, target: 0.5, gives: 12 },
    // 3 x 0.2 x 3 is a little above 9 tenths in doubles.
    { of: 10, at: 0.6000000000000001, target: 0.3, gives: 20 },
  ])('$of at $at of $target: $gives', ({ of, at, target, gives }) => {
    expect(replicasFor(target, { ready: of, notReady: 0, utilization: at })).toBe(gives);
  });

  it('those that start up count as idle when more are asked for, so that a load is not answered twice', () => {
    // Two at 100 % asked for four; the two new ones are not there yet.
    expect(replicasFor(0.5, { ready: 2, notReady: 2, utilization: 1 })).toBe(4);
    // Three times the target: the two that come are not enough.
    expect(replicasFor(0.3, { ready: 2, notReady: 2, utilization: 0.9 })).toBe(6);
    // Fewer are asked for by those that work alone.
    expect(replicasFor(0.5, { ready: 4, notReady: 2, utilization: 0.2 })).toBe(2);
  });

  it('nobody who works can be measured: nothing changes', () => {
    expect(replicasFor(0.5, { ready: 0, notReady: 3, utilization: 0 })).toBe(3);
  });
});

describe('the scale-in window', () => {
  it('follows a peak for as long as it is long, and takes more at once', () => {
    const window = new ScaleInWindow(0, 2);
    expect(window.stabilize(8, 2, 10, 100)).toBe(8);
    expect(window.stabilize(3, 8, 20, 100)).toBe(8);
    expect(window.stabilize(5, 8, 110, 100)).toBe(8);
    // The peak at 10 is now older than 100: the most since then was 5.
    expect(window.stabilize(3, 8, 111, 100)).toBe(5);
  });

  it('counts what was there at the start as asked for', () => {
    expect(new ScaleInWindow(0, 6).stabilize(1, 6, 50, 100)).toBe(6);
    expect(new ScaleInWindow(0, 6).stabilize(1, 6, 150, 100)).toBe(1);
  });
});
