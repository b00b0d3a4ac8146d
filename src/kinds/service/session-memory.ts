import type { Job, SimContext } from '../../model/sim-context.ts';

/**
 * Sessions that a service keeps in the memory of its replicas: who has one at each. A user who comes to a replica that does not know
 * them has lost theirs, though an older one may still lie elsewhere; it begins anew there.
 */
export class SessionMemory {
  readonly #sim: Pick<SimContext, 'userOf' | 'endpointOf' | 'endpointCount'>;
  /** By replica: the users it knows. */
  readonly #known: Set<number>[] = [];
  readonly #everyone = new Set<number>();
  #kept = 0;
  #lost = 0;

  constructor(sim: Pick<SimContext, 'userOf' | 'endpointOf' | 'endpointCount'>) {
    this.#sim = sim;
  }

  /** A replica takes up a request. */
  use(job: Job): void {
    const user = this.#sim.userOf(job);
    const endpoint = this.#sim.endpointOf(job);
    const known = (this.#known[endpoint] ??= new Set());
    if (known.has(user)) this.#kept += 1;
    else if (this.#everyone.has(user)) this.#lost += 1;
    known.add(user);
    this.#everyone.add(user);
  }

  /** The replica's process began anew. */
  forget(endpoint: number): void {
    this.#known[endpoint]?.clear();
  }

  /** Replicas that were scaled away take their sessions with them. */
  resize(): void {
    for (let endpoint = this.#sim.endpointCount; endpoint < this.#known.length; endpoint += 1) this.forget(endpoint);
  }

  get counts(): Readonly<Record<string, number>> {
    return { 'requests that found their session': this.#kept, 'sessions lost': this.#lost };
  }
}
