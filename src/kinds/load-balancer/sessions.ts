import type { Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS } from '../../model/units.ts';
import type { BackendPool } from './backend-pool.ts';
import type { BackendTable } from './backend-table.ts';
import type { BalancerConfig } from './balancer-config.ts';
import { StickyTable } from './sticky-table.ts';

/** Cookie stickiness: who stays where, and what becomes of those whose backend is gone. */
export class Sessions {
  /** Users who were given another backend because theirs was gone. */
  moved = 0;
  readonly #sim: SimContext<BalancerConfig>;
  readonly #table: BackendTable;
  readonly #cookies = new StickyTable();

  constructor(sim: SimContext<BalancerConfig>, table: BackendTable) {
    this.#sim = sim;
    this.#table = table;
  }

  /** The backend for a request: the one its cookie names, or a new one; -1 when there is none. */
  pick(job: Job, pool: BackendPool, key: number): number {
    const requestClass = this.#sim.classOf(job);
    const named = this.#cookies.backendOf(this.#sim.userOf(job), this.#nowMs());
    if (named >= 0 && this.#table.mayGoOn(named, requestClass)) return named;
    if (named >= 0 && this.#sim.config.stickyLost === 'fail') return -1;
    const picked = pool.pick(key, this.#sim.now());
    if (picked >= 0) this.#bind(job, picked, named >= 0);
    return picked;
  }

  /** The named backend failed and the request goes to another: so does the user. */
  move(job: Job, backend: number): void {
    this.#bind(job, backend, true);
  }

  sweep(): void {
    this.#cookies.sweep(this.#nowMs());
  }

  #bind(job: Job, backend: number, isMove: boolean): void {
    if (isMove) this.moved += 1;
    this.#cookies.bind(this.#sim.userOf(job), backend, this.#nowMs() + this.#sim.config.stickyS * 1_000);
  }

  #nowMs(): number {
    return Math.floor(this.#sim.now() / NS_PER_MS);
  }
}
