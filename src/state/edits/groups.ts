import { findSpec, SPECS } from '../../kinds/specs.ts';
import type { Design, DesignNode } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { absoluteBox, absolutePosition, ancestorsOf, findNode, indexOf } from '../design-index.ts';
import { boxAround, outermostOf } from './arrange.ts';
import { PADDING } from './containers.ts';
import { addNode, changeNode, dissolve, reparent } from './nodes.ts';

const ALL: readonly KindSpec[] = Object.values(SPECS);
const GROUPING = ALL.find((spec) => spec.movesAsOne === true);

export function isGroup(node: DesignNode | undefined): boolean {
  return node !== undefined && findSpec(node.kind)?.movesAsOne === true;
}

/** The innermost container that holds all of these nodes. */
function commonParent(design: Design, nodes: readonly DesignNode[]): string | undefined {
  const [first, ...others] = nodes.map((node) => ancestorsOf(design, node));
  return first?.find((id) => others.every((ancestors) => ancestors.includes(id)));
}

/** Puts nodes into a new group where they are; gives the id of the group, or null when there is nothing to group. */
export function groupNodes(design: Design, ids: ReadonlySet<string>): { design: Design; id: string | null } {
  const nodes = outermostOf(design, ids);
  if (nodes.length === 0 || GROUPING === undefined) return { design, id: null };
  const parent = commonParent(design, nodes);
  const container = parent === undefined ? undefined : findNode(design, parent);
  const origin = container === undefined ? { x: 0, y: 0 } : absolutePosition(design, container);
  const around = boxAround(nodes.map((node) => absoluteBox(design, node)));
  const added = addNode(design, {
    kind: GROUPING.id,
    position: { x: around.x - origin.x - PADDING.left, y: around.y - origin.y - PADDING.top },
    parent,
  });
  const { id } = added;
  if (id === null) return { design, id };
  const size = {
    width: Math.round(around.width) + PADDING.left + PADDING.right,
    height: Math.round(around.height) + PADDING.top + PADDING.bottom,
  };
  const sized = changeNode(added.design, id, (group) => ({ ...group, size }));
  return { design: nodes.reduce((next, node) => reparent(next, node.id, id), sized), id };
}

/** Takes groups away and leaves what was in them where it is; gives the ids of what was in them. */
export function ungroupNodes(design: Design, ids: ReadonlySet<string>): { design: Design; ids: readonly string[] } {
  let next = design;
  const freed: string[] = [];
  for (const node of design.nodes) {
    if (!ids.has(node.id) || !isGroup(node)) continue;
    freed.push(...(indexOf(next).childrenOf.get(node.id) ?? []).map((child) => child.id));
    next = dissolve(next, node.id);
  }
  const left = indexOf(next).nodes;
  return { design: next, ids: freed.filter((id) => left.has(id)) };
}

/** Groups whose insides can be reached: something in them is selected and they themselves are not. */
export function openGroups(design: Design, selected: ReadonlySet<string>): ReadonlySet<string> {
  const open = new Set<string>();
  for (const id of selected) {
    const node = findNode(design, id);
    if (node === undefined) continue;
    for (const around of ancestorsOf(design, node))
      if (!selected.has(around) && isGroup(findNode(design, around))) open.add(around);
  }
  return open;
}

/** The outermost group around a node that is not open: what a click on the node selects. Null when it is the node itself. */
export function closedGroupAround(design: Design, node: DesignNode, open: ReadonlySet<string>): string | null {
  return (
    ancestorsOf(design, node)
      .toReversed()
      .find((id) => isGroup(findNode(design, id)) && !open.has(id)) ?? null
  );
}
