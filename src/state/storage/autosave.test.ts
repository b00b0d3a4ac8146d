import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave } from './autosave.ts';

describe('autosave', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('saves within half a second of a change, also while changes keep coming', async () => {
    const savedAtMs: number[] = [];
    const autosave = createAutosave(async () => {
      savedAtMs.push(Date.now());
    });
    const startMs = Date.now();
    for (let change = 0; change < 20; change += 1) {
      autosave.changed();
      // oxlint-disable-next-line no-await-in-loop
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(500);
    const gapsMs = savedAtMs.map((ms, index) => ms - (savedAtMs[index - 1] ?? startMs));
    expect(Math.max(...gapsMs)).toBeLessThanOrEqual(500);
    expect(savedAtMs.at(-1)).toBeGreaterThanOrEqual(startMs + 1_900);
  });

  it('never runs two saves at once, and saves again what changed during one', async () => {
    let running = 0;
    let most = 0;
    let saves = 0;
    const autosave = createAutosave(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => {
        setTimeout(resolve, 1_000);
      });
      running -= 1;
      saves += 1;
    });
    autosave.changed();
    await vi.advanceTimersByTimeAsync(600);
    autosave.changed();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([most, saves]).toEqual([1, 2]);
  });

  it('flushes at once, does nothing without a change, and works again afterwards', async () => {
    let saves = 0;
    const autosave = createAutosave(async () => {
      saves += 1;
      await Promise.resolve();
    });
    await autosave.flush();
    expect(saves).toBe(0);
    autosave.changed();
    await autosave.flush();
    expect(saves).toBe(1);
    autosave.changed();
    await autosave.flush();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toBe(2);
  });
});
