import { CACHE_NOTE, OUTCOME } from '../../model/outcome.ts';
import type { Job, OutEdge, SimContext } from '../../model/sim-context.ts';

type StorePort = Pick<SimContext, 'call' | 'edgeOf' | 'noteOf' | 'operationOf' | 'outcomeOf' | 'userOf'>;

/** What a read of a session came to. */
export type SessionRead = 'found' | 'missing' | 'unanswered' | 'not-a-read';

/**
 * Sessions that a service keeps in a cache which its replicas share. A user whose session was written and is not there any more
 * (evicted, expired, flushed, or its cache began anew) has lost it once, and begins another. A cache that does not answer holds
 * what it holds: those requests go without, write nothing over it, and nothing counts as lost yet.
 */
export class SessionStore {
  readonly #sim: StorePort;
  /** Users whose session is in the cache, as far as the service knows. */
  readonly #written = new Set<number>();
  #edge: OutEdge | null = null;
  #kept = 0;
  #lost = 0;
  #unanswered = 0;

  constructor(sim: StorePort) {
    this.#sim = sim;
  }

  configure(edge: OutEdge | null): void {
    this.#edge = edge;
  }

  /** Asks for the session of the request's user. False when there is no cache to ask. */
  read(job: Job): boolean {
    if (this.#edge === null) {
      this.#unanswered += 1;
      return false;
    }
    this.#sim.call(job, this.#edge, -1, 'read-session');
    return true;
  }

  /** Stores it, new or changed. False when the cache was taken away meanwhile. */
  write(job: Job): boolean {
    if (this.#edge === null) return false;
    this.#sim.call(job, this.#edge, -1, 'write-session');
    return true;
  }

  /** A call has ended that may be a read of a session. */
  readEnded(job: Job, call: Job): SessionRead {
    const sim = this.#sim;
    if (sim.operationOf(call) !== 'read-session') return 'not-a-read';
    if (sim.outcomeOf(call) !== OUTCOME.ok) {
      this.#unanswered += 1;
      return 'unanswered';
    }
    if (sim.noteOf(call) === CACHE_NOTE.hit) {
      this.#kept += 1;
      return 'found';
    }
    // Counted once, however many requests of the user find it gone before another is written.
    if (this.#written.delete(sim.userOf(job))) this.#lost += 1;
    return 'missing';
  }

  /** True when the call that has ended was the write of a session. */
  writeEnded(job: Job, call: Job): boolean {
    if (this.#sim.operationOf(call) !== 'write-session') return false;
    if (this.#sim.outcomeOf(call) === OUTCOME.ok) this.#written.add(this.#sim.userOf(job));
    return true;
  }

  get counts(): Readonly<Record<string, number>> {
    return {
      'requests that found their session': this.#kept,
      'sessions lost': this.#lost,
      'requests whose session store did not answer': this.#unanswered,
    };
  }
}
