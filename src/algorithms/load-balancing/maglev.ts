import { mix32 } from '../hashing/mix32.ts';
import { identityAt } from './backend-identity.ts';
import type { Backends, Balancer } from './balancer.ts';
import { UsableTracker } from './usable-tracker.ts';

/** Entries of the lookup table: a prime. Source: the paper's smaller table, and Envoy's default. */
export const MAGLEV_TABLE_SIZE = 65_537;

/**
 * Maglev hashing: a table of backends that each fill by walking a permutation of their own, taking turns, so that shares are equal to
 * within one part in a hundred and few entries move when a backend goes. Heavier backends take more turns (as Envoy).
 * Source: Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer", NSDI 2016, section 3.4.
 * Cost: one look-up for a choice; filling the table again once after the set of usable backends changed.
 */
export class Maglev implements Balancer {
  readonly #backends: Backends;
  readonly #tracker: UsableTracker;
  readonly #table: Int32Array;
  /** Where each backend's permutation starts and how far it steps, and how many of its entries were looked at. */
  readonly #offset: Int32Array;
  readonly #skip: Int32Array;
  readonly #next: Int32Array;
  readonly #turns: Float64Array;
  #size = 0;
  #isStale = true;

  /** @param tableSize a prime well above the number of backends */
  constructor(backends: Backends, tableSize: number = MAGLEV_TABLE_SIZE) {
    this.#backends = backends;
    this.#tracker = new UsableTracker(backends);
    this.#table = new Int32Array(tableSize);
    this.#offset = new Int32Array(backends.count);
    this.#skip = new Int32Array(backends.count);
    this.#next = new Int32Array(backends.count);
    this.#turns = new Float64Array(backends.count);
    for (let index = 0; index < backends.count; index += 1) {
      const identity = identityAt(backends, index);
      this.#offset[index] = mix32(identity) % tableSize;
      this.#skip[index] = (mix32(identity ^ 0x9e3779b9) % (tableSize - 1)) + 1;
    }
  }

  pick(key: number): number {
    if (this.#isStale) this.#fill();
    if (this.#size === 0) return -1;
    const { usable } = this.#backends;
    const size = this.#table.length;
    let entry = mix32(key) % size;
    // Only a backend hidden for this choice can be in the table and not usable: the next entry decides then.
    for (let step = 0; step < size; step += 1) {
      const index = this.#table[entry] as number;
      if (usable[index] === 1) return index;
      entry = entry + 1 === size ? 0 : entry + 1;
    }
    return -1;
  }

  update(index: number): void {
    if (this.#tracker.hasChanged(index)) this.#isStale = true;
  }

  hide(): void {
    // The table stays as it is: `pick` walks past hidden backends.
  }

  #fill(): void {
    const { count, weight, usable } = this.#backends;
    this.#isStale = false;
    this.#size = 0;
    let heaviest = 0;
    for (let index = 0; index < count; index += 1) {
      if (usable[index] !== 1) continue;
      this.#size += 1;
      heaviest = Math.max(heaviest, weight[index] as number);
    }
    if (this.#size === 0) return;
    this.#table.fill(-1);
    this.#next.fill(0);
    this.#turns.fill(0);
    for (let filled = 0; filled < this.#table.length;) filled = this.#fillRound(filled, heaviest);
  }

  /** One turn for every usable backend that has one; returns how many entries are taken then. */
  #fillRound(before: number, heaviest: number): number {
    const { count, weight, usable } = this.#backends;
    let filled = before;
    for (let index = 0; index < count && filled < this.#table.length; index += 1) {
      if (usable[index] !== 1) continue;
      const turns = (this.#turns[index] as number) + (weight[index] as number) / heaviest;
      this.#turns[index] = turns < 1 ? turns : turns - 1;
      if (turns < 1) continue;
      this.#take(index);
      filled += 1;
    }
    return filled;
  }

  #take(index: number): void {
    const size = this.#table.length;
    const skip = this.#skip[index] as number;
    let step = this.#next[index] as number;
    // offset + skip x step stays below 2^33: exact in a double.
    let entry = ((this.#offset[index] as number) + skip * step) % size;
    while ((this.#table[entry] as number) >= 0) {
      step += 1;
      entry += skip;
      if (entry >= size) entry -= size;
    }
    this.#table[entry] = index;
    this.#next[index] = step + 1;
  }
}
