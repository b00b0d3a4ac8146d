import { OUTCOME } from '../../model/outcome.ts';
import type { Behaviour, Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import type { DnsConfig } from './dns-config.ts';
import type { Answer } from './recursive-resolvers.ts';
import { Zone } from './zone.ts';

/** Root or top-level servers: whatever they are asked, they refer to the servers one level down. */
export class Referrer implements Behaviour {
  readonly #sim: SimContext<DnsConfig>;

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
  }

  onRequest(job: Job): void {
    this.#sim.replyAddress(job, -1, this.#sim.config.delegationTtlS * (NS_PER_S / NS_PER_MS));
  }
}

/** The servers that hold the records. */
export class Authoritative implements Behaviour {
  readonly #sim: SimContext<DnsConfig>;
  readonly #zone: Zone;

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
    this.#zone = new Zone(sim);
  }

  start(): void {
    this.#zone.configure();
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    const answer = this.#zone.size === 0 ? null : this.#zone.answer(job);
    if (answer === null || answer.type === 'failure') this.#sim.fail(job, OUTCOME.not_connected);
    else this.#send(job, answer);
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

  retire(): void {
    this.#zone.retire();
  }

  counts(): Readonly<Record<string, number>> {
    return { 'records out of the zone': this.#zone.left };
  }

  #send(job: Job, answer: Exclude<Answer, { type: 'failure' }>): void {
    const lifetimeMs = answer.lifetimeNs / NS_PER_MS;
    if (answer.type === 'none') this.#sim.failUntil(job, OUTCOME.name_not_found, lifetimeMs);
    else this.#sim.replyAddress(job, answer.record, lifetimeMs);
  }
}
