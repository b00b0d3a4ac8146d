import { OUTCOME } from '../../model/outcome.ts';
import type { Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS } from '../../model/units.ts';
import type { DnsConfig } from './dns-config.ts';
import { LEVELS, type Answer, type Level, type Upstream } from './recursive-resolvers.ts';

/** Root, top-level and authoritative servers as nodes of their own: the role of each says what it is asked for. */
export class OuterServers implements Upstream {
  readonly #sim: SimContext<DnsConfig>;
  readonly #servers: Record<Level, OutEdge[]> = { root: [], tld: [], authoritative: [] };
  readonly #turn: Record<Level, number> = { root: 0, tld: 0, authoritative: 0 };

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
  }

  configure(): void {
    for (const level of LEVELS)
      this.#servers[level] = this.#sim.edges.filter(({ targetConfig }) => roleAs(targetConfig, level));
  }

  /** The zone answers by where the user is, and is told. */
  get byNetwork(): boolean {
    return this.#servers.authoritative.some(
      ({ targetConfig }) => answersByPlace(String(targetConfig['policy'])) && targetConfig['clientSubnet'] === true,
    );
  }

  has(level: Level): boolean {
    return this.#servers[level].length > 0;
  }

  /** Servers of one level take turns. */
  ask(job: Job, level: Level): void {
    const servers = this.#servers[level];
    const turn = this.#turn[level] % servers.length;
    this.#turn[level] = turn + 1;
    this.#sim.call(job, servers[turn] as OutEdge, -1, 'resolve');
  }

  answerOf(call: Job): Answer {
    const sim = this.#sim;
    const outcome = sim.outcomeOf(call);
    const lifetimeNs = sim.addressTtlMsOf(call) * NS_PER_MS;
    if (outcome === OUTCOME.name_not_found) return { type: 'none', record: -1, lifetimeNs };
    if (outcome !== OUTCOME.ok) return { type: 'failure' };
    const record = sim.addressOf(call);
    return { type: record < 0 ? 'referral' : 'address', record, lifetimeNs };
  }
}

/** A whole DNS behind a resolver is asked like an authoritative server: it is one to those who ask it. */
function roleAs(config: Readonly<Record<string, unknown>>, level: Level): boolean {
  const role = config['role'];
  return role === level || (level === 'authoritative' && (role === 'whole' || role === 'resolver'));
}

/** Policies whose answer depends on where the user is. */
export function answersByPlace(policy: string): boolean {
  return policy === 'geo' || policy === 'latency';
}
