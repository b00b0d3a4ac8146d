import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../model/distribution-field.ts';
import { createSampler } from './distribution-sampler.ts';
import { deriveStream } from './sfc32.ts';

const N = 400_000;

/** Mean and variance of N draws (ms), with the standard error of the variance from the fourth moment of the sample. */
function moments(distribution: Distribution): { mean: number; variance: number; varianceError: number } {
  const sampler = createSampler(distribution, deriveStream(11, 'node', distribution.type));
  const draws = new Float64Array(N);
  let sum = 0;
  for (let i = 0; i < N; i++) {
    const drawn = sampler.nextNs();
    if (!Number.isSafeInteger(drawn) || drawn < 0) throw new Error(`drew ${drawn}`);
    draws[i] = drawn / 1e6;
    sum += drawn / 1e6;
  }
  const mean = sum / N;
  let second = 0;
  let fourth = 0;
  for (const draw of draws) {
    second += (draw - mean) ** 2;
    fourth += (draw - mean) ** 4;
  }
  const variance = second / N;
  return { mean, variance, varianceError: Math.sqrt((fourth / N - variance * variance) / N) };
}

const cases: readonly (readonly [Distribution, number])[] = [
  [{ type: 'exponential', meanMs: 10 }, 100],
  [{ type: 'erlang', meanMs: 10, phases: 1 }, 100],
  [{ type: 'erlang', meanMs: 10, phases: 4 }, 25],
  [{ type: 'erlang', meanMs: 10, phases: 100 }, 1],
  [{ type: 'lognormal', meanMs: 45, cv: 1 }, 45 * 45],
  [{ type: 'lognormal', meanMs: 20, cv: 0.3 }, 36],
  [{ type: 'hyperexponential', meanMs: 10, cv2: 4 }, 400],
  [{ type: 'hyperexponential', meanMs: 10, cv2: 1 }, 100],
  // Variance of a Pareto: mean^2 / (shape (shape - 2)); the fourth moment is finite above shape 4.
  [{ type: 'pareto', meanMs: 10, shape: 6 }, 100 / 24],
];

describe('mean and variance are those asked for, within four standard errors', () => {
  test.each(cases)('%o', (distribution, variance) => {
    const drawn = moments(distribution);
    expect(Math.abs(drawn.mean - distribution.meanMs)).toBeLessThan(4 * Math.sqrt(variance / N));
    expect(Math.abs(drawn.variance - variance)).toBeLessThan(4 * drawn.varianceError);
  });
});

test('constant times and a coefficient of variation of 0 are constant', () => {
  const stream = deriveStream(1, 'node', 'constant');
  const constant = createSampler({ type: 'deterministic', meanMs: 0.1234567 }, stream);
  const flat = createSampler({ type: 'lognormal', meanMs: 5, cv: 0 }, stream);
  for (let i = 0; i < 100; i++) {
    expect(constant.nextNs()).toBe(123_457);
    expect(flat.nextNs()).toBe(5e6);
  }
});

test('a mean of 0 gives 0 for every type', () => {
  const stream = deriveStream(1, 'node', 'zero');
  const none: readonly Distribution[] = [
    { type: 'deterministic', meanMs: 0 },
    { type: 'exponential', meanMs: 0 },
    { type: 'erlang', meanMs: 0, phases: 3 },
    { type: 'lognormal', meanMs: 0, cv: 1 },
    { type: 'hyperexponential', meanMs: 0, cv2: 4 },
    { type: 'pareto', meanMs: 0, shape: 2 },
  ];
  for (const distribution of none) expect(createSampler(distribution, stream).nextNs()).toBe(0);
});

/** Share of draws above x (ms). */
function shareAbove(distribution: Distribution, thresholdMs: number): number {
  const sampler = createSampler(distribution, deriveStream(5, 'tail', distribution.type));
  let above = 0;
  for (let i = 0; i < N; i++) if (sampler.nextNs() > thresholdMs * 1e6) above++;
  return above / N;
}

test('tails have their exact probabilities', () => {
  const tails: readonly (readonly [Distribution, number, number])[] = [
    [{ type: 'exponential', meanMs: 10 }, 50, Math.exp(-5)],
    [{ type: 'pareto', meanMs: 10, shape: 1.5 }, 100, (10 / 3 / 100) ** 1.5],
    [
      { type: 'lognormal', meanMs: 45, cv: 1 },
      (45 / Math.SQRT2) * Math.exp(2.326347874040841 * Math.sqrt(Math.LN2)),
      0.01,
    ],
  ];
  for (const [distribution, thresholdMs, share] of tails) {
    const standardError = Math.sqrt((share * (1 - share)) / N);
    expect(Math.abs(shareAbove(distribution, thresholdMs) - share)).toBeLessThan(4 * standardError);
  }
});

test('the tail of an exponential goes on beyond 32 bits: the smallest uniform is refined by a second draw', () => {
  const zero = { uniform: () => 0, below: () => 0 };
  expect(createSampler({ type: 'exponential', meanMs: 1 }, zero).nextNs()).toBeGreaterThan(45e6);
  expect(createSampler({ type: 'pareto', meanMs: 600_000, shape: 1.05 }, zero).nextNs()).toBe(Number.MAX_SAFE_INTEGER);
});

test('the first draws of each type stay what they are: stored results depend on them', () => {
  const first = (distribution: Distribution): readonly number[] => {
    const sampler = createSampler(distribution, deriveStream(42, 'golden', 'draws'));
    return [sampler.nextNs(), sampler.nextNs(), sampler.nextNs()];
  };
  expect({
    exponential: first({ type: 'exponential', meanMs: 10 }),
    erlang: first({ type: 'erlang', meanMs: 10, phases: 3 }),
    lognormal: first({ type: 'lognormal', meanMs: 45, cv: 1 }),
    hyperexponential: first({ type: 'hyperexponential', meanMs: 10, cv2: 4 }),
    pareto: first({ type: 'pareto', meanMs: 10, shape: 2.5 }),
  }).toMatchInlineSnapshot(`
    {
      "erlang": [
        17233972,
        6189867,
        30318176,
      ],
      "exponential": [
        10411357,
        4767610,
        36522950,
      ],
      "hyperexponential": [
        2686588,
        2377768,
        2316831,
      ],
      "lognormal": [
        43555527,
        24631584,
        160581002,
      ],
      "pareto": [
        9099448,
        7260610,
        25859485,
      ],
    }
  `);
});
