import { describe, expect, it } from 'vitest';
import { backendsOf, letterOf } from './backends.fixture.ts';
import { SMOOTH_WEIGHTED } from './nginx-sequences.fixture.ts';
import { SmoothWeighted } from './smooth-weighted.ts';

function sequence(balancer: SmoothWeighted, length: number): string {
  return Array.from({ length }, () => letterOf(balancer.pick())).join('');
}

describe('smooth weighted round robin', () => {
  it.each(SMOOTH_WEIGHTED)('picks as nginx for weights $weights', ({ weights, sequence: expected }) => {
    expect(sequence(new SmoothWeighted(backendsOf(weights)), expected.length)).toBe(expected);
  });

  it('leaves out a backend that is not usable and keeps the proportions of the others', () => {
    const backends = backendsOf([5, 3, 1]);
    backends.usable[0] = 0;
    const picks = sequence(new SmoothWeighted(backends), 40);
    expect(picks).not.toContain('a');
    expect(picks.split('b')).toHaveLength(31);
  });

  it('finds nothing when nothing is usable', () => {
    const backends = backendsOf([1, 1]);
    backends.usable.fill(0);
    expect(new SmoothWeighted(backends).pick()).toBe(-1);
  });
});
