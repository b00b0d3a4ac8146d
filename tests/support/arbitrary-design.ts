import * as fc from 'fast-check';
import { findSpec, SPECS } from '../../src/kinds/specs.ts';
import { ACTIONS, type Action, type ActionSpec, type ActionTarget } from '../../src/model/actions.ts';
import { connectionRefusal } from '../../src/model/connection-rules.ts';
import {
  DESIGN_VERSION,
  type Design,
  type DesignEdge,
  type DesignNode,
  type ScenarioEntry,
} from '../../src/model/design.ts';
import { EDGE_FIELDS } from '../../src/model/edge-spec.ts';
import type { KindSpec } from '../../src/model/kind-spec.ts';
import { OBJECTIVE_METRICS, type Objective, type ObjectiveMetric } from '../../src/model/objectives.ts';
import { RUN_FIELDS } from '../../src/model/run-spec.ts';
import { arbitraryComplete, arbitraryOverrides, arbitraryText } from './arbitrary-field.ts';

/** References are drawn as plain numbers and resolved modulo what exists, so that designs shrink well. */
interface NodeSeed {
  readonly kind: string;
  readonly ownId: string | undefined;
  readonly label: string;
  readonly position: { readonly x: number; readonly y: number };
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly parentPick: number | undefined;
  readonly config: Readonly<Record<string, unknown>>;
}

const PICK = fc.nat({ max: 10_000 });
/** An upper-case letter first, so that it never equals a numbered id and no name JavaScript uses itself. */
const OWN_ID = fc.stringMatching(/^[A-Z][A-Za-z0-9_-]{0,12}$/);
const PIXEL = fc.integer({ min: -2_000, max: 4_000 });
const EXTENT = fc.integer({ min: 1, max: 3_000 });

function arbitraryNode(spec: KindSpec): fc.Arbitrary<NodeSeed> {
  return fc.record({
    kind: fc.constant(spec.id),
    ownId: fc.option(OWN_ID, { nil: undefined }),
    label: fc.oneof(fc.constant(spec.name), arbitraryText(200, false)),
    position: fc.record({ x: PIXEL, y: PIXEL }, { noNullPrototype: true }),
    size: fc.option(fc.record({ width: EXTENT, height: EXTENT }, { noNullPrototype: true }), {
      nil: undefined,
      freq: 2,
    }),
    parentPick: fc.option(PICK, { nil: undefined }),
    config: arbitraryOverrides(spec.fields),
  });
}

function pick<T>(entries: readonly T[], place: number | undefined): T | undefined {
  return place === undefined || entries.length === 0 ? undefined : entries[place % entries.length];
}

function specOf(node: DesignNode): KindSpec {
  return findSpec(node.kind)!;
}

/** Parents are containers earlier in the list, so there is no circle; reversing lets parents stand behind their children. */
function resolveNodes(seeds: readonly NodeSeed[], reversed: boolean): readonly DesignNode[] {
  const nodes: DesignNode[] = [];
  const taken = new Set<string>();
  for (const [place, { kind, ownId, label, position, size, parentPick, config }] of seeds.entries()) {
    const id = ownId !== undefined && !taken.has(ownId) ? ownId : `${kind}-${place + 1}`;
    taken.add(id);
    const parent = pick(
      nodes.filter((node) => specOf(node).container),
      parentPick,
    );
    const standard = findSpec(kind)!.size;
    const isOwnSize = size !== undefined && (size.width !== standard.width || size.height !== standard.height);
    nodes.push({
      id,
      kind,
      label,
      position,
      ...(isOwnSize ? { size } : {}),
      ...(parent === undefined ? {} : { parent: parent.id }),
      config,
    });
  }
  return reversed ? nodes.toReversed() : nodes;
}

interface EdgeSeed {
  readonly pairPick: number;
  readonly naming: 'ends' | 'number' | 'own';
  readonly ownId: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const EDGE: fc.Arbitrary<EdgeSeed> = fc.record({
  pairPick: PICK,
  naming: fc.constantFrom('ends', 'number', 'own'),
  ownId: OWN_ID,
  config: arbitraryOverrides(EDGE_FIELDS),
});

function resolveEdges(seeds: readonly EdgeSeed[], nodes: readonly DesignNode[]): readonly DesignEdge[] {
  const pairs = nodes.flatMap((source) =>
    nodes
      .filter((target) => connectionRefusal(specOf(source), specOf(target)) === null)
      .map((target) => ({ source: source.id, target: target.id })),
  );
  const taken = new Set<string>();
  return seeds.flatMap(({ pairPick, naming, ownId, config }, place) => {
    const pair = pick(pairs, pairPick);
    if (pair === undefined) return [];
    const wanted = naming === 'ends' ? `${pair.source}-${pair.target}` : naming === 'own' ? ownId : '';
    const id = wanted === '' || taken.has(wanted) || wanted.length > 64 ? `edge-${place + 1}` : wanted;
    taken.add(id);
    return [{ id, ...pair, config }];
  });
}

interface ScenarioSeed {
  readonly action: Action;
  readonly targetPick: number;
  readonly endpoint: number | undefined;
  readonly atS: number;
  readonly lengthS: number | undefined;
}

function arbitraryAction({ type, fields }: ActionSpec): fc.Arbitrary<Action> {
  return arbitraryComplete(fields).map((parameters) => ({ type, ...parameters }) as unknown as Action);
}

const SCENARIO: fc.Arbitrary<ScenarioSeed> = fc.record({
  action: fc.oneof(...Object.values(ACTIONS).map((spec) => arbitraryAction(spec))),
  targetPick: PICK,
  endpoint: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  atS: fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10),
  lengthS: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
});

type On = ActionSpec['on'][number];

function onOf(node: DesignNode): On | null {
  const spec = specOf(node);
  if (spec.container) return 'place';
  if (spec.group === 'clients') return 'client';
  return spec.calls.length + spec.provides.length > 0 ? 'node' : null;
}

function resolveScenario(
  seeds: readonly ScenarioSeed[],
  nodes: readonly DesignNode[],
  edges: readonly DesignEdge[],
): readonly ScenarioEntry[] {
  return seeds.flatMap(({ action, targetPick, endpoint, atS, lengthS }, place): ScenarioEntry[] => {
    const { on }: ActionSpec = ACTIONS[action.type];
    const targets: ActionTarget[] = on.includes('edge') ? edges.map(({ id }) => ({ edge: id })) : [];
    for (const node of nodes) {
      const kind = onOf(node);
      if (kind === null || !on.includes(kind)) continue;
      targets.push(kind === 'node' && endpoint !== undefined ? { node: node.id, endpoint } : { node: node.id });
    }
    const target = pick(targets, targetPick);
    if (target === undefined) return [];
    return [
      { id: `action-${place + 1}`, atS, ...(lengthS === undefined ? {} : { untilS: atS + lengthS }), target, action },
    ];
  });
}

const MAX_VALUE = { ms: 3_600_000, ratio: 1, perSecond: 1_000_000 } as const;

interface ObjectiveSeed {
  readonly metric: ObjectiveMetric;
  readonly comparison: '<' | '>';
  readonly share: number;
  readonly clientPick: number | undefined;
}

const OBJECTIVE: fc.Arbitrary<ObjectiveSeed> = fc.record({
  metric: fc.constantFrom(...(Object.keys(OBJECTIVE_METRICS) as ObjectiveMetric[])),
  comparison: fc.constantFrom('<', '>'),
  share: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
  clientPick: fc.option(PICK, { nil: undefined }),
});

function resolveObjective(
  { metric, comparison, share, clientPick }: ObjectiveSeed,
  nodes: readonly DesignNode[],
): Objective {
  const client = pick(
    nodes.filter(({ kind }) => kind === 'client'),
    clientPick,
  );
  const value = share * MAX_VALUE[OBJECTIVE_METRICS[metric].unit];
  return { metric, comparison, value, ...(client === undefined ? {} : { client: client.id }) };
}

/**
 * Valid, normalised designs over all kinds: legal edges, parents, overrides of every type of field in its range, a time line,
 * objectives. What `readDesign` makes of one equals it.
 */
export function arbitraryDesign({ maxNodes = 12 }: { maxNodes?: number } = {}): fc.Arbitrary<Design> {
  const node = fc.oneof(...Object.values(SPECS).map((spec) => arbitraryNode(spec)));
  return fc
    .record({
      name: arbitraryText(200, false),
      description: arbitraryText(4_000, true),
      nodes: fc.array(node, { maxLength: maxNodes }),
      reversed: fc.boolean(),
      edges: fc.array(EDGE, { maxLength: maxNodes * 2 }),
      scenario: fc.array(SCENARIO, { maxLength: 5 }),
      objectives: fc.array(OBJECTIVE, { maxLength: 4 }),
      run: arbitraryOverrides(RUN_FIELDS),
    })
    .map((seed): Design => {
      const nodes = resolveNodes(seed.nodes, seed.reversed);
      const edges = resolveEdges(seed.edges, nodes);
      return {
        version: DESIGN_VERSION,
        name: seed.name,
        description: seed.description,
        nodes,
        edges,
        scenario: resolveScenario(seed.scenario, nodes, edges),
        objectives: seed.objectives.map((objective) => resolveObjective(objective, nodes)),
        run: seed.run,
      };
    });
}
