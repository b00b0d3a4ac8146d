/** The balance is counted in thousandths of a retry, so that ten deposits of 0.1 are exactly one (as gRPC and Finagle do). */
const ONE_RETRY = 1_000;
/**
 * Retries allowed before anything was deposited: a caller with little traffic may still retry. Finagle's default minimum is
 * 10 retries (per second), gRPC's example `maxTokens` is 10 (gRFC A6).
 */
const INITIAL_RETRIES = 10;
/** Most that can be saved up in good times: a burst of 100 retries, as the AWS SDK standard mode (500 tokens, 5 per retry). */
const MAX_RETRIES = 100;

/**
 * Token bucket that keeps the retries of one caller below a share of its first attempts: a first attempt deposits `ratio`, a retry
 * takes 1. However many attempts fail, n first attempts cause at most 10 + ratio x n retries: load grows by the factor
 * 1 + ratio, not by the number of attempts. Finagle `RetryBudget` (2016), without its expiry of tokens.
 */
export class RetryBudget {
  private readonly deposit: number;
  private balance = INITIAL_RETRIES * ONE_RETRY;

  /** @param ratio retries per first attempt, 0 or more; rounded to thousandths */
  constructor(ratio: number) {
    this.deposit = Math.floor(ratio * ONE_RETRY + 0.5);
  }

  /** Retries that could be made now. */
  get available(): number {
    return Math.floor(this.balance / ONE_RETRY);
  }

  /** A first attempt is made. */
  onFirstAttempt(): void {
    this.balance = Math.min(MAX_RETRIES * ONE_RETRY, this.balance + this.deposit);
  }

  /** Whether a retry may be made; takes it from the balance when it may. */
  tryRetry(): boolean {
    if (this.balance < ONE_RETRY) return false;
    this.balance -= ONE_RETRY;
    return true;
  }
}
