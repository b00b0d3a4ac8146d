import { mix32 } from '../hashing/mix32.ts';
import type { Backends, Balancer } from './balancer.ts';
import { SmoothWeighted } from './smooth-weighted.ts';
import { WeightShares } from './weight-shares.ts';

/** Tries before weighted round robin decides, as nginx. */
const MAX_TRIES = 20;

/**
 * Modulo hash: bits 16 to 30 of the key's CRC-32 modulo the total weight. The total includes backends that are out; hitting one
 * hashes on, so only its own keys move. A backend more or less in the total moves almost all keys.
 * Source: nginx `ngx_http_upstream_get_hash_peer` (hash without `consistent`, compatible with Cache::Memcached). nginx's second try
 * hashes "1" and the key; here it mixes the key's hash, so which other backend takes over differs.
 * Cost: one walk over the weights for each try; at once when all weights are equal.
 */
export class PlainHash implements Balancer {
  readonly #backends: Backends;
  readonly #fallback: SmoothWeighted;
  readonly #shares: WeightShares;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#fallback = new SmoothWeighted(backends);
    this.#shares = new WeightShares(backends);
  }

  pick(key: number): number {
    if (this.#shares.total === 0) return -1;
    let hash = 0;
    let own = key;
    for (let tries = 0; tries <= MAX_TRIES; tries += 1) {
      hash += (own >>> 16) & 0x7fff;
      const index = this.#shares.at(hash % this.#shares.total);
      if (this.#backends.usable[index] === 1) return index;
      own = mix32(key + tries + 1);
    }
    return this.#fallback.pick();
  }

  update(): void {
    // The hash depends on the key alone.
  }
}
