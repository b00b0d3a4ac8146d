import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Watchdog } from './watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(ping: () => Promise<unknown>): { log: string[]; dog: Watchdog } {
  const log: string[] = [];
  const dog = new Watchdog(
    { ping, onSilent: () => log.push('silent'), onBack: () => log.push('back'), onDead: () => log.push('dead') },
    () => Date.now(),
  );
  dog.start();
  return { log, dog };
}

describe('the watchdog', () => {
  it('says nothing while every ping is answered, also with an error', async () => {
    let turn = 0;
    const { log } = watched(() => (++turn % 2 === 0 ? Promise.resolve() : Promise.reject(new Error('busy'))));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(log).toEqual([]);
  });

  it('asks after two seconds of silence and gives up after five', async () => {
    const { log } = watched(() => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(2_400);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(log).toEqual(['silent']);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(log).toEqual(['silent', 'dead']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(log).toEqual(['silent', 'dead']);
  });

  it('notices when the worker comes back', async () => {
    let answer: () => void = () => undefined;
    const { log } = watched(() => new Promise<void>((resolve) => (answer = resolve)));
    await vi.advanceTimersByTimeAsync(3_000);
    answer();
    await vi.advanceTimersByTimeAsync(10);
    expect(log).toEqual(['silent', 'back']);
  });

  it('does not blame the worker for a page that slept', async () => {
    const { log } = watched(() => new Promise((resolve) => setTimeout(resolve, 100)));
    await vi.advanceTimersByTimeAsync(510);
    vi.setSystemTime(Date.now() + 60_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(log).toEqual([]);
  });

  it('is quiet after it was stopped', async () => {
    const { log, dog } = watched(() => new Promise(() => undefined));
    dog.stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(log).toEqual([]);
  });
});
