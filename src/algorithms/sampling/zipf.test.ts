import { describe, expect, test } from 'vitest';
import { deriveStream } from './sfc32.ts';
import { createZipf, type ZipfSampler } from './zipf.ts';
import { ZipfRejection } from './zipf-rejection.ts';

const N = 500_000;

function zipfProbabilities(count: number, exponent: number): Float64Array {
  const weights = Float64Array.from({ length: count }, (_, rank) => (rank + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Standardised chi-square of N draws against exact probabilities; ranks expected fewer than 20 times are taken together. */
function chiSquareZ(sampler: ZipfSampler, probabilities: Float64Array): number {
  const counts = new Int32Array(probabilities.length);
  for (let i = 0; i < N; i++) counts[sampler.next()]!++;
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(N);
  let chiSquare = 0;
  let cells = 0;
  let expected = 0;
  let seen = 0;
  probabilities.forEach((probability, rank) => {
    expected += probability * N;
    seen += counts[rank]!;
    if (expected >= 20) {
      chiSquare += (seen - expected) ** 2 / expected;
      cells++;
      expected = 0;
      seen = 0;
    }
  });
  return (chiSquare - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

const shapes = [
  [1_000, 0.9],
  [1_000, 1],
  [100, 1.2],
  [10, 3],
  [100_000, 0.7],
  [50, 0],
] as const;

describe('ranks have exactly Zipf probabilities', () => {
  test.each(shapes)('by table: %i items, exponent %f', (count, exponent) => {
    const sampler = createZipf(count, exponent, deriveStream(3, 'zipf', `${count}`));
    expect(Math.abs(chiSquareZ(sampler, zipfProbabilities(count, exponent)))).toBeLessThan(4);
  });

  test.each(shapes.filter(([, exponent]) => exponent > 0))(
    'by rejection-inversion: %i items, exponent %f',
    (count, exponent) => {
      const sampler = new ZipfRejection(deriveStream(4, 'zipf', `${count}`), count, exponent);
      expect(Math.abs(chiSquareZ(sampler, zipfProbabilities(count, exponent)))).toBeLessThan(4);
    },
  );

  test('above the table limit: a million items, exponents below, at and above 1', () => {
    for (const exponent of [0.8, 1, 1.3]) {
      const sampler = createZipf(1_000_000, exponent, deriveStream(5, 'zipf', `${exponent}`));
      expect(Math.abs(chiSquareZ(sampler, zipfProbabilities(1_000_000, exponent)))).toBeLessThan(4);
    }
  });
});

test('one item is always rank 0', () => {
  expect(createZipf(1, 1, deriveStream(1, 'a', 'b')).next()).toBe(0);
});

test('samplers that share a table keep their own draws', () => {
  const ranks = (): number[] => {
    const sampler = createZipf(1_000, 0.9, deriveStream(1, 'a', 'b'));
    createZipf(1_000, 0.9, deriveStream(1, 'c', 'd')).next();
    return Array.from({ length: 100 }, () => sampler.next());
  };
  expect(ranks()).toEqual(ranks());
});

test('no items and negative exponents are refused', () => {
  const stream = deriveStream(1, 'a', 'b');
  expect(() => createZipf(0, 1, stream)).toThrow(RangeError);
  expect(() => createZipf(2.5, 1, stream)).toThrow(RangeError);
  expect(() => createZipf(10, -1, stream)).toThrow(RangeError);
});
