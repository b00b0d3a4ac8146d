import type { Backends, Balancer } from './balancer.ts';

/**
 * Fewest requests in flight relative to the weight; ties are broken by smooth weighted round robin among the tied only.
 * Loads are compared by cross-multiplication (`active x other weight`), exactly as nginx does, so there is no rounding.
 * Source: nginx `ngx_http_upstream_get_least_conn_peer` (ngx_http_upstream_least_conn_module.c).
 * Cost: one or two scans; for more than 16 backends see `LeastConnectionsHeap`.
 */
export class LeastConnections implements Balancer {
  readonly #backends: Backends;
  readonly #credit: Float64Array;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#credit = new Float64Array(backends.count);
  }

  pick(): number {
    const { count, weight, active, usable } = this.#backends;
    let best = -1;
    let isTied = false;
    for (let index = 0; index < count; index += 1) {
      if (usable[index] !== 1) continue;
      if (best < 0) {
        best = index;
        continue;
      }
      const load = (active[index] as number) * (weight[best] as number);
      const bestLoad = (active[best] as number) * (weight[index] as number);
      if (load < bestLoad) {
        best = index;
        isTied = false;
      } else if (load === bestLoad) isTied = true;
    }
    return isTied ? this.#pickAmongTied(best) : best;
  }

  update(): void {
    // Loads are read anew for each choice.
  }

  /** `first` is the first of the tied backends: those before it have more in flight. */
  #pickAmongTied(first: number): number {
    const { count, weight, active, usable } = this.#backends;
    const credit = this.#credit;
    const firstActive = active[first] as number;
    const firstWeight = weight[first] as number;
    let best = first;
    let bestCredit = -Infinity;
    let total = 0;
    for (let index = first; index < count; index += 1) {
      if (usable[index] !== 1) continue;
      const own = weight[index] as number;
      if ((active[index] as number) * firstWeight !== firstActive * own) continue;
      const gained = (credit[index] as number) + own;
      credit[index] = gained;
      total += own;
      if (gained > bestCredit) {
        best = index;
        bestCredit = gained;
      }
    }
    credit[best] = bestCredit - total;
    return best;
  }
}
