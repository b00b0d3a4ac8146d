import type { Point } from '../../state/design-index.ts';
import { currentDesign } from '../../state/document.ts';
import { selectedEdges, selectedNodes } from '../../state/selection.ts';
import { MenuAt, type MenuGroups } from '../../ui/Menu.tsx';
import { canvasGroups } from './canvas-menu-groups.ts';
import { edgeGroups } from './edge-menu-groups.ts';
import { nodeGroups } from './node-menu-groups.ts';
import { severalGroups } from './several-menu-groups.ts';

export type MenuTarget = { readonly node: string } | { readonly edge: string } | 'selection' | 'canvas';

interface CanvasMenuProps {
  readonly at: Point;
  readonly target: MenuTarget;
  readonly onClose: () => void;
}

function groupsOf(target: MenuTarget, at: Point): MenuGroups {
  if (target === 'canvas') return canvasGroups(at);
  const design = currentDesign();
  const nodes = selectedNodes();
  const edges = selectedEdges();
  // What is among several selected things stands for all of them.
  if (target === 'selection' || nodes.length + edges.length > 1) return severalGroups(design, nodes, edges);
  return 'node' in target ? nodeGroups(design, target.node, at) : edgeGroups(target.edge, at);
}

/** The menu of a node, an edge, everything selected, or the open canvas. */
export function CanvasMenu({ at, target, onClose }: CanvasMenuProps) {
  return <MenuAt at={at} groups={groupsOf(target, at)} onClose={onClose} />;
}
