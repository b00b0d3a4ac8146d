import { isRecord, ownValue } from '../document/known-keys.ts';
import type { Rect } from '../edge-geometry.ts';
import { layOut } from './lay-out.ts';
import type { SketchEdge, TypedNode } from './sketch.ts';

/** A card and the room round it. */
const ROOM = { width: 272, height: 132 };

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}

/** Factor by which a drawing grows so that a card fits where its usual box was. */
function growth(nodes: readonly TypedNode[]): { readonly x: number; readonly y: number } {
  const boxes = nodes.flatMap(({ box, spec }) => (box === undefined || spec.container ? [] : [box]));
  return {
    x: Math.max(1, ROOM.width / Math.max(1, median(boxes.map(({ width }) => width)))),
    y: Math.max(1, ROOM.height / Math.max(1, median(boxes.map(({ height }) => height)))),
  };
}

/** Places as the drawing had them, larger if need be, each relative to what it is in. */
function drawnPlaces(nodes: readonly TypedNode[]): ReadonlyMap<string, Rect> {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const by = growth(nodes);
  const grown = (box: Rect): Rect => ({
    x: box.x * by.x,
    y: box.y * by.y,
    width: box.width * by.x,
    height: box.height * by.y,
  });
  return new Map(
    nodes.flatMap(({ key, box, parent }) => {
      if (box === undefined) return [];
      const around = parent === undefined ? undefined : byKey.get(parent)?.box;
      const own = grown(box);
      const origin = around === undefined ? { x: 0, y: 0 } : grown(around);
      const at = { ...own, x: Math.round(own.x - origin.x), y: Math.round(own.y - origin.y) };
      return [[key, at] as const];
    }),
  );
}

/**
 * Where everything goes, relative to what it is in: nowhere in particular when the comments say it for all, as drawn when the drawing
 * does, else in layers along the arrows.
 */
export function placesOf(
  nodes: readonly TypedNode[],
  edges: readonly SketchEdge[],
  withCarried: boolean,
): ReadonlyMap<string, Rect> {
  const isCarried = ({ carried }: TypedNode): boolean =>
    carried !== undefined && isRecord(ownValue(carried, 'position'));
  if (withCarried && nodes.every((node) => isCarried(node))) return new Map();
  if (nodes.every(({ box }) => box !== undefined)) return drawnPlaces(nodes);
  const blocks = nodes.map(({ key, parent, spec }) => ({
    key,
    ...(parent === undefined ? {} : { parent }),
    ...spec.size,
    isPlace: spec.container,
  }));
  return layOut(blocks, edges);
}
