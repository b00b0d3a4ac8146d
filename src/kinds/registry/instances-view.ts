import { noticeRuleOf, type BackendView, type BalancerView } from '../../model/balancer-view.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import type { OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { Leases } from './leases.ts';
import type { spec } from './spec.ts';

type Config = KindConfig<typeof spec>;

/** Requests an instance had got when it was last looked at, and its rate then. */
interface Seen {
  readonly atNs: number;
  readonly arrivals: number;
  readonly ratePerSecond: number;
}

/** What a registry shows of its instances: who is on the list, what they get, and what callers lost there. */
export class InstancesView {
  readonly #sim: SimContext<Config>;
  readonly #leases: Leases;
  readonly #seen = new Map<string, Seen>();

  constructor(sim: SimContext<Config>, leases: Leases) {
    this.#sim = sim;
    this.#leases = leases;
  }

  describe(): BalancerView {
    const { algorithm, leaseS, heartbeatS } = this.#sim.config;
    const backends = this.#leases.instances.flatMap((instance, number) =>
      instance === null ? [] : [this.#describeOne(instance.edge, instance.endpoint, number)],
    );
    return {
      algorithm,
      backends,
      spread: spreadOf(backends),
      ring: null,
      sessionsMoved: null,
      lost: backends.reduce((sum, { failed }) => sum + failed, 0),
      triedAgain: 0,
      // A lease that was renewed just before the death runs its whole length, one that was due then a heartbeat less.
      noticeRule: { ...noticeRuleOf(1, leaseS, 0), aboveS: Math.max(0, leaseS - heartbeatS) },
    };
  }

  #describeOne(edge: OutEdge, endpoint: number, number: number): BackendView {
    const { leaseS } = this.#sim.config;
    const isListed = this.#leases.isListed(number);
    const isDraining = this.#sim.isDraining(edge, endpoint);
    const { expiredNs, noticedNs } = this.#leases.endOf(number);
    return {
      edgeId: edge.id,
      targetId: edge.targetId,
      endpoint,
      state: isDraining ? 'draining' : isListed ? 'up' : 'down',
      reason: isDraining ? 'off the list' : isListed ? '' : `no heartbeat for ${leaseS} s`,
      sinceS: isListed || expiredNs < 0 ? null : expiredNs / NS_PER_S,
      share: 0,
      ratePerSecond: this.#rate(edge, endpoint),
      inFlight: 0,
      connections: null,
      openConnections: null,
      requests: this.#sim.arrivalsAt(edge, endpoint),
      failed: this.#sim.lostAt(edge, endpoint),
      ejections: expiredNs < 0 ? 0 : 1,
      noticedS: noticedNs < 0 ? null : noticedNs / NS_PER_S,
    };
  }

  /** Requests per second since it was looked at a second ago or longer. */
  #rate(edge: OutEdge, endpoint: number): number {
    const key = `${edge.id} ${endpoint}`;
    const atNs = this.#sim.now();
    const arrivals = this.#sim.arrivalsAt(edge, endpoint);
    const before = this.#seen.get(key) ?? { atNs: 0, arrivals: 0, ratePerSecond: 0 };
    // The run may have gone back in time: begin anew.
    const since = before.atNs > atNs ? { atNs: 0, arrivals: 0, ratePerSecond: 0 } : before;
    if (atNs - since.atNs < NS_PER_S) return since.ratePerSecond;
    const ratePerSecond = ((arrivals - since.arrivals) * NS_PER_S) / (atNs - since.atNs);
    this.#seen.set(key, { atNs, arrivals, ratePerSecond });
    return ratePerSecond;
  }
}

/** Standard deviation / mean of the rates of those that are up; null without traffic or with fewer than two. */
function spreadOf(backends: readonly BackendView[]): number | null {
  const rates = backends.filter(({ state }) => state === 'up').map(({ ratePerSecond }) => ratePerSecond);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  if (rates.length < 2 || mean === 0) return null;
  return Math.sqrt(rates.reduce((sum, rate) => sum + (rate - mean) * (rate - mean), 0) / rates.length) / mean;
}
