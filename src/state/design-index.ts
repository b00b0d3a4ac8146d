import { findSpec } from '../kinds/specs.ts';
import type { Design, DesignEdge, DesignNode } from '../model/design.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** What would otherwise be searched for again and again in one design. */
export interface DesignIndex {
  readonly nodes: ReadonlyMap<string, DesignNode>;
  readonly edges: ReadonlyMap<string, DesignEdge>;
  readonly childrenOf: ReadonlyMap<string, readonly DesignNode[]>;
  readonly edgesFrom: ReadonlyMap<string, readonly DesignEdge[]>;
  readonly edgesTo: ReadonlyMap<string, readonly DesignEdge[]>;
}

/** Size of a node whose kind is unknown to this version. */
const UNKNOWN_SIZE = { width: 200, height: 92 };

const indexes = new WeakMap<Design, DesignIndex>();

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The index of a design; built once per design, since designs are never changed in place. */
export function indexOf(design: Design): DesignIndex {
  const known = indexes.get(design);
  if (known !== undefined) return known;
  const index: DesignIndex = {
    nodes: new Map(design.nodes.map((node) => [node.id, node])),
    edges: new Map(design.edges.map((edge) => [edge.id, edge])),
    childrenOf: groupBy(design.nodes, (node) => node.parent),
    edgesFrom: groupBy(design.edges, (edge) => edge.source),
    edgesTo: groupBy(design.edges, (edge) => edge.target),
  };
  indexes.set(design, index);
  return index;
}

export function findNode(design: Design, id: string): DesignNode | undefined {
  return indexOf(design).nodes.get(id);
}

export function findEdge(design: Design, id: string): DesignEdge | undefined {
  return indexOf(design).edges.get(id);
}

/** Width and height on the canvas: its own, or the default of its kind. */
export function sizeOf(node: DesignNode): { readonly width: number; readonly height: number } {
  return node.size ?? findSpec(node.kind)?.size ?? UNKNOWN_SIZE;
}

/** Ids of the containers around a node, innermost first. Ends at a cycle, which a valid design does not have. */
export function ancestorsOf(design: Design, node: DesignNode): readonly string[] {
  const { nodes } = indexOf(design);
  const seen = new Set<string>();
  for (let parent = node.parent; parent !== undefined && !seen.has(parent); parent = nodes.get(parent)?.parent)
    seen.add(parent);
  return [...seen];
}

/** Top left corner measured from the canvas origin. */
export function absolutePosition(design: Design, node: DesignNode): Point {
  const { nodes } = indexOf(design);
  let { x, y } = node.position;
  for (const id of ancestorsOf(design, node)) {
    const parent = nodes.get(id);
    if (parent === undefined) continue;
    x += parent.position.x;
    y += parent.position.y;
  }
  return { x, y };
}

export function absoluteBox(design: Design, node: DesignNode): Box {
  return { ...absolutePosition(design, node), ...sizeOf(node) };
}

/** The smallest box around everything in a design; null while there is nothing. */
export function designBox(design: Design): Box | null {
  const boxes = design.nodes.filter((node) => node.parent === undefined).map((node) => absoluteBox(design, node));
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** The ids given and everything inside them. */
export function withDescendants(design: Design, ids: Iterable<string>): Set<string> {
  const { childrenOf } = indexOf(design);
  const all = new Set(ids);
  for (const id of all) for (const child of childrenOf.get(id) ?? []) all.add(child.id);
  return all;
}

/** Whether a container of the first kind may hold a node of the second: regions hold zones, zones hold neither; groups may be anywhere and hold anything. */
export function mayContain(parentKind: string, childKind: string): boolean {
  const parent = findSpec(parentKind);
  const child = findSpec(childKind);
  if (parent?.container !== true) return false;
  if (child?.container !== true || parent.movesAsOne === true || child.movesAsOne === true) return true;
  return parentKind === 'region' && childKind === 'zone';
}

/** The innermost container at a point that may hold a node of this kind. `except` and what is inside it are left out. */
export function containerAt(
  design: Design,
  point: Point,
  childKind: string,
  except: ReadonlySet<string> = new Set(),
): DesignNode | undefined {
  let best: DesignNode | undefined;
  let bestDepth = -1;
  for (const node of design.nodes) {
    if (except.has(node.id) || !mayContain(node.kind, childKind)) continue;
    const box = absoluteBox(design, node);
    const inside =
      point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
    const depth = ancestorsOf(design, node).length;
    if (inside && depth >= bestDepth) {
      best = node;
      bestDepth = depth;
    }
  }
  return best;
}
