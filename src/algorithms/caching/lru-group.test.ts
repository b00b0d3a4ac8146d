import { expect, it } from 'vitest';
import { LruCache } from './lru.ts';
import { LruGroup } from './lru-group.ts';

/** Keys a member has, of 0 .. 99. */
function keysOf(group: LruGroup, member: number): number[] {
  return [...Array(100).keys()].filter((key) => group.lookup(member, key, 0));
}

it('keeps members apart', () => {
  const group = new LruGroup();
  group.resize([2, 2], 100);
  group.insert(0, 5, Infinity);
  group.insert(1, 6, Infinity);
  expect([keysOf(group, 0), keysOf(group, 1)]).toEqual([[5], [6]]);
  group.clear(0);
  expect([keysOf(group, 0), keysOf(group, 1)]).toEqual([[], [6]]);
  group.clear(-1);
  expect(keysOf(group, 1)).toEqual([]);
});

it('keeps the most recently used when a member becomes smaller, and everything when it grows', () => {
  const group = new LruGroup();
  group.resize([4], 100);
  for (const key of [1, 2, 3, 4]) group.insert(0, key, Infinity);
  group.lookup(0, 1, 0);
  group.resize([2], 100);
  expect(keysOf(group, 0)).toEqual([1, 4]);
  group.resize([3], 100);
  group.insert(0, 9, Infinity);
  expect(keysOf(group, 0)).toEqual([1, 4, 9]);
});

it('keeps times of expiry and the order of use when it is resized', () => {
  const cache = new LruCache(3, 10);
  cache.insert(1, 50);
  cache.insert(2, Infinity);
  cache.insert(3, Infinity);
  cache.lookup(1, 0);
  const other = cache.resized(5, 20);
  expect(other.expiresNs(1)).toBe(50);
  expect(other.resized(2, 20).has(2)).toBe(false);
  expect(other.size).toBe(3);
});

it('makes room for keys that were not known at first, whatever the index', () => {
  for (const capacity of [4, 1_000]) {
    const group = new LruGroup();
    group.resize([capacity], 10);
    group.insert(0, 3, Infinity);
    expect(group.lookup(0, 70, 0)).toBe(false);
    group.remove(0, 70);
    group.insert(0, 70, Infinity);
    expect(keysOf(group, 0)).toEqual([3, 70]);
  }
});

it('keeps members that stay when others come and go', () => {
  const group = new LruGroup();
  group.resize([2], 100);
  group.insert(0, 5, Infinity);
  group.resize([2, 2], 100);
  expect([keysOf(group, 0), keysOf(group, 1)]).toEqual([[5], []]);
  group.insert(1, 6, Infinity);
  group.resize([2], 100);
  expect(group.lookup(1, 6, 0)).toBe(false);
});
