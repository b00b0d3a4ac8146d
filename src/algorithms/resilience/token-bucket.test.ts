import { describe, expect, it } from 'vitest';
import { TokenBuckets } from './token-bucket.ts';

const MS = 1e6;

describe('token buckets', () => {
  it('let a burst through at once, then one per 1 / rate, and say when the next is due', () => {
    const buckets = new TokenBuckets(10, 3);
    expect([1, 2, 3].map(() => buckets.take(7, 0))).toEqual([0, 0, 0]);
    expect(buckets.take(7, 0)).toBe(100 * MS);
    expect(buckets.take(7, 60 * MS)).toBe(40 * MS);
    expect(buckets.take(7, 100 * MS)).toBe(0);
    expect(buckets.take(7, 100 * MS)).toBe(100 * MS);
  });

  it('never hold more than the burst', () => {
    const buckets = new TokenBuckets(1_000, 2);
    buckets.take(1, 0);
    const passed = [1, 2, 3, 4].filter(() => buckets.take(1, 3_600_000 * MS) === 0);
    expect(passed).toHaveLength(2);
  });

  it('let at most burst + rate x time of one key pass, whatever comes', () => {
    const buckets = new TokenBuckets(50, 5);
    let passed = 0;
    for (let at = 0; at <= 10_000; at += 1) if (buckets.take(3, at * MS) === 0) passed += 1;
    expect(passed).toBeLessThanOrEqual(5 + 50 * 10);
    expect(passed).toBeGreaterThanOrEqual(5 + 50 * 10 - 1);
  });

  it('keep keys apart, however many there are', () => {
    const buckets = new TokenBuckets(1, 1);
    for (let key = 0; key < 1_000; key += 1) expect(buckets.take(key, 0)).toBe(0);
    for (let key = 0; key < 1_000; key += 1) expect(buckets.take(key, 0)).toBeGreaterThan(0);
  });

  it('refuse what is no bucket', () => {
    expect(() => new TokenBuckets(0, 1)).toThrow(RangeError);
    expect(() => new TokenBuckets(1, 0.5)).toThrow(RangeError);
  });
});
