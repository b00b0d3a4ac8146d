import { OUTCOME, type OutcomeCode } from '../../model/outcome.ts';

/** Keys kept at most: a store that ran full would forget the oldest first. */
const MOST_KEYS = 200_000;

interface Entry {
  readonly body: number;
  /** `in_flight` while the first request with the key is worked on. */
  outcome: OutcomeCode;
  untilNs: number;
}

/** What a request with a key is: new work, an answer that is stored, one that is still worked on, or another body under a known key. */
export type KeyVerdict =
  | { readonly type: 'new' | 'in-progress' | 'other-body' }
  | { readonly type: 'stored'; readonly outcome: OutcomeCode };

/**
 * Answers by idempotency key, kept for a time. The first request with a key is worked on; a later one with the same body gets the
 * stored answer, also when it was an error after the work began; with another body it is refused (422), and while the first is
 * worked on too (409). Source: draft-ietf-httpapi-idempotency-key-header section 2.6; Stripe API, "Idempotent requests" (kept 24 h).
 */
export class IdempotencyStore {
  readonly #lifetimeNs: number;
  readonly #entries = new Map<number, Entry>();

  /** @param lifetimeNs how long an answer is kept from when it was given */
  constructor(lifetimeNs: number) {
    this.#lifetimeNs = lifetimeNs;
  }

  /** A request with a key begins. After `new` the caller ends it with `finish` or `abandon`. */
  begin(key: number, body: number, nowNs: number): KeyVerdict {
    const known = this.#entries.get(key);
    if (known !== undefined && known.untilNs > nowNs) {
      if (known.body !== body) return { type: 'other-body' };
      if (known.outcome === OUTCOME.in_flight) return { type: 'in-progress' };
      return { type: 'stored', outcome: known.outcome };
    }
    this.#entries.delete(key);
    this.#entries.set(key, { body, outcome: OUTCOME.in_flight, untilNs: Infinity });
    if (this.#entries.size > MOST_KEYS) this.#forgetOldest();
    return { type: 'new' };
  }

  /** The first request with the key has its answer. */
  finish(key: number, outcome: OutcomeCode, nowNs: number): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.outcome = outcome;
    entry.untilNs = nowNs + this.#lifetimeNs;
  }

  /** The work on the first request died with its process: whoever comes next begins anew. */
  abandon(key: number): void {
    this.#entries.delete(key);
  }

  #forgetOldest(): void {
    for (const [key] of this.#entries) {
      this.#entries.delete(key);
      return;
    }
  }
}
