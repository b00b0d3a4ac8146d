import {
  ConnectionMode,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStoreApi,
  type EdgeTypes,
  type NodeTypes,
  type OnMove,
  type Viewport,
} from '@xyflow/react';
import { useCallback, useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { registerCamera } from '../../state/camera.ts';
import { absoluteBox, designBox, findNode, type Point } from '../../state/design-index.ts';
import { useEditGuard } from '../../state/edit-guard.ts';
import { connect, currentDesign, refusalBetween, useDocument } from '../../state/document.ts';
import { liveFigures } from '../../state/live-figures.ts';
import { useSettings } from '../../state/settings.ts';
import { showToast } from '../../state/toasts.ts';
import { endConnecting, startRename, useTools } from '../../state/tools.ts';
import { cameraMoveMs } from '../../ui/reduced-motion.ts';
import { AddList } from './AddList.tsx';
import './canvas.css';
import {
  dropDragged,
  isLegal,
  onConnect,
  onConnectEnd,
  onDragOver,
  onDrop,
  onEdgesChange,
  onNodesChange,
  onReconnect,
} from './canvas-handlers.ts';
import { followFocus, focusNode } from './canvas-focus.ts';
import { onCanvasKeyUp } from './canvas-keys.ts';
import { CallEdge } from './CallEdge.tsx';
import { followClipboard } from './clipboard.ts';
import { CanvasControls, FIT } from './CanvasControls.tsx';
import { useCanvasMenu } from './use-canvas-menu.tsx';
import { CardNode } from './CardNode.tsx';
import { ConnectBanner } from './ConnectBanner.tsx';
import { ConnectionPreview } from './ConnectionPreview.tsx';
import type { FlowEdge, FlowNode } from './flow-objects.ts';
import { firstViewport } from './first-viewport.ts';
import { followDocument, useFlow } from './flow-store.ts';
import { followLongPress } from './long-press.ts';
import { NoteNode } from './NoteNode.tsx';
import { PlaceNode } from './PlaceNode.tsx';
import { zoomLevel } from './zoom-levels.ts';

const NODE_TYPES: NodeTypes = { card: CardNode, place: PlaceNode, note: NoteNode };
const EDGE_TYPES: EdgeTypes = { call: CallEdge };
const SNAP: [number, number] = [8, 8];
const MIDDLE_BUTTON = [1];
const ADD_TO_SELECTION = ['Shift', 'Meta', 'Control'];
const PRO = { hideAttribution: true };

interface CanvasProps {
  /** What draws inside React Flow: the dots. */
  readonly layers?: ReactNode;
  /** What stands beside the zoom buttons: the legend. */
  readonly beside?: ReactNode;
  /** What floats above the canvas: overlay switch, legend, empty state. */
  readonly children?: ReactNode;
}

/** The drawing surface. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Surface {...props} />
    </ReactFlowProvider>
  );
}

/** Fingers pan and hold; a mouse draws a box and pans with the wheel. */
const isTouch = globalThis.matchMedia?.('(pointer: coarse)').matches ?? false;

function onNodeClick(event: MouseEvent, node: FlowNode): void {
  const from = useTools.getState().connectingFrom;
  if (from === null) return;
  const refusal = refusalBetween(from, node.id);
  if (refusal === null) connect(from, node.id);
  else showToast(refusal, { tone: 'warn', at: { x: event.clientX, y: event.clientY } });
  endConnecting();
}

function onNodeDoubleClick(_event: MouseEvent, node: FlowNode): void {
  if (node.type !== 'note') startRename(node.id);
}

function Surface({ layers, beside, children }: CanvasProps) {
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.edges);
  const minimap = useSettings((settings) => settings.minimap);
  const canEdit = useEditGuard((guard) => guard.reason === null);
  const element = useRef<HTMLDivElement>(null);
  const flow = useReactFlow<FlowNode, FlowEdge>();
  useCamera(element);
  const onMove = useCallback<OnMove>((_event, viewport) => {
    if (element.current !== null) followView(element.current, viewport);
  }, []);
  const menu = useCanvasMenu();
  const onDragStop = useCallback(
    (_event: unknown, _node: unknown, dragged: FlowNode[]) => endDrag(dragged, flow),
    [flow],
  );
  const onSelectionDragStop = useCallback((_event: unknown, dragged: FlowNode[]) => endDrag(dragged, flow), [flow]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- cards inside take keys; this hears them let go
    <div
      ref={element}
      className="canvas"
      data-zoom="near"
      data-canvas
      role="group"
      aria-label="Cards and calls"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the one stop of the Tab key on the canvas
      tabIndex={0}
      onKeyUp={onCanvasKeyUp}
      onDragOver={onDragOver}
      onDrop={onDrop}
    >
      <ReactFlow<FlowNode, FlowEdge>
        aria-label="Design"
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onReconnect={onReconnect}
        isValidConnection={isLegal}
        connectionLineComponent={ConnectionPreview}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={32}
        connectionDragThreshold={3}
        onNodeClick={onNodeClick}
        onNodeDoubleClick={onNodeDoubleClick}
        onNodeDragStart={holdFigures}
        onNodeDragStop={onDragStop}
        onSelectionDragStart={holdFigures}
        onSelectionDragStop={onSelectionDragStop}
        {...menu.triggers}
        onMove={onMove}
        onMoveStart={holdFigures}
        onMoveEnd={releaseFigures}
        onPaneClick={endConnecting}
        nodesDraggable={canEdit}
        nodesConnectable={canEdit}
        edgesReconnectable={canEdit}
        snapToGrid
        snapGrid={SNAP}
        panOnScroll
        panOnDrag={isTouch ? true : MIDDLE_BUTTON}
        selectionOnDrag={!isTouch}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={ADD_TO_SELECTION}
        deleteKeyCode={null}
        connectOnClick={false}
        zoomOnDoubleClick={false}
        nodeDragThreshold={3}
        minZoom={0.1}
        maxZoom={2.5}
        elevateNodesOnSelect={false}
        edgesFocusable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements
        proOptions={PRO}
      >
        {layers}
        {minimap && !isTouch ? (
          <MiniMap
            className="overview"
            pannable
            zoomable
            ariaLabel="Overview"
            nodeBorderRadius={12}
            nodeClassName={overviewClass}
          />
        ) : null}
      </ReactFlow>
      <div className="absolute bottom-3 left-3 z-10 flex items-center gap-2">
        <CanvasControls />
        {beside}
      </div>
      <ConnectBanner />
      {children}
      <AddList />
      {menu.element}
    </div>
  );
}

/** The grid is a background image: it moves with the view by properties that nothing inherits, without a render. */
function followView(surface: HTMLElement, { x, y, zoom }: Viewport): void {
  const level = zoomLevel(zoom);
  // Writing what is there already would look up the style of every card again.
  if (surface.dataset['zoom'] !== level) surface.dataset['zoom'] = level;
  surface.style.setProperty('--grid', `${24 * zoom}px`);
  surface.style.setProperty('--grid-x', `${x}px`);
  surface.style.setProperty('--grid-y', `${y}px`);
}

function overviewClass(node: FlowNode): string {
  return `overview-${node.type ?? 'card'}`;
}

function holdFigures(): void {
  liveFigures.hold(true);
}

function releaseFigures(): void {
  liveFigures.hold(false);
}

function endDrag(dragged: FlowNode[], flow: ReturnType<typeof useReactFlow<FlowNode, FlowEdge>>): void {
  releaseFigures();
  dropDragged(dragged, flow);
}

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
function useCamera(element: React.RefObject<HTMLDivElement | null>): void {
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
