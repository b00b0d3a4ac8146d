import type { Job } from '../../model/sim-context.ts';

/**
 * Requests that miss the same object at once: the first of a group fetches it, the others wait for the first
 * (nginx `proxy_cache_lock`; RFC 9111 section 4: "collapsed requests"). Groups are pooled: nothing is allocated in steady state.
 */
export class MissGroups {
  readonly #groups = new Map<number, Job[]>();
  readonly #pool: Job[][] = [];

  /** Joins the group of a key. True for the one who has to fetch. */
  join(key: number, job: Job): boolean {
    const group = this.#groups.get(key);
    if (group !== undefined) {
      group.push(job);
      return false;
    }
    const fresh = this.#pool.pop() ?? [];
    fresh.push(job);
    this.#groups.set(key, fresh);
    return true;
  }

  /** Ends the group of a key: calls `visit` for each member, the one who fetched first. */
  finish(key: number, visit: (job: Job, isFetcher: boolean) => void): void {
    const group = this.#groups.get(key);
    if (group === undefined) return;
    // Off the list first: a visitor's answer may lead to the next miss of this key.
    this.#groups.delete(key);
    for (let index = 0; index < group.length; index += 1) visit(group[index] as Job, index === 0);
    group.length = 0;
    this.#pool.push(group);
  }

  /** A member is gone. Returns the member who has to fetch in its stead, or null when nobody has to. */
  leave(key: number, job: Job): Job | null {
    const group = this.#groups.get(key);
    const place = group?.indexOf(job) ?? -1;
    if (group === undefined || place < 0) return null;
    group.splice(place, 1);
    if (group.length === 0) {
      this.#groups.delete(key);
      this.#pool.push(group);
      return null;
    }
    return place === 0 ? (group[0] as Job) : null;
  }

  /** Who fetches for a key now, or null. */
  fetcherOf(key: number): Job | null {
    return this.#groups.get(key)?.[0] ?? null;
  }
}
