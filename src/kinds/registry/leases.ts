import type { KindConfig } from '../../model/kind-spec.ts';
import type { Address, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { spec } from './spec.ts';

interface Instance {
  readonly edge: OutEdge;
  readonly endpoint: number;
}

type LeasePort = Pick<SimContext<KindConfig<typeof spec>>, 'config' | 'now' | 'timer' | 'isDraining' | 'faultSinceNs'>;

/** Who is registered and until when. Instances keep their numbers through edits; one that is gone keeps its number and is null. */
export class Leases {
  readonly instances: (Instance | null)[] = [];
  readonly #sim: LeasePort;
  readonly #numbers = new Map<string, number>();
  /** By number: end of the lease, -1 while not registered. */
  readonly #untilNs: number[] = [];
  /** By number: when the last lease ran out, and how long after a fault there that was; -1 for never. */
  readonly #expiredNs: number[] = [];
  readonly #noticedNs: number[] = [];
  #hasStarted = false;

  constructor(sim: LeasePort) {
    this.#sim = sim;
  }

  /** Reads the edges. What was there when the run began is registered; what comes later registers with its first heartbeat. */
  configure(edges: readonly OutEdge[]): void {
    this.instances.fill(null);
    for (const edge of edges) {
      for (let endpoint = 0; endpoint < edge.endpointCount; endpoint += 1) this.#add({ edge, endpoint });
    }
    this.#hasStarted = true;
  }

  includes(edge: OutEdge, endpoint: number): boolean {
    return this.#numbers.has(`${edge.id} ${endpoint}`);
  }

  /** A heartbeat came. True when it registered the instance. */
  renew(instance: number): boolean {
    const wasRegistered = this.#isRegistered(instance);
    this.#untilNs[instance] = this.#sim.now() + this.#leaseNs();
    if (!wasRegistered) this.#sim.timer(this.#leaseNs(), instance);
    return !wasRegistered;
  }

  /** The lease of an instance may have ended. True when it has. */
  expire(instance: number): boolean {
    if (!this.#isRegistered(instance)) return false;
    const leftNs = (this.#untilNs[instance] as number) - this.#sim.now();
    if (leftNs > 0) {
      this.#sim.timer(leftNs, instance);
      return false;
    }
    this.#untilNs[instance] = -1;
    this.#expiredNs[instance] = this.#sim.now();
    const gone = this.instances[instance] ?? null;
    const faultNs = gone === null ? -1 : this.#sim.faultSinceNs(gone.edge, gone.endpoint);
    if (faultNs >= 0) this.#noticedNs[instance] = this.#sim.now() - faultNs;
    return true;
  }

  isListed(instance: number): boolean {
    return this.#isRegistered(instance);
  }

  endOf(instance: number): { readonly expiredNs: number; readonly noticedNs: number } {
    return { expiredNs: this.#expiredNs[instance] ?? -1, noticedNs: this.#noticedNs[instance] ?? -1 };
  }

  /** The list as it is now: registered, not draining, weight above 0. */
  addresses(): readonly Address[] {
    return this.instances.flatMap((instance, number) => {
      if (instance === null || !this.#isRegistered(number)) return [];
      const { edge, endpoint } = instance;
      if (edge.config.weight <= 0 || this.#sim.isDraining(edge, endpoint)) return [];
      return [{ recordEdge: edge.index, endpoint, weight: edge.config.weight / edge.endpointCount }];
    });
  }

  #add(instance: Instance): void {
    const key = `${instance.edge.id} ${instance.endpoint}`;
    const number = this.#numbers.get(key) ?? this.instances.length;
    const isNew = !this.#numbers.has(key);
    this.#numbers.set(key, number);
    this.instances[number] = instance;
    if (!isNew) return;
    this.#untilNs[number] = -1;
    if (!this.#hasStarted) this.renew(number);
  }

  #isRegistered(instance: number): boolean {
    return (this.#untilNs[instance] ?? -1) >= 0;
  }

  #leaseNs(): number {
    return Math.round(this.#sim.config.leaseS * NS_PER_S);
  }
}
