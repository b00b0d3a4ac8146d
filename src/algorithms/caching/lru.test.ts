import { array, assert, constantFrom, integer, oneof, property, record, constant } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standardExponential } from '../sampling/exponential.ts';
import { deriveStream } from '../sampling/sfc32.ts';
import { createZipf } from '../sampling/zipf.ts';
import { characteristicTime, cheHitRatio } from './che.ts';
import { LruCache } from './lru.ts';

/** The same cache, obviously right: a Map in order of use. */
class ModelCache {
  private readonly entries = new Map<number, number>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.entries.size;
  }

  has(key: number): boolean {
    return this.entries.has(key);
  }

  expiresNs(key: number): number {
    return this.entries.get(key) ?? NaN;
  }

  touch(key: number): boolean {
    const expiresNs = this.entries.get(key);
    if (expiresNs === undefined) return false;
    this.entries.delete(key);
    this.entries.set(key, expiresNs);
    return true;
  }

  lookup(key: number, nowNs: number): boolean {
    if ((this.entries.get(key) ?? Infinity) <= nowNs) this.entries.delete(key);
    return this.touch(key);
  }

  insert(key: number, expiresNs: number): number {
    if (this.capacity === 0) return -1;
    let evicted = -1;
    if (!this.entries.delete(key) && this.entries.size === this.capacity) {
      evicted = [...this.entries.keys()][0] ?? -1;
      this.entries.delete(evicted);
    }
    this.entries.set(key, expiresNs);
    return evicted;
  }

  remove(key: number): boolean {
    return this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }
}

type Step = { readonly do: string; readonly key: number; readonly ns: number };

function apply(cache: LruCache | ModelCache, step: Step): unknown {
  switch (step.do) {
    case 'has':
      return cache.has(step.key);
    case 'touch':
      return cache.touch(step.key);
    case 'lookup':
      return cache.lookup(step.key, step.ns);
    case 'insert':
      return cache.insert(step.key, step.ns);
    case 'expires':
      return cache.expiresNs(step.key);
    case 'remove':
      return cache.remove(step.key);
    default:
      return cache.clear();
  }
}

const doing = oneof(
  { weight: 20, arbitrary: constantFrom('insert', 'lookup') },
  { weight: 3, arbitrary: constantFrom('has', 'touch', 'remove', 'expires') },
  { weight: 1, arbitrary: constant('clear') },
);

describe('it behaves like a map in order of use', () => {
  // keyCount up to 16 x capacity takes the direct index, above it the hash table.
  test.each([
    [0, 10, 10],
    [1, 10, 10],
    [7, 40, 40],
    [7, 1_000_000, 40],
    [100, 300, 300],
    [100, 1_000_000, 300],
  ])('capacity %i of %i possible keys, %i in use', (capacity, keyCount, inUse) => {
    // Keys spread over the whole range, some of them with the same place in a small hash table.
    const key = integer({ min: 0, max: inUse - 1 }).map((number) => Math.floor((number * keyCount) / inUse));
    const steps = array(record({ do: doing, key, ns: integer({ min: 0, max: 100 }) }), { maxLength: 600, size: 'max' });
    assert(
      property(steps, (list) => {
        const cache = new LruCache(capacity, keyCount);
        const model = new ModelCache(capacity);
        const found: unknown[] = [];
        const expected: unknown[] = [];
        for (const step of list) {
          found.push(apply(cache, step), cache.size);
          expected.push(apply(model, step), model.size);
        }
        expect(found).toEqual(expected);
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});

test('a cache larger than its key space holds all keys', () => {
  const cache = new LruCache(1_000, 10);
  for (let i = 0; i < 30; i++) expect(cache.insert(i % 10, Infinity)).toBe(-1);
  expect(cache.size).toBe(10);
});

test('a million keys through a small cache with a hash table: the last ones are there, in order', () => {
  const cache = new LruCache(2_000, 1_000_000);
  for (let key = 0; key < 1_000_000; key++) {
    const evicted = cache.insert(key, Infinity);
    if (evicted !== (key < 2_000 ? -1 : key - 2_000)) throw new Error(`${key} evicted ${evicted}`);
  }
  expect([cache.size, cache.has(997_999), cache.has(998_000), cache.has(999_999)]).toEqual([2_000, false, true, true]);
});

function zipfProbabilities(count: number, exponent: number): Float64Array {
  const weights = Float64Array.from({ length: count }, (_, rank) => (rank + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Catalogue, exponent, capacity, hit ratio and characteristic time by Che's approximation (project truth set, lru-che-*, worked out independently). */
const cheCases = [
  [1_000, 0.6, 50, 0.126787197, 53.685835968],
  [1_000, 0.8, 100, 0.377790221, 133.864732735],
  [1_000, 0.8, 500, 0.769715466, 1_236.79981859],
  [1_000, 1, 10, 0.209463505, 11.381061889],
  [1_000, 1.2, 50, 0.665155385, 109.888216103],
  [10_000, 0.8, 1_000, 0.436659722, 1_472.479532207],
  [10_000, 1, 100, 0.390525485, 141.236818454],
  [100_000, 0.7, 1_000, 0.108859907, 1_074.177611104],
  [100_000, 0.8, 1_000, 0.204333763, 1_169.176468134],
  [100_000, 0.8, 10_000, 0.468685235, 15_605.919826646],
  [1_000, 0, 100, 0.1, 105.360515658],
  [1_000, 0, 500, 0.5, 693.14718056],
] as const;

describe('hit ratio under Zipf is what theory says', () => {
  test.each(cheCases)(
    "Che's formula: %i keys, exponent %f, capacity %i",
    (count, exponent, capacity, hitRatio, time) => {
      const probabilities = zipfProbabilities(count, exponent);
      expect(cheHitRatio(probabilities, capacity)).toBeCloseTo(hitRatio, 8);
      expect(characteristicTime(probabilities, capacity) / time).toBeCloseTo(1, 8);
    },
  );

  test.each(cheCases)('simulated: %i keys, exponent %f, capacity %i', (count, exponent, capacity, hitRatio) => {
    const keys = createZipf(count, exponent, deriveStream(1, 'lru', `${count}`));
    const cache = new LruCache(capacity, count);
    const requests = 400_000;
    let hits = 0;
    for (let i = -100_000; i < requests; i++) {
      const key = keys.next();
      if (cache.lookup(key, 0)) hits += i >= 0 ? 1 : 0;
      else cache.insert(key, Infinity);
    }
    // The tolerance of the truth set is .015; the approximation and the binomial error together stay below .005.
    expect(Math.abs(hits / requests - hitRatio)).toBeLessThan(0.005);
  });

  test('a cache for everything misses each key once', () => {
    expect(cheHitRatio(zipfProbabilities(10, 1), 10)).toBeCloseTo(1, 12);
  });
});

/** Requests per second and key, TTL in seconds, hit ratio lambda T / (1 + lambda T) (project truth set, ttl-*; Jung, Berger & Balakrishnan 2003). */
const ttlCases = [
  [0.01, 10, 0.090909091],
  [0.1, 60, 0.857142857],
  [1, 1, 0.5],
  [1, 10, 0.909090909],
  [10, 60, 0.998336106],
] as const;

describe('hit ratio of one key with a time to live', () => {
  test.each(ttlCases)('%f requests/s, TTL %i s', (rate, ttlS, hitRatio) => {
    const stream = deriveStream(2, 'ttl', `${rate}`);
    const cache = new LruCache(10, 100);
    const requests = 300_000;
    let hits = 0;
    let nowNs = 0;
    for (let i = 0; i < requests; i++) {
      nowNs += Math.floor((standardExponential(stream) / rate) * 1e9);
      if (cache.lookup(5, nowNs)) hits++;
      else cache.insert(5, nowNs + ttlS * 1e9);
    }
    expect(Math.abs(hits / requests - hitRatio)).toBeLessThan(0.005);
  });

  test('stale from the instant of expiry on', () => {
    const cache = new LruCache(10, 100);
    cache.insert(1, 1_000);
    expect(cache.lookup(1, 999)).toBe(true);
    expect(cache.lookup(1, 1_000)).toBe(false);
    expect(cache.has(1)).toBe(false);
  });
});
