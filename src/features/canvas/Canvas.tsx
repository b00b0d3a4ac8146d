import {
  ConnectionMode,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
  type EdgeTypes,
  type NodeTypes,
  type OnMove,
  type Viewport,
} from '@xyflow/react';
import { lazy, Suspense, useCallback, useRef, type MouseEvent, type ReactNode } from 'react';
import { connect, refusalBetween } from '../../state/document.ts';
import { isGroup } from '../../state/canvas-edits.ts';
import { useEditGuard } from '../../state/edit-guard.ts';
import { liveFigures } from '../../state/live-figures.ts';
import { select, useSelection } from '../../state/selection.ts';
import { useSettings } from '../../state/settings.ts';
import { showToast } from '../../state/toasts.ts';
import { endConnecting, startLabelling, startRename, useTools } from '../../state/tools.ts';
import { AddList } from './AddList.tsx';
import './canvas.css';
import {
  cardAt,
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
import { onCanvasKeyUp } from './canvas-keys.ts';
import { CallEdge } from './CallEdge.tsx';
import { CanvasControls } from './CanvasControls.tsx';
import { useCanvasMenu } from './use-canvas-menu.tsx';
import { FindBar } from './FindBar.tsx';
import { GuideLayer } from './GuideLayer.tsx';
import { Minimap } from './Minimap.tsx';
import { startDragSession } from './drag-session.ts';
import { CardNode } from './CardNode.tsx';
import { ConnectBanner } from './ConnectBanner.tsx';
import { ConnectionPreview } from './ConnectionPreview.tsx';
import type { FlowEdge, FlowNode } from './flow-objects.ts';
import { useFlow } from './flow-store.ts';
import { NoteNode } from './NoteNode.tsx';
import { isOverview, OverviewContext } from './overview.ts';
import { PlaceNode } from './PlaceNode.tsx';
import { useCamera } from './use-camera.ts';
import { ZOOM_RANGE, zoomLevel } from './zoom-levels.ts';

const NODE_TYPES: NodeTypes = { card: CardNode, place: PlaceNode, note: NoteNode };
const EDGE_TYPES: EdgeTypes = { call: CallEdge };
/** React Flow wants the same object while the grid is the same. */
const SNAPS: Readonly<Record<number, [number, number]>> = { 8: [8, 8], 16: [16, 16], 24: [24, 24] };
const MIDDLE_BUTTON = [1];
const ADD_TO_SELECTION = ['Shift', 'Meta', 'Control'];
/** Fetched when a large design is seen from afar for the first time. */
const OverviewLayer = lazy(async () => ({ default: (await import('./OverviewLayer.tsx')).OverviewLayer }));
/** In the overview calls are painted, not drawn as elements. */
const NO_EDGES: FlowEdge[] = [];
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
  if (from === null) {
    // A plain click on one of several selected means that one; React Flow leaves the others selected.
    const alone = !event.shiftKey && !event.metaKey && !event.ctrlKey;
    if (alone && useSelection.getState().nodes.has(node.id)) select([node.id]);
    return;
  }
  const refusal = refusalBetween(from, node.id);
  if (refusal === null) connect(from, node.id);
  else showToast(refusal, { tone: 'warn', at: { x: event.clientX, y: event.clientY } });
  endConnecting();
}

function onNodeDoubleClick(event: MouseEvent, node: FlowNode): void {
  const inside = isGroup(node.id) ? cardAt({ x: event.clientX, y: event.clientY }) : null;
  if (inside !== null) {
    select([inside]);
    return;
  }
  if (node.type !== 'note') startRename(node.id);
}

function onEdgeDoubleClick(_event: MouseEvent, edge: FlowEdge): void {
  startLabelling(edge.id);
}

function Surface({ layers, beside, children }: CanvasProps) {
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.edges);
  const overview = useStore(isOverview);
  const minimap = useSettings((settings) => settings.minimap);
  const canEdit = useEditGuard((guard) => guard.reason === null);
  const snapToGrid = useSettings((settings) => settings.snapToGrid);
  const gridPx = useSettings((settings) => settings.gridPx);
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
      <OverviewContext value={overview}>
        <ReactFlow<FlowNode, FlowEdge>
          aria-label="Design"
          nodes={nodes}
          edges={overview ? NO_EDGES : edges}
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
          onNodeDragStart={startDrag}
          onNodeDragStop={onDragStop}
          onSelectionDragStart={startSelectionDrag}
          onSelectionDragStop={onSelectionDragStop}
          {...menu.triggers}
          onMove={onMove}
          onMoveStart={holdFigures}
          onMoveEnd={releaseFigures}
          onEdgeDoubleClick={onEdgeDoubleClick}
          onPaneClick={endConnecting}
          nodesDraggable={canEdit}
          nodesConnectable={canEdit}
          edgesReconnectable={canEdit}
          snapToGrid={snapToGrid}
          snapGrid={SNAPS[gridPx] ?? [gridPx, gridPx]}
          panOnScroll
          panOnDrag={isTouch ? true : MIDDLE_BUTTON}
          selectionOnDrag={!isTouch}
          selectionMode={SelectionMode.Partial}
          multiSelectionKeyCode={ADD_TO_SELECTION}
          deleteKeyCode={null}
          connectOnClick={false}
          zoomOnDoubleClick={false}
          nodeDragThreshold={3}
          minZoom={ZOOM_RANGE.min}
          maxZoom={ZOOM_RANGE.max}
          elevateNodesOnSelect={false}
          edgesFocusable={false}
          disableKeyboardA11y
          onlyRenderVisibleElements
          proOptions={PRO}
        >
          {overview ? (
            <Suspense>
              <OverviewLayer />
            </Suspense>
          ) : null}
          {layers}
          <GuideLayer />
          {minimap && !isTouch ? <Minimap /> : null}
        </ReactFlow>
      </OverviewContext>
      <div className="absolute bottom-3 left-3 z-10 flex items-center gap-2">
        <CanvasControls />
        {beside}
      </div>
      <ConnectBanner />
      <FindBar />
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

function startDrag(event: MouseEvent | globalThis.MouseEvent | TouchEvent, _node: unknown, dragged: FlowNode[]): void {
  holdFigures();
  startDragSession(dragged, event.altKey);
}

function startSelectionDrag(event: MouseEvent, dragged: FlowNode[]): void {
  startDrag(event, null, dragged);
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
