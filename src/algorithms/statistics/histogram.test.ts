import { array, assert, constant, double, integer, oneof, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Histogram } from './histogram.ts';

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

/** What a reader can see of a histogram. */
function view(histogram: Histogram): readonly number[] {
  const shares = [0, 0.01, 0.25, 0.5, 0.9, 0.99, 1];
  return [histogram.count, histogram.sum, histogram.min, histogram.max, ...shares.map((q) => histogram.percentile(q))];
}

/** Integer times over all magnitudes, zeros among them. */
const time = oneof(
  constant(0),
  integer({ min: 0, max: 300 }),
  double({ min: 0, max: 43.9, noNaN: true }).map((power) => Math.floor(2 ** power)),
);
const times = array(time, { minLength: 1, maxLength: 300 });

describe('percentiles', () => {
  test('are within 1/128 (and one nanosecond) of the exact order statistic', () => {
    assert(
      property(times, double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(q * values.length) - 1)]!;
        const found = histogramOf(values).percentile(q);
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 128 + 1);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('interpolate: a uniform spread within one bucket gives back its quantiles', () => {
    const histogram = new Histogram();
    for (let value = 1_048_576; value < 1_048_576 + 8_192; value++) histogram.record(value);
    expect(histogram.percentile(0.25)).toBeCloseTo(1_048_576 + 2_048, 5);
    expect(histogram.percentile(0.5)).toBeCloseTo(1_048_576 + 4_096, 5);
  });

  test('of nothing are NaN, like mean, min and max', () => {
    const histogram = new Histogram();
    expect([histogram.percentile(0.5), histogram.mean, histogram.min, histogram.max]).toEqual([NaN, NaN, NaN, NaN]);
    expect([histogram.count, histogram.sum]).toEqual([0, 0]);
  });
});

test('count, sum, mean, min and max are exact', () => {
  const histogram = histogramOf([0, 5, 1_234_567_891, 7]);
  expect([histogram.count, histogram.sum, histogram.mean, histogram.min, histogram.max]).toEqual([
    4, 1_234_567_903, 308_641_975.75, 0, 1_234_567_891,
  ]);
});

test('values beyond the last bucket keep an exact maximum and count in the last bucket', () => {
  const histogram = histogramOf([1, 2 ** 50, 2 ** 52]);
  expect(histogram.max).toBe(2 ** 52);
  expect(histogram.percentile(1)).toBeGreaterThanOrEqual(2 ** 44 * (1 - 1 / 128));
  expect(histogram.percentile(0.1)).toBeLessThan(2);
  histogram.reset();
  expect(histogram.percentile(0.5)).toBeNaN();
});

test('merging is the same as recording everything in one', () => {
  assert(
    property(array(time, { maxLength: 100 }), array(time, { maxLength: 100 }), (one, other) => {
      const merged = histogramOf(one);
      merged.merge(histogramOf(other));
      const whole = histogramOf([...one, ...other]);
      expect(view(merged)).toEqual(view(whole));
    }),
    { seed: 2, numRuns: 500 },
  );
});

test('after a reset nothing is left of what was there', () => {
  assert(
    property(times, times, (before, after) => {
      const reused = histogramOf(before);
      reused.reset();
      for (const value of after) reused.record(value);
      expect(view(reused)).toEqual(view(histogramOf(after)));
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('memory follows the range of values, none before the first', () => {
  const histogram = new Histogram();
  expect(histogram.bytes).toBe(40);
  for (let value = 1_000_000; value < 16_000_000; value += 1_000) histogram.record(value);
  expect(histogram.bytes).toBeLessThanOrEqual(40 + 5 * 512);
  histogram.record(0);
  expect(histogram.bytes).toBeLessThanOrEqual(40 + 5 * 512);
});
