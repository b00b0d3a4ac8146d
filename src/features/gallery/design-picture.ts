import type { Design, DesignNode } from '../../model/design.ts';
import { findSpec } from '../../kinds/specs.ts';
import { absoluteBox, type Box } from '../../state/design-index.ts';
import { edgeGeometry } from '../../ui/edge-geometry.ts';

/** One box of a picture. */
export interface PictureBox extends Box {
  readonly id: string;
  readonly kind: string;
  readonly isContainer: boolean;
}

/** A design reduced to boxes and lines, in canvas pixels. */
export interface Picture {
  /** Part of the canvas that is shown. */
  readonly view: Box;
  /** Containers first, so that what is inside them is drawn on top. */
  readonly boxes: readonly PictureBox[];
  readonly lines: readonly { readonly id: string; readonly path: string }[];
}

/** Free space round the boxes, in canvas pixels. */
const MARGIN = 32;

function depthOf(node: DesignNode, parents: ReadonlyMap<string, DesignNode>): number {
  let depth = 0;
  let parent = node.parent;
  while (parent !== undefined && depth < parents.size) {
    depth += 1;
    parent = parents.get(parent)?.parent;
  }
  return depth;
}

function frame(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const left = Math.min(...boxes.map((box) => box.x)) - MARGIN;
  const top = Math.min(...boxes.map((box) => box.y)) - MARGIN;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What a small picture of a design shows. It is made from the document, so it can never be out of date. */
export function pictureOf(design: Design): Picture {
  const byId = new Map(design.nodes.map((node) => [node.id, node]));
  const ordered = design.nodes.toSorted((a, b) => depthOf(a, byId) - depthOf(b, byId));
  const boxes = ordered.map((node): PictureBox => ({
    ...absoluteBox(design, node),
    id: node.id,
    kind: node.kind,
    isContainer: findSpec(node.kind)?.container ?? false,
  }));
  const boxOf = new Map(boxes.map((box) => [box.id, box]));
  const lines = design.edges.flatMap(({ id, source, target }) => {
    const from = boxOf.get(source);
    const to = boxOf.get(target);
    return from === undefined || to === undefined ? [] : [{ id, path: edgeGeometry(from, to).path }];
  });
  return { view: frame(boxes), boxes, lines };
}
