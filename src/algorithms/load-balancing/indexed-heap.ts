/**
 * A binary heap over the indices 0 .. count - 1 that knows where each of them is, so that one whose order changed is moved in
 * O(log n). Source: Sedgewick and Wayne, "Algorithms", 4th edition, section 2.4 (index priority queue).
 */
export class IndexedHeap {
  /** Index at each place of the heap. */
  readonly #heap: Int32Array;
  /** Place of each index in the heap, or -1. */
  readonly #place: Int32Array;
  readonly #isBefore: (a: number, b: number) => boolean;
  #size = 0;

  /** @param isBefore a strict order of two indices; it may change for one index at a time, followed by `put` or `moved` */
  constructor(count: number, isBefore: (a: number, b: number) => boolean) {
    this.#heap = new Int32Array(count);
    this.#place = new Int32Array(count).fill(-1);
    this.#isBefore = isBefore;
  }

  /** The first of all in the order, or -1 when the heap is empty. */
  first(): number {
    return this.#size === 0 ? -1 : (this.#heap[0] as number);
  }

  has(index: number): boolean {
    return (this.#place[index] as number) >= 0;
  }

  /** Adds an index, or moves one that is there to where it belongs now. */
  put(index: number): void {
    if ((this.#place[index] as number) < 0) {
      this.#set(index, this.#size);
      this.#size += 1;
    }
    this.moved(index);
  }

  /** The order of an index that is in the heap changed. */
  moved(index: number): void {
    this.#sink(this.#rise(this.#place[index] as number));
  }

  /** Takes an index out, if it is there. */
  remove(index: number): void {
    const place = this.#place[index] as number;
    if (place < 0) return;
    this.#place[index] = -1;
    this.#size -= 1;
    if (place === this.#size) return;
    this.#set(this.#heap[this.#size] as number, place);
    this.#sink(this.#rise(place));
  }

  #set(index: number, place: number): void {
    this.#heap[place] = index;
    this.#place[index] = place;
  }

  #rise(from: number): number {
    const index = this.#heap[from] as number;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.#heap[above] as number;
      if (!this.#isBefore(index, other)) break;
      this.#set(other, place);
      place = above;
    }
    this.#set(index, place);
    return place;
  }

  #sink(from: number): void {
    const index = this.#heap[from] as number;
    let place = from;
    for (let child = 2 * place + 1; child < this.#size; child = 2 * place + 1) {
      if (child + 1 < this.#size && this.#isBefore(this.#heap[child + 1] as number, this.#heap[child] as number)) {
        child += 1;
      }
      const other = this.#heap[child] as number;
      if (!this.#isBefore(other, index)) break;
      this.#set(other, place);
      place = child;
    }
    this.#set(index, place);
  }
}
