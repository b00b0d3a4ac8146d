/**
 * The answer caches of a population of recursive resolvers: one answer for each resolver and variant of the question
 * (a zone that answers by location gives a different answer to each location, as with RFC 7871 client subnets).
 * An answer is kept until its time to live ends (RFC 1035 section 3.2.1). Resolvers ask at different times, so their answers
 * end at different times.
 */
export class ResolverCache {
  readonly #variants: number;
  readonly #answer: Int32Array;
  readonly #expiresNs: Float64Array;

  /**
   * @param resolvers number of resolvers, at least 1
   * @param variants different answers one resolver can hold, at least 1
   */
  constructor(resolvers: number, variants: number) {
    if (resolvers < 1 || variants < 1) throw new RangeError('At least one resolver and one variant');
    this.#variants = variants;
    this.#answer = new Int32Array(resolvers * variants).fill(-1);
    this.#expiresNs = new Float64Array(resolvers * variants);
  }

  /** The answer a resolver has at `nowNs`, or -1. An answer is gone at the instant it expires. */
  lookup(resolver: number, variant: number, nowNs: number): number {
    const slot = resolver * this.#variants + variant;
    return (this.#expiresNs[slot] as number) > nowNs ? (this.#answer[slot] as number) : -1;
  }

  /** When the answer of this resolver expires; meaningful only after a `lookup` that found one. */
  expiresNs(resolver: number, variant: number): number {
    return this.#expiresNs[resolver * this.#variants + variant] as number;
  }

  /** Keeps an answer until `expiresNs`. */
  store(resolver: number, variant: number, answer: number, expiresNs: number): void {
    const slot = resolver * this.#variants + variant;
    this.#answer[slot] = answer;
    this.#expiresNs[slot] = expiresNs;
  }

  /** Forgets everything. */
  clear(): void {
    this.#answer.fill(-1);
    this.#expiresNs.fill(0);
  }
}
