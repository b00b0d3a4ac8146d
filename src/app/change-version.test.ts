import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useToasts } from '../state/toasts.ts';
import { changeVersion } from './change-version.ts';

const STARTING = 'The new version is still starting. This page reloads by itself as soon as it can.';

function begin({ isWaiting }: { readonly isWaiting: boolean }) {
  const container = new EventTarget();
  const done: string[] = [];
  const changed = changeVersion({
    container,
    waiting: isWaiting ? { postMessage: (message: unknown) => void done.push(`tell ${String(message)}`) } : null,
    save: async () => void done.push('save'),
    reload: () => void done.push('reload'),
  });
  return { container, done, changed };
}

function said(): readonly string[] {
  return useToasts.getState().toasts.map(({ text }) => text);
}

describe('going over to a new version', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    useToasts.setState({ toasts: [] });
  });
  afterEach(() => vi.useRealTimers());

  it('saves, tells the version to start, and reloads once it has', async () => {
    const { container, done, changed } = begin({ isWaiting: true });
    await changed;
    expect(done).toEqual(['save', 'tell activate']);
    container.dispatchEvent(new Event('controllerchange'));
    expect(done).toEqual(['save', 'tell activate', 'reload']);
    vi.advanceTimersByTime(60_000);
    expect(said()).toEqual([]);
  });

  it('says so when the start takes long, and still reloads, once', async () => {
    const { container, done, changed } = begin({ isWaiting: true });
    await changed;
    vi.advanceTimersByTime(1_999);
    expect(said()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(said()).toEqual([STARTING]);
    for (let i = 0; i < 2; i += 1) container.dispatchEvent(new Event('controllerchange'));
    expect(done.filter((what) => what === 'reload')).toHaveLength(1);
  });

  it('only reloads where another tab has started it already', async () => {
    const { done, changed } = begin({ isWaiting: false });
    await changed;
    expect(done).toEqual(['save', 'reload']);
  });
});
