import type { Design } from '../../../src/model/design.ts';

/** What the model knows of a node. Places are from the origin of the canvas, whatever group the node is in. */
export interface ModelNode {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly parent?: string | undefined;
  readonly replicas?: unknown;
}

/** A design as people would note it down: what there is, what it is called, where it is, and who calls whom. */
export interface EditModel {
  readonly nodes: readonly ModelNode[];
  /** "source target". */
  readonly calls: readonly string[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The model of a document of the page. */
export function modelOf(design: Design): EditModel {
  const byId = new Map(design.nodes.map((node) => [node.id, node]));
  const placeOf = (id: string | undefined): Place => {
    const node = id === undefined ? undefined : byId.get(id);
    if (node === undefined) return { x: 0, y: 0 };
    const origin = placeOf(node.parent);
    return { x: origin.x + node.position.x, y: origin.y + node.position.y };
  };
  const nodes = design.nodes.map(({ id, kind, label, parent, config }): ModelNode => ({
    id,
    kind,
    label,
    ...placeOf(id),
    parent,
    replicas: config['replicas'],
  }));
  return { nodes, calls: design.edges.map(({ source, target }) => `${source} ${target}`) };
}

export function freshModelId(model: EditModel, kind: string): string {
  const numbers = model.nodes.map(({ id }) => (id.startsWith(`${kind}-`) ? Number(id.slice(kind.length + 1)) : 0));
  return `${kind}-${Math.max(0, ...numbers) + 1}`;
}

export function freshModelLabel(model: EditModel, name: string): string {
  const taken = new Set(model.nodes.map(({ label }) => label));
  const numbered = [name, ...Array.from({ length: taken.size + 1 }, (_, i) => `${name} ${i + 2}`)];
  return numbered.find((label) => !taken.has(label)) ?? name;
}

/** These nodes and what is in them. */
export function withContents(model: EditModel, ids: Iterable<string>): ReadonlySet<string> {
  const all = new Set(ids);
  for (;;) {
    const inside = model.nodes.filter(({ id, parent }) => parent !== undefined && all.has(parent) && !all.has(id));
    if (inside.length === 0) return all;
    for (const { id } of inside) all.add(id);
  }
}

export function changed(
  model: EditModel,
  ids: ReadonlySet<string>,
  change: (node: ModelNode) => Partial<ModelNode>,
): EditModel {
  return { ...model, nodes: model.nodes.map((node) => (ids.has(node.id) ? { ...node, ...change(node) } : node)) };
}

/** Moved with everything in it. */
export function moved(model: EditModel, id: string, dx: number, dy: number): EditModel {
  return changed(model, withContents(model, [id]), ({ x, y }) => ({ x: x + dx, y: y + dy }));
}

export function removed(model: EditModel, ids: readonly string[]): EditModel {
  const gone = withContents(model, ids);
  return {
    nodes: model.nodes.filter(({ id }) => !gone.has(id)),
    calls: model.calls.filter((call) => call.split(' ').every((end) => !gone.has(end))),
  };
}

function withNode(model: EditModel, node: ModelNode): EditModel {
  return { ...model, nodes: [...model.nodes, node] };
}

/** What a group keeps free to the left of what is put into it, and above. */
const INSIDE = { left: 12, top: 40 };

/** With one node more; a group that it is put into over the border grows that far. */
export function added(model: EditModel, node: ModelNode): EditModel {
  const grown = changed(model, new Set([node.parent ?? '']), ({ x, y }) => ({
    x: Math.min(x, node.x - INSIDE.left),
    y: Math.min(y, node.y - INSIDE.top),
  }));
  return withNode(grown, node);
}

/** Copies with their contents and the calls between them, 24 px below and to the right. */
export function duplicated(model: EditModel, ids: readonly string[]): EditModel {
  const all = withContents(model, ids);
  const newIds = new Map<string, string>();
  let next = model;
  for (const node of model.nodes.filter(({ id }) => all.has(id))) {
    const id = freshModelId(next, node.kind);
    newIds.set(node.id, id);
    const label = freshModelLabel(next, node.label.replace(/ \d+$/, ''));
    next = withNode(next, { ...node, id, label, x: node.x + 24, y: node.y + 24 });
  }
  const copies = new Set(newIds.values());
  const calls = model.calls.flatMap((call) => {
    const ends = call.split(' ').map((end) => newIds.get(end));
    return ends.includes(undefined) ? [] : [ends.join(' ')];
  });
  const placed = changed(next, copies, ({ parent }) => ({ parent: newIds.get(parent ?? '') }));
  return { nodes: placed.nodes, calls: [...model.calls, ...calls] };
}

/** Moved to the smallest coordinate among them. */
export function aligned(model: EditModel, ids: readonly string[], axis: 'x' | 'y'): EditModel {
  const nodes = model.nodes.filter(({ id }) => ids.includes(id));
  const to = Math.min(...nodes.map((node) => node[axis]));
  return nodes.reduce(
    (next, node) => moved(next, node.id, axis === 'x' ? to - node.x : 0, axis === 'y' ? to - node.y : 0),
    model,
  );
}
