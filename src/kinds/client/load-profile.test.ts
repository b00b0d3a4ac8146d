import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../model/units.ts';
import { peakRate, rateAt, type OpenLoad } from './load-profile.ts';

const at = (load: OpenLoad, second: number): number => rateAt(load, second * NS_PER_S);

describe('rates of load profiles', () => {
  it('a ramp rises evenly and stays at its end', () => {
    const load: OpenLoad = { type: 'ramp', fromPerSecond: 10, toPerSecond: 110, overS: 50 };
    expect([0, 25, 50, 80].map((second) => at(load, second))).toEqual([10, 60, 110, 110]);
  });

  it('a spike lasts from its start to just before its end', () => {
    const load: OpenLoad = { type: 'spike', ratePerSecond: 5, spikePerSecond: 500, startS: 20, lengthS: 10 };
    expect([19.9, 20, 29.9, 30].map((second) => at(load, second))).toEqual([5, 500, 500, 5]);
  });

  it('a wave is at its mean at the start, at its crest after a quarter of the period', () => {
    const load: OpenLoad = { type: 'wave', ratePerSecond: 100, swingRatio: 0.5, periodS: 60 };
    expect(at(load, 0)).toBeCloseTo(100, 9);
    expect(at(load, 15)).toBeCloseTo(150, 9);
    expect(at(load, 45)).toBeCloseTo(50, 9);
  });

  it('stages go evenly from one rate to the next and keep the last', () => {
    const load: OpenLoad = {
      type: 'stages',
      stages: [
        { ratePerSecond: 100, lengthS: 10 },
        { ratePerSecond: 0, lengthS: 20 },
      ],
    };
    expect([0, 5, 10, 20, 30, 99].map((second) => at(load, second))).toEqual([0, 50, 100, 50, 0, 0]);
  });

  it.each<OpenLoad>([
    { type: 'poisson', ratePerSecond: 7 },
    { type: 'ramp', fromPerSecond: 90, toPerSecond: 10, overS: 5 },
    { type: 'spike', ratePerSecond: 50, spikePerSecond: 5, startS: 1, lengthS: 2 },
    { type: 'wave', ratePerSecond: 40, swingRatio: 1, periodS: 3 },
    {
      type: 'stages',
      stages: [
        { ratePerSecond: 3, lengthS: 1 },
        { ratePerSecond: 30, lengthS: 1 },
      ],
    },
  ])('no rate of $type is above its peak, so thinning keeps shares below 1', (load) => {
    for (let second = 0; second < 10; second += 0.05)
      expect(at(load, second)).toBeLessThanOrEqual(peakRate(load) + 1e-9);
  });
});
