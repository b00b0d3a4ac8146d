import { describe, expect, it } from 'vitest';
import { OutlierDetector } from './outlier.ts';
import { RiseFall } from './rise-fall.ts';

/** Plays checks of one target ('+' good, '-' failed) and notes its state after each ('U' or 'D'). */
function play(checks: string, fall: number, rise: number): string {
  const machine = new RiseFall(1, fall, rise);
  return [...checks]
    .map((check) => {
      machine.record(0, check === '+');
      return machine.healthy[0] === 1 ? 'U' : 'D';
    })
    .join('');
}

describe('rise and fall', () => {
  it('falls at the third failure in a row and rises at the second good check', () => {
    // HAProxy's own log for fall 3, rise 2: UP 2/3, UP 1/3, DOWN, then DOWN 1/2, UP.
    expect(play('+---++', 3, 2)).toBe('UUUDDU');
  });

  it('starts the count again at a check that contradicts it', () => {
    expect(play('--+--+---', 3, 2)).toBe('UUUUUUUUD');
    expect(play('---+-+-++', 3, 2)).toBe('UUDDDDDDU');
  });

  it('changes at once with thresholds of one', () => {
    expect(play('-+-+', 1, 1)).toBe('DUDU');
  });

  it('says what changed, once', () => {
    const machine = new RiseFall(2, 2, 1);
    expect([false, false, false, true].map((isGood) => machine.record(1, isGood))).toEqual([
      'none',
      'down',
      'none',
      'up',
    ]);
    expect([...machine.healthy]).toEqual([1, 1]);
  });

  it('takes its state along when targets are added', () => {
    const before = new RiseFall(2, 3, 2);
    for (let check = 0; check < 3; check += 1) before.record(0, false);
    before.record(1, false);
    const after = new RiseFall(3, 2, 2, before);
    expect([...after.healthy]).toEqual([0, 1, 1]);
    expect(after.record(1, false)).toBe('down');
  });

  it('refuses thresholds below one', () => {
    expect(() => new RiseFall(1, 0, 1)).toThrow(RangeError);
    expect(() => new RiseFall(1, 1, 0)).toThrow(RangeError);
  });
});

describe('passive ejection', () => {
  it('ejects at the given number of failures in a row and not before', () => {
    const detector = new OutlierDetector(1, 3, 100);
    expect([true, true, false, true, true, true].map((failed) => detector.record(0, failed, 0))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('lets a backend back when its time is over, with a clean record', () => {
    const detector = new OutlierDetector(1, 2, 100);
    detector.record(0, true, 10);
    detector.record(0, true, 20);
    expect(detector.isEjected(0)).toBe(true);
    expect(detector.release(0, 119)).toBe(false);
    expect(detector.release(0, 120)).toBe(true);
    expect(detector.release(0, 121)).toBe(false);
    expect(detector.record(0, true, 130)).toBe(false);
    expect(detector.record(0, true, 140)).toBe(true);
  });

  it('does not prolong an ejection by answers that were still on their way', () => {
    const detector = new OutlierDetector(1, 1, 100);
    expect(detector.record(0, true, 0)).toBe(true);
    expect(detector.record(0, true, 50)).toBe(false);
    expect(detector.release(0, 100)).toBe(true);
  });

  it('is off with a threshold of zero', () => {
    const detector = new OutlierDetector(1, 0, 100);
    for (let failure = 0; failure < 1_000; failure += 1) expect(detector.record(0, true, failure)).toBe(false);
  });

  it('takes its state along when backends are added', () => {
    const before = new OutlierDetector(1, 2, 100);
    before.record(0, true, 0);
    const after = new OutlierDetector(2, 2, 100, before);
    expect(after.record(0, true, 1)).toBe(true);
    expect(after.isEjected(1)).toBe(false);
  });
});
