import type { RandomStream } from '../../model/random-stream.ts';

/**
 * Draws an index with given weights in constant time: a uniform cell, then the cell's own index or its alias.
 * Walker (1977), "An efficient method for generating discrete random variables with general distributions", ACM TOMS 3;
 * construction by Vose (1991), IEEE Transactions on Software Engineering 17.
 */
export class AliasTable {
  private readonly count: number;
  /** By cell: the share that is its own, then its alias. Side by side, so that a draw misses the processor's cache once. */
  private readonly cells: Float64Array;

  /** @param weights non-negative, at least one above zero; they need not sum to 1 */
  constructor(weights: ArrayLike<number>) {
    const count = weights.length;
    let total = 0;
    for (let i = 0; i < count; i++) total += weights[i] as number;
    if (!(total > 0 && total < Infinity))
      throw new RangeError('An alias table needs finite weights, at least one above zero');
    const own = new Float64Array(count);
    const alias = new Int32Array(count);
    for (let i = 0; i < count; i++) own[i] = ((weights[i] as number) * count) / total;
    fill(own, alias);
    this.count = count;
    this.cells = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      this.cells[2 * i] = own[i] as number;
      this.cells[2 * i + 1] = alias[i] as number;
    }
  }

  /** An index in 0..length - 1; two draws. */
  draw(stream: RandomStream): number {
    const cell = Math.floor(stream.uniform() * this.count);
    return stream.uniform() < (this.cells[2 * cell] as number) ? cell : (this.cells[2 * cell + 1] as number);
  }
}

/** Pairs each cell that is less than full with one that is more than full (Vose). */
function fill(own: Float64Array, alias: Int32Array): void {
  const count = own.length;
  // Small cells are stacked from the left, large ones from the right.
  const stack = new Int32Array(count);
  let small = 0;
  let large = count;
  for (let i = 0; i < count; i++) {
    if ((own[i] as number) < 1) stack[small++] = i;
    else stack[--large] = i;
  }
  while (small > 0 && large < count) {
    const poor = stack[--small] as number;
    const rich = stack[large] as number;
    alias[poor] = rich;
    const left = (own[rich] as number) - (1 - (own[poor] as number));
    own[rich] = left;
    if (left < 1) {
      large++;
      stack[small++] = rich;
    }
  }
  // What is left differs from 1 only by rounding.
  while (large < count) own[stack[large++] as number] = 1;
  while (small > 0) own[stack[--small] as number] = 1;
}
