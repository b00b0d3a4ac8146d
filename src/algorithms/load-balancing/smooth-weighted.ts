import type { Backends, Balancer } from './balancer.ts';

/**
 * Smooth weighted round robin: every usable backend gains its weight, the richest is picked (the first of equals) and pays the
 * total. 5, 1, 1 gives a a b a c a a. A backend that is out keeps what it had.
 * Source: nginx `ngx_http_upstream_get_peer` (ngx_http_upstream_round_robin.c), without nginx's temporary lowering of the weight
 * after a failure: leaving out failing backends is the business of health checks here.
 * Cost: a scan over all backends, because each choice changes the credit of each.
 */
export class SmoothWeighted implements Balancer {
  readonly #backends: Backends;
  readonly #credit: Float64Array;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#credit = new Float64Array(backends.count);
  }

  pick(): number {
    const { count, weight, usable } = this.#backends;
    const credit = this.#credit;
    let best = -1;
    let bestCredit = -Infinity;
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      if (usable[index] !== 1) continue;
      const own = weight[index] as number;
      const gained = (credit[index] as number) + own;
      credit[index] = gained;
      total += own;
      if (gained > bestCredit) {
        best = index;
        bestCredit = gained;
      }
    }
    if (best >= 0) credit[best] = bestCredit - total;
    return best;
  }

  update(): void {
    // The credits are the only state, and only choices change them.
  }
}
