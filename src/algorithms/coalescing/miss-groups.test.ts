import { describe, expect, it } from 'vitest';
import type { Job } from '../../model/sim-context.ts';
import { MissGroups } from './miss-groups.ts';

const [A, B, C] = [1, 2, 3] as unknown as [Job, Job, Job];

function finish(groups: MissGroups, key: number): [Job, boolean][] {
  const ended: [Job, boolean][] = [];
  groups.finish(key, (job, isFetcher) => ended.push([job, isFetcher]));
  return ended;
}

describe('groups of requests that miss together', () => {
  it('let the first fetch and end all with it, in order', () => {
    const groups = new MissGroups();
    expect([A, B, C].map((job) => groups.join(5, job))).toEqual([true, false, false]);
    expect(finish(groups, 5)).toEqual([
      [A, true],
      [B, false],
      [C, false],
    ]);
    expect(finish(groups, 5)).toEqual([]);
    expect(groups.join(5, B)).toBe(true);
  });

  it('keep keys apart', () => {
    const groups = new MissGroups();
    expect(groups.join(1, A)).toBe(true);
    expect(groups.join(2, B)).toBe(true);
    expect(finish(groups, 1)).toEqual([[A, true]]);
    expect(groups.fetcherOf(2)).toBe(B);
  });

  it('name an heir when the one who fetches is gone, and nobody when another or the last is', () => {
    const groups = new MissGroups();
    for (const job of [A, B, C]) groups.join(1, job);
    expect(groups.leave(1, B)).toBeNull();
    expect(groups.leave(1, A)).toBe(C);
    expect(groups.fetcherOf(1)).toBe(C);
    expect(groups.leave(1, C)).toBeNull();
    expect(groups.fetcherOf(1)).toBeNull();
    expect(groups.leave(1, A)).toBeNull();
    expect(groups.join(1, A)).toBe(true);
  });

  it('start a new group for a miss that an answer leads to', () => {
    const groups = new MissGroups();
    groups.join(1, A);
    let isFetcher = false;
    groups.finish(1, () => {
      isFetcher = groups.join(1, B);
    });
    expect(isFetcher).toBe(true);
    expect(groups.fetcherOf(1)).toBe(B);
  });
});
