import type { Behaviour, BehaviourModule, Job, SimContext } from '../../model/sim-context.ts';
import type { DnsConfig } from './dns-config.ts';
import { Authoritative, Referrer } from './name-servers.ts';
import { Resolver } from './resolver.ts';
import { WholeDns } from './whole-dns.ts';

type RoleBehaviour = Behaviour & { readonly onRequest: (job: Job) => void; retire?(): void };

function behaviourOf(sim: SimContext<DnsConfig>): RoleBehaviour {
  switch (sim.config.role) {
    case 'whole':
      return new WholeDns(sim);
    case 'resolver':
      return new Resolver(sim);
    case 'authoritative':
      return new Authoritative(sim);
    case 'root':
    case 'tld':
      return new Referrer(sim);
  }
}

/** What the role of a node makes of it. A node that gets another role forgets what it knew in the old one. */
class Dns implements Behaviour {
  readonly #sim: SimContext<DnsConfig>;
  #role: DnsConfig['role'];
  #acting: RoleBehaviour;

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
    this.#role = sim.config.role;
    this.#acting = behaviourOf(sim);
  }

  start(): void {
    this.#acting.start?.();
  }

  onConfig(): void {
    if (this.#sim.config.role === this.#role) {
      this.#acting.onConfig?.();
      return;
    }
    this.#acting.retire?.();
    this.#role = this.#sim.config.role;
    this.#acting = behaviourOf(this.#sim);
    this.#acting.start?.();
  }

  onRequest(job: Job): void {
    this.#acting.onRequest(job);
  }

  onWorkDone(job: Job): void {
    this.#acting.onWorkDone?.(job);
  }

  onCallEnd(job: Job, call: Job): void {
    this.#acting.onCallEnd?.(job, call);
  }

  onTimer(tag: number): void {
    this.#acting.onTimer?.(tag);
  }

  onAbort(job: Job): void {
    this.#acting.onAbort?.(job);
  }

  onFlush(): void {
    this.#acting.onFlush?.(-1);
  }

  onRestart(): void {
    this.#acting.onRestart?.(-1);
  }

  counts(): Readonly<Record<string, number>> {
    return this.#acting.counts?.() ?? {};
  }
}

export const behaviour: BehaviourModule<DnsConfig> = {
  endpoints: () => ({ count: 1, slots: Infinity, queueLimit: Infinity }),
  create: (sim) => new Dns(sim),
};
