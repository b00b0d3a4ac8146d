import { findSpec } from '../../kinds/specs.ts';
import type { Design, DesignNode, ScenarioEntry } from '../../model/design.ts';
import { LIMITS } from '../../model/limits.ts';
import { absolutePosition, findNode, indexOf, withDescendants, type Point } from '../design-index.ts';
import { freshId, freshLabel } from './fresh-id.ts';

/** Smallest size a container or note can be dragged to. */
export const MIN_CONTAINER_SIZE = { width: 160, height: 96 };

export interface NewNode {
  readonly kind: string;
  /** Relative to the parent when there is one. */
  readonly position: Point;
  readonly parent?: string | undefined;
  readonly label?: string;
}

/** The design with one more node, and its id. An unknown kind changes nothing and gives null. */
export function addNode(
  design: Design,
  { kind, position, parent, label }: NewNode,
): { design: Design; id: string | null } {
  const spec = findSpec(kind);
  if (spec === undefined) return { design, id: null };
  const id = freshId(kind, indexOf(design).nodes.keys());
  const node: DesignNode = {
    id,
    kind,
    label: label ?? freshLabel(spec.name, new Set(design.nodes.map((other) => other.label))),
    position: { x: wholePixels(position.x), y: wholePixels(position.y) },
    ...(parent === undefined ? {} : { parent }),
    ...(spec.container ? { size: spec.size } : {}),
    config: {},
  };
  return { design: { ...design, nodes: [...design.nodes, node] }, id };
}

/** One node replaced by what `change` makes of it; the same design when nothing changed. */
export function changeNode(design: Design, id: string, change: (node: DesignNode) => DesignNode): Design {
  const node = findNode(design, id);
  if (node === undefined) return design;
  const changed = change(node);
  if (changed === node) return design;
  return { ...design, nodes: design.nodes.map((other) => (other === node ? changed : other)) };
}

export function setLabel(design: Design, id: string, label: string): Design {
  return changeNode(design, id, (node) => (node.label === label ? node : { ...node, label }));
}

/** Whole pixels, no further from the origin than a document may say. */
function wholePixels(value: number): number {
  return Math.min(LIMITS.coordinatePx, Math.max(-LIMITS.coordinatePx, Math.round(value))) + 0;
}

/** New positions of some nodes, each relative to its parent, rounded to whole pixels. */
export function moveNodes(design: Design, positions: ReadonlyMap<string, Point>): Design {
  let moved = false;
  const nodes = design.nodes.map((node) => {
    const to = positions.get(node.id);
    if (to === undefined) return node;
    const position = { x: wholePixels(to.x), y: wholePixels(to.y) };
    if (position.x === node.position.x && position.y === node.position.y) return node;
    moved = true;
    return { ...node, position };
  });
  return moved ? { ...design, nodes } : design;
}

/** Moves nodes by a distance. Nodes inside another moved one come along anyway and are left alone. */
export function nudgeNodes(design: Design, ids: ReadonlySet<string>, dx: number, dy: number): Design {
  const positions = new Map<string, Point>();
  for (const id of ids) {
    const node = findNode(design, id);
    if (node === undefined || (node.parent !== undefined && ids.has(node.parent))) continue;
    positions.set(id, { x: node.position.x + dx, y: node.position.y + dy });
  }
  return moveNodes(design, positions);
}

export interface Resize extends Point {
  readonly width: number;
  readonly height: number;
}

/** A new box for a container or note. What is inside keeps its place on the screen when the top left corner moves. */
export function resizeNode(design: Design, id: string, box: Resize): Design {
  const before = findNode(design, id);
  if (before === undefined) return design;
  const position = { x: wholePixels(box.x), y: wholePixels(box.y) };
  const size = {
    width: Math.min(LIMITS.sizePx, Math.max(MIN_CONTAINER_SIZE.width, Math.round(box.width))),
    height: Math.min(LIMITS.sizePx, Math.max(MIN_CONTAINER_SIZE.height, Math.round(box.height))),
  };
  const dx = before.position.x - position.x;
  const dy = before.position.y - position.y;
  if (dx === 0 && dy === 0 && before.size?.width === size.width && before.size.height === size.height) return design;
  const nodes = design.nodes.map((node) => {
    if (node === before) return { ...node, position, size };
    if (node.parent !== id || (dx === 0 && dy === 0)) return node;
    return { ...node, position: { x: node.position.x + dx, y: node.position.y + dy } };
  });
  return { ...design, nodes };
}

/** Puts a node into a container, or onto the open canvas (undefined), where it is on the screen. */
export function reparent(design: Design, id: string, parent: string | undefined): Design {
  const node = findNode(design, id);
  if (node === undefined || node.parent === parent) return design;
  const container = parent === undefined ? undefined : findNode(design, parent);
  if (parent !== undefined && (container === undefined || withDescendants(design, [id]).has(parent))) return design;
  const at = absolutePosition(design, node);
  const origin = container === undefined ? { x: 0, y: 0 } : absolutePosition(design, container);
  const { parent: _left, ...rest } = node;
  const moved: DesignNode = {
    ...rest,
    position: { x: at.x - origin.x, y: at.y - origin.y },
    ...(parent === undefined ? {} : { parent }),
  };
  return { ...design, nodes: design.nodes.map((other) => (other === node ? moved : other)) };
}

/** Removes a container and leaves what was in it where it is. */
export function dissolve(design: Design, id: string): Design {
  const node = findNode(design, id);
  if (node === undefined) return design;
  let next = design;
  for (const child of indexOf(design).childrenOf.get(id) ?? []) next = reparent(next, child.id, node.parent);
  return remove(next, new Set([id]), new Set());
}

function isAbout(entry: ScenarioEntry, nodes: ReadonlySet<string>, edges: ReadonlySet<string>): boolean {
  return 'node' in entry.target ? nodes.has(entry.target.node) : edges.has(entry.target.edge);
}

/** Removes nodes with everything inside them, edges, the edges of removed nodes, and what the scenario and objectives said about them. */
export function remove(design: Design, nodeIds: ReadonlySet<string>, edgeIds: ReadonlySet<string>): Design {
  const gone = withDescendants(design, nodeIds);
  const edges = design.edges.filter(
    (edge) => !edgeIds.has(edge.id) && !gone.has(edge.source) && !gone.has(edge.target),
  );
  const nodes = design.nodes.filter((node) => !gone.has(node.id));
  if (edges.length === design.edges.length && nodes.length === design.nodes.length) return design;
  const kept = new Set(edges.map((edge) => edge.id));
  const goneEdges = new Set(design.edges.filter((edge) => !kept.has(edge.id)).map((edge) => edge.id));
  return {
    ...design,
    nodes,
    edges,
    scenario: design.scenario.filter((entry) => !isAbout(entry, gone, goneEdges)),
    objectives: design.objectives.filter((objective) => objective.client === undefined || !gone.has(objective.client)),
  };
}
