import type { Backends, Balancer } from './balancer.ts';
import { SmoothWeighted } from './smooth-weighted.ts';
import { WeightShares } from './weight-shares.ts';

/** Constants of nginx `ngx_http_upstream_get_ip_hash_peer` (ngx_http_upstream_ip_hash_module.c). */
const START = 89;
const FACTOR = 113;
const MODULUS = 6271;
const MAX_TRIES = 20;

/** One round of the hash over the first three octets of an IPv4 address: h = (h x 113 + octet) mod 6271. */
function hashOnce(start: number, ip: number): number {
  let hash = (start * FACTOR + (ip >>> 24)) % MODULUS;
  hash = (hash * FACTOR + ((ip >>> 16) & 255)) % MODULUS;
  return (hash * FACTOR + ((ip >>> 8) & 255)) % MODULUS;
}

/**
 * nginx `ip_hash`: the first three octets of the address decide, so a whole /24 network stays together. The total includes
 * backends that are out; hitting one hashes on, so only its own users move. After 20 tries, weighted round robin decides.
 * Cost: one walk over the weights for each try; at once when all weights are equal.
 */
export class IpHash implements Balancer {
  readonly #backends: Backends;
  readonly #fallback: SmoothWeighted;
  readonly #shares: WeightShares;

  constructor(backends: Backends) {
    this.#backends = backends;
    this.#fallback = new SmoothWeighted(backends);
    this.#shares = new WeightShares(backends);
  }

  pick(ip: number): number {
    if (this.#shares.total === 0) return -1;
    let hash = START;
    // nginx counts from 0 and gives up when the counter exceeds 20: 21 tries in all.
    for (let tries = 0; tries <= MAX_TRIES; tries += 1) {
      hash = hashOnce(hash, ip);
      const index = this.#shares.at(hash % this.#shares.total);
      if (this.#backends.usable[index] === 1) return index;
    }
    return this.#fallback.pick();
  }

  update(): void {
    // The hash depends on the address alone.
  }
}
