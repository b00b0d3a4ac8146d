import { describe, expect, test } from 'vitest';
import { standardExponential } from '../sampling/exponential.ts';
import { deriveStream } from '../sampling/sfc32.ts';
import { BatchMeans, halfWidth95 } from './batch-means.ts';

test('the half-width is t times the standard error', () => {
  const batches = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  // Sample variance 55/6, t(9) = 2.262.
  expect(halfWidth95(batches)).toBeCloseTo(2.262 * Math.sqrt(55 / 6 / 10), 10);
});

test('fewer than ten batches give no interval', () => {
  expect(halfWidth95([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNaN();
  expect(new BatchMeans().halfWidth95()).toBeNaN();
});

test('constant values have no width, at any length', () => {
  const means = new BatchMeans();
  for (let i = 0; i < 5_000; i++) means.add(3);
  expect(means.halfWidth95()).toBe(0);
  expect(means.batches).toBeGreaterThanOrEqual(32);
  expect(means.batches).toBeLessThan(64);
});

test('a reset forgets everything', () => {
  const means = new BatchMeans();
  for (let i = 0; i < 1_000; i++) means.add(i);
  means.reset();
  expect(means.batches).toBe(0);
  for (let i = 0; i < 12; i++) means.add(1);
  expect([means.batches, means.halfWidth95()]).toEqual([12, 0]);
});

/** Share of 400 runs of `length` values whose interval holds the true mean. */
function coverage(
  length: number,
  run: (means: BatchMeans, repetition: number) => { mean: number; truth: number },
): number {
  let covered = 0;
  for (let repetition = 0; repetition < 400; repetition++) {
    const means = new BatchMeans();
    const { mean, truth } = run(means, repetition);
    if (Math.abs(mean - truth) <= means.halfWidth95()) covered++;
  }
  expect(length).toBeGreaterThan(0);
  return covered / 400;
}

describe('about 95 of 100 intervals hold the true mean', () => {
  // Binomial standard error of a share of .95 in 400 runs: .011.
  test('independent exponential values', () => {
    const share = coverage(5_000, (means, repetition) => {
      const stream = deriveStream(repetition, 'n', 'independent');
      let sum = 0;
      for (let i = 0; i < 5_000; i++) {
        const value = standardExponential(stream);
        sum += value;
        means.add(value);
      }
      return { mean: sum / 5_000, truth: 1 };
    });
    expect(share).toBeGreaterThan(0.95 - 4 * 0.011);
    expect(share).toBeLessThan(0.95 + 4 * 0.011);
  });

  test('waiting times of M/M/1 at rho .5, which are correlated (true mean wait 1 service time)', () => {
    const share = coverage(20_000, (means, repetition) => {
      const stream = deriveStream(repetition, 'n', 'queue');
      let wait = 0;
      let sum = 0;
      for (let i = 0; i < 20_000; i++) {
        sum += wait;
        means.add(wait);
        wait = Math.max(0, wait + standardExponential(stream) - 2 * standardExponential(stream));
      }
      return { mean: sum / 20_000, truth: 1 };
    });
    expect(share).toBeGreaterThan(0.95 - 4 * 0.011 - 0.01);
    expect(share).toBeLessThan(0.95 + 4 * 0.011);
  });
});
