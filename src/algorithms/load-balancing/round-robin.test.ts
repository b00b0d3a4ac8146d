import { describe, expect, it } from 'vitest';
import { backendsOf, testStream } from './backends.fixture.ts';
import { createBalancer, type BalancingAlgorithm } from './create-balancer.ts';
import { integerWeights } from './integer-weights.ts';
import { RoundRobin } from './round-robin.ts';

describe('round robin', () => {
  it('takes turns whatever the weights are', () => {
    const balancer = new RoundRobin(backendsOf([9, 1, 1]));
    expect(Array.from({ length: 7 }, () => balancer.pick())).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('skips who is out and goes on behind', () => {
    const backends = backendsOf([1, 1, 1, 1]);
    const balancer = new RoundRobin(backends);
    expect(balancer.pick()).toBe(0);
    backends.usable[1] = 0;
    expect([balancer.pick(), balancer.pick(), balancer.pick()]).toEqual([2, 3, 0]);
    backends.usable.fill(0);
    expect(balancer.pick()).toBe(-1);
  });
});

describe('whole weights', () => {
  it('keeps proportions with the smallest whole numbers', () => {
    expect([...integerWeights([0.5, 0.25])]).toEqual([2, 1]);
    expect([...integerWeights([1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 2])]).toEqual([2, 2, 2, 3, 3]);
    expect([...integerWeights([7, 0, 7])]).toEqual([1, 0, 1]);
    expect([...integerWeights([5, 1, 1])]).toEqual([5, 1, 1]);
    expect([...integerWeights([0, 0])]).toEqual([0, 0]);
  });

  it('rounds what has no small common measure', () => {
    const [large, small] = integerWeights([Math.SQRT2, 1]) as unknown as [number, number];
    expect(Math.abs(large / small - Math.SQRT2)).toBeLessThan(0.001);
  });

  it('refuses what is not a weight', () => {
    expect(() => integerWeights([-1])).toThrow(RangeError);
    expect(() => integerWeights([Number.NaN])).toThrow(RangeError);
    expect(() => integerWeights([Infinity])).toThrow(RangeError);
  });
});

describe('every rule', () => {
  const algorithms: readonly BalancingAlgorithm[] = [
    'round-robin',
    'weighted',
    'least-connections',
    'ip-hash',
    'random',
    'power-of-two',
  ];

  it.each(algorithms)('%s picks only usable backends and reaches all of them', (algorithm) => {
    const backends = backendsOf(Array.from({ length: 24 }, () => 1));
    const balancer = createBalancer(algorithm, backends, testStream(algorithm));
    for (const index of [0, 7, 23]) {
      backends.usable[index] = 0;
      balancer.update(index);
    }
    const seen = new Set<number>();
    for (let request = 0; request < 5_000; request += 1) {
      const picked = balancer.pick(Math.imul(request, 0x9e3779b1) >>> 0);
      seen.add(picked);
      backends.active[picked] = (backends.active[picked] as number) + 1;
      balancer.update(picked);
    }
    expect(seen.size).toBe(21);
    expect([0, 7, 23].some((index) => seen.has(index))).toBe(false);
  });
});
