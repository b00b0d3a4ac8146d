/** Tokens are counted in thousandths: gRFC A6 allows three decimal places of `tokenRatio`, so ten successes of 0.1 are exactly one token. */
const ONE_TOKEN = 1_000;

/**
 * Retry throttling of gRPC: a bucket of `maxTokens` that starts full; an attempt that failed takes one token, one that succeeded puts
 * `tokenRatio` back, and retries are made only while more than half of the tokens are there.
 * Source: gRFC A6 (client retries), "Throttling Retry Attempts and Hedged RPCs".
 */
export class RetryThrottle {
  readonly #max: number;
  readonly #deposit: number;
  #balance: number;

  /** @param maxTokens 1 to 1,000; @param tokenRatio tokens for each success, above 0, rounded to thousandths */
  constructor(maxTokens: number, tokenRatio: number) {
    this.#max = maxTokens * ONE_TOKEN;
    this.#deposit = Math.floor(tokenRatio * ONE_TOKEN + 0.5);
    this.#balance = this.#max;
  }

  /** An attempt has ended. */
  ended(succeeded: boolean): void {
    this.#balance = succeeded
      ? Math.min(this.#max, this.#balance + this.#deposit)
      : Math.max(0, this.#balance - ONE_TOKEN);
  }

  /** Whether a retry may be made now; takes nothing. */
  get mayRetry(): boolean {
    return this.#balance * 2 > this.#max;
  }
}
