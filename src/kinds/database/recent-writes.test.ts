import { expect, it } from 'vitest';
import { RecentWrites } from './recent-writes.ts';

it('says that a read is behind until the write is visible', () => {
  const recent = new RecentWrites();
  recent.record(7, 100, 150);
  expect([100, 149, 150].map((now) => recent.isBehind(7, now))).toEqual([true, true, false]);
  expect(recent.isBehind(8, 100)).toBe(false);
});

it('follows the latest of several writes of a key', () => {
  const recent = new RecentWrites();
  recent.record(7, 100, 150);
  recent.record(7, 140, 190);
  expect(recent.isBehind(7, 180)).toBe(true);
});

it('remembers no more than what is not visible yet', () => {
  const recent = new RecentWrites();
  for (let write = 0; write < 10_000; write += 1) recent.record(write, write, write + 50);
  expect(recent.size).toBeLessThanOrEqual(51);
});
