import { integerWeights } from '../../algorithms/load-balancing/integer-weights.ts';
import { SmoothWeighted } from '../../algorithms/load-balancing/smooth-weighted.ts';
import { compareRules, takes } from '../../algorithms/routing/route-rules.ts';
import type { OutEdge, RequestClass } from '../../model/sim-context.ts';

interface Turns {
  readonly edges: readonly OutEdge[];
  readonly rule: SmoothWeighted;
}

/** Which service a request belongs to. Several that a request may go to take turns by the weights of their edges. */
export class Routes {
  #edges: readonly OutEdge[] = [];
  /** By class number, worked out when the first request of a class comes. */
  readonly #turns = new Map<number, Turns>();

  configure(edges: readonly OutEdge[]): void {
    this.#edges = edges;
    this.#turns.clear();
  }

  /** The edge for a request of this class, or undefined when none takes it. */
  next(requestClass: RequestClass): OutEdge | undefined {
    const { edges, rule } = this.#turns.get(requestClass.index) ?? this.#read(requestClass);
    return edges[rule.pick()];
  }

  /** Of the rules that take it those that ask for most; then reads or writes, then weights. */
  #read(requestClass: RequestClass): Turns {
    const inUse = this.#edges
      .filter(({ config }) => config.weight > 0 && takes(config, requestClass))
      .toSorted((a, b) => compareRules(a.config, b.config));
    const edges = inUse.filter(
      ({ config }) =>
        compareRules(config, (inUse[0] as OutEdge).config) === 0 && carries(config.carries, requestClass.isWrite),
    );
    const weight = integerWeights(edges.map(({ config }) => config.weight));
    const usable = new Uint8Array(edges.length).fill(1);
    const rule = new SmoothWeighted({ count: edges.length, weight, active: new Int32Array(edges.length), usable });
    const turns = { edges, rule };
    this.#turns.set(requestClass.index, turns);
    return turns;
  }
}

function carries(what: 'any' | 'reads' | 'writes', isWrite: boolean): boolean {
  return what === 'any' || (what === 'writes') === isWrite;
}
