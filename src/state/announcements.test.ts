import { beforeEach, describe, expect, it } from 'vitest';
import { Announcer } from './announcements.ts';

let nowMs: number;
let timers: { readonly atMs: number; readonly run: () => void }[];
let spoken: { readonly atMs: number; readonly text: string }[];
let announcer: Announcer;

/** Time goes on, timer by timer. */
function pass(ms: number): void {
  const endMs = nowMs + ms;
  for (;;) {
    const next = timers.filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined) break;
    timers = timers.filter((timer) => timer !== next);
    nowMs = Math.max(nowMs, next.atMs);
    next.run();
  }
  nowMs = endMs;
}

const texts = (): readonly string[] => spoken.map(({ text }) => text);

beforeEach(() => {
  [nowMs, timers, spoken] = [1_000, [], []];
  announcer = new Announcer(
    { now: () => nowMs, after: (delayMs, run) => void timers.push({ atMs: nowMs + delayMs, run }) },
    (text) => spoken.push({ atMs: nowMs, text }),
  );
});

describe('what is read out', () => {
  it('comes at once when somebody has done something, however often', () => {
    announcer.say('Added API.');
    announcer.say('Connected.');
    expect(spoken).toEqual([
      { atMs: 1_000, text: 'Added API.' },
      { atMs: 1_000, text: 'Connected.' },
    ]);
  });

  it('comes at most every five seconds about the run', () => {
    for (let second = 0; second < 30; second++) {
      announcer.report('summary', `second ${second}`);
      pass(1_000);
    }
    const gaps = spoken.slice(1).map(({ atMs }, i) => atMs - (spoken[i]?.atMs ?? 0));
    expect(spoken.length).toBeGreaterThanOrEqual(5);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5_000);
  });

  it('leaves five seconds for what was said, too, even when it was said while news waited', () => {
    announcer.say('Running.');
    announcer.report('a', 'API is down.');
    pass(4_000);
    announcer.say('Added a replica.');
    pass(4_999);
    expect(texts()).toEqual(['Running.', 'Added a replica.']);
    pass(1);
    expect(texts()).toEqual(['Running.', 'Added a replica.', 'API is down.']);
  });

  it('leaves them for a message on the page as well', () => {
    announcer.report('a', 'API is down.');
    announcer.heard();
    pass(4_999);
    expect(texts()).toEqual([]);
    pass(1);
    expect(texts()).toEqual(['API is down.']);
  });

  it('tells the latest of one thing, and several things in one message', () => {
    announcer.say('Running.');
    announcer.report('api', 'API is down.');
    announcer.report('db', 'Database is down.');
    announcer.report('api', 'API is up again.');
    pass(10_000);
    expect(texts()).toEqual(['Running.', 'Database is down. API is up again.']);
  });

  it('counts what would be too much', () => {
    announcer.say('Running.');
    for (const name of ['A', 'B', 'C', 'D', 'E']) announcer.report(name, `${name} is down.`);
    pass(5_000);
    expect(texts().at(-1)).toBe('A is down. B is down. C is down. 2 more changes.');
  });

  it('has nothing to tell of a run that is over', () => {
    announcer.say('Running.');
    announcer.report('a', 'API is down.');
    announcer.forgetNews();
    pass(20_000);
    announcer.report('b', 'Database is down.');
    pass(0);
    expect(texts()).toEqual(['Running.', 'Database is down.']);
  });
});
