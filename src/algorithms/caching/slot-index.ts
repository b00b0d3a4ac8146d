/** Finds the slot a key is stored in. Keys are integers >= 0, slots integers >= 0. */
export interface SlotIndex {
  /** Slot of the key, -1 when it has none. */
  find(key: number): number;
  /** Stores the slot of a key that has none. */
  add(key: number, slot: number): void;
  /** Forgets a key that has a slot. */
  drop(key: number): void;
  /** Forgets every key. */
  clear(): void;
}

/** One word per possible key: fastest, for key spaces not much larger than what is stored. */
export class DirectIndex implements SlotIndex {
  /** Slot + 1; 0 is none. */
  private readonly slots: Int32Array;

  constructor(keyCount: number) {
    this.slots = new Int32Array(keyCount);
  }

  find(key: number): number {
    return (this.slots[key] as number) - 1;
  }

  add(key: number, slot: number): void {
    this.slots[key] = slot + 1;
  }

  drop(key: number): void {
    this.slots[key] = 0;
  }

  clear(): void {
    this.slots.fill(0);
  }
}

/** 2^32 divided by the golden ratio, odd: multiplicative hashing spreads dense keys evenly (Knuth, TAOCP 3, section 6.4). */
const GOLDEN = 0x9e3779b1 | 0;

/**
 * Open addressing with linear probing and deletion by shifting back (Knuth, TAOCP 3, section 6.4, algorithm R): memory follows the
 * number of keys stored, not the number of possible keys; no tombstones, so it does not slow down with age.
 */
export class HashIndex implements SlotIndex {
  /** Pairs of key + 1 (0 is free) and slot. */
  private table: Int32Array;
  private shift: number;
  private mask: number;
  private used = 0;

  /** @param expected keys to make room for at first; it grows when more than half full */
  constructor(expected: number) {
    let bits = 3;
    while (1 << bits < 2 * expected && bits < 29) bits++;
    this.table = new Int32Array(2 << bits);
    this.shift = 32 - bits;
    this.mask = (1 << bits) - 1;
  }

  find(key: number): number {
    const { table, mask } = this;
    const wanted = key + 1;
    let place = Math.imul(key, GOLDEN) >>> this.shift;
    for (;;) {
      const found = table[2 * place] as number;
      if (found === wanted) return table[2 * place + 1] as number;
      if (found === 0) return -1;
      place = (place + 1) & mask;
    }
  }

  add(key: number, slot: number): void {
    if (2 * (this.used + 1) > this.mask + 1) this.grow();
    this.used++;
    this.place(key, slot);
  }

  drop(key: number): void {
    const { table, mask } = this;
    let hole = Math.imul(key, GOLDEN) >>> this.shift;
    while (table[2 * hole] !== key + 1) hole = (hole + 1) & mask;
    this.used--;
    let place = hole;
    for (;;) {
      place = (place + 1) & mask;
      const stored = table[2 * place] as number;
      if (stored === 0) break;
      const home = Math.imul(stored - 1, GOLDEN) >>> this.shift;
      // It may move back to the hole only if the hole is on its way from home.
      if (((place - home) & mask) < ((place - hole) & mask)) continue;
      table[2 * hole] = stored;
      table[2 * hole + 1] = table[2 * place + 1] as number;
      hole = place;
    }
    table[2 * hole] = 0;
  }

  clear(): void {
    this.table.fill(0);
    this.used = 0;
  }

  private place(key: number, slot: number): void {
    const { table, mask } = this;
    let place = Math.imul(key, GOLDEN) >>> this.shift;
    while (table[2 * place] !== 0) place = (place + 1) & mask;
    table[2 * place] = key + 1;
    table[2 * place + 1] = slot;
  }

  private grow(): void {
    const old = this.table;
    this.table = new Int32Array(2 * old.length);
    this.shift--;
    this.mask = 2 * this.mask + 1;
    for (let i = 0; i < old.length; i += 2) {
      const stored = old[i] as number;
      if (stored !== 0) this.place(stored - 1, old[i + 1] as number);
    }
  }
}
