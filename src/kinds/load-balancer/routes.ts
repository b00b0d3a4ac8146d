import type { RequestClass } from '../../model/sim-context.ts';
import type { BackendPool } from './backend-pool.ts';

/** The pools for requests whose path begins in the same way. */
export interface Route {
  /** Empty for the default. */
  readonly prefix: string;
  readonly reads: BackendPool;
  /** The same as `reads` where no edge carries only one of them. */
  readonly writes: BackendPool;
}

/** Finds the pool for a request: the longest prefix of its path wins (nginx `location`), then reads or writes. */
export class Routes {
  readonly all: readonly Route[];
  /** Every pool once. */
  readonly pools: readonly BackendPool[];
  readonly #byClass: (Route | undefined)[] = [];
  readonly #only: BackendPool | null;

  /** @param routes one of them the default, with the empty prefix */
  constructor(routes: readonly Route[]) {
    this.all = routes.toSorted((a, b) => b.prefix.length - a.prefix.length);
    this.pools = [...new Set(routes.flatMap(({ reads, writes }) => [reads, writes]))];
    this.#only = this.pools.length === 1 ? (this.pools[0] as BackendPool) : null;
  }

  /** The route for what no other matches. */
  get default(): Route {
    return this.all.at(-1) as Route;
  }

  poolFor(requestClass: RequestClass): BackendPool {
    if (this.#only !== null) return this.#only;
    const route = this.#byClass[requestClass.index] ?? this.#find(requestClass);
    return requestClass.isWrite ? route.writes : route.reads;
  }

  /** The pool that has a backend, for what it shows. */
  poolOf(backend: number): BackendPool | null {
    return this.pools.find((pool) => pool.has(backend)) ?? null;
  }

  #find({ index, path }: RequestClass): Route {
    const route = this.all.find(({ prefix }) => path.startsWith(prefix)) as Route;
    this.#byClass[index] = route;
    return route;
  }
}
