import type { Design, DesignNode } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { indexOf } from '../../state/design-index.ts';

/** Kinds that do nothing by themselves need something to send to; a card with one role only where that role passes anything on. */
function needsTarget(node: DesignNode, { group, expansion }: KindSpec): boolean {
  const leaves = expansion?.parts.slice(0, -1) ?? [];
  const isLeaf = leaves.some(({ role }) => role === node.config[expansion?.field ?? '']);
  return (group === 'clients' || group === 'routing') && !isLeaf;
}

/** What a node lacks before it can take part in a run, in words; null when nothing. */
export function missingPiece(design: Design, node: DesignNode, spec: KindSpec): string | null {
  const { edgesFrom, edgesTo } = indexOf(design);
  if (needsTarget(node, spec) && !edgesFrom.has(node.id))
    return spec.provides.length === 0 ? 'Drag from its right edge to connect it' : 'Has nothing to send to';
  if (spec.provides.length > 0 && !edgesTo.has(node.id)) return 'Nothing calls it yet';
  return null;
}
