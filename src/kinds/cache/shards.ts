import { LruCache } from '../../algorithms/caching/lru.ts';

/** The memories of a cache: key k lives in shard k mod count, each shard holds its share of the capacity. */
export class Shards {
  readonly #shards: LruCache[] = [];
  #capacity = 0;
  #keyCount = 0;

  /** Sets size and number. Shards whose share or key space changes start empty; the others keep what they hold. */
  resize(count: number, capacity: number, keyCount: number): void {
    const isSame = capacity === this.#capacity && count === this.#shards.length && keyCount === this.#keyCount;
    if (isSame) return;
    this.#shards.length = 0;
    for (let index = 0; index < count; index += 1) {
      const share = Math.floor(capacity / count) + (index < capacity % count ? 1 : 0);
      this.#shards.push(new LruCache(share, keyCount));
    }
    this.#capacity = capacity;
    this.#keyCount = keyCount;
  }

  shardOf(key: number): number {
    return key % this.#shards.length;
  }

  lookup(shard: number, key: number, nowNs: number): boolean {
    return this.#shards[shard]?.lookup(key, nowNs) ?? false;
  }

  insert(shard: number, key: number, expiresNs: number): void {
    this.#shards[shard]?.insert(key, expiresNs);
  }

  remove(shard: number, key: number): void {
    this.#shards[shard]?.remove(key);
  }

  /** Empties a shard, or all for -1. */
  clear(shard: number): void {
    if (shard >= 0) this.#shards[shard]?.clear();
    else for (const each of this.#shards) each.clear();
  }
}
