import { connectionRefusal } from '../../model/connection-rules.ts';
import { SPECS, findSpec } from '../../kinds/specs.ts';
import type { Design, DesignEdge } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import {
  absoluteBox,
  containerAt,
  findEdge,
  findNode,
  indexOf,
  absolutePosition,
  type Point,
} from '../design-index.ts';
import { refusalBetween } from './edges.ts';
import { freshId } from './fresh-id.ts';
import { addNode } from './nodes.ts';
import { snap } from './placement.ts';

const ALL: readonly KindSpec[] = Object.values(SPECS);

function without(design: Design, edge: DesignEdge): Design {
  return { ...design, edges: design.edges.filter((other) => other !== edge) };
}

/** Kinds that may stand between the two ends of an edge. */
export function kindsBetween(design: Design, id: string): readonly KindSpec[] {
  const edge = findEdge(design, id);
  const source = findSpec(findNode(design, edge?.source ?? '')?.kind ?? '');
  const target = findSpec(findNode(design, edge?.target ?? '')?.kind ?? '');
  if (source === undefined || target === undefined) return [];
  return ALL.filter((kind) => connectionRefusal(source, kind) === null && connectionRefusal(kind, target) === null);
}

/** Why a node may not be put onto an edge, in one sentence; null when it may. */
export function spliceRefusal(design: Design, id: string, node: string): string | null {
  const edge = findEdge(design, id);
  if (edge === undefined) return 'This connection does not exist.';
  const rest = without(design, edge);
  return refusalBetween(rest, edge.source, node) ?? refusalBetween(rest, node, edge.target);
}

/**
 * Puts a node between the ends of an edge. The first half stays the edge it was, with its id and all its settings: time-outs,
 * retries, weight and faults belong to the caller. The second half is a new call with the same kind of connection and default
 * settings otherwise: the distance of the old call must not count twice.
 */
export function spliceNode(design: Design, id: string, node: string): Design {
  const edge = findEdge(design, id);
  if (edge === undefined || spliceRefusal(design, id, node) !== null) return design;
  const { connection, security } = edge.config;
  const second: DesignEdge = {
    id: freshId('edge', indexOf(design).edges.keys()),
    source: node,
    target: edge.target,
    config: { ...(connection === undefined ? {} : { connection }), ...(security === undefined ? {} : { security }) },
  };
  return {
    ...design,
    edges: [...design.edges.map((other) => (other === edge ? { ...edge, target: node } : other)), second],
  };
}

/** The middle of the free space between the ends of an edge. */
export function middleOfEdge(design: Design, id: string): Point | null {
  const edge = findEdge(design, id);
  const source = findNode(design, edge?.source ?? '');
  const target = findNode(design, edge?.target ?? '');
  if (source === undefined || target === undefined) return null;
  const from = absoluteBox(design, source);
  const to = absoluteBox(design, target);
  return { x: (from.x + from.width + to.x) / 2, y: (from.y + from.height / 2 + to.y + to.height / 2) / 2 };
}

/** Adds a component of a kind with its middle at a point and puts it between the ends of an edge; null when the rules refuse. */
export function insertKind(
  design: Design,
  edge: string,
  kind: string,
  middle: Point,
): { design: Design; id: string | null } {
  const spec = findSpec(kind);
  if (spec === undefined || !kindsBetween(design, edge).includes(spec)) return { design, id: null };
  const container = containerAt(design, middle, kind);
  const origin = container === undefined ? { x: 0, y: 0 } : absolutePosition(design, container);
  const corner = snap({ x: middle.x - spec.size.width / 2, y: middle.y - spec.size.height / 2 });
  const position = { x: corner.x - origin.x, y: corner.y - origin.y };
  const added = addNode(design, { kind, position, parent: container?.id });
  return added.id === null ? added : { design: spliceNode(added.design, edge, added.id), id: added.id };
}
