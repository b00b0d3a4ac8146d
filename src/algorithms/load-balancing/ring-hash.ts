import { crc32End, crc32Word } from '../hashing/crc32.ts';
import { identityAt } from './backend-identity.ts';
import type { Backends, Balancer } from './balancer.ts';

/** Points of a backend on the ring for each unit of its weight (nginx `hash ... consistent`, Cache::Memcached::Fast). */
export const KETAMA_POINTS = 160;
/** The ring never has more points than about this; beyond it each unit of weight gets fewer. */
const MAX_POINTS = 1 << 20;
/** A point is sorted as hash x 2^16 + index: exact in a double. */
const INDEX_SPAN = 65_536;
const CIRCLE = 4_294_967_296;

/**
 * Consistent hashing: every backend has points all around a circle of 32-bit hashes, a key belongs to the first point at or after
 * its hash. A backend that is out is walked past, so its keys spread over all others and no other key moves.
 * Sources: Karger et al., "Consistent Hashing and Random Trees", STOC 1997; nginx `ngx_http_upstream_init_chash`: point n is the
 * CRC-32 of the name followed by the hash of point n - 1.
 * Cost: O(log points) for a choice, and 1 / (share that is usable) steps on average; sorting once when backends change.
 */
export class RingHash implements Balancer {
  readonly #backends: Backends;
  readonly #hashes: Uint32Array;
  readonly #owners: Int32Array;

  /** @param virtualNodes points for each unit of weight, at least 1 */
  constructor(backends: Backends, virtualNodes: number = KETAMA_POINTS) {
    this.#backends = backends;
    const sorted = sortedPoints(backends, virtualNodes);
    this.#hashes = new Uint32Array(sorted.length);
    this.#owners = new Int32Array(sorted.length);
    let size = 0;
    for (const point of sorted) {
      const hash = Math.floor(point / INDEX_SPAN);
      if (size > 0 && this.#hashes[size - 1] === hash) continue;
      this.#hashes[size] = hash;
      this.#owners[size] = point % INDEX_SPAN;
      size += 1;
    }
    this.#hashes = this.#hashes.subarray(0, size);
    this.#owners = this.#owners.subarray(0, size);
  }

  pick(key: number): number {
    return this.ownerAt(key);
  }

  update(): void {
    // Who is usable is looked up as keys are.
  }

  /** Number of points. */
  get size(): number {
    return this.#hashes.length;
  }

  /** Where on the circle a point is, 0 to 1. */
  placeOf(point: number): number {
    return (this.#hashes[point] as number) / CIRCLE;
  }

  /** Who has the arc before a point: its own backend, or the next that is in; -1 when none is. */
  ownerOf(point: number): number {
    return this.#ownerFrom(point);
  }

  /** The usable backend that a hash belongs to, or -1. */
  ownerAt(hash: number): number {
    return this.#ownerFrom(this.#firstAtOrAfter(hash));
  }

  #firstAtOrAfter(key: number): number {
    let low = 0;
    let high = this.#hashes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#hashes[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #ownerFrom(point: number): number {
    const { usable } = this.#backends;
    const size = this.#owners.length;
    for (let step = 0; step < size; step += 1) {
      const owner = this.#owners[(point + step) % size] as number;
      if (usable[owner] === 1) return owner;
    }
    return -1;
  }
}

function sortedPoints(backends: Backends, virtualNodes: number): Float64Array {
  const { count, weight } = backends;
  let total = 0;
  for (let index = 0; index < count; index += 1) total += weight[index] as number;
  const perUnit = Math.min(virtualNodes, MAX_POINTS / Math.max(1, total));
  const points: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const own = weight[index] as number;
    const base = identityAt(backends, index);
    let hash = 0;
    for (let n = Math.ceil(own * perUnit); n > 0; n -= 1) {
      hash = crc32End(crc32Word(base, hash));
      points.push(hash * INDEX_SPAN + index);
    }
  }
  return Float64Array.from(points).toSorted();
}
