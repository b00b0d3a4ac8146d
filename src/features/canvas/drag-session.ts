import type { NodeChange } from '@xyflow/react';
import { absoluteBox, findNode, indexOf, withDescendants, type Box, type Point } from '../../state/design-index.ts';
import { copyInPlace, currentDesign } from '../../state/document.ts';
import { boxAround } from '../../state/edits/arrange.ts';
import { spliceRefusal } from '../../state/edits/splice.ts';
import { useSettings } from '../../state/settings.ts';
import { snapBox } from './drag-guides.ts';
import { edgeNear } from './edge-near.ts';
import type { FlowNode } from './flow-objects.ts';
import { clearGuides, drawGuides, guideScale } from './guide-canvas.ts';

/** How near two lines must be on the screen for one to snap to the other, in window pixels. */
const SNAP_PX = 6;

/** A drag that is going on. What it draws, it draws on a canvas of its own; React hears of the places only. */
interface DragSession {
  /** Dragged nodes by id: where they were, and how far their parent is from the origin. */
  readonly starts: ReadonlyMap<string, { readonly box: Box; readonly origin: Point; readonly position: Point }>;
  readonly others: readonly Box[];
  /** The one component dragged, when it may go into a line it is dropped on. */
  readonly loose: string | null;
  /** Copies made at the start, by the node they were copied from. */
  readonly copies: ReadonlyMap<string, string>;
  line: string | null;
}

let session: DragSession | null = null;

/** A component without calls of its own may be dropped on a line; others would be torn out of where they are. */
function looseOne(ids: readonly string[]): string | null {
  const design = currentDesign();
  const [id] = ids;
  const { edgesFrom, edgesTo } = indexOf(design);
  if (id === undefined || ids.length > 1 || edgesFrom.has(id) || edgesTo.has(id)) return null;
  return id;
}

/** Begins a drag. With `copying` the nodes are copied where they are; the copies change places with them at the end. */
export function startDragSession(nodes: readonly FlowNode[], copying: boolean): void {
  const ids = nodes.map((node) => node.id);
  const copies: ReadonlyMap<string, string> = copying ? copyInPlace(ids) : new Map<string, string>();
  const design = currentDesign();
  const dragged = withDescendants(design, ids);
  const starts = new Map<string, { box: Box; origin: Point; position: Point }>();
  for (const id of ids) {
    const node = findNode(design, id);
    if (node === undefined) continue;
    const box = absoluteBox(design, node);
    const origin = { x: box.x - node.position.x, y: box.y - node.position.y };
    starts.set(id, { box, origin, position: node.position });
  }
  const others = design.nodes.filter((node) => !dragged.has(node.id)).map((node) => absoluteBox(design, node));
  session = { starts, others, loose: copying ? null : looseOne(ids), copies, line: null };
}

type PositionChange = Extract<NodeChange<FlowNode>, { type: 'position' }>;

function isPlaced(change: NodeChange<FlowNode>): change is PositionChange & { position: Point } {
  return change.type === 'position' && change.position !== undefined;
}

/** The same changes, shifted to where a guide holds them; the guides are drawn. Outside a drag nothing happens. */
export function snapToGuides(changes: NodeChange<FlowNode>[]): NodeChange<FlowNode>[] {
  const now = session;
  if (now === null) return changes;
  const boxes = changes.filter(isPlaced).flatMap(({ id, position }) => {
    const start = now.starts.get(id);
    return start === undefined
      ? []
      : [{ ...start.box, x: position.x + start.origin.x, y: position.y + start.origin.y }];
  });
  if (boxes.length === 0) return changes;
  const moving = boxAround(boxes);
  const guided = useSettings.getState().guides;
  const { dx, dy, lines } = guided ? snapBox(moving, now.others, SNAP_PX / guideScale()) : { dx: 0, dy: 0, lines: [] };
  now.line = lineUnder(now, { ...moving, x: moving.x + dx, y: moving.y + dy });
  drawGuides(lines, now.line);
  if (dx === 0 && dy === 0) return changes;
  return changes.map((change) =>
    isPlaced(change) && now.starts.has(change.id)
      ? { ...change, position: { x: change.position.x + dx, y: change.position.y + dy } }
      : change,
  );
}

/** The line the one dragged component would go into if it were dropped now. */
function lineUnder({ loose }: DragSession, box: Box): string | null {
  if (loose === null) return null;
  const design = currentDesign();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return edgeNear(design, middle, (edge) => spliceRefusal(design, edge.id, loose) === null);
}

export interface EndedDrag {
  /** The line a component was dropped on, which it may go into. */
  readonly line: string | null;
  readonly copies: ReadonlyMap<string, string>;
  /** Where nodes were before, relative to their parents. */
  readonly startOf: (id: string) => Point | undefined;
}

/** Ends the drag and takes the guides away. */
export function endDragSession(): EndedDrag {
  const ended = session;
  session = null;
  clearGuides();
  return {
    line: ended?.line ?? null,
    copies: ended?.copies ?? new Map<string, string>(),
    startOf: (id) => ended?.starts.get(id)?.position,
  };
}
