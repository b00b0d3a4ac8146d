import type { Design, DesignEdge, DesignNode } from '../../model/design.ts';
import { absolutePosition, findNode, indexOf, withDescendants, type Point } from '../design-index.ts';
import { freshId, freshLabel } from './fresh-id.ts';

/** Part of a design: nodes, at absolute positions when their parent is not in it, and the edges between them. */
export interface Excerpt {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
}

/** The given nodes with everything inside them, cut free from containers that are not among them. */
export function excerptOf(design: Design, ids: ReadonlySet<string>): Excerpt {
  const all = withDescendants(design, ids);
  const nodes = design.nodes
    .filter((node) => all.has(node.id))
    .map((node) => {
      if (node.parent === undefined || all.has(node.parent)) return node;
      const { parent: _left, ...rest } = node;
      return { ...rest, position: absolutePosition(design, node) };
    });
  return { nodes, edges: design.edges.filter((edge) => all.has(edge.source) && all.has(edge.target)) };
}

/** Adds an excerpt under new ids and labels, shifted by `by`. Gives the ids of its outermost nodes, to be selected. */
export function insertExcerpt(design: Design, excerpt: Excerpt, by: Point): { design: Design; ids: readonly string[] } {
  const taken = new Set(indexOf(design).nodes.keys());
  const takenEdges = new Set(indexOf(design).edges.keys());
  const labels = new Set(design.nodes.map((node) => node.label));
  const newIds = new Map<string, string>();
  for (const node of excerpt.nodes) {
    const id = freshId(node.kind, taken);
    taken.add(id);
    newIds.set(node.id, id);
  }
  const nodes = excerpt.nodes.map((node): DesignNode => {
    const label = freshLabel(node.label.replace(/ \d+$/, ''), labels);
    labels.add(label);
    const parent = node.parent === undefined ? undefined : newIds.get(node.parent);
    const { parent: _old, ...rest } = node;
    const position = parent === undefined ? { x: node.position.x + by.x, y: node.position.y + by.y } : node.position;
    return {
      ...rest,
      id: newIds.get(node.id) ?? node.id,
      label,
      position,
      ...(parent === undefined ? {} : { parent }),
    };
  });
  const edges = excerpt.edges.flatMap((edge): DesignEdge[] => {
    const source = newIds.get(edge.source);
    const target = newIds.get(edge.target);
    if (source === undefined || target === undefined) return [];
    const id = freshId('edge', takenEdges);
    takenEdges.add(id);
    return [{ ...edge, id, source, target }];
  });
  const outermost = nodes.filter((node) => node.parent === undefined).map((node) => node.id);
  return {
    design: { ...design, nodes: [...design.nodes, ...nodes], edges: [...design.edges, ...edges] },
    ids: outermost,
  };
}

/** Copies beside the originals, inside the same container, with the calls they make: a second instance is fed by hand. */
export function duplicate(
  design: Design,
  ids: ReadonlySet<string>,
  by: Point,
): { design: Design; ids: readonly string[] } {
  const inserted = insertExcerpt(design, excerptOf(design, ids), by);
  let next = inserted.design;
  const originals = excerptOf(design, ids).nodes.filter((node) => node.parent === undefined);
  originals.forEach((original, i) => {
    const copy = inserted.ids[i];
    const parent = findNode(design, original.id)?.parent;
    const container = parent === undefined ? undefined : findNode(design, parent);
    if (copy === undefined || container === undefined) return;
    const origin = absolutePosition(design, container);
    next = {
      ...next,
      nodes: next.nodes.map((node) =>
        node.id === copy
          ? {
              ...node,
              parent: container.id,
              position: { x: node.position.x - origin.x, y: node.position.y - origin.y },
            }
          : node,
      ),
    };
  });
  return { design: next, ids: inserted.ids };
}
