import { findSpec } from '../../kinds/specs.ts';
import type { Design, DesignNode } from '../../model/design.ts';
import {
  absoluteBox,
  absolutePosition,
  ancestorsOf,
  containerAt,
  findNode,
  mayContain,
  type Box,
  type Point,
} from '../design-index.ts';
import { growToFit } from './containers.ts';
import { connect, refusalBetween } from './edges.ts';
import { addNode } from './nodes.ts';

/** Free space kept between a caller and the node placed beside it, and between nodes stacked below each other. */
const GAP = { x: 88, y: 36 };
/** Space inside a container's border, its name tab included. */
const CONTAINER_PADDING = { x: 24, y: 48 };
export const GRID = 8;

export function snap(point: Point): Point {
  return { x: Math.round(point.x / GRID) * GRID, y: Math.round(point.y / GRID) * GRID };
}

export interface Placed {
  readonly design: Design;
  readonly id: string | null;
}

/** Which of these nodes may call a new node of this kind. */
export function callersFor(design: Design, kind: string, selected: Iterable<string>): readonly DesignNode[] {
  const trial = addNode(design, { kind, position: { x: 0, y: 0 } });
  if (trial.id === null) return [];
  const { id, design: withNode } = trial;
  return [...selected].flatMap((caller) => {
    const node = findNode(design, caller);
    return node !== undefined && refusalBetween(withNode, caller, id) === null ? [node] : [];
  });
}

/** Puts a new node where a click on the palette means it: to the right of what is selected and connected to it, inside a selected container, or at `centre`. */
export function placeFromPalette(design: Design, kind: string, selected: readonly string[], centre: Point): Placed {
  const callers = callersFor(design, kind, selected);
  if (callers.length > 0 && callers.length === selected.length) return placeBeside(design, kind, callers);
  const only = selected.length === 1 ? findNode(design, selected[0] ?? '') : undefined;
  if (only !== undefined && mayContain(only.kind, kind)) {
    const origin = absolutePosition(design, only);
    return placeAt(
      design,
      kind,
      { x: origin.x + CONTAINER_PADDING.x, y: origin.y + CONTAINER_PADDING.y },
      { corner: true },
    );
  }
  return placeAt(design, kind, centre);
}

/** Puts a new node at a point of the canvas: its middle, or its top left corner with `corner`; into the container there, free of others. */
export function placeAt(design: Design, kind: string, point: Point, { corner = false, exact = false } = {}): Placed {
  const spec = findSpec(kind);
  if (spec === undefined) return { design, id: null };
  const container = containerAt(design, point, kind);
  const wanted = snap(corner ? point : { x: point.x - spec.size.width / 2, y: point.y - spec.size.height / 2 });
  const at = exact || spec.container ? wanted : freeSpot(design, { ...wanted, ...spec.size });
  return addInside(design, kind, at, container);
}

/** Puts a new node right of its callers, below what is there already, and connects it. */
export function placeBeside(design: Design, kind: string, callers: readonly DesignNode[]): Placed {
  const spec = findSpec(kind);
  const first = callers[0];
  if (spec === undefined || first === undefined) return { design, id: null };
  const boxes = callers.map((caller) => absoluteBox(design, caller));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const middle = boxes.reduce((sum, box) => sum + box.y + box.height / 2, 0) / boxes.length;
  const at = freeSpot(design, { ...snap({ x: right + GAP.x, y: middle - spec.size.height / 2 }), ...spec.size });
  const parent =
    callers.every((caller) => caller.parent === first.parent) && first.parent !== undefined
      ? findNode(design, first.parent)
      : undefined;
  const fits = parent !== undefined && contains(absoluteBox(design, parent), { ...at, ...spec.size });
  const placed = addInside(
    design,
    kind,
    at,
    fits ? parent : containerAt(design, centreOf({ ...at, ...spec.size }), kind),
  );
  if (placed.id === null) return placed;
  const { id } = placed;
  return { design: callers.reduce((next, caller) => connect(next, caller.id, id).design, placed.design), id };
}

/** Puts a new node left of the one it is to call, outside of any container of that one, and connects it. */
export function placeInFront(design: Design, kind: string, target: string): Placed {
  const spec = findSpec(kind);
  const called = findNode(design, target);
  if (spec === undefined || called === undefined) return { design, id: null };
  const outermost = ancestorsOf(design, called).at(-1);
  const left = absoluteBox(design, (outermost === undefined ? undefined : findNode(design, outermost)) ?? called).x;
  const box = absoluteBox(design, called);
  const wanted = snap({ x: left - GAP.x - spec.size.width, y: box.y + (box.height - spec.size.height) / 2 });
  const placed = addNode(design, { kind, position: freeSpot(design, { ...wanted, ...spec.size }) });
  if (placed.id === null) return placed;
  return { design: connect(placed.design, placed.id, target).design, id: placed.id };
}

function addInside(design: Design, kind: string, at: Point, container: DesignNode | undefined): Placed {
  const origin = container === undefined ? { x: 0, y: 0 } : absolutePosition(design, container);
  const placed = addNode(design, { kind, position: { x: at.x - origin.x, y: at.y - origin.y }, parent: container?.id });
  // What stands over the border makes the frame larger, as when it is dragged there.
  return container === undefined ? placed : { ...placed, design: growToFit(placed.design, container.id) };
}

function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The wanted place, or the next one below it that no other card covers. */
function freeSpot(design: Design, wanted: Box): Point {
  const others = design.nodes
    .filter((node) => findSpec(node.kind)?.container !== true)
    .map((node) => absoluteBox(design, node));
  let { y } = wanted;
  for (;;) {
    const hit = others.find(
      (box) =>
        wanted.x < box.x + box.width + GRID &&
        box.x < wanted.x + wanted.width + GRID &&
        y < box.y + box.height + GRID &&
        box.y < y + wanted.height + GRID,
    );
    if (hit === undefined) return { x: wanted.x, y };
    y = Math.ceil((hit.y + hit.height + GAP.y) / GRID) * GRID;
  }
}
