import { describe, expect, it } from 'vitest';
import { measureModel } from '../../workers/cli/bench-measure.ts';
import { BENCH_MODELS } from '../../workers/cli/bench-models.ts';

/**
 * Speed as a ratio within one run, never as a time: the whole engine (network, replies, statistics, traces) against a bare M/M/1 on closures
 * in the same process. On a quiet machine the built engine reaches about a third of it on mm1; the test runner's module
 * wrappers cost both sides differently, so the bounds have room and only catch a fall by a factor.
 */
const LEAST_RATIO: Readonly<Record<string, number>> = { mm1: 0.05, mmc: 0.05, t3: 0.015 };

describe('the engine beside a bare simulator', () => {
  it.each(Object.keys(BENCH_MODELS))('%s', (model) => {
    const result = measureModel(model, { runs: 3, durationS: 60 });
    expect(result.ratioToReference).toBeGreaterThan(LEAST_RATIO[model] ?? Infinity);
    expect(result.eventsPerSecond).toBeGreaterThan(result.requestsPerSecond * 3);
    expect(result.bytesPerRequest).toBeLessThan(500);
  });
});
