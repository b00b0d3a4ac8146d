import { OUTCOME } from '../../model/outcome.ts';
import type { Behaviour, Job, SimContext } from '../../model/sim-context.ts';
import type { DnsConfig } from './dns-config.ts';
import { InnerServers } from './inner-servers.ts';
import { answersByPlace } from './outer-servers.ts';
import { RecursiveResolvers } from './recursive-resolvers.ts';
import { Zone } from './zone.ts';

/** Resolvers in front of servers that are inside the card: all of DNS. */
export class WholeDns implements Behaviour {
  readonly #sim: SimContext<DnsConfig>;
  readonly #zone: Zone;
  readonly #servers: InnerServers;
  readonly #resolvers: RecursiveResolvers;

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
    this.#zone = new Zone(sim);
    this.#servers = new InnerServers(sim);
    this.#resolvers = new RecursiveResolvers(sim, this.#servers);
  }

  start(): void {
    const { policy, clientSubnet } = this.#sim.config;
    this.#zone.configure();
    this.#resolvers.configure(`${policy} ${this.#zone.ids}`, answersByPlace(policy) && clientSubnet);
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    if (this.#zone.size === 0) this.#sim.fail(job, OUTCOME.not_connected);
    else this.#resolvers.onRequest(job);
  }

  onWorkDone(job: Job): void {
    this.#resolvers.answered(
      job,
      this.#servers.answerTo(job, (one) => this.#zone.answer(one)),
    );
  }

  onCallEnd(job: Job, call: Job): void {
    this.#zone.onCallEnd(job, call);
  }

  onTimer(tag: number): void {
    this.#zone.onTimer(tag);
  }

  onAbort(job: Job): void {
    this.#zone.onAbort(job);
    this.#servers.forget(job);
    this.#resolvers.forget(job);
  }

  onFlush(): void {
    this.#resolvers.clear();
  }

  onRestart(): void {
    this.#resolvers.clear();
  }

  retire(): void {
    this.#zone.retire();
    this.#resolvers.retire();
  }

  counts(): Readonly<Record<string, number>> {
    return {
      ...this.#resolvers.counts,
      'questions repeated': this.#servers.repeated,
      'records out of the zone': this.#zone.left,
    };
  }
}
