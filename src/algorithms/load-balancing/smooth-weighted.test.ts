import { describe, expect, it } from 'vitest';
import { backendsOf, letterOf, testStream } from './backends.fixture.ts';
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

  it('reads recorded turns of many backends as if it chose each of them, through changes at any turn', () => {
    const weights = Array.from({ length: 20 }, (_, index) => 1 + ((index * 7) % 5));
    const backends = backendsOf(weights);
    const rule = new SmoothWeighted(backends);
    const credit = new Float64Array(weights.length);
    const stream = testStream('changes');
    for (let choice = 0; choice < 5_000; choice += 1) {
      if (choice % 173 === 172) {
        const index = stream.below(weights.length);
        backends.usable[index] = 1 - (backends.usable[index] as number);
        rule.update(index);
      }
      expect(rule.pick()).toBe(plainChoice(credit, backends));
    }
  });
});

/** The rule word for word, without any record. */
function plainChoice(credit: Float64Array, { weight, usable }: ReturnType<typeof backendsOf>): number {
  const members = [...weight.keys()].filter((index) => usable[index] === 1);
  let best = members[0] as number;
  for (const index of members) {
    credit[index] = (credit[index] as number) + (weight[index] as number);
    if ((credit[index] ?? 0) > (credit[best] as number)) best = index;
  }
  credit[best] = (credit[best] as number) - members.reduce((sum, index) => sum + (weight[index] as number), 0);
  return best;
}
