import type { Box, Point } from '../../state/design-index.ts';

/** A line that shows what the moved box is level with, in canvas pixels. */
export interface GuideLine {
  readonly from: Point;
  readonly to: Point;
  /** `gap`: one of several equal distances; `level`: edges or middles in line. */
  readonly kind: 'level' | 'gap';
}

export interface Snapped {
  readonly dx: number;
  readonly dy: number;
  readonly lines: readonly GuideLine[];
}

/** One axis, so that the same code serves both. */
interface Axis {
  readonly at: 'x' | 'y';
  readonly length: 'width' | 'height';
}
const HORIZONTAL: Axis = { at: 'x', length: 'width' };
const VERTICAL: Axis = { at: 'y', length: 'height' };

function stopsOf(box: Box, { at, length }: Axis): readonly number[] {
  return [box[at], box[at] + box[length] / 2, box[at] + box[length]];
}

function endOf(box: Box, { at, length }: Axis): number {
  return box[at] + box[length];
}

function overlaps(a: Box, b: Box, axis: Axis): boolean {
  return a[axis.at] < endOf(b, axis) && b[axis.at] < endOf(a, axis);
}

/** The smallest shift within `reach` that brings an edge or the middle in line with one of another box; null for none. */
function levelShift(moving: Box, others: readonly Box[], axis: Axis, reach: number): number | null {
  const mine = stopsOf(moving, axis);
  let best: number | null = null;
  for (const other of others) {
    for (const theirs of stopsOf(other, axis)) {
      for (const stop of mine) {
        const shift = theirs - stop;
        if (Math.abs(shift) <= reach && (best === null || Math.abs(shift) < Math.abs(best))) best = shift;
      }
    }
  }
  return best;
}

interface GapSnap {
  readonly shift: number;
  /** Stretches along the axis that are equally long. */
  readonly gaps: readonly (readonly [number, number])[];
}

/** Equal distances: in the middle between two neighbours, or as far from one as that one is from the next. */
function gapShift(moving: Box, others: readonly Box[], axis: Axis, cross: Axis, reach: number): GapSnap | null {
  const row = others.filter((other) => overlaps(moving, other, cross) && !overlaps(moving, other, axis));
  const size = moving[axis.length];
  const before = row
    .filter((box) => endOf(box, axis) <= moving[axis.at] + reach)
    .toSorted((a, b) => endOf(b, axis) - endOf(a, axis));
  const after = row
    .filter((box) => box[axis.at] >= endOf(moving, axis) - reach)
    .toSorted((a, b) => a[axis.at] - b[axis.at]);
  const [left, leftOfIt] = before;
  const [right, rightOfIt] = after;
  const found: GapSnap[] = [];
  if (left !== undefined && right !== undefined) {
    const gap = (right[axis.at] - endOf(left, axis) - size) / 2;
    const start = endOf(left, axis) + gap;
    if (gap > 0)
      found.push({
        shift: start - moving[axis.at],
        gaps: [
          [endOf(left, axis), start],
          [start + size, right[axis.at]],
        ],
      });
  }
  if (left !== undefined && leftOfIt !== undefined) {
    const gap = left[axis.at] - endOf(leftOfIt, axis);
    const start = endOf(left, axis) + gap;
    if (gap > 0)
      found.push({
        shift: start - moving[axis.at],
        gaps: [
          [endOf(leftOfIt, axis), left[axis.at]],
          [endOf(left, axis), start],
        ],
      });
  }
  if (right !== undefined && rightOfIt !== undefined) {
    const gap = rightOfIt[axis.at] - endOf(right, axis);
    const start = right[axis.at] - gap - size;
    if (gap > 0)
      found.push({
        shift: start - moving[axis.at],
        gaps: [
          [start + size, right[axis.at]],
          [endOf(right, axis), rightOfIt[axis.at]],
        ],
      });
  }
  return (
    found
      .filter(({ shift }) => Math.abs(shift) <= reach)
      .toSorted((a, b) => Math.abs(a.shift) - Math.abs(b.shift))[0] ?? null
  );
}

function moved(box: Box, dx: number, dy: number): Box {
  return { ...box, x: box.x + dx, y: box.y + dy };
}

/** Lines along the boxes the moved one is now in line with, each as long as all boxes on it together. */
function levelLines(box: Box, others: readonly Box[], axis: Axis, cross: Axis): readonly GuideLine[] {
  const lines: GuideLine[] = [];
  for (const stop of stopsOf(box, axis)) {
    const level = others.filter((other) => stopsOf(other, axis).some((theirs) => Math.abs(theirs - stop) < 0.5));
    if (level.length === 0) continue;
    const from = Math.min(box[cross.at], ...level.map((other) => other[cross.at]));
    const to = Math.max(endOf(box, cross), ...level.map((other) => endOf(other, cross)));
    lines.push({ kind: 'level', from: pointOn(axis, stop, from), to: pointOn(axis, stop, to) });
  }
  return lines;
}

function pointOn(axis: Axis, along: number, across: number): Point {
  return axis.at === 'x' ? { x: along, y: across } : { x: across, y: along };
}

function gapLines(box: Box, snap: GapSnap, axis: Axis, cross: Axis): readonly GuideLine[] {
  const middle = box[cross.at] + box[cross.length] / 2;
  return snap.gaps.map(([from, to]) => ({
    kind: 'gap',
    from: pointOn(axis, from, middle),
    to: pointOn(axis, to, middle),
  }));
}

/**
 * How a box being moved snaps to others: edges and middles in line first, equal distances where nothing is in line.
 * @param reach how far it may be shifted, in canvas pixels
 */
export function snapBox(moving: Box, others: readonly Box[], reach: number): Snapped {
  const levelX = levelShift(moving, others, HORIZONTAL, reach);
  const levelY = levelShift(moving, others, VERTICAL, reach);
  const gapX = levelX === null ? gapShift(moving, others, HORIZONTAL, VERTICAL, reach) : null;
  const gapY = levelY === null ? gapShift(moving, others, VERTICAL, HORIZONTAL, reach) : null;
  const dx = levelX ?? gapX?.shift ?? 0;
  const dy = levelY ?? gapY?.shift ?? 0;
  const box = moved(moving, dx, dy);
  return {
    dx,
    dy,
    lines: [
      ...(levelX === null ? [] : levelLines(box, others, HORIZONTAL, VERTICAL)),
      ...(levelY === null ? [] : levelLines(box, others, VERTICAL, HORIZONTAL)),
      ...(gapX === null ? [] : gapLines(box, gapX, HORIZONTAL, VERTICAL)),
      ...(gapY === null ? [] : gapLines(box, gapY, VERTICAL, HORIZONTAL)),
    ],
  };
}
