import { describe, expect, it } from 'vitest';
import { clockText, durationText } from './clock-text.ts';
import { stateWords } from './state-words.ts';
import { factorAt, positionOf, TRAFFIC_ONCE, TRAFFIC_POSITIONS } from './traffic-scale.ts';

describe('the traffic scale', () => {
  it('goes from nothing through a tenth and once to ten times', () => {
    expect([0, 1, TRAFFIC_ONCE, TRAFFIC_POSITIONS].map(factorAt)).toEqual([0, 0.1, 1, 10]);
  });

  it('leads back from each factor to its own position', () => {
    for (let position = 0; position <= TRAFFIC_POSITIONS; position++)
      expect(positionOf(factorAt(position))).toBe(position);
  });

  it('takes factors from outside', () => {
    expect([positionOf(100), positionOf(0.001), positionOf(-1)]).toEqual([TRAFFIC_POSITIONS, 1, 0]);
  });
});

describe('the clock', () => {
  it.each([
    [0, 1, '0.0'],
    [5_250_000_000, 1, '5.2'],
    [65_240_000_000, 10, '1:05.2'],
    [5_210_999_999, 0.1, '5.210'],
    [12_345_678, 0.001, '0.012\u202f345'],
    [119_999_999_999, 60, '1:59.9'],
  ])('shows %d ns at speed %d as %s', (timeNs, speed, text) => expect(clockText(timeNs, speed)).toBe(text));

  it('names durations in the unit that reads best', () => {
    expect([120, 300, 3_600, 0.5].map(durationText)).toEqual(['120\u00a0s', '5\u00a0min', '1\u00a0h', '0.5\u00a0s']);
  });
});

describe('the state of a run', () => {
  it('says why it was stopped', () => {
    expect(stateWords('stopped', 'live_jobs')).toBe('stopped: a million requests are in flight');
    expect(stateWords('running', 'none')).toBe('running');
  });
});
