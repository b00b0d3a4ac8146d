import { useCallback, useState, type MouseEvent, type ReactNode } from 'react';
import type { Point } from '../../state/design-index.ts';
import { select, useSelection } from '../../state/selection.ts';
import { CanvasMenu, type MenuTarget } from './CanvasMenu.tsx';
import type { FlowEdge, FlowNode } from './flow-objects.ts';

interface CanvasMenuParts {
  /** Handlers for React Flow, the same functions at each render. */
  readonly triggers: {
    readonly onNodeContextMenu: (event: MouseEvent, node: FlowNode) => void;
    readonly onEdgeContextMenu: (event: MouseEvent, edge: FlowEdge) => void;
    readonly onSelectionContextMenu: (event: MouseEvent) => void;
    readonly onPaneContextMenu: (event: MouseEvent | globalThis.MouseEvent) => void;
  };
  readonly element: ReactNode;
}

/** The menu at the pointer: what opens it, and itself while it is open. What it is about becomes the selection. */
export function useCanvasMenu(): CanvasMenuParts {
  const [menu, setMenu] = useState<{ readonly at: Point; readonly target: MenuTarget } | null>(null);
  const openMenu = useCallback((event: MouseEvent | globalThis.MouseEvent, target: MenuTarget) => {
    event.preventDefault();
    setMenu({ at: { x: event.clientX, y: event.clientY }, target });
  }, []);
  const onNodeContextMenu = useCallback(
    (event: MouseEvent, node: FlowNode) => {
      if (!useSelection.getState().nodes.has(node.id)) select([node.id]);
      openMenu(event, { node: node.id });
    },
    [openMenu],
  );
  const onEdgeContextMenu = useCallback(
    (event: MouseEvent, edge: FlowEdge) => {
      if (!useSelection.getState().edges.has(edge.id)) select([], [edge.id]);
      openMenu(event, { edge: edge.id });
    },
    [openMenu],
  );
  const onSelectionContextMenu = useCallback((event: MouseEvent) => openMenu(event, 'selection'), [openMenu]);
  const onPaneContextMenu = useCallback(
    (event: MouseEvent | globalThis.MouseEvent) => openMenu(event, 'canvas'),
    [openMenu],
  );
  return {
    triggers: { onNodeContextMenu, onEdgeContextMenu, onSelectionContextMenu, onPaneContextMenu },
    element: menu === null ? null : <CanvasMenu at={menu.at} target={menu.target} onClose={() => setMenu(null)} />,
  };
}
