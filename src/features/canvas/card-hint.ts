import type { Design, DesignNode } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { indexOf } from '../../state/design-index.ts';

/** Kinds that do nothing by themselves: they need something to send to. */
function needsTarget(spec: KindSpec): boolean {
  return spec.group === 'clients' || spec.group === 'routing';
}

/** What a node lacks before it can take part in a run, in words; null when nothing. */
export function missingPiece(design: Design, node: DesignNode, spec: KindSpec): string | null {
  const { edgesFrom, edgesTo } = indexOf(design);
  if (needsTarget(spec) && !edgesFrom.has(node.id))
    return spec.provides.length === 0 ? 'Drag from its right edge to connect it' : 'Has nothing to send to';
  if (spec.provides.length > 0 && !edgesTo.has(node.id)) return 'Nothing calls it yet';
  return null;
}
