import { NS_PER_MS } from '../../src/model/units.ts';

/** Wall time that can be caught up at most: after a sleep or an overload the run goes on from where it was, without a burst. */
const MAX_DEBT_MS = 100;
/** How long the achieved speed is averaged over. */
const SPEED_WINDOW_MS = 400;

/** Turns wall time into simulated time to be reached. The worker owns the clock; nothing of this is seen by the engine. */
export class Pacer {
  /** Simulated seconds per second achieved lately. */
  achievedSpeed = 0;
  private debtNs = 0;
  private lastMs = 0;
  private windowStartMs = 0;
  private windowStartNs = 0;

  /** Simulated seconds per second; Infinity for as fast as it goes. */
  constructor(public speed: number) {}

  /** The run starts or goes on at this moment: no debt from before. */
  resume(nowMs: number, timeNs: number): void {
    this.debtNs = 0;
    this.lastMs = nowMs;
    this.windowStartMs = nowMs;
    this.windowStartNs = timeNs;
  }

  /** Simulated time that should have been reached by now. */
  target(nowMs: number, timeNs: number): number {
    const elapsedMs = Math.max(0, nowMs - this.lastMs);
    this.lastMs = nowMs;
    if (this.speed === Infinity) return Infinity;
    const limitNs = MAX_DEBT_MS * NS_PER_MS * this.speed;
    this.debtNs = Math.min(limitNs, this.debtNs + elapsedMs * NS_PER_MS * this.speed);
    return timeNs + Math.floor(this.debtNs);
  }

  /** Work was done: what is still owed is carried over. */
  worked(nowMs: number, fromNs: number, toNs: number): void {
    this.debtNs = Math.max(0, this.debtNs - (toNs - fromNs));
    const elapsedMs = nowMs - this.windowStartMs;
    if (elapsedMs < SPEED_WINDOW_MS) return;
    this.achievedSpeed = (toNs - this.windowStartNs) / NS_PER_MS / elapsedMs;
    this.windowStartMs = nowMs;
    this.windowStartNs = toNs;
  }
}
