import { ResolverCache } from '../../algorithms/naming/resolver-cache.ts';
import { CACHE_NOTE, OUTCOME } from '../../model/outcome.ts';
import type { Behaviour, BehaviourModule, Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { Zone, type DnsConfig } from './zone.ts';

/** A population of recursive resolvers, each with its own cache, in front of one zone. */
class Dns implements Behaviour {
  readonly #sim: SimContext<DnsConfig>;
  readonly #zone: Zone;
  #cache = new ResolverCache(1, 1);
  /** By resolver and variant: when the question it has asked will be answered. */
  #askedUntilNs = new Float64Array(1);
  #resolvers = 1;
  #variants = 1;
  #shape = '';

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
    this.#zone = new Zone(sim);
  }

  start(): void {
    this.#zone.configure();
    this.#resolvers = this.#sim.config.resolvers;
    const shape = `${this.#sim.config.policy} ${this.#resolvers} ${this.#zone.ids}`;
    if (shape === this.#shape) return;
    // Answers stand for records by number: they are of no use when the records or the question change.
    this.#shape = shape;
    this.#variants = this.#sim.config.policy === 'geo' ? Math.max(1, this.#zone.size) : 1;
    this.#cache = new ResolverCache(this.#resolvers, this.#variants);
    this.#askedUntilNs = new Float64Array(this.#resolvers * this.#variants);
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    if (this.#zone.size === 0) {
      this.#sim.fail(job, OUTCOME.not_connected);
      return;
    }
    const variant = this.#variantOf(job);
    this.#sim.setPhase(job, variant);
    const resolver = this.#resolverOf(job);
    const known = this.#cache.lookup(resolver, variant, this.#sim.now());
    if (known >= 0) this.#reply(job, known, CACHE_NOTE.hit);
    else this.#ask(job, resolver * this.#variants + variant);
  }

  onWorkDone(job: Job): void {
    const variant = this.#sim.phaseOf(job);
    const resolver = this.#resolverOf(job);
    const now = this.#sim.now();
    const known = variant < this.#variants ? this.#cache.lookup(resolver, variant, now) : -1;
    if (known >= 0) {
      this.#reply(job, known, CACHE_NOTE.coalesced);
      return;
    }
    const answer = this.#zone.answer(job);
    if (answer < 0) {
      this.#sim.fail(job, OUTCOME.dns_failure);
      return;
    }
    const ttlNs = Math.round(this.#sim.config.ttlS * NS_PER_S);
    if (variant < this.#variants) this.#cache.store(resolver, variant, answer, now + ttlNs);
    this.#sim.replyAddress(job, this.#zone.record(answer).index, ttlNs / NS_PER_MS, CACHE_NOTE.miss);
  }

  onCallEnd(job: Job, call: Job): void {
    this.#zone.onCallEnd(job, call);
  }

  onTimer(tag: number): void {
    this.#zone.onTimer(tag);
  }

  onAbort(job: Job): void {
    this.#zone.onAbort(job);
  }

  onFlush(): void {
    this.#cache.clear();
  }

  onRestart(): void {
    this.#cache.clear();
  }

  /** Asks the zone; whoever asks the same resolver meanwhile waits for the same answer. */
  #ask(job: Job, question: number): void {
    const now = this.#sim.now();
    let untilNs = this.#askedUntilNs[question] as number;
    if (untilNs <= now) {
      untilNs = now + Math.round(this.#sim.config.authoritativeRttMs * NS_PER_MS);
      this.#askedUntilNs[question] = untilNs;
    }
    if (untilNs > now) this.#sim.work(job, untilNs - now);
    else this.onWorkDone(job);
  }

  #reply(job: Job, record: number, note: number): void {
    const resolver = this.#resolverOf(job);
    const leftNs = this.#cache.expiresNs(resolver, this.#sim.phaseOf(job)) - this.#sim.now();
    this.#sim.replyAddress(job, this.#zone.record(record).index, leftNs / NS_PER_MS, note);
  }

  #resolverOf(job: Job): number {
    return this.#sim.userOf(job) % this.#resolvers;
  }

  /** Geographic answers differ by where the user is: by the nearest record. */
  #variantOf(job: Job): number {
    return this.#variants === 1 ? 0 : Math.max(0, this.#zone.nearestTo(job));
  }
}

export const behaviour: BehaviourModule<DnsConfig> = {
  endpoints: () => ({ count: 1, slots: Infinity, queueLimit: Infinity }),
  create: (sim) => new Dns(sim),
};
