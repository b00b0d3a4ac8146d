import { describe, expect, it } from 'vitest';
import { cheHitRatio } from '../../src/algorithms/caching/che.ts';
import { constant, design, edge, node, poissonClient, requestClass, station } from '../support/queue-designs.ts';
import { disagreement, FIGURE, measure } from '../support/measure.ts';

/** A store and a cache that answer at once, so that requests are as independent as the theory takes them to be. */
const INSTANT = constant(0);
const STORE = node('db', 'database', { readTime: INSTANT, slots: 100_000, maxConnections: 100_000 });

interface Caching {
  readonly keys: number;
  readonly zipf: number;
  readonly capacity: number;
  readonly ratePerSecond?: number;
  readonly ttlS?: number | null;
  readonly durationS?: number;
  readonly warmupS?: number;
}

function lookAside({
  keys,
  zipf,
  capacity,
  ratePerSecond = 160,
  ttlS = null,
  durationS = 600,
  warmupS = 120,
}: Caching) {
  return design(
    [
      poissonClient(ratePerSecond, { classes: [requestClass({ keyCount: keys, zipfExponent: zipf })] }),
      station('api', 100_000, INSTANT),
      node('cache', 'cache', { capacity, ttlS, serviceTime: INSTANT }),
      STORE,
    ],
    [edge('client', 'api'), edge('api', 'cache'), edge('api', 'db')],
    { seed: 1, durationS, warmupS },
  );
}

function readThrough({ keys, zipf, capacity, ratePerSecond = 160, durationS = 600, warmupS = 120 }: Caching) {
  return design(
    [
      poissonClient(ratePerSecond, { classes: [requestClass({ keyCount: keys, zipfExponent: zipf })] }),
      station('api', 100_000, INSTANT),
      node('cache', 'cache', { mode: 'read-through', capacity, serviceTime: INSTANT }),
      STORE,
    ],
    [edge('client', 'api'), edge('api', 'cache'), edge('cache', 'db')],
    { seed: 1, durationS, warmupS },
  );
}

/** A CDN with one point of presence in front of an origin that answers at once. */
function throughCdn({ keys, zipf, capacity, ratePerSecond = 160, durationS = 600, warmupS = 120 }: Caching) {
  return design(
    [
      poissonClient(ratePerSecond, { classes: [requestClass({ keyCount: keys, zipfExponent: zipf })] }),
      node('cache', 'cdn', { pops: 'one', capacity, ttlS: 31_536_000, processingMs: 0 }),
      station('origin', 100_000, INSTANT),
    ],
    [edge('client', 'cache'), edge('cache', 'origin')],
    { seed: 1, durationS, warmupS },
  );
}

function hitRatio(built: ReturnType<typeof design>) {
  return measure(built, { hits: FIGURE.hitRatio('cache') }).hits;
}

/** LRU under independent Zipf requests: Che, Tung and Wang (2002); the hit ratios were checked against an independent simulation, which is within 0.001 of them. */
const LRU = [
  [{ keys: 1_000, zipf: 0.6, capacity: 50 }, 0.126787197],
  [{ keys: 1_000, zipf: 0.8, capacity: 100 }, 0.377790221],
  [{ keys: 1_000, zipf: 0.8, capacity: 500 }, 0.769715466],
  [{ keys: 1_000, zipf: 1.2, capacity: 50 }, 0.665155385],
  [{ keys: 10_000, zipf: 1, capacity: 100 }, 0.390525485],
  [{ keys: 10_000, zipf: 0.8, capacity: 1_000 }, 0.436659722],
  [{ keys: 100_000, zipf: 0.8, capacity: 1_000 }, 0.204333763],
  [{ keys: 1_000, zipf: 0, capacity: 500 }, 0.5],
] as const;

function zipfProbabilities(keys: number, exponent: number): Float64Array {
  const weights = Float64Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

describe('LRU under Zipf: Che', () => {
  it.each(LRU)('look-aside cache, %o', (caching, expected) => {
    expect(disagreement('hit ratio', hitRatio(lookAside(caching)), expected, 0.03)).toBeNull();
    expect(cheHitRatio(zipfProbabilities(caching.keys, caching.zipf), caching.capacity)).toBeCloseTo(expected, 6);
  });

  it.each([LRU[1], LRU[4]])('read-through cache, %o', (caching, expected) => {
    expect(disagreement('hit ratio', hitRatio(readThrough(caching)), expected, 0.03)).toBeNull();
  });

  it.each([LRU[1], LRU[4]])('one point of presence of a CDN, %o', (caching, expected) => {
    expect(disagreement('hit ratio', hitRatio(throughCdn(caching)), expected, 0.03)).toBeNull();
  });

  it('tells a cache from one that is a tenth smaller', () => {
    const built = lookAside({ keys: 1_000, zipf: 0.8, capacity: 90 });
    expect(disagreement('hit ratio', hitRatio(built), 0.377790221, 0.03)).toMatch('off by');
  });

  it('tells a skew of 0.8 from one of 0.78', () => {
    const built = lookAside({ keys: 1_000, zipf: 0.78, capacity: 100, ratePerSecond: 400 });
    expect(disagreement('hit ratio', hitRatio(built), 0.377790221, 0.03)).toMatch('off by');
  });
});

/** A key asked for at rate l and kept for T after each fetch is found with l T / (1 + l T) (Jung, Berger, Balakrishnan 2003). */
describe('time to live', () => {
  it.each([
    [1, 1, 0.5],
    [10, 1, 0.909090909],
    [0.1, 60, 0.857142857],
  ])('one key at %f /s kept for %f s', (lambda, ttlS, expected) => {
    // In units of the time to live: the same number of lifetimes, however long they are.
    const lifetimes = 10_000;
    const scale = 600 / (lifetimes * ttlS);
    const built = lookAside({
      keys: 1,
      zipf: 0,
      capacity: 10,
      ratePerSecond: lambda / scale,
      ttlS: ttlS * scale,
      warmupS: 10,
    });
    expect(disagreement('hit ratio', hitRatio(built), expected, 0.03)).toBeNull();
  });

  it.each([
    [{ keys: 1_000, zipf: 1, capacity: 1_000, ratePerSecond: 100, ttlS: 10 }, 0.714773008],
    [{ keys: 100, zipf: 1, capacity: 100, ratePerSecond: 10, ttlS: 60 }, 0.880281184],
  ])('many keys in a cache that holds them all, %o', (caching, expected) => {
    const built = lookAside({ ...caching, durationS: 1_500, warmupS: 100 });
    expect(disagreement('hit ratio', hitRatio(built), expected, 0.03)).toBeNull();
  });

  it('tells a time to live from one that is 5 % longer', () => {
    const built = lookAside({ keys: 1, zipf: 0, capacity: 10, ratePerSecond: 100, ttlS: 0.0105, warmupS: 10 });
    expect(disagreement('hit ratio', hitRatio(built), 0.5, 0.02)).toMatch('off by');
  });
});
