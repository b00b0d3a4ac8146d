import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';
import { registerCamera } from '../../state/camera.ts';
import { absoluteBox, designBox, findNode, type Point } from '../../state/design-index.ts';
import { currentDesign, useDocument } from '../../state/document.ts';
import { cameraMoveMs } from '../../ui/reduced-motion.ts';
import { FIT } from './CanvasControls.tsx';
import { followFocus, focusNode } from './canvas-focus.ts';
import { followClipboard } from './clipboard.ts';
import { firstViewport } from './first-viewport.ts';
import type { FlowEdge, FlowNode } from './flow-objects.ts';
import { followDocument } from './flow-store.ts';
import { followLongPress } from './long-press.ts';

/** A thing that was searched for is shown at least this large, so that it can be read. */
const FOUND_ZOOM = 0.8;

/** Whether all of a node is inside the visible part of the canvas. */
function isInSight(
  id: string,
  surface: HTMLElement | null,
  flow: ReturnType<typeof useReactFlow<FlowNode, FlowEdge>>,
): boolean {
  const design = currentDesign();
  const node = findNode(design, id);
  if (node === undefined || surface === null) return true;
  const { x, y, width, height } = absoluteBox(design, node);
  const start = flow.flowToScreenPosition({ x, y });
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  const view = surface.getBoundingClientRect();
  return start.x >= view.left && start.y >= view.top && end.x <= view.right && end.y <= view.bottom;
}

/** Registers the view for the rest of the page, and shows a newly opened document whole. */
export function useCamera(element: RefObject<HTMLDivElement | null>): void {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi();
  const revision = useDocument((state) => state.revision);
  useEffect(() => followDocument(), []);
  useEffect(() => followClipboard(), []);
  useEffect(() => (element.current === null ? undefined : followFocus(element.current, flow)), [element, flow]);
  useEffect(() => (element.current === null ? undefined : followLongPress(element.current)), [element]);
  useEffect(() => {
    const middle = (): Point => {
      const box = element.current?.getBoundingClientRect();
      return box === undefined ? { x: 0, y: 0 } : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    };
    const animate = { duration: cameraMoveMs() };
    registerCamera({
      fitAll: () => void flow.fitView({ ...FIT, ...animate }),
      reveal: (id) => {
        // The next frame has the new node in React Flow's store.
        if (!isInSight(id, element.current, flow))
          requestAnimationFrame(() => void flow.fitView({ ...FIT, ...animate }));
      },
      fitNodes: (ids) => void flow.fitView({ ...FIT, ...animate, nodes: ids.map((id) => ({ id })) }),
      centreOn: (id) => {
        const design = currentDesign();
        const node = findNode(design, id);
        if (node === undefined) return;
        const { x, y, width, height } = absoluteBox(design, node);
        const zoom = Math.max(flow.getZoom(), FOUND_ZOOM);
        void flow.setCenter(x + width / 2, y + height / 2, { zoom, ...animate });
      },
      zoomIn: () => void flow.zoomIn(animate),
      zoomOut: () => void flow.zoomOut(animate),
      zoomTo: (zoom) => void flow.zoomTo(zoom, animate),
      windowCentre: middle,
      centre: () => flow.screenToFlowPosition(middle(), { snapToGrid: false }),
      toCanvas: (point) => flow.screenToFlowPosition({ x: point.x, y: point.y }, { snapToGrid: false }),
      focus: () => element.current?.focus({ preventScroll: true }),
      focusNode: (id) => {
        if (element.current !== null) focusNode(id, element.current, flow);
      },
    });
    return () => registerCamera(null);
  }, [flow, store, element]);
  useEffect(() => {
    const view = element.current?.getBoundingClientRect();
    const box = designBox(currentDesign());
    if (revision > 0 && view !== undefined && box !== null) void flow.setViewport(firstViewport(box, view));
  }, [revision, flow, element]);
}
