const NEGATIVE = -2;
const NOTHING = -1;

/**
 * The answer caches of a population of recursive resolvers: one answer for each resolver and variant of the question
 * (a zone that answers by location gives a different answer to each network of users, RFC 7871).
 * An answer is kept until its time to live ends (RFC 1035 section 3.2.1), a negative one too (RFC 2308 section 5). Resolvers ask at
 * different times, so their answers end at different times.
 */
export class ResolverCache {
  readonly #resolvers: number;
  #answer: Int32Array;
  #expiresNs: Float64Array;

  /** @param resolvers number of resolvers, at least 1 */
  constructor(resolvers: number) {
    if (resolvers < 1) throw new RangeError('At least one resolver');
    this.#resolvers = resolvers;
    this.#answer = new Int32Array(resolvers).fill(NOTHING);
    this.#expiresNs = new Float64Array(resolvers);
  }

  /** The answer a resolver has at `nowNs`: 0 or more, -2 for "there is none", -1 when it knows nothing. An answer is gone at the instant it expires. */
  lookup(resolver: number, variant: number, nowNs: number): number {
    const slot = variant * this.#resolvers + resolver;
    return slot < this.#answer.length && (this.#expiresNs[slot] as number) > nowNs
      ? (this.#answer[slot] as number)
      : NOTHING;
  }

  /** When the answer of this resolver expires; meaningful only after a `lookup` that found one. */
  expiresNs(resolver: number, variant: number): number {
    return this.#expiresNs[variant * this.#resolvers + resolver] as number;
  }

  /** Keeps an answer until `expiresNs`. */
  store(resolver: number, variant: number, answer: number, expiresNs: number): void {
    if (answer < 0) throw new RangeError(`No answer: ${answer}`);
    this.#keep(resolver, variant, answer, expiresNs);
  }

  /** Keeps until `expiresNs` that there is no answer. */
  storeNegative(resolver: number, variant: number, expiresNs: number): void {
    this.#keep(resolver, variant, NEGATIVE, expiresNs);
  }

  /** Forgets everything. */
  clear(): void {
    this.#answer.fill(NOTHING);
    this.#expiresNs.fill(0);
  }

  #keep(resolver: number, variant: number, answer: number, expiresNs: number): void {
    const slot = variant * this.#resolvers + resolver;
    if (slot >= this.#answer.length) this.#grow(variant + 1);
    this.#answer[slot] = answer;
    this.#expiresNs[slot] = expiresNs;
  }

  #grow(variants: number): void {
    const answer = new Int32Array(variants * this.#resolvers).fill(NOTHING);
    answer.set(this.#answer);
    const expiresNs = new Float64Array(answer.length);
    expiresNs.set(this.#expiresNs);
    this.#answer = answer;
    this.#expiresNs = expiresNs;
  }
}
