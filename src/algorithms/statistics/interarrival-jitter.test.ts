import { describe, expect, it } from 'vitest';
import { InterarrivalJitter } from './interarrival-jitter.ts';

describe('InterarrivalJitter', () => {
  it('is 0 while every packet takes as long as the one before', () => {
    const jitter = new InterarrivalJitter();
    for (let i = 0; i < 10; i += 1) expect(jitter.arrived(30)).toBe(0);
  });

  it('goes a sixteenth of the way to each difference, later or earlier', () => {
    const jitter = new InterarrivalJitter();
    expect(jitter.arrived(100)).toBe(0);
    expect(jitter.arrived(116)).toBe(1);
    expect(jitter.arrived(100)).toBe(1 + 15 / 16);
    expect(jitter.arrived(100)).toBe((1 + 15 / 16) * (15 / 16));
  });

  it('comes to the difference of a stream that alternates', () => {
    const jitter = new InterarrivalJitter();
    let last = 0;
    for (let i = 0; i < 400; i += 1) last = jitter.arrived(i % 2 === 0 ? 10 : 18);
    expect(last).toBeCloseTo(8, 6);
  });
});
