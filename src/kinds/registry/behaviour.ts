import { ActiveChecks } from '../../algorithms/health/active-checks.ts';
import { questionKey } from '../../algorithms/discovery/instance-caller.ts';
import type { BalancerView } from '../../model/balancer-view.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import type { Address, Behaviour, BehaviourModule, Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { InstancesView } from './instances-view.ts';
import { Leases } from './leases.ts';
import type { spec } from './spec.ts';

type Config = KindConfig<typeof spec>;

/** Timer tags: one per instance for the end of its lease, then the heartbeats. */
const HEARTBEATS_TAG = 65_536;
/** A heartbeat that is not acknowledged in this time did not arrive. */
const HEARTBEAT_TIMEOUT_NS = NS_PER_S;

/**
 * Keeps the list of instances (the endpoints its edges lead to) and answers with it. Heartbeats are exchanged over the edges, so
 * they cost traffic and are lost as other messages are; what travels is counted from the registry's side.
 */
class Registry implements Behaviour {
  readonly #sim: SimContext<Config>;
  readonly #heartbeats: ActiveChecks;
  readonly #leases: Leases;
  readonly #view: InstancesView;
  #list = -1;
  /** Questions held until the list changes. */
  readonly #watching = new Set<Job>();

  constructor(sim: SimContext<Config>) {
    this.#sim = sim;
    this.#leases = new Leases(sim);
    this.#view = new InstancesView(sim, this.#leases);
    this.#heartbeats = new ActiveChecks({
      sim,
      stream: sim.random('heartbeats'),
      firstTag: HEARTBEATS_TAG,
      report: (instance, isGood) => {
        if (isGood && this.#leases.renew(instance)) this.#publish();
      },
    });
  }

  start(): void {
    const { heartbeatS, mode } = this.#sim.config;
    this.#leases.configure(this.#sim.edges);
    const schedule = { intervalNs: Math.round(heartbeatS * NS_PER_S), timeoutNs: HEARTBEAT_TIMEOUT_NS };
    this.#heartbeats.configure(this.#leases.instances, schedule);
    this.#publish();
    if (mode === 'poll') this.#answerAll();
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    const isCurrent = this.#sim.keyOf(job) === questionKey(this.#list);
    if (isCurrent && this.#sim.config.mode === 'watch') this.#watching.add(job);
    else this.#answer(job);
  }

  onWorkDone(job: Job): void {
    this.#answer(job);
  }

  onCallEnd(job: Job, call: Job): void {
    this.#heartbeats.onCallEnd(job, call);
  }

  onTimer(tag: number): void {
    if (!this.#heartbeats.onTimer(tag) && this.#leases.expire(tag)) this.#publish();
  }

  onDraining(edge: OutEdge, endpoint: number): void {
    if (this.#leases.includes(edge, endpoint)) this.#publish();
  }

  onAbort(job: Job): void {
    if (!this.#heartbeats.onAbort(job)) this.#watching.delete(job);
  }

  view(): BalancerView {
    return this.#view.describe();
  }

  #answer(job: Job): void {
    this.#sim.replyAddress(job, this.#list, this.#sim.config.pollS * (NS_PER_S / NS_PER_MS));
  }

  #answerAll(): void {
    const delayNs = Math.round(this.#sim.config.watchDelayMs * NS_PER_MS);
    const waiting = [...this.#watching];
    this.#watching.clear();
    for (const job of waiting) this.#sim.work(job, delayNs);
  }

  /** Makes the list as it is now the one that is answered with, if it differs, and tells those who watch. */
  #publish(): void {
    const addresses = this.#leases.addresses();
    if (this.#list >= 0 && isSame(addresses, this.#sim.addressList(this.#list))) return;
    this.#list = this.#sim.publishAddresses(addresses);
    this.#answerAll();
  }
}

function isSame(a: readonly Address[], b: readonly Address[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return one.recordEdge === other?.recordEdge && one.endpoint === other.endpoint && one.weight === other.weight;
    })
  );
}

export const behaviour: BehaviourModule<Config> = {
  endpoints: () => ({ count: 1, slots: Infinity, queueLimit: Infinity }),
  create: (sim) => new Registry(sim),
};
