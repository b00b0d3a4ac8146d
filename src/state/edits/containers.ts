import type { Design, DesignNode } from '../../model/design.ts';
import { ancestorsOf, findNode, indexOf, sizeOf, type Box, type Point } from '../design-index.ts';
import { boxAround } from './arrange.ts';
import { MIN_CONTAINER_SIZE, moveNodes, resizeNode } from './nodes.ts';

/** Space kept inside a container's border; its name tab is at the top. */
export const PADDING = { left: 24, top: 48, right: 24, bottom: 24 } as const;
/** What a container keeps free at least when something is dropped into it. */
const DROP_PADDING = { left: 12, top: 40, right: 12, bottom: 12 } as const;
/** Space between tidied children: room for a line and its label between columns. */
const TIDY_GAP = { x: 88, y: 32 } as const;

type Padding = Readonly<Record<keyof typeof PADDING, number>>;

function childBoxes(design: Design, id: string): readonly Box[] {
  return (indexOf(design).childrenOf.get(id) ?? []).map((child) => ({ ...child.position, ...sizeOf(child) }));
}

/** The box a container needs for its children, in the coordinates of its own parent; null when it is empty. */
function neededBox(design: Design, container: DesignNode, padding: Padding = PADDING): Box | null {
  const boxes = childBoxes(design, container.id);
  if (boxes.length === 0) return null;
  const around = boxAround(boxes);
  return {
    x: container.position.x + around.x - padding.left,
    y: container.position.y + around.y - padding.top,
    width: around.width + padding.left + padding.right,
    height: around.height + padding.top + padding.bottom,
  };
}

/** Makes a container exactly as large as what is inside needs; what is inside stays where it is. An empty one stays. */
export function shrinkToFit(design: Design, id: string): Design {
  const container = findNode(design, id);
  const needed = container === undefined ? null : neededBox(design, container);
  return needed === null ? design : resizeNode(design, id, needed);
}

/** Makes a container, and the containers around it, large enough for what is inside; never smaller. */
export function growToFit(design: Design, id: string): Design {
  let next = design;
  const first = findNode(design, id);
  if (first === undefined) return design;
  for (const at of [id, ...ancestorsOf(design, first)]) {
    const container = findNode(next, at);
    const needed = container === undefined ? null : neededBox(next, container, DROP_PADDING);
    if (container === undefined || needed === null) continue;
    const box = { ...container.position, ...sizeOf(container) };
    next = resizeNode(next, at, boxAround([box, needed]));
  }
  return next;
}

/** Widest row of children that fits into the container as wide as it is; at least one column. */
function columnsFor(container: DesignNode, boxes: readonly Box[]): number {
  const widest = Math.max(...boxes.map((box) => box.width));
  const room = sizeOf(container).width - PADDING.left - PADDING.right;
  return Math.max(1, Math.min(boxes.length, Math.floor((room + TIDY_GAP.x) / (widest + TIDY_GAP.x))));
}

/** Lays the children of a container out in rows, in the order they are read in now, and makes the container fit. */
export function tidyChildren(design: Design, id: string): Design {
  const container = findNode(design, id);
  const children = indexOf(design).childrenOf.get(id) ?? [];
  if (container === undefined || children.length === 0) return design;
  const boxes = childBoxes(design, id);
  const columns = columnsFor(container, boxes);
  const ordered = inReadingOrder(children);
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...ordered.filter((_child, i) => i % columns === column).map((child) => sizeOf(child).width)),
  );
  const positions = new Map<string, Point>();
  let y: number = PADDING.top;
  for (let row = 0; row * columns < ordered.length; row++) {
    const members = ordered.slice(row * columns, (row + 1) * columns);
    let x: number = PADDING.left;
    members.forEach((child, column) => {
      positions.set(child.id, { x, y });
      x += (widths[column] ?? 0) + TIDY_GAP.x;
    });
    y += Math.max(...members.map((child) => sizeOf(child).height)) + TIDY_GAP.y;
  }
  const moved = moveNodes(design, positions);
  const now = findNode(moved, id);
  const needed = now === undefined ? null : neededBox(moved, now);
  if (now === undefined || needed === null) return moved;
  const size = { width: Math.max(needed.width, MIN_CONTAINER_SIZE.width), height: needed.height };
  const resized = resizeNode(moved, id, { ...now.position, ...size });
  return now.parent === undefined ? resized : growToFit(resized, now.parent);
}

/** Cards whose middles are about level form a row; rows from the top, each from the left. */
function inReadingOrder(children: readonly DesignNode[]): readonly DesignNode[] {
  const middle = (node: DesignNode): number => node.position.y + sizeOf(node).height / 2;
  const rows: DesignNode[][] = [];
  for (const child of children.toSorted((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const start = row?.[0];
    if (row !== undefined && start !== undefined && middle(child) - middle(start) < sizeOf(start).height / 2)
      row.push(child);
    else rows.push([child]);
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.position.x - b.position.x));
}
