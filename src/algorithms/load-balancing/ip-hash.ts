import { NGINX_FACTOR, NGINX_IPV6, NGINX_MODULUS } from './address-key.ts';
import type { Backends, Balancer } from './balancer.ts';
import { SmoothWeighted } from './smooth-weighted.ts';
import { WeightShares } from './weight-shares.ts';

/** nginx begins with 89 and, counting from 0, gives up when the counter exceeds 20: 21 tries in all. */
const START = 89;
const MAX_TRIES = 20;

/** 113 to the power of the octets hashed in one round, modulo 6271: a round is affine in the hash before it. */
const IPV4_FACTOR = power(3);
const IPV6_FACTOR = power(16);

function power(octets: number): number {
  let factor = 1;
  for (let octet = 0; octet < octets; octet += 1) factor = (factor * NGINX_FACTOR) % NGINX_MODULUS;
  return factor;
}

/**
 * nginx `ip_hash`: the first three octets of an IPv4 address decide, so a whole /24 network stays together, or all 16 octets of an
 * IPv6 address. The total includes backends that are out; hitting one hashes on, so only its own users move. After 20 tries, weighted
 * round robin decides. Cost: one look-up among the weights for each try.
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

  /** @param key of the address: `nginxIpv4Key` or `nginxIpv6Key` */
  pick(key: number): number {
    if (this.#shares.total === 0) return -1;
    const isIpv6 = key >= NGINX_IPV6;
    const factor = isIpv6 ? IPV6_FACTOR : IPV4_FACTOR;
    const added = isIpv6 ? key - NGINX_IPV6 : key;
    let hash = START;
    for (let tries = 0; tries <= MAX_TRIES; tries += 1) {
      hash = (hash * factor + added) % NGINX_MODULUS;
      const index = this.#shares.at(hash % this.#shares.total);
      if (this.#backends.usable[index] === 1) return index;
    }
    return this.#fallback.pick();
  }

  /** The hash depends on the address alone; only who decides in the end follows changes. */
  update(index: number): void {
    this.#fallback.update(index);
  }
}
