import { describe, expect, it } from 'vitest';
import { integerWeights } from './integer-weights.ts';

describe('whole weights', () => {
  it.each([
    [
      [0.5, 0.25],
      [2, 1],
    ],
    [
      [1.5, 1, 0],
      [3, 2, 0],
    ],
    [[7], [1]],
    [
      [0, 0],
      [0, 0],
    ],
  ])('of %j are %j', (weights, whole) => {
    expect([...integerWeights(weights)]).toEqual(whole);
  });

  it('of extreme proportions still fit: nothing turns negative, and what takes part keeps at least 1', () => {
    for (const weights of [
      [5e-19, 1_000, 1_000],
      [5e-324, 1e308, 1e308],
    ]) {
      const [small, one, other] = integerWeights(weights);
      expect(small).toBe(1);
      expect(one).toBe(1 << 23);
      expect(other).toBe(1 << 23);
    }
  });

  it.each([[[-1]], [[Number.NaN]], [[Infinity, 1]]])('of %j are refused', (weights) => {
    expect(() => integerWeights(weights)).toThrow(RangeError);
  });
});
