import type { RandomStream } from '../../model/random-stream.ts';
import type { Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { OUTCOME } from '../../model/outcome.ts';

/** How targets are probed. */
export interface CheckSchedule {
  /** Time between the starts of two probes of one target. */
  readonly intervalNs: number;
  /** A probe without an answer in this time has failed. */
  readonly timeoutNs: number;
  /** Each interval is longer or shorter by up to this share of itself (HAProxy `spread-checks`), 0 to 1; 0 when left out. */
  readonly jitterRatio?: number;
  /**
   * Time to the next probe of a target by how it is now, where that differs (HAProxy `fastinter`, `downinter`): a result that changes
   * it counts from its own moment. The interval for all when left out.
   */
  readonly intervalForNs?: (target: number) => number;
  /** `probe` asks for an answer (GET /health), `connect` for a connection only; `probe` when left out. */
  readonly operation?: 'probe' | 'connect';
}

/** Who is probed: endpoint -1 lets the target decide. */
export interface CheckTarget {
  readonly edge: OutEdge;
  readonly endpoint: number;
}

/** What the checks need of the engine. */
export type CheckPort = Pick<SimContext, 'now' | 'timer' | 'openInternal' | 'closeInternal' | 'call' | 'outcomeOf'>;

const NO_JOB = -1;

/**
 * Sends probes over edges on a fixed grid for each target, the first at a random moment of the first interval so that not all
 * targets are probed at once. A probe that is still out when the next is due puts it off to the next point of the grid
 * (as HAProxy). Timers are told apart by the stored deadline, so a late one does nothing.
 *
 * The owner forwards `onTimer`, `onCallEnd` and `onAbort` and gives tags from `firstTag` on, two for each target.
 */
export class ActiveChecks {
  readonly #sim: CheckPort;
  readonly #stream: RandomStream;
  readonly #report: (target: number, isGood: boolean) => void;
  readonly #firstTag: number;
  #schedule: CheckSchedule | null = null;
  readonly #targets: (CheckTarget | null)[] = [];
  readonly #probe: number[] = [];
  readonly #probes = new Map<number, number>();
  readonly #dueNs: number[] = [];
  readonly #deadlineNs: number[] = [];

  /** @param report called with the result of each probe */
  constructor(options: {
    readonly sim: CheckPort;
    readonly stream: RandomStream;
    readonly firstTag: number;
    readonly report: (target: number, isGood: boolean) => void;
  }) {
    this.#sim = options.sim;
    this.#stream = options.stream;
    this.#firstTag = options.firstTag;
    this.#report = options.report;
  }

  /**
   * Sets what is probed from now on. Targets that were probed before keep their rhythm; `null` takes one out.
   * @param schedule null turns the checks off
   */
  configure(targets: readonly (CheckTarget | null)[], schedule: CheckSchedule | null): void {
    const wasOn = this.#schedule !== null;
    this.#schedule = schedule;
    const count = Math.max(targets.length, this.#targets.length);
    for (let index = 0; index < count; index += 1) {
      const target = targets[index] ?? null;
      const isNew = !wasOn || (this.#targets[index] ?? null) === null;
      this.#targets[index] = target;
      if (target === null || schedule === null) this.#stop(index);
      else if (isNew) this.#begin(index, schedule);
    }
  }

  /** True when the tag was one of these checks. */
  onTimer(tag: number): boolean {
    const number = tag - this.#firstTag;
    if (number < 0 || number >= 2 * this.#targets.length) return false;
    const index = number >> 1;
    if ((number & 1) === 0) this.#due(index);
    else this.#timedOut(index);
    return true;
  }

  /** True when the job was a probe of these checks. */
  onCallEnd(job: Job, call: Job): boolean {
    const index = this.#probes.get(job);
    if (index === undefined) return false;
    const isGood = this.#sim.outcomeOf(call) === OUTCOME.ok;
    this.#close(index);
    this.#tell(index, isGood);
    return true;
  }

  /** True when the job was a probe; it says nothing about the target. */
  onAbort(job: Job): boolean {
    const index = this.#probes.get(job);
    if (index === undefined) return false;
    this.#probes.delete(job);
    this.#probe[index] = NO_JOB;
    return true;
  }

  #begin(index: number, schedule: CheckSchedule): void {
    this.#probe[index] = NO_JOB;
    this.#deadlineNs[index] = -1;
    this.#setDue(index, Math.floor(this.#stream.uniform() * schedule.intervalNs));
  }

  #stop(index: number): void {
    this.#dueNs[index] = -1;
    this.#close(index);
  }

  #setDue(index: number, delayNs: number): void {
    this.#dueNs[index] = this.#sim.now() + delayNs;
    this.#sim.timer(delayNs, this.#firstTag + 2 * index);
  }

  #due(index: number): void {
    const target = this.#targets[index];
    if (this.#schedule === null || !target || this.#dueNs[index] !== this.#sim.now()) return;
    this.#setDue(index, this.#nextIntervalNs(this.#schedule, index));
    if ((this.#probe[index] ?? NO_JOB) !== NO_JOB) return;
    const job = this.#sim.openInternal();
    this.#probe[index] = job;
    this.#probes.set(job, index);
    this.#deadlineNs[index] = this.#sim.now() + this.#schedule.timeoutNs;
    this.#sim.timer(this.#schedule.timeoutNs, this.#firstTag + 2 * index + 1);
    this.#sim.call(job, target.edge, target.endpoint, this.#schedule.operation ?? 'probe');
  }

  #nextIntervalNs({ intervalNs, intervalForNs, jitterRatio = 0 }: CheckSchedule, index: number): number {
    const usualNs = intervalForNs === undefined ? intervalNs : intervalForNs(index);
    if (jitterRatio === 0) return usualNs;
    return Math.max(1, Math.round(usualNs * (1 + jitterRatio * (2 * this.#stream.uniform() - 1))));
  }

  #timedOut(index: number): void {
    if (this.#deadlineNs[index] !== this.#sim.now() || (this.#probe[index] ?? NO_JOB) === NO_JOB) return;
    this.#close(index);
    this.#tell(index, false);
  }

  #tell(index: number, isGood: boolean): void {
    const intervalForNs = this.#schedule?.intervalForNs;
    const before = intervalForNs?.(index);
    this.#report(index, isGood);
    const now = intervalForNs?.(index);
    if (now !== undefined && now !== before) this.#setDue(index, now);
  }

  #close(index: number): void {
    const job = this.#probe[index] ?? NO_JOB;
    this.#deadlineNs[index] = -1;
    if (job === NO_JOB) return;
    this.#probe[index] = NO_JOB;
    this.#probes.delete(job);
    this.#sim.closeInternal(job as Job);
  }
}
