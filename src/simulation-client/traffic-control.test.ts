import { describe, expect, it } from 'vitest';
import { TrafficControl } from './traffic-control.ts';

function controlled(): { control: TrafficControl; active: Map<number, number>; started: number[] } {
  const active = new Map<number, number>();
  const started: number[] = [];
  let next = 1;
  const control = new TrafficControl({
    start: async (_client, factor) => {
      await Promise.resolve();
      started.push(factor);
      active.set(next, factor);
      return next++;
    },
    end: async (action) => {
      await Promise.resolve();
      active.delete(action);
    },
  });
  return { control, active, started };
}

describe('the traffic of all clients', () => {
  it('has one action per client, and none at the configured rate', async () => {
    const { control, active } = controlled();
    await control.set(3, () => ['a', 'b']);
    expect([...active.values()]).toEqual([3, 3]);
    await control.set(1, () => ['a', 'b']);
    expect(active.size).toBe(0);
  });

  it('leaves no action behind when the slider is dragged faster than the worker answers', async () => {
    const { control, active, started } = controlled();
    const all = [2, 3, 4, 5, 6].map((factor) => control.set(factor, () => ['a', 'b']));
    await Promise.all(all);
    expect([...active.values()]).toEqual([6, 6]);
    expect(started).toEqual([2, 2, 6, 6]);
  });

  it('forgets its actions with the run they belonged to', async () => {
    const { control, active } = controlled();
    await control.set(4, () => ['a']);
    active.clear();
    control.reset();
    await control.set(2, () => ['a']);
    expect([...active.values()]).toEqual([2]);
  });
});
