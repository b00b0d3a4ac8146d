import type { Rect } from '../edge-geometry.ts';

/** Something to place: a card, or an area with others in it. */
export interface Block {
  readonly key: string;
  readonly parent?: string;
  readonly width: number;
  readonly height: number;
  readonly isPlace: boolean;
}

export interface Link {
  readonly source: string;
  readonly target: string;
}

/** Free space between columns and rows, and inside an area's border (its name tab on top). */
const GAP = { x: 104, y: 44 };
const PADDING = { x: 28, top: 56, bottom: 28 };

/** Rows above each other at most; beyond, a layer goes on in a further column. */
const MAX_ROWS = 24;

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Layer of each item: one more than the last that leads to it. Circles are cut where they are met first. */
function layersOf(keys: readonly string[], links: readonly Link[]): ReadonlyMap<string, number> {
  const layer = new Map(keys.map((key) => [key, 0]));
  const waiting = new Map(keys.map((key) => [key, 0]));
  const next = new Map<string, string[]>();
  for (const { source, target } of links) {
    waiting.set(target, (waiting.get(target) ?? 0) + 1);
    append(next, source, target);
  }
  const ready = keys.filter((key) => waiting.get(key) === 0);
  const done = new Set<string>();
  let scan = 0;
  for (let i = 0; done.size < keys.length; i++) {
    let key = ready[i];
    if (key === undefined) {
      // Only circles are left: begin at the first of them.
      while (scan < keys.length && done.has(keys[scan] ?? '')) scan++;
      key = keys[scan];
      if (key === undefined) break;
      ready.push(key);
    }
    if (done.has(key)) continue;
    done.add(key);
    for (const target of next.get(key) ?? []) {
      if (done.has(target)) continue;
      layer.set(target, Math.max(layer.get(target) ?? 0, (layer.get(key) ?? 0) + 1));
      const left = (waiting.get(target) ?? 1) - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return layer;
}

/** Items by layer, each layer in the order of the document, long ones in several columns. */
function columnsOf(keys: readonly string[], layer: ReadonlyMap<string, number>): readonly (readonly string[])[] {
  const byLayer = new Map<number, string[]>();
  for (const key of keys) {
    const at = layer.get(key) ?? 0;
    append(byLayer, at, key);
  }
  return [...byLayer]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, column]) =>
      Array.from({ length: Math.ceil(column.length / MAX_ROWS) }, (_, i) =>
        column.slice(i * MAX_ROWS, (i + 1) * MAX_ROWS),
      ),
    );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function snap(value: number): number {
  return Math.round(value / 8) * 8;
}

/** Puts items of one area in columns, each column centred; gives the size of all. */
function placeColumns(
  columns: readonly (readonly string[])[],
  sizeOf: (key: string) => Size,
  put: (key: string, x: number, y: number) => void,
): Size {
  const heights = columns.map((column) =>
    column.reduce((sum, key) => sum + sizeOf(key).height, GAP.y * Math.max(0, column.length - 1)),
  );
  const tallest = heights.reduce((most, one) => Math.max(most, one), 0);
  let x = 0;
  for (const [i, column] of columns.entries()) {
    const width = column.reduce((most, key) => Math.max(most, sizeOf(key).width), 0);
    let y = (tallest - (heights[i] ?? 0)) / 2;
    for (const key of column) {
      put(key, snap(x + (width - sizeOf(key).width) / 2), snap(y));
      y += sizeOf(key).height + GAP.y;
    }
    x += width + GAP.x;
  }
  return { width: Math.max(0, x - GAP.x), height: tallest };
}

/**
 * Places blocks from left to right in layers, areas around what is in them.
 * @returns for each block its box, relative to the area it is in
 */
export function layOut(blocks: readonly Block[], links: readonly Link[]): ReadonlyMap<string, Rect> {
  const byKey = new Map(blocks.map((block) => [block.key, block]));
  const childrenOf = new Map<string | undefined, string[]>();
  const pathOf = new Map<string, readonly string[]>();
  const path = (key: string): readonly string[] => {
    const known = pathOf.get(key);
    if (known !== undefined) return known;
    const steps = new Set<string>();
    for (let at: string | undefined = key; at !== undefined && !steps.has(at); at = byKey.get(at)?.parent)
      steps.add(at);
    pathOf.set(key, [...steps].toReversed());
    return pathOf.get(key) ?? [];
  };
  for (const { key, parent } of blocks) {
    append(childrenOf, parent, key);
  }
  // A link counts where the ways to its two ends part.
  const linksIn = new Map<string | undefined, Link[]>();
  for (const { source, target } of links) {
    const [from, to] = [path(source), path(target)];
    let depth = 0;
    while (depth < from.length && from[depth] === to[depth]) depth++;
    const [a, b] = [from[depth], to[depth]];
    if (a === undefined || b === undefined) continue;
    const area = from[depth - 1];
    append(linksIn, area, { source: a, target: b });
  }
  const boxes = new Map<string, Rect>();
  const sizes = new Map<string, Size>();
  const sizeOf = (key: string): Size => sizes.get(key) ?? byKey.get(key) ?? { width: 0, height: 0 };
  const place = (area: string | undefined): Size => {
    const inside = childrenOf.get(area) ?? [];
    const shift = area === undefined ? { x: 0, y: 0 } : { x: PADDING.x, y: PADDING.top };
    const columns = columnsOf(inside, layersOf(inside, linksIn.get(area) ?? []));
    return placeColumns(columns, sizeOf, (key, x, y) => {
      boxes.set(key, { x: x + shift.x, y: y + shift.y, ...sizeOf(key) });
    });
  };
  // Deepest areas first, so that their sizes are known when they are placed themselves.
  const areas = blocks.filter(({ isPlace }) => isPlace).toSorted((a, b) => path(b.key).length - path(a.key).length);
  for (const { key, width, height } of areas) {
    if ((childrenOf.get(key) ?? []).length === 0) continue;
    const inner = place(key);
    const least = { width: Math.min(width, 280), height: Math.min(height, 160) };
    sizes.set(key, {
      width: snap(Math.max(least.width, inner.width + 2 * PADDING.x)),
      height: snap(Math.max(least.height, inner.height + PADDING.top + PADDING.bottom)),
    });
  }
  place(undefined);
  return boxes;
}
