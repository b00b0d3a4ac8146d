/** A ping goes out this often. */
const PING_INTERVAL_MS = 500;
/** Silence after which the user is asked, and after which the worker is ended (reliability.md section 5). */
const SILENT_MS = 2_000;
const DEAD_MS = 5_000;
/** What one tick adds at most: a page that slept or a throttled tab must not count as a silent worker. */
const MAX_TICK_MS = 750;

export interface WatchdogEvents {
  /** Asks the worker; resolves when it answered. */
  ping(): Promise<unknown>;
  onSilent(): void;
  onBack(): void;
  onDead(): void;
}

/** Notices a worker that does not answer. Silence is counted in the page's own ticks, so a stalled page blames nobody. */
export class Watchdog {
  private silentMs = 0;
  private lastTickMs = 0;
  private asked = false;
  private isSilent = false;
  private timer: ReturnType<typeof setInterval> | null = null;
  private turn = 0;

  constructor(
    private readonly events: WatchdogEvents,
    private readonly now: () => number = () => performance.now(),
  ) {}

  start(): void {
    this.stop();
    this.lastTickMs = this.now();
    this.timer = setInterval(() => this.tick(), PING_INTERVAL_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.turn++;
    this.asked = false;
    this.silentMs = 0;
    this.isSilent = false;
  }

  private tick(): void {
    const nowMs = this.now();
    const elapsedMs = Math.min(nowMs - this.lastTickMs, MAX_TICK_MS);
    this.lastTickMs = nowMs;
    if (!this.asked) {
      this.ask();
      return;
    }
    this.silentMs += elapsedMs;
    if (this.silentMs >= DEAD_MS) {
      this.stop();
      this.events.onDead();
    } else if (this.silentMs >= SILENT_MS && !this.isSilent) {
      this.isSilent = true;
      this.events.onSilent();
    }
  }

  private ask(): void {
    const turn = this.turn;
    this.asked = true;
    const answered = (): void => {
      if (turn !== this.turn) return;
      this.asked = false;
      this.silentMs = 0;
      if (this.isSilent) this.events.onBack();
      this.isSilent = false;
    };
    // An error is an answer too: the worker is alive.
    this.events.ping().then(answered, answered);
  }
}
