import { OutlierDetector } from '../../algorithms/health/outlier.ts';
import { RiseFall } from '../../algorithms/health/rise-fall.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import type { OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import { BackendPool } from './backend-pool.ts';
import type { spec } from './spec.ts';

export type BalancerConfig = KindConfig<typeof spec>;

/** One endpoint of one outgoing edge. */
export interface Backend {
  readonly edge: OutEdge;
  readonly endpoint: number;
}

/** A backend's number is kept in a job's phase, which holds 16 bits: more backends than this are left aside. */
export const MAX_BACKENDS = 32_767;

function weightFor(backend: Backend | null, other: 'reads' | 'writes'): number {
  if (backend === null || backend.edge.config.carries === other) return 0;
  // An edge's weight is the share of the target as a whole: its replicas split it evenly.
  return backend.edge.config.weight / backend.edge.endpointCount;
}

/**
 * All backends a balancer ever had, each with a number that stays its own through edits, so that requests in flight, health and
 * load stay with the right one. A backend that is gone keeps its number and takes no part.
 */
export class BackendTable {
  /** By number; null for one that is gone. */
  readonly backends: (Backend | null)[] = [];
  readonly #sim: SimContext<BalancerConfig>;
  readonly #numbers = new Map<string, number>();
  readonly #pickStreams;
  #active = new Int32Array(0);
  #checks = new RiseFall(0, 1, 1);
  #outliers = new OutlierDetector(0, 0, 0);
  #healthy = new Uint8Array(0);
  /** By number: the backend as it is shown as ejected, or null. */
  readonly #shown: (Backend | null)[] = [];
  #reads: BackendPool;
  #writes: BackendPool;

  constructor(sim: SimContext<BalancerConfig>) {
    this.#sim = sim;
    this.#pickStreams = { reads: sim.random('pick'), writes: sim.random('pick writes') };
    this.#reads = this.#createPool('writes');
    this.#writes = this.#reads;
  }

  /** Reads the edges and the configuration anew. Health and load of backends that are still there stay. */
  rebuild(): void {
    const { config } = this.#sim;
    const before = this.backends.slice();
    this.#numberBackends();
    const count = this.backends.length;
    const active = new Int32Array(count);
    active.set(this.#active);
    this.#active = active;
    this.#checks = new RiseFall(count, config.fall, config.rise, this.#checks);
    this.#outliers = new OutlierDetector(
      count,
      config.passiveFailures,
      Math.round(config.ejectionS * NS_PER_S),
      this.#outliers,
    );
    for (let index = 0; index < count; index += 1) {
      const isBack = (before[index] ?? null) === null;
      if (isBack || !config.activeChecks) this.#checks.reset(index);
      if (isBack || config.passiveFailures === 0) this.#outliers.reset(index);
    }
    const isSplit = this.backends.some((backend) => backend !== null && backend.edge.config.carries !== 'any');
    this.#reads = this.#createPool('writes');
    this.#writes = isSplit ? this.#createPool('reads') : this.#reads;
    this.#refresh();
  }

  pool(isWrite: boolean): BackendPool {
    return isWrite ? this.#writes : this.#reads;
  }

  acquire(index: number): void {
    this.#changeActive(index, 1);
  }

  release(index: number): void {
    this.#changeActive(index, -1);
  }

  /** Takes the result of a probe. True when it took the backend out. */
  recordProbe(index: number, isGood: boolean): boolean {
    const change = this.#checks.record(index, isGood);
    if (change !== 'none') this.#refresh();
    return change === 'down';
  }

  /** Takes the end of a request. True when it ejected the backend: `endEjection` is due after the ejection time. */
  recordRequest(index: number, hasFailed: boolean): boolean {
    if (!this.#outliers.record(index, hasFailed, this.#sim.now())) return false;
    this.#refresh();
    return true;
  }

  endEjection(index: number): void {
    if (this.#outliers.release(index, this.#sim.now())) this.#refresh();
  }

  /** The balancer lost its memory: nothing is known about any backend. */
  forget(): void {
    for (let index = 0; index < this.backends.length; index += 1) {
      this.#checks.reset(index);
      this.#outliers.reset(index);
    }
    this.#refresh();
  }

  #numberBackends(): void {
    this.backends.fill(null);
    for (const edge of this.#sim.edges) {
      for (let endpoint = 0; endpoint < edge.endpointCount; endpoint += 1) {
        const key = `${edge.id} ${endpoint}`;
        const number = this.#numbers.get(key) ?? this.backends.length;
        if (number >= MAX_BACKENDS) return;
        this.#numbers.set(key, number);
        this.backends[number] = { edge, endpoint };
      }
    }
  }

  #createPool(other: 'reads' | 'writes'): BackendPool {
    const { algorithm, panicRatio } = this.#sim.config;
    const weights = this.backends.map((backend) => weightFor(backend, other));
    const stream = this.#pickStreams[other === 'writes' ? 'reads' : 'writes'];
    return new BackendPool({ weights, active: this.#active, algorithm, stream, panicRatio });
  }

  #changeActive(index: number, by: 1 | -1): void {
    this.#active[index] = (this.#active[index] as number) + by;
    this.#reads.balancer.update(index);
    if (this.#writes !== this.#reads) this.#writes.balancer.update(index);
  }

  #refresh(): void {
    this.#healthy = Uint8Array.from(this.backends, (backend, index) => {
      return backend !== null && this.#checks.healthy[index] === 1 && !this.#outliers.isEjected(index) ? 1 : 0;
    });
    this.#reads.refresh(this.#healthy);
    if (this.#writes !== this.#reads) this.#writes.refresh(this.#healthy);
    for (let index = 0; index < this.backends.length; index += 1) this.#show(index);
  }

  /** Tells the canvas what changed; a backend that is gone is no longer shown as ejected by this balancer. */
  #show(index: number): void {
    const backend = this.backends[index] ?? null;
    const shown = this.#shown[index] ?? null;
    const ejected = this.#healthy[index] === 0 ? backend : null;
    if ((shown === null) === (ejected === null)) return;
    if (shown !== null) this.#sim.showEjected(shown.edge, shown.endpoint, false);
    if (ejected !== null) this.#sim.showEjected(ejected.edge, ejected.endpoint, true);
    this.#shown[index] = ejected;
  }
}
