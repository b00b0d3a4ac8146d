import { create } from 'zustand';
import type { Schedule } from './live-figures.ts';

/** A message about the run comes at most this often, so that a screen reader can end its sentence (experience.md section 6). */
const REPORT_INTERVAL_MS = 5_000;
/** News told in one message; the others are counted. */
const MAX_NEWS = 3;

/**
 * What is read out: at once what somebody has just done, and news of the run at most every five seconds, several of them in one
 * message. News of the same key replaces what was waiting: that a node is up again is told in place of that it went down.
 */
export class Announcer {
  private readonly waiting = new Map<string, string>();
  private lastMs = Number.NEGATIVE_INFINITY;
  private planned = false;

  constructor(
    private readonly schedule: Schedule,
    private readonly speak: (text: string) => void,
  ) {}

  /** Told at once: the answer to what somebody has just done. */
  say(text: string): void {
    this.heard();
    this.speak(text);
  }

  /** Something else was read out now, as a message on the page is: news waits for it, too. */
  heard(): void {
    this.lastMs = this.schedule.now();
  }

  /** Told when five seconds have passed since the last message. */
  report(key: string, text: string): void {
    this.waiting.delete(key);
    this.waiting.set(key, text);
    this.plan();
  }

  /** News of a run that is no longer on is not told. */
  forgetNews(): void {
    this.waiting.clear();
  }

  private plan(): void {
    if (this.planned) return;
    this.planned = true;
    const waitMs = Math.max(0, this.lastMs + REPORT_INTERVAL_MS - this.schedule.now());
    this.schedule.after(waitMs, () => this.tell());
  }

  private tell(): void {
    this.planned = false;
    if (this.waiting.size === 0) return;
    // Something was said in the meantime: it has its five seconds, too.
    if (this.schedule.now() < this.lastMs + REPORT_INTERVAL_MS) {
      this.plan();
      return;
    }
    const news = [...this.waiting.values()];
    this.waiting.clear();
    const more = news.length - MAX_NEWS;
    const told = news.slice(0, MAX_NEWS).join(' ');
    this.say(more > 0 ? `${told} ${more} more changes.` : told);
  }
}

/** The last message, numbered, so that the same words are read out again. */
export const useAnnouncement = create<{ readonly number: number; readonly text: string }>(() => ({
  number: 0,
  text: '',
}));

/** The one voice of the page. */
export const announcer = new Announcer(
  { now: () => performance.now(), after: (delayMs, run) => void setTimeout(run, delayMs) },
  (text) => useAnnouncement.setState(({ number }) => ({ number: number + 1, text })),
);
