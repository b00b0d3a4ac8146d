import { OUTCOME } from '../../model/outcome.ts';
import type { Behaviour, Job, SimContext } from '../../model/sim-context.ts';
import type { DnsConfig } from './dns-config.ts';
import { OuterServers } from './outer-servers.ts';
import { RecursiveResolvers } from './recursive-resolvers.ts';

/** Resolvers that ask servers over edges. */
export class Resolver implements Behaviour {
  readonly #sim: SimContext<DnsConfig>;
  readonly #servers: OuterServers;
  readonly #resolvers: RecursiveResolvers;

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
    this.#servers = new OuterServers(sim);
    this.#resolvers = new RecursiveResolvers(sim, this.#servers);
  }

  start(): void {
    this.#servers.configure();
    this.#resolvers.configure('', this.#servers.byNetwork);
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    if (this.#servers.has('authoritative')) this.#resolvers.onRequest(job);
    else this.#sim.fail(job, OUTCOME.not_connected);
  }

  onCallEnd(job: Job, call: Job): void {
    this.#resolvers.answered(job, this.#servers.answerOf(call));
  }

  onAbort(job: Job): void {
    this.#resolvers.forget(job);
  }

  onFlush(): void {
    this.#resolvers.clear();
  }

  onRestart(): void {
    this.#resolvers.clear();
  }

  retire(): void {
    this.#resolvers.retire();
  }

  counts(): Readonly<Record<string, number>> {
    return this.#resolvers.counts;
  }
}
