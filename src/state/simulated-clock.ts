import { NS_PER_MS } from '../model/units.ts';

/** How far behind the worker the page draws: two hop buffers at 30 Hz, so that there is always something to draw towards. */
const DELAY_MS = 70;
/** Error of the drawn time is worked off over about this long, so that dots never jump. */
const CORRECTION_MS = 400;
/** Beyond this the page was away: jump instead of racing. */
const JUMP_MS = 1_000;
/** While paused, the rest of the way (a step, the delay) is glided in about this long. */
const GLIDE_MS = 90;
/** What is left of a glide when nobody can see it any more, in ms of wall time: a glide that only halves never ends. */
const GLIDE_END_MS = 0.5;
/** Weight of one new measurement of the speed; reports come 30 to 40 times a second. */
const SPEED_WEIGHT = 0.15;

/**
 * Simulated time as the page draws it. Buffers come 10 to 30 times a second, frames 60 times: between buffers it runs on at
 * the speed the worker really keeps, a little behind it, and never beyond what the worker has simulated.
 */
export class SimulatedClock {
  private drawnNs = 0;
  private reachedNs = 0;
  private reportedAtMs = Number.NaN;
  private drawnAtMs = Number.NaN;
  private nsPerMs = NS_PER_MS;
  private running = false;

  /** A new run, or a jump in time. */
  reset(timeNs = 0): void {
    this.drawnNs = timeNs;
    this.reachedNs = timeNs;
    this.reportedAtMs = Number.NaN;
    this.drawnAtMs = Number.NaN;
  }

  /** The speed was changed: until it has been measured, believe it. Infinity keeps the measured one. */
  setSpeed(factor: number): void {
    if (Number.isFinite(factor)) this.nsPerMs = factor * NS_PER_MS;
    this.reportedAtMs = Number.NaN;
  }

  /** The worker has simulated up to `timeNs`. */
  report(timeNs: number, running: boolean, nowMs: number): void {
    if (timeNs < this.reachedNs) this.drawnNs = Math.min(this.drawnNs, timeNs);
    else if (running && this.running && nowMs > this.reportedAtMs)
      this.measure((timeNs - this.reachedNs) / (nowMs - this.reportedAtMs));
    this.reachedNs = timeNs;
    this.reportedAtMs = nowMs;
    this.running = running;
  }

  /** Nanoseconds of simulated time per millisecond of wall time. */
  get speedNsPerMs(): number {
    return this.nsPerMs;
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** Simulated time to draw in the frame at `nowMs`. */
  frame(nowMs: number): number {
    const elapsedMs = Number.isNaN(this.drawnAtMs) ? 0 : Math.max(0, nowMs - this.drawnAtMs);
    this.drawnAtMs = nowMs;
    this.drawnNs = this.running ? this.runOn(nowMs, elapsedMs) : this.glide(elapsedMs);
    return this.drawnNs;
  }

  private measure(nsPerMs: number): void {
    this.nsPerMs += SPEED_WEIGHT * (nsPerMs - this.nsPerMs);
  }

  private runOn(nowMs: number, elapsedMs: number): number {
    const sinceReportMs = Number.isNaN(this.reportedAtMs) ? 0 : nowMs - this.reportedAtMs;
    const wantedNs = this.reachedNs + (sinceReportMs - DELAY_MS) * this.nsPerMs;
    const errorNs = wantedNs - this.drawnNs;
    if (Math.abs(errorNs) > JUMP_MS * this.nsPerMs) return Math.min(Math.max(0, wantedNs), this.reachedNs);
    const correction = 1 + Math.max(-0.6, Math.min(0.6, errorNs / (CORRECTION_MS * this.nsPerMs || 1)));
    const next = this.drawnNs + elapsedMs * this.nsPerMs * correction;
    return Math.max(this.drawnNs, Math.min(next, this.reachedNs));
  }

  private glide(elapsedMs: number): number {
    const left = this.reachedNs - this.drawnNs;
    if (left <= 0) return this.reachedNs;
    const share = Math.min(1, elapsedMs / GLIDE_MS);
    const isOver = share === 1 || left * (1 - share) < GLIDE_END_MS * this.nsPerMs;
    return isOver ? this.reachedNs : this.drawnNs + left * share;
  }
}

export const simulatedClock = new SimulatedClock();
