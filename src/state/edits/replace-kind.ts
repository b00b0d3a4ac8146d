import { findSpec } from '../../kinds/specs.ts';
import { ACTIONS } from '../../model/actions.ts';
import { connectionRefusal } from '../../model/connection-rules.ts';
import { EMPTY_DESIGN, type Design, type DesignNode, type ScenarioEntry } from '../../model/design.ts';
import { readDesign } from '../../model/document/read-design.ts';
import { targetKindOf } from '../../model/document/read-scenario.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { findNode, indexOf, mayContain } from '../design-index.ts';
import { freshLabel } from './fresh-id.ts';
import { withOverride } from './overrides.ts';
import { changeNode } from './nodes.ts';

/** Why a node may not become another kind where it stands, in one sentence; null when it may. */
export function replaceRefusal(design: Design, id: string, kind: string): string | null {
  const node = findNode(design, id);
  const from = node && findSpec(node.kind);
  const to = findSpec(kind);
  if (node === undefined || from === undefined || to === undefined) return 'This component does not exist.';
  if (from === to) return 'It is one already.';
  if (from.container !== to.container) return `${to.name} ${to.container ? 'holds components' : 'holds nothing'}.`;
  return structureRefusal(design, node, to) ?? wireRefusal(design, id, to);
}

function structureRefusal(design: Design, node: DesignNode, to: KindSpec): string | null {
  const parent = node.parent === undefined ? undefined : findNode(design, node.parent);
  if (parent !== undefined && !mayContain(parent.kind, to.id)) return `${to.name} does not go into ${parent.label}.`;
  const child = (indexOf(design).childrenOf.get(node.id) ?? []).find((inside) => !mayContain(to.id, inside.kind));
  return child === undefined ? null : `${to.name} cannot hold ${child.label}.`;
}

function wireRefusal(design: Design, id: string, to: KindSpec): string | null {
  const { edgesFrom, edgesTo } = indexOf(design);
  for (const edge of edgesTo.get(id) ?? []) {
    const source = findSpec(findNode(design, edge.source)?.kind ?? '');
    const refusal = source === undefined ? null : connectionRefusal(source, to);
    if (refusal !== null) return refusal;
  }
  for (const edge of edgesFrom.get(id) ?? []) {
    const target = findSpec(findNode(design, edge.target)?.kind ?? '');
    const refusal = target === undefined ? null : connectionRefusal(to, target);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Whether a kind reads this value of this setting as it stands: the reader of documents decides. */
function accepts(kind: string, field: string, value: unknown): boolean {
  const node = { id: 'x', kind, label: 'x', position: { x: 0, y: 0 }, config: { [field]: value } };
  return readDesign({ ...EMPTY_DESIGN, nodes: [node] }, findSpec).ok;
}

function keptConfig(node: DesignNode, to: KindSpec): DesignNode['config'] {
  let config: DesignNode['config'] = {};
  for (const [field, value] of Object.entries(node.config)) {
    const [was, is] = [findSpec(node.kind)?.fields[field], to.fields[field]];
    if (was?.type === is?.type && is !== undefined && accepts(to.id, field, value))
      config = withOverride(to.fields, config, field, value);
  }
  return config;
}

/** What the time line says about a node can still happen to its new kind. */
function stillHappens(entry: ScenarioEntry, id: string, to: KindSpec): boolean {
  if (!('node' in entry.target) || entry.target.node !== id) return true;
  const kind = targetKindOf(to);
  return (
    kind !== null &&
    (ACTIONS[entry.action.type].on as readonly string[]).includes(kind) &&
    (entry.target.endpoint === undefined || kind === 'node')
  );
}

/**
 * Makes a node another kind and keeps its wires, its place, its id (links, faults and objectives name it) and every setting that both
 * kinds have and the new one accepts. A label somebody chose stays; one that only named the old kind names the new one.
 */
export function replaceKind(design: Design, id: string, kind: string): Design {
  const to = findSpec(kind);
  const before = findNode(design, id);
  if (to === undefined || before === undefined || replaceRefusal(design, id, kind) !== null) return design;
  const oldName = findSpec(before.kind)?.name ?? before.kind;
  const isPlain = before.label.replace(/ \d+$/, '') === oldName;
  const label = isPlain ? freshLabel(to.name, new Set(design.nodes.map((node) => node.label))) : before.label;
  const next = changeNode(design, id, (node) => ({ ...node, kind, label, config: keptConfig(node, to) }));
  return {
    ...next,
    scenario: next.scenario.filter((entry) => stillHappens(entry, id, to)),
    objectives: next.objectives.filter((objective) => objective.client !== id || to.group === 'clients'),
  };
}
