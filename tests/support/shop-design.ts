import { EMPTY_DESIGN, type Design, type DesignEdge, type DesignNode } from '../../src/model/design.ts';

/** One of the eight components that repeat, with a configuration as people make them: a few parameters changed. */
interface Part {
  readonly kind: string;
  readonly label: string;
  readonly config: (draw: (below: number) => number) => Readonly<Record<string, unknown>>;
}

const service: Part['config'] = (draw) => ({
  replicas: 3 + draw(8),
  slots: 10 + draw(30),
  serviceTime: { type: 'lognormal', meanMs: 5 + draw(60), cv: 0.8 },
});

const PARTS: readonly Part[] = [
  {
    kind: 'client',
    label: 'Users',
    config: (draw) => ({ load: { type: 'poisson', ratePerSecond: 60 + 10 * draw(50) }, location: 'london' }),
  },
  { kind: 'load-balancer', label: 'Edge balancer', config: () => ({ algorithm: 'least-connections' }) },
  { kind: 'service', label: 'Checkout', config: service },
  { kind: 'service', label: 'Catalogue', config: service },
  { kind: 'cache', label: 'Session cache', config: (draw) => ({ capacity: 100 + 100 * draw(50), ttlS: 60 }) },
  { kind: 'database', label: 'Orders', config: (draw) => ({ readReplicas: 1 + draw(3), slots: 20 + draw(16) }) },
  { kind: 'service', label: 'Payments', config: service },
  { kind: 'cdn', label: 'Images', config: () => ({}) },
];

/** Numbers that look arbitrary but are the same each time (Numerical Recipes, "quick and dirty" generator). */
function drawer(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

function makeNode(place: number, draw: (below: number) => number): DesignNode {
  const { kind, label, config } = PARTS[place % PARTS.length]!;
  const position = { x: 20 * draw(80), y: 20 * draw(60) };
  return { id: `${kind}-${place + 1}`, kind, label: `${label} ${place}`, position, config: config(draw) };
}

/** A shop of any size, as the editor would hold it: its ids, labels of its own, positions on the grid. */
export function shopDesign(nodeCount: number): Design {
  const draw = drawer();
  const nodes = Array.from({ length: nodeCount }, (_, place) => makeNode(place, draw));
  const edges: DesignEdge[] = [];
  const connect = (
    sources: readonly string[],
    targets: readonly string[],
    config: () => DesignEdge['config'],
  ): void => {
    const targetNodes = nodes.filter(({ kind }) => targets.includes(kind));
    if (targetNodes.length === 0) return;
    for (const { id } of nodes.filter(({ kind }) => sources.includes(kind))) {
      edges.push({
        id: `edge-${edges.length + 1}`,
        source: id,
        target: targetNodes[draw(targetNodes.length)]!.id,
        config: config(),
      });
    }
  };
  connect(['client'], ['load-balancer', 'cdn'], () => ({ timeoutMs: 1_000 + 500 * draw(5) }));
  connect(['load-balancer', 'cdn'], ['service'], () => ({ weight: 2 + draw(9) }));
  connect(['service'], ['cache', 'database'], () => (draw(2) === 0 ? {} : { maxAttempts: 3 }));
  return { ...EMPTY_DESIGN, name: 'Shop', nodes, edges };
}
