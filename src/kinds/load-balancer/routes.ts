import { compareRules, takes, type RouteRule } from '../../algorithms/routing/route-rules.ts';
import type { RequestClass } from '../../model/sim-context.ts';
import type { BackendPool } from './backend-pool.ts';

/** The pools for requests that the same edges take. */
export interface Route {
  readonly rule: RouteRule;
  readonly reads: BackendPool;
  /** The same as `reads` where no edge carries only one of them. */
  readonly writes: BackendPool;
}

/** Finds the pool for a request: of the rules that take it the one that asks for most, then reads or writes. */
export class Routes {
  readonly all: readonly Route[];
  /** Every pool once. */
  readonly pools: readonly BackendPool[];
  /** By class number; null where no route takes it. */
  readonly #byClass: (Route | null)[] = [];
  readonly #only: BackendPool | null;

  /** @param routes with different rules; `asks` says whether one of them asks for anything */
  constructor(routes: readonly Route[], asks: boolean) {
    this.all = routes.toSorted((a, b) => compareRules(a.rule, b.rule));
    this.pools = [...new Set(routes.flatMap(({ reads, writes }) => [reads, writes]))];
    this.#only = this.pools.length === 1 && !asks ? (this.pools[0] as BackendPool) : null;
  }

  /** The route that asks for least. */
  get default(): Route {
    return this.all.at(-1) as Route;
  }

  /** Null when no route takes such requests. */
  poolFor(requestClass: RequestClass): BackendPool | null {
    if (this.#only !== null) return this.#only;
    const known = this.#byClass[requestClass.index];
    const route = known === undefined ? this.#find(requestClass) : known;
    if (route === null) return null;
    return requestClass.isWrite ? route.writes : route.reads;
  }

  /** The pool that has a backend, for what it shows. */
  poolOf(backend: number): BackendPool | null {
    return this.pools.find((pool) => pool.has(backend)) ?? null;
  }

  #find(requestClass: RequestClass): Route | null {
    const route = this.all.find(({ rule }) => takes(rule, requestClass)) ?? null;
    this.#byClass[requestClass.index] = route;
    return route;
  }
}
