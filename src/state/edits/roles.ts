import { findSpec } from '../../kinds/specs.ts';
import { completeConfig } from '../../model/complete-config.ts';
import type { Design, DesignEdge, DesignNode } from '../../model/design.ts';
import type { Field, Fields } from '../../model/fields.ts';
import type { Expansion, KindSpec } from '../../model/kind-spec.ts';
import { findNode, indexOf } from '../design-index.ts';
import { freshId, freshLabel } from './fresh-id.ts';
import { remove } from './nodes.ts';

type Config = Readonly<Record<string, unknown>>;
type Expandable = KindSpec & { readonly expansion: Expansion };

/** Room made to the right of the front, and between rows of the other parts, in canvas pixels. */
const COLUMN = 288;
const ROW = 144;
/** Left around nodes inside a container. */
const MARGIN = 32;

function expandableOf(node: DesignNode | undefined): Expandable | null {
  const spec = findSpec(node?.kind ?? '');
  return spec?.expansion === undefined ? null : (spec as Expandable);
}

/** The role of a node whose kind can be expanded; null for other kinds. */
export function roleOf(node: DesignNode | undefined): string | null {
  const spec = expandableOf(node);
  if (spec === null || node === undefined) return null;
  return String((completeConfig(spec.fields, node.config) as Config)[spec.expansion.field]);
}

/** Whether a field says something about a role: its own condition and those it hangs on allow it. */
function belongsTo(field: Field | undefined, role: string, spec: Expandable): boolean {
  if (field?.when === undefined) return true;
  if (field.when.field === spec.expansion.field) return field.when.is.includes(role);
  return belongsTo(spec.fields[field.when.field], role, spec);
}

function configFor(role: string, config: Config, spec: Expandable): Config {
  const { field, whole } = spec.expansion;
  const fields: Fields = spec.fields;
  const kept = Object.fromEntries(
    Object.entries(config).filter(([name]) => name !== field && belongsTo(fields[name], role, spec)),
  );
  return role === whole ? kept : { [field]: role, ...kept };
}

/** Moves what stands right of `left` beside the node by `dx`, in the same container; the container grows or shrinks with it. */
export function shift(design: Design, beside: DesignNode, left: number, dx: number): Design {
  const nodes = design.nodes.map((node) => {
    if (node.id === beside.parent && node.size !== undefined)
      return { ...node, size: { ...node.size, width: node.size.width + dx } };
    if (node === beside || node.parent !== beside.parent || node.position.x < left) return node;
    return { ...node, position: { ...node.position, x: node.position.x + dx } };
  });
  return { ...design, nodes };
}

/** A container too low for what was put into it grows. */
function withHeight(design: Design, parent: string | undefined, bottom: number): Design {
  const nodes = design.nodes.map((node) =>
    node.id === parent && node.size !== undefined && node.size.height < bottom
      ? { ...node, size: { ...node.size, height: bottom } }
      : node,
  );
  return { ...design, nodes };
}

/** The parts of a node beside its front, and the edges to them: each as far away as it was inside. */
function partsOf(
  design: Design,
  node: DesignNode,
  spec: Expandable,
): { parts: readonly DesignNode[]; edges: readonly DesignEdge[] } {
  const { expansion } = spec;
  const config: Config = completeConfig(spec.fields, node.config);
  // Inside a container there is room below; on the open canvas up the page reads as up the tree.
  const direction = node.parent === undefined ? -1 : 1;
  const ids = new Set(indexOf(design).nodes.keys());
  const edgeIds = new Set(indexOf(design).edges.keys());
  const labels = new Set(design.nodes.map((other) => other.label));
  const lossRatio = Number(config[expansion.loss]);
  const parts: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  for (const [index, { role, label, distance }] of expansion.parts.entries()) {
    const id = freshId(node.kind, ids);
    const edgeId = freshId('edge', edgeIds);
    ids.add(id);
    edgeIds.add(edgeId);
    const row = expansion.parts.length - 1 - index;
    const position = { x: node.position.x + COLUMN, y: node.position.y + direction * row * ROW };
    parts.push({ ...node, id, label: freshLabel(label, labels), position, config: configFor(role, node.config, spec) });
    edges.push({
      id: edgeId,
      source: node.id,
      target: id,
      config: { rttMs: Number(config[distance]), ...(lossRatio > 0 ? { lossRatio } : {}) },
    });
  }
  return { parts, edges };
}

/** Whether `expandRoles` would change anything. */
export function canExpand(design: Design, id: string): boolean {
  const node = findNode(design, id);
  return roleOf(node) !== null && roleOf(node) === expandableOf(node)?.expansion.whole;
}

/**
 * Replaces a node that stands for several by its roles: the front in its place, the others beside it. The last part takes over its
 * outgoing edges. The same design for anything that cannot be expanded.
 */
export function expandRoles(design: Design, id: string): Design {
  const node = findNode(design, id);
  const spec = expandableOf(node);
  if (node === undefined || spec === null || !canExpand(design, id)) return design;
  const { parts, edges } = partsOf(design, node, spec);
  const last = parts.at(-1)?.id ?? id;
  const wide = shift(design, node, node.position.x + spec.size.width, COLUMN);
  const roomy = withHeight(wide, node.parent, node.position.y + (parts.length - 1) * ROW + spec.size.height + MARGIN);
  const front = { ...node, config: configFor(spec.expansion.front, node.config, spec) };
  return {
    ...roomy,
    nodes: [...roomy.nodes.map((other) => (other.id === id ? front : other)), ...parts],
    edges: [...roomy.edges.map((edge) => (edge.source === id ? { ...edge, source: last } : edge)), ...edges],
  };
}

/** The front a part belongs to: itself, or the one that calls it; undefined when there is none, or several. */
function frontOf(design: Design, id: string): DesignNode | undefined {
  const node = findNode(design, id);
  const expansion = expandableOf(node)?.expansion;
  if (expansion === undefined || roleOf(node) === expansion.whole) return undefined;
  if (roleOf(node) === expansion.front) return node;
  const callers = design.edges
    .filter((edge) => edge.target === id)
    .map((edge) => findNode(design, edge.source))
    .filter((caller) => caller?.kind === node?.kind && roleOf(caller) === expansion.front);
  return callers.length === 1 ? callers[0] : undefined;
}

/** Whether `collapseRoles` would change anything. */
export function canCollapse(design: Design, id: string): boolean {
  return frontOf(design, id) !== undefined;
}

/** Puts a front and the parts only it calls together into one node again: the opposite of `expandRoles`. */
export function collapseRoles(design: Design, id: string): Design {
  const front = frontOf(design, id);
  const spec = expandableOf(front);
  if (front === undefined || spec === null) return design;
  const calls = design.edges.filter((edge) => edge.source === front.id);
  const parts = new Map<string, DesignNode>();
  for (const { target } of calls) {
    const part = findNode(design, target);
    const isOnlyTheirs = design.edges.every((edge) => edge.target !== target || edge.source === front.id);
    if (part?.kind === front.kind && isOnlyTheirs) parts.set(target, part);
  }
  const lastRole = spec.expansion.parts.at(-1)?.role;
  const last = [...parts.values()].find((part) => roleOf(part) === lastRole);
  const own = Object.assign({}, ...[...parts.values()].map(({ config }) => config), front.config) as Config;
  const distances = calls.map((edge) => distanceOf(edge, parts.get(edge.target), spec));
  const config = Object.assign(configFor(spec.expansion.whole, own, spec), ...distances) as Config;
  const whole = { ...front, config: withoutDefaults(config, spec) };
  const edges = design.edges.map((edge) => (edge.source === last?.id ? { ...edge, source: front.id } : edge));
  const joined = { ...design, edges, nodes: design.nodes.map((node) => (node === front ? whole : node)) };
  const left = remove(joined, new Set(parts.keys()), new Set());
  const hasOwnColumn = last !== undefined && last.position.x === front.position.x + COLUMN;
  return hasOwnColumn ? shift(left, whole, last.position.x, -COLUMN) : left;
}

/** What an edge to a part says, as fields of the whole. */
function distanceOf({ config }: DesignEdge, part: DesignNode | undefined, { expansion }: Expandable): Config {
  const field = expansion.parts.find(({ role }) => role === roleOf(part))?.distance;
  if (field === undefined) return {};
  const { rttMs, lossRatio = 0 } = config;
  return {
    ...(typeof rttMs === 'number' ? { [field]: rttMs } : {}),
    ...(lossRatio > 0 ? { [expansion.loss]: lossRatio } : {}),
  };
}

function withoutDefaults(config: Config, { fields }: Expandable): Config {
  const defaults: Config = completeConfig(fields, {});
  return Object.fromEntries(Object.entries(config).filter(([name, value]) => value !== defaults[name]));
}
