import type {
  Connection,
  EdgeChange,
  FinalConnectionState,
  NodeChange,
  OnConnectEnd,
  ReactFlowInstance,
} from '@xyflow/react';
import type { DragEvent } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import { camera } from '../../state/camera.ts';
import { insertKind, spliceNode } from '../../state/canvas-edits.ts';
import { absoluteBox, type Box, type Point } from '../../state/design-index.ts';
import { addNodeAt, connect, currentDesign, dropNodes, reconnect, refusalBetween } from '../../state/document.ts';
import { kindsBetween } from '../../state/edits/splice.ts';
import { select, useSelection } from '../../state/selection.ts';
import { showToast } from '../../state/toasts.ts';
import { openAddMenu } from '../../state/tools.ts';
import { KIND_MIME } from '../../ui/kind-mime.ts';
import { edgeNear } from './edge-near.ts';
import { endDragSession, snapToGuides } from './drag-session.ts';
import { drawGuides } from './guide-canvas.ts';
import type { FlowEdge, FlowNode } from './flow-objects.ts';
import { applyLocally, useFlow } from './flow-store.ts';

/** Selections and local places; moves reach the document when the drag ends. */
export function onNodesChange(changes: NodeChange<FlowNode>[]): void {
  const { nodes, edges } = useSelection.getState();
  const next = new Set(nodes);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  select(next, edges);
  applyLocally(snapToGuides(changes));
}

export function onEdgesChange(changes: EdgeChange<FlowEdge>[]): void {
  const { nodes, edges } = useSelection.getState();
  const next = new Set(edges);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  select(nodes, next);
}

export function isLegal(connection: Connection | FlowEdge): boolean {
  return refusalBetween(connection.source, connection.target) === null;
}

export function onConnect(connection: Connection): void {
  const id = connect(connection.source, connection.target);
  if (id !== null) select([], [id]);
}

export function onReconnect(edge: FlowEdge, connection: Connection): void {
  reconnect(edge.id, connection.source, connection.target);
}

function isInside(point: Point, box: Box): boolean {
  return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
}

function pointerOf(event: MouseEvent | TouchEvent): Point {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : undefined;
  return touch === undefined
    ? { x: (event as MouseEvent).clientX, y: (event as MouseEvent).clientY }
    : { x: touch.clientX, y: touch.clientY };
}

/** The card at a point, also one in a closed group, which lets the pointer through. */
export function cardAt(point: Point): string | null {
  const at = camera()?.toCanvas(point);
  const design = currentDesign();
  const card = design.nodes.findLast(
    (node) => at !== undefined && findSpec(node.kind)?.container === false && isInside(at, absoluteBox(design, node)),
  );
  return card?.id ?? null;
}

function nodeUnder(point: Point): { readonly id: string; readonly isPlace: boolean } | null {
  const element = document.elementFromPoint(point.x, point.y)?.closest('.react-flow__node');
  const id = element?.getAttribute('data-id');
  return element == null || id == null ? null : { id, isPlace: element.classList.contains('react-flow__node-place') };
}

/** A connection dropped on a card connects to it; on nothing (or an area), it offers to add something there. */
export const onConnectEnd: OnConnectEnd = (event: MouseEvent | TouchEvent, state: FinalConnectionState): void => {
  const { fromNode, fromHandle } = state;
  if (state.isValid === true || fromNode === null || fromHandle === null) return;
  const pointer = pointerOf(event);
  const under = nodeUnder(pointer);
  const forwards = fromHandle.type === 'source';
  const other = state.toNode?.id ?? (under === null ? null : under.isPlace ? cardAt(pointer) : under.id);
  if (other === fromNode.id) return;
  if (other !== null) {
    const [source, target] = forwards ? [fromNode.id, other] : [other, fromNode.id];
    const refusal = refusalBetween(source, target);
    if (refusal === null) onConnect({ source, target, sourceHandle: null, targetHandle: null });
    else showToast(refusal, { tone: 'warn', at: pointer });
    return;
  }
  const point = camera()?.toCanvas(pointer);
  if (forwards && point !== undefined) openAddMenu({ at: pointer, point, source: fromNode.id });
};

/** What was dragged goes back to where it was; its copy takes the place it was dragged to. */
function swap(places: Map<string, Point>, original: string, copy: string, back?: Point): void {
  const to = places.get(original);
  if (to === undefined) return;
  places.set(copy, to);
  if (back === undefined) places.delete(original);
  else places.set(original, back);
}

/**
 * Ends a drag: one step with the places, and the containers the nodes were dropped into. Places are those on the screen:
 * guides may have moved them from where the pointer says. A component without calls that is dropped on a line goes into it.
 */
export function dropDragged(nodes: readonly FlowNode[], flow: ReactFlowInstance<FlowNode, FlowEdge>): void {
  const onScreen = new Map(useFlow.getState().nodes.map((node) => [node.id, node.position]));
  const positions = new Map(nodes.map((node) => [node.id, onScreen.get(node.id) ?? node.position]));
  const { line, copies, startOf } = endDragSession();
  const middles = new Map<string, Point>();
  for (const { id } of nodes) {
    const internal = flow.getInternalNode(id);
    if (internal === undefined) continue;
    const { x, y } = internal.internals.positionAbsolute;
    middles.set(id, {
      x: x + (internal.measured.width ?? internal.width ?? 0) / 2,
      y: y + (internal.measured.height ?? internal.height ?? 0) / 2,
    });
  }
  for (const [original, copy] of copies) {
    swap(positions, original, copy, startOf(original));
    swap(middles, original, copy);
  }
  if (copies.size > 0) select(copies.values());
  const [only] = nodes;
  dropNodes(positions, middles, () => {
    if (line !== null && only !== undefined) spliceNode(line, only.id, 'move');
  });
}

export function onDragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(KIND_MIME)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  // Which kind it is cannot be read before it is let go: any line may be meant.
  const point = camera()?.toCanvas({ x: event.clientX, y: event.clientY });
  drawGuides([], point === undefined ? null : edgeNear(currentDesign(), point));
}

/** A component dragged from the palette lands where it is let go, in the region or zone there. */
export function onDrop(event: DragEvent): void {
  const kind = event.dataTransfer.getData(KIND_MIME);
  const point = camera()?.toCanvas({ x: event.clientX, y: event.clientY });
  if (kind === '' || point === undefined) return;
  event.preventDefault();
  const line = edgeNear(currentDesign(), point, (edge) =>
    kindsBetween(currentDesign(), edge.id).some((spec) => spec.id === kind),
  );
  drawGuides([], null);
  const id = line === null ? addNodeAt(kind, point) : insertKind(line, kind, point);
  if (id !== null) select([id]);
}
