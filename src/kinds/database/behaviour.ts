import { createSampler, type Sampler } from '../../algorithms/sampling/distribution-sampler.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { CACHE_NOTE, OUTCOME } from '../../model/outcome.ts';
import type { Behaviour, BehaviourModule, EndpointLayout, Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS } from '../../model/units.ts';
import { RecentWrites } from './recent-writes.ts';
import type { spec } from './spec.ts';

type DatabaseConfig = KindConfig<typeof spec>;

const PRIMARY = 0;
/** Phase of a read that started on a replica before the latest write of its key got there. */
const STALE = 1;

/** A primary (endpoint 0) and read replicas (the others) that follow with a lag. */
class Database implements Behaviour {
  readonly #sim: SimContext<DatabaseConfig>;
  readonly #readStream;
  readonly #writeStream;
  readonly #recent = new RecentWrites();
  #readTime: Sampler;
  #writeTime: Sampler;
  #lagNs = 0;
  #turn = 0;

  constructor(sim: SimContext<DatabaseConfig>) {
    this.#sim = sim;
    this.#readStream = sim.random('reads');
    this.#writeStream = sim.random('writes');
    this.#readTime = createSampler(sim.config.readTime, this.#readStream);
    this.#writeTime = createSampler(sim.config.writeTime, this.#writeStream);
    this.#lagNs = this.#lag();
  }

  onConfig(): void {
    this.#readTime = createSampler(this.#sim.config.readTime, this.#readStream);
    this.#writeTime = createSampler(this.#sim.config.writeTime, this.#writeStream);
    this.#lagNs = this.#lag();
  }

  /** Writes go to the primary; reads take turns over the replicas when they are split off. */
  chooseEndpoint(job: Job): number {
    const replicas = this.#sim.endpointCount - 1;
    if (replicas === 0 || !this.#sim.config.splitReads || this.#sim.isWrite(job)) return PRIMARY;
    this.#turn = this.#turn >= replicas ? 1 : this.#turn + 1;
    return this.#turn;
  }

  onRequest(job: Job): void {
    this.#sim.enter(job);
  }

  onSlot(job: Job): void {
    // A query sees the data as they are when it starts (snapshot isolation).
    if (this.#isBehind(job)) this.#sim.setPhase(job, STALE);
    const timeNs = (this.#sim.isWrite(job) ? this.#writeTime : this.#readTime).nextNs();
    if (timeNs > 0) this.#sim.work(job, timeNs);
    else this.onWorkDone(job);
  }

  onWorkDone(job: Job): void {
    if (this.#lagNs > 0 && this.#sim.isWrite(job)) {
      const now = this.#sim.now();
      this.#recent.record(this.#sim.keyOf(job), now, now + this.#lagNs);
    }
    this.#sim.reply(job, this.#sim.phaseOf(job) === STALE ? CACHE_NOTE.stale : CACHE_NOTE.none);
  }

  #isBehind(job: Job): boolean {
    if (this.#lagNs === 0 || this.#sim.endpointOf(job) === PRIMARY || this.#sim.isWrite(job)) return false;
    return this.#recent.isBehind(this.#sim.keyOf(job), this.#sim.now());
  }

  /** Without replicas nothing lags. */
  #lag(): number {
    return this.#sim.endpointCount > 1 ? Math.round(this.#sim.config.replicationLagMs * NS_PER_MS) : 0;
  }
}

export const behaviour: BehaviourModule<DatabaseConfig> = {
  endpoints(config): EndpointLayout {
    // The connection limit counts queries in work and waiting, so it also limits the slots.
    const slots = Math.min(config.slots, config.maxConnections);
    return {
      count: 1 + config.readReplicas,
      slots,
      queueLimit: config.maxConnections - slots,
      overflow: OUTCOME.too_many_connections,
      restartS: config.restartS,
    };
  },
  create: (sim) => new Database(sim),
};
