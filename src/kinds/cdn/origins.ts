import { integerWeights } from '../../algorithms/load-balancing/integer-weights.ts';
import { SmoothWeighted } from '../../algorithms/load-balancing/smooth-weighted.ts';
import type { OutEdge } from '../../model/sim-context.ts';

/** The origins behind a CDN: they take turns by the weights of their edges; weight 0 takes one out. */
export class Origins {
  readonly #edges: readonly OutEdge[];
  readonly #turns: SmoothWeighted;

  constructor(edges: readonly OutEdge[]) {
    this.#edges = edges;
    const weight = integerWeights(edges.map((edge) => edge.config.weight));
    const usable = Uint8Array.from(weight, (own) => (own > 0 ? 1 : 0));
    this.#turns = new SmoothWeighted({ count: edges.length, weight, active: new Int32Array(edges.length), usable });
  }

  /** The edge to the next origin, or undefined when there is none. */
  next(): OutEdge | undefined {
    return this.#edges[this.#turns.pick()];
  }
}
