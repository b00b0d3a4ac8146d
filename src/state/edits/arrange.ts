import type { Design, DesignNode } from '../../model/design.ts';
import { absoluteBox, ancestorsOf, type Box, type Point } from '../design-index.ts';
import { moveNodes } from './nodes.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Direction = 'horizontal' | 'vertical';

/** The nodes among `ids` that are not inside another of them: those inside come along by themselves. */
export function outermostOf(design: Design, ids: ReadonlySet<string>): readonly DesignNode[] {
  return design.nodes.filter((node) => ids.has(node.id) && !ancestorsOf(design, node).some((id) => ids.has(id)));
}

/** The smallest box around all of them. */
export function boxAround(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

function shifted(node: DesignNode, dx: number, dy: number): Point {
  return { x: node.position.x + dx, y: node.position.y + dy };
}

function offsetTo(alignment: Alignment, box: Box, around: Box): Point {
  switch (alignment) {
    case 'left':
      return { x: around.x - box.x, y: 0 };
    case 'centre':
      return { x: around.x + around.width / 2 - (box.x + box.width / 2), y: 0 };
    case 'right':
      return { x: around.x + around.width - (box.x + box.width), y: 0 };
    case 'top':
      return { x: 0, y: around.y - box.y };
    case 'middle':
      return { x: 0, y: around.y + around.height / 2 - (box.y + box.height / 2) };
    case 'bottom':
      return { x: 0, y: around.y + around.height - (box.y + box.height) };
  }
}

/** Moves nodes to one side, or to one middle, of the box around them all. Fewer than two stay where they are. */
export function alignNodes(design: Design, ids: ReadonlySet<string>, alignment: Alignment): Design {
  const nodes = outermostOf(design, ids);
  if (nodes.length < 2) return design;
  const boxes = nodes.map((node) => absoluteBox(design, node));
  const around = boxAround(boxes);
  const positions = new Map<string, Point>();
  nodes.forEach((node, i) => {
    const box = boxes[i];
    if (box === undefined) return;
    const { x, y } = offsetTo(alignment, box, around);
    positions.set(node.id, shifted(node, x, y));
  });
  return moveNodes(design, positions);
}

/** Makes the gaps between nodes equal along one axis; the outer two stay. Fewer than three stay where they are. */
export function distributeNodes(design: Design, ids: ReadonlySet<string>, direction: Direction): Design {
  const nodes = outermostOf(design, ids);
  if (nodes.length < 3) return design;
  const [at, length] = direction === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const ordered = nodes
    .map((node) => ({ node, box: absoluteBox(design, node) }))
    .toSorted((a, b) => a.box[at] - b.box[at]);
  const first = ordered[0]?.box[at] ?? 0;
  const end = Math.max(...ordered.map(({ box }) => box[at] + box[length]));
  const gap = (end - first - ordered.reduce((sum, { box }) => sum + box[length], 0)) / (ordered.length - 1);
  const positions = new Map<string, Point>();
  let next = first;
  for (const { node, box } of ordered) {
    const by = next - box[at];
    positions.set(node.id, direction === 'horizontal' ? shifted(node, by, 0) : shifted(node, 0, by));
    next += box[length] + gap;
  }
  return moveNodes(design, positions);
}
