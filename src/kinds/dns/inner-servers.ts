import type { RandomStream } from '../../model/random-stream.ts';
import type { Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import type { DnsConfig } from './dns-config.ts';
import type { Answer, Level, Upstream } from './recursive-resolvers.ts';

/**
 * Root, top-level and authoritative servers inside one collapsed card: every exchange takes its round trip, may be lost in either
 * direction, and is repeated after the time-out, as it would be over edges.
 */
export class InnerServers implements Upstream {
  readonly #sim: SimContext<DnsConfig>;
  readonly #losses: RandomStream;
  readonly #asked = new Map<Job, Level | 'lost'>();
  #repeated = 0;

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
    this.#losses = sim.random('losses');
  }

  /** Questions sent again because no answer came. */
  get repeated(): number {
    return this.#repeated;
  }

  has(): boolean {
    return true;
  }

  ask(job: Job, level: Level): void {
    const { lookupTimeoutMs, lookupAttempts } = this.#sim.config;
    let attempt = 1;
    while (this.#isLost() && attempt <= lookupAttempts) attempt += 1;
    const isAnswered = attempt <= lookupAttempts;
    this.#repeated += Math.min(attempt, lookupAttempts) - 1;
    this.#asked.set(job, isAnswered ? level : 'lost');
    const lastMs = isAnswered ? this.#rttMs(level) : 0;
    this.#sim.work(job, Math.round(((attempt - 1) * lookupTimeoutMs + lastMs) * NS_PER_MS));
  }

  /** What came back for `job` now; `zone` answers when it was the authoritative server. */
  answerTo(job: Job, zone: (job: Job) => Answer): Answer {
    const level = this.#asked.get(job) ?? 'lost';
    this.#asked.delete(job);
    if (level === 'lost') return { type: 'failure' };
    if (level === 'authoritative') return zone(job);
    return { type: 'referral', record: -1, lifetimeNs: Math.round(this.#sim.config.delegationTtlS * NS_PER_S) };
  }

  forget(job: Job): void {
    this.#asked.delete(job);
  }

  /** An exchange is lost when its question or its answer is. */
  #isLost(): boolean {
    const { upstreamLossRatio } = this.#sim.config;
    if (upstreamLossRatio === 0) return false;
    return this.#losses.uniform() < upstreamLossRatio || this.#losses.uniform() < upstreamLossRatio;
  }

  #rttMs(level: Level): number {
    const { rootRttMs, tldRttMs, authoritativeRttMs } = this.#sim.config;
    return { root: rootRttMs, tld: tldRttMs, authoritative: authoritativeRttMs }[level];
  }
}
