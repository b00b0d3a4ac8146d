import type { Design, DesignNode } from '../../model/design.ts';
import { findSpec } from '../../kinds/specs.ts';
import { absoluteBox, type Box } from '../../state/design-index.ts';
import { edgeGeometry } from '../../model/edge-geometry.ts';

/** One box of a picture. */
export interface PictureBox extends Box {
  readonly id: string;
  readonly icon: string;
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

/** A picture never shows less than this, so that small designs are not drawn larger than others. */
const LEAST_VIEW = { width: 1_160, height: 420 };

function depthOf(node: DesignNode, parents: ReadonlyMap<string, DesignNode>): number {
  let depth = 0;
  let parent = node.parent;
  while (parent !== undefined && depth < parents.size) {
    depth += 1;
    parent = parents.get(parent)?.parent;
  }
  return depth;
}

/** The box with at least this width and height, round the same middle. */
function atLeast(box: Box, { width, height }: { readonly width: number; readonly height: number }): Box {
  const wide = Math.max(box.width, width);
  const high = Math.max(box.height, height);
  return { x: box.x - (wide - box.width) / 2, y: box.y - (high - box.height) / 2, width: wide, height: high };
}

function frame(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, ...LEAST_VIEW };
  const left = Math.min(...boxes.map((box) => box.x)) - MARGIN;
  const top = Math.min(...boxes.map((box) => box.y)) - MARGIN;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
  return atLeast({ x: left, y: top, width: right - left, height: bottom - top }, LEAST_VIEW);
}

/** What a small picture of a design shows. It is made from the document, so it can never be out of date. */
export function pictureOf(design: Design): Picture {
  const byId = new Map(design.nodes.map((node) => [node.id, node]));
  const ordered = design.nodes.toSorted((a, b) => depthOf(a, byId) - depthOf(b, byId));
  const boxes = ordered.map((node): PictureBox => ({
    ...absoluteBox(design, node),
    id: node.id,
    icon: findSpec(node.kind)?.icon ?? 'box',
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
