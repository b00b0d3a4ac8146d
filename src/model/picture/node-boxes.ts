import type { Design, DesignNode } from '../design.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import type { Rect } from '../edge-geometry.ts';

/** Size of a node whose kind is unknown to this version. */
const UNKNOWN_SIZE = { width: 200, height: 92 };

/** A node with its box on the canvas and how many containers are around it. */
export interface NodeBox extends Rect {
  readonly node: DesignNode;
  readonly depth: number;
}

/** Boxes of all nodes from the canvas origin, containers before what is in them, else in the order of the document. */
export function nodeBoxes(design: Design, findSpec: SpecLookup): readonly NodeBox[] {
  const byId = new Map(design.nodes.map((node) => [node.id, node]));
  return design.nodes
    .map((node): NodeBox => {
      let { x, y } = node.position;
      const around = new Set<string>();
      for (let id = node.parent; id !== undefined && !around.has(id);) {
        const parent = byId.get(id);
        if (parent === undefined) break;
        around.add(id);
        x += parent.position.x;
        y += parent.position.y;
        id = parent.parent;
      }
      return { node, depth: around.size, x, y, ...(node.size ?? findSpec(node.kind)?.size ?? UNKNOWN_SIZE) };
    })
    .toSorted((a, b) => a.depth - b.depth);
}

/** The smallest box around boxes, with free space round it; null around nothing. */
export function boxAround(boxes: readonly Rect[], margin: number): Rect | null {
  if (boxes.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}

/** The box with at least this width and height, round the same middle. */
export function atLeast(box: Rect, { width, height }: { readonly width: number; readonly height: number }): Rect {
  const wide = Math.max(box.width, width);
  const high = Math.max(box.height, height);
  return { x: box.x - (wide - box.width) / 2, y: box.y - (high - box.height) / 2, width: wide, height: high };
}
