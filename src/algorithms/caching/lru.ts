import { DirectIndex, HashIndex, type SlotIndex } from './slot-index.ts';

/** A word per possible key up to this many times the capacity; above it a hash table of the stored keys takes less. */
const DIRECT_UP_TO = 16;
/** Slots at the start; they double until the capacity is reached. */
const FIRST_SLOTS = 64;
const NONE = -1;

function grownInt32(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(old);
  return grown;
}

export type Freshness = 'absent' | 'stale' | 'fresh';

/**
 * Cache of at most `capacity` keys that evicts the least recently used one, with an expiry time per entry. Keys are integers in
 * 0..keyCount - 1 (numbers of objects, not the objects). Entries are slots of a doubly linked list in typed arrays: nothing is
 * allocated per operation. Memory: 24 bytes per entry that was ever stored at once, plus the index.
 */
export class LruCache {
  private readonly index: SlotIndex;
  private keys = new Int32Array(0);
  /** Towards the more recently used. */
  private newer = new Int32Array(0);
  /** Towards the less recently used; of a free slot: the next free one. */
  private older = new Int32Array(0);
  private expires = new Float64Array(0);
  /** A number of the owner's own, kept with the entry. */
  private tags = new Int32Array(0);
  private newest = NONE;
  private oldest = NONE;
  private firstFree = NONE;
  private stored = 0;

  /** @param capacity most entries, 0 or more; 0 stores nothing */
  constructor(
    private readonly capacity: number,
    keyCount: number,
  ) {
    this.index =
      keyCount <= DIRECT_UP_TO * capacity ? new DirectIndex(keyCount) : new HashIndex(Math.min(capacity, FIRST_SLOTS));
  }

  get size(): number {
    return this.stored;
  }

  /** Whether the key is stored, expired or not. Its age does not change. */
  has(key: number): boolean {
    return this.index.find(key) !== NONE;
  }

  /** When the entry expires (simulated ns, Infinity for never); NaN when the key is not stored. Its age does not change. */
  expiresNs(key: number): number {
    const slot = this.index.find(key);
    return slot === NONE ? NaN : (this.expires[slot] as number);
  }

  /** Makes the key the most recently used. False when it is not stored. */
  touch(key: number): boolean {
    const slot = this.index.find(key);
    if (slot === NONE) return false;
    this.moveToFront(slot);
    return true;
  }

  /**
   * A read: true when the key is stored and fresh at `nowNs`, and then it is the most recently used. An entry is fresh while
   * now < expiry (RFC 9111 section 4.2); an expired one is removed.
   */
  lookup(key: number, nowNs: number): boolean {
    const slot = this.index.find(key);
    if (slot === NONE) return false;
    if (nowNs >= (this.expires[slot] as number)) {
      this.free(slot);
      return false;
    }
    this.moveToFront(slot);
    return true;
  }

  /** A read that keeps what has expired, for whoever asks whether it is still right: makes the key the most recently used. */
  freshness(key: number, nowNs: number): Freshness {
    const slot = this.index.find(key);
    if (slot === NONE) return 'absent';
    this.moveToFront(slot);
    return nowNs < (this.expires[slot] as number) ? 'fresh' : 'stale';
  }

  /** The number that was stored with the key; -1 when it is not stored. */
  tagOf(key: number): number {
    const slot = this.index.find(key);
    return slot === NONE ? NONE : (this.tags[slot] as number);
  }

  /**
   * Stores the key as the most recently used, or renews its expiry when it is there.
   * @param expiresNs simulated time from which it is stale; Infinity for never
   * @param tag a number to keep with it, at least 0
   * @returns the key that was evicted for it, -1 for none
   */
  insert(key: number, expiresNs: number, tag = 0): number {
    const present = this.index.find(key);
    if (present !== NONE) {
      this.expires[present] = expiresNs;
      this.tags[present] = tag;
      this.moveToFront(present);
      return NONE;
    }
    if (this.capacity === 0) return NONE;
    let evicted = NONE;
    if (this.stored === this.capacity) {
      evicted = this.keys[this.oldest] as number;
      this.free(this.oldest);
    }
    const slot = this.takeSlot();
    this.keys[slot] = key;
    this.expires[slot] = expiresNs;
    this.tags[slot] = tag;
    this.index.add(key, slot);
    this.linkInFront(slot);
    this.stored++;
    return evicted;
  }

  /** False when the key was not stored. */
  remove(key: number): boolean {
    const slot = this.index.find(key);
    if (slot === NONE) return false;
    this.free(slot);
    return true;
  }

  /** Forgets everything and keeps the memory. */
  clear(): void {
    this.index.clear();
    this.newest = NONE;
    this.oldest = NONE;
    this.stored = 0;
    this.chainFree(0);
  }

  /**
   * The same entries in the same order in a cache of another size or for more keys. A smaller one keeps the most recently used.
   * @param capacity most entries, 0 or more
   */
  resized(capacity: number, keyCount: number): LruCache {
    const other = new LruCache(capacity, keyCount);
    for (let slot = this.oldest; slot !== NONE; slot = this.newer[slot] as number) {
      other.insert(this.keys[slot] as number, this.expires[slot] as number, this.tags[slot]);
    }
    return other;
  }

  private moveToFront(slot: number): void {
    if (slot === this.newest) return;
    this.unlink(slot);
    this.linkInFront(slot);
  }

  private unlink(slot: number): void {
    const newer = this.newer[slot] as number;
    const older = this.older[slot] as number;
    if (newer === NONE) this.newest = older;
    else this.older[newer] = older;
    if (older === NONE) this.oldest = newer;
    else this.newer[older] = newer;
  }

  private linkInFront(slot: number): void {
    const second = this.newest;
    this.newer[slot] = NONE;
    this.older[slot] = second;
    if (second === NONE) this.oldest = slot;
    else this.newer[second] = slot;
    this.newest = slot;
  }

  private free(slot: number): void {
    this.unlink(slot);
    this.index.drop(this.keys[slot] as number);
    this.older[slot] = this.firstFree;
    this.firstFree = slot;
    this.stored--;
  }

  private takeSlot(): number {
    if (this.firstFree === NONE) this.growSlots();
    const slot = this.firstFree;
    this.firstFree = this.older[slot] as number;
    return slot;
  }

  private growSlots(): void {
    const used = this.keys.length;
    const length = Math.min(this.capacity, Math.max(FIRST_SLOTS, 2 * used));
    this.keys = grownInt32(this.keys, length);
    this.newer = grownInt32(this.newer, length);
    this.older = grownInt32(this.older, length);
    const expires = new Float64Array(length);
    expires.set(this.expires);
    this.expires = expires;
    this.tags = grownInt32(this.tags, length);
    this.chainFree(used);
  }

  /** Chains the slots from `from` on into the list of free ones, in order. */
  private chainFree(from: number): void {
    const { older } = this;
    for (let slot = from; slot < older.length; slot++) older[slot] = slot + 1;
    if (older.length > 0) older[older.length - 1] = NONE;
    this.firstFree = older.length > from ? from : NONE;
  }
}
