import { LruCache, type Freshness } from './lru.ts';

/** Several LRU caches side by side: the shards of a cache, the points of presence of a CDN. They follow changes of size during a run. */
export class LruGroup {
  #members: LruCache[] = [];
  #capacities: readonly number[] = [];
  #keyCount = 0;

  /**
   * Sets number and sizes of the members. One that stays keeps what it holds, as far as it fits; one that is new is empty.
   * @param capacities most entries of each
   * @param keyCount keys are integers in 0 .. keyCount - 1; more are made room for when they come
   */
  resize(capacities: readonly number[], keyCount: number): void {
    const keys = Math.max(keyCount, this.#keyCount);
    this.#members = capacities.map((capacity, index) => {
      const known = this.#members[index];
      if (known === undefined) return new LruCache(capacity, keys);
      const isSame = capacity === this.#capacities[index] && keys === this.#keyCount;
      return isSame ? known : known.resized(capacity, keys);
    });
    this.#capacities = capacities;
    this.#keyCount = keys;
  }

  /** A read: true when the member has the key and it is fresh. */
  lookup(member: number, key: number, nowNs: number): boolean {
    return key < this.#keyCount && (this.#members[member]?.lookup(key, nowNs) ?? false);
  }

  /** A read that keeps what has expired. */
  freshness(member: number, key: number, nowNs: number): Freshness {
    return key < this.#keyCount ? (this.#members[member]?.freshness(key, nowNs) ?? 'absent') : 'absent';
  }

  /** The number stored with the key, -1 when it is not stored. */
  tagOf(member: number, key: number): number {
    return key < this.#keyCount ? (this.#members[member]?.tagOf(key) ?? -1) : -1;
  }

  insert(member: number, key: number, expiresNs: number, tag = 0): void {
    if (key >= this.#keyCount) this.resize(this.#capacities, Math.max(key + 1, 2 * this.#keyCount));
    this.#members[member]?.insert(key, expiresNs, tag);
  }

  remove(member: number, key: number): void {
    if (key < this.#keyCount) this.#members[member]?.remove(key);
  }

  /** Empties a member, or all for -1. */
  clear(member: number): void {
    if (member >= 0) this.#members[member]?.clear();
    else for (const each of this.#members) each.clear();
  }
}
