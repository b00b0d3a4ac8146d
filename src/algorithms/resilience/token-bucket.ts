import { NS_PER_S } from '../../model/units.ts';

const INITIAL_BUCKETS = 64;

/**
 * Token buckets, one for each key, all with the same rate and size. A bucket starts full and is filled lazily, from the time since
 * it was last looked at, so no timer is needed. Over any time t at most burst + rate x t requests of one key pass.
 * Source: the token bucket of RFC 2697 section 3 (one rate); nginx, AWS API Gateway and Envoy limit by the same rule.
 */
export class TokenBuckets {
  readonly #ratePerNs: number;
  readonly #burst: number;
  readonly #places = new Map<number, number>();
  #tokens = new Float64Array(INITIAL_BUCKETS);
  #filledAtNs = new Float64Array(INITIAL_BUCKETS);

  /**
   * @param ratePerSecond tokens added per second, above 0
   * @param burst tokens a bucket holds, at least 1
   * @throws RangeError outside these ranges
   */
  constructor(ratePerSecond: number, burst: number) {
    if (!(ratePerSecond > 0) || !(burst >= 1))
      throw new RangeError('A bucket needs a rate above 0 and room for one token');
    this.#ratePerNs = ratePerSecond / NS_PER_S;
    this.#burst = burst;
  }

  /** Takes a token of a key. Returns 0 when there was one, else the time in ns until there will be one. */
  take(key: number, nowNs: number): number {
    const place = this.#placeOf(key, nowNs);
    const gained = (nowNs - (this.#filledAtNs[place] as number)) * this.#ratePerNs;
    const tokens = Math.min(this.#burst, (this.#tokens[place] as number) + gained);
    this.#filledAtNs[place] = nowNs;
    const isThere = tokens >= 1;
    this.#tokens[place] = isThere ? tokens - 1 : tokens;
    return isThere ? 0 : Math.ceil((1 - tokens) / this.#ratePerNs);
  }

  #placeOf(key: number, nowNs: number): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#places.size;
    if (place === this.#tokens.length) this.#grow();
    this.#places.set(key, place);
    this.#tokens[place] = this.#burst;
    this.#filledAtNs[place] = nowNs;
    return place;
  }

  #grow(): void {
    const tokens = new Float64Array(this.#tokens.length * 2);
    const filledAtNs = new Float64Array(tokens.length);
    tokens.set(this.#tokens);
    filledAtNs.set(this.#filledAtNs);
    this.#tokens = tokens;
    this.#filledAtNs = filledAtNs;
  }
}
