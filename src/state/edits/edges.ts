import { findSpec } from '../../kinds/specs.ts';
import { connectionRefusal } from '../../model/connection-rules.ts';
import type { Design, DesignEdge } from '../../model/design.ts';
import { findEdge, findNode, indexOf } from '../design-index.ts';
import { freshId } from './fresh-id.ts';

/** Why these two nodes may not be connected, in one sentence for the person drawing; null when they may. */
export function refusalBetween(design: Design, source: string, target: string): string | null {
  const from = findNode(design, source);
  const to = findNode(design, target);
  const fromSpec = from && findSpec(from.kind);
  const toSpec = to && findSpec(to.kind);
  if (fromSpec === undefined || toSpec === undefined) return 'One end of this connection does not exist.';
  if (source === target) return 'A node does not call itself over the network.';
  if ((indexOf(design).edgesFrom.get(source) ?? []).some((edge) => edge.target === target))
    return 'These two are connected already.';
  return connectionRefusal(fromSpec, toSpec);
}

/** The design with one more edge, and its id; unchanged and null when the connection is refused. */
export function connect(design: Design, source: string, target: string): { design: Design; id: string | null } {
  if (refusalBetween(design, source, target) !== null) return { design, id: null };
  const id = freshId('edge', indexOf(design).edges.keys());
  const edge: DesignEdge = { id, source, target, config: {} };
  return { design: { ...design, edges: [...design.edges, edge] }, id };
}

/** One edge replaced by what `change` makes of it; the same design when nothing changed. */
export function changeEdge(design: Design, id: string, change: (edge: DesignEdge) => DesignEdge): Design {
  const edge = findEdge(design, id);
  if (edge === undefined) return design;
  const changed = change(edge);
  if (changed === edge) return design;
  return { ...design, edges: design.edges.map((other) => (other === edge ? changed : other)) };
}

/** Gives an edge other ends, keeping its settings; unchanged when the rules refuse them. */
export function reconnect(design: Design, id: string, source: string, target: string): Design {
  const edge = findEdge(design, id);
  if (edge === undefined || (edge.source === source && edge.target === target)) return design;
  const without: Design = { ...design, edges: design.edges.filter((other) => other !== edge) };
  if (refusalBetween(without, source, target) !== null) return design;
  return changeEdge(design, id, (old) => ({ ...old, source, target }));
}
