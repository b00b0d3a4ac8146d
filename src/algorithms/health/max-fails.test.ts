import { describe, expect, it } from 'vitest';
import { MaxFails } from './max-fails.ts';

const S = 1e9;

/** One request to backend 0: what became of it, or null when the backend was out. */
function request(checks: MaxFails, hasFailed: boolean, atS: number): boolean | null {
  if (checks.isOut(0, atS * S)) return null;
  checks.picked(0, atS * S);
  checks.record(0, hasFailed, atS * S);
  return hasFailed;
}

describe('max_fails and fail_timeout', () => {
  it('takes a backend out after that many failures, then lets one request in for each time-out', () => {
    const checks = new MaxFails(1, 3, 2);
    expect([100.1, 100.2, 100.3].map((at) => request(checks, true, at))).toEqual([true, true, true]);
    // Out through second 102: whole seconds are compared.
    expect([100.4, 101, 102, 102.99].map((at) => request(checks, true, at))).toEqual([null, null, null, null]);
    expect(checks.backAtNs(0)).toBe(103 * S);
    expect([103, 103.1, 105.9].map((at) => request(checks, true, at))).toEqual([true, null, null]);
    expect(request(checks, false, 106)).toBe(false);
    expect(checks.isOut(0, 106 * S)).toBe(false);
    expect(checks.failsOf(0)).toBe(0);
  });

  it('lets only one through while it waits for the answer of the try', () => {
    const checks = new MaxFails(1, 1, 2);
    request(checks, true, 10);
    expect(checks.isOut(0, 13 * S)).toBe(false);
    checks.picked(0, 13 * S);
    expect(checks.isOut(0, 13 * S)).toBe(true);
    checks.record(0, false, 13.4 * S);
    expect(checks.isOut(0, 13.4 * S)).toBe(false);
  });

  it('forgets failures once a window without one is over', () => {
    const checks = new MaxFails(1, 3, 2);
    request(checks, true, 10);
    request(checks, true, 10.5);
    expect(request(checks, false, 12)).toBe(false);
    expect(checks.failsOf(0)).toBe(2);
    expect(request(checks, false, 13)).toBe(false);
    expect(checks.failsOf(0)).toBe(0);
  });

  it('is off with max_fails 0, and keeps its state through an edit', () => {
    const off = new MaxFails(1, 0, 2);
    for (let at = 0; at < 20; at += 1) expect(request(off, true, at)).toBe(true);
    const before = new MaxFails(1, 1, 10);
    request(before, true, 5);
    expect(new MaxFails(2, 1, 10, before).isOut(0, 6 * S)).toBe(true);
    expect(() => new MaxFails(1, -1, 1)).toThrow(RangeError);
  });
});
