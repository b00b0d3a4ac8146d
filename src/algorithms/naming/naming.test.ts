import { describe, expect, it } from 'vitest';
import { backendsOf } from '../load-balancing/backends.fixture.ts';
import { firstUsable, markAnswerable, nearestUsable } from './record-choice.ts';
import { ResolverCache } from './resolver-cache.ts';

describe('choice of a record', () => {
  it('failover answers with the first usable one in order', () => {
    const records = backendsOf([1, 1, 1]);
    expect(firstUsable(records)).toBe(0);
    records.usable[0] = 0;
    expect(firstUsable(records)).toBe(1);
    records.usable.fill(0);
    expect(firstUsable(records)).toBe(-1);
  });

  it('nearest answers with the shortest round trip, the first of equals', () => {
    const records = backendsOf([1, 1, 1, 1]);
    const rttMs = Float64Array.of(80, 12, 12, 200);
    expect(nearestUsable(records, rttMs)).toBe(1);
    records.usable[1] = 0;
    expect(nearestUsable(records, rttMs)).toBe(2);
    records.usable.fill(0);
    expect(nearestUsable(records, rttMs)).toBe(-1);
  });

  it('leaves out the unhealthy, but answers with all when none is healthy', () => {
    const answerable = new Uint8Array(4);
    const inZone = Uint8Array.of(1, 1, 0, 1);
    markAnswerable(inZone, Uint8Array.of(1, 0, 1, 1), answerable);
    expect([...answerable]).toEqual([1, 0, 0, 1]);
    markAnswerable(inZone, Uint8Array.of(0, 0, 1, 0), answerable);
    expect([...answerable]).toEqual([1, 1, 0, 1]);
  });
});

describe('resolver caches', () => {
  it('keep an answer until its time to live ends, each resolver its own', () => {
    const cache = new ResolverCache(3);
    cache.store(1, 0, 7, 100);
    expect(cache.lookup(1, 0, 99)).toBe(7);
    expect(cache.expiresNs(1, 0)).toBe(100);
    expect(cache.lookup(1, 0, 100)).toBe(-1);
    expect(cache.lookup(0, 0, 50)).toBe(-1);
    expect(cache.lookup(2, 0, 50)).toBe(-1);
  });

  it('keep the variants of a question apart, however many there are', () => {
    const cache = new ResolverCache(2);
    cache.store(0, 2, 5, 100);
    cache.store(1, 0, 6, 100);
    expect([0, 1, 2, 3].map((variant) => cache.lookup(0, variant, 0))).toEqual([-1, -1, 5, -1]);
    expect([0, 1, 2, 3].map((variant) => cache.lookup(1, variant, 0))).toEqual([6, -1, -1, -1]);
    cache.clear();
    expect(cache.lookup(0, 2, 0)).toBe(-1);
  });

  it('keep that there is no answer, which is not the same as knowing nothing', () => {
    const cache = new ResolverCache(1);
    cache.storeNegative(0, 0, 100);
    expect(cache.lookup(0, 0, 99)).toBe(-2);
    expect(cache.lookup(0, 0, 100)).toBe(-1);
  });

  it('need at least one resolver, and a real answer to keep', () => {
    expect(() => new ResolverCache(0)).toThrow(RangeError);
    expect(() => new ResolverCache(1).store(0, 0, -1, 100)).toThrow(RangeError);
  });
});
