import { edgeGeometry, type Rect } from '../../ui/edge-geometry.ts';

/** Points of a line: enough for an error below one pixel up to 600 px of length, twice as many beyond. */
const POINTS = 32;
const MANY_POINTS = 64;
const LONG_PX = 600;

interface Line {
  readonly source: Rect;
  readonly target: Rect;
  readonly points: Float32Array;
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** The line of each edge as points, sampled again only when an end moved. */
export class EdgeLines {
  /** How often a line was sampled, for tests. */
  samplings = 0;
  private readonly lines = new Map<string, Line>();

  /** Points along the edge, x and y in turn, equally far apart. */
  points(edgeId: string, source: Rect, target: Rect): Float32Array {
    const known = this.lines.get(edgeId);
    if (known !== undefined && sameRect(known.source, source) && sameRect(known.target, target)) return known.points;
    const geometry = edgeGeometry(source, target);
    const long = Math.abs(geometry.end.x - geometry.start.x) + Math.abs(geometry.end.y - geometry.start.y) > LONG_PX;
    const points = geometry.points(long ? MANY_POINTS : POINTS);
    this.lines.set(edgeId, { source: { ...source }, target: { ...target }, points });
    this.samplings++;
    return points;
  }
}

/** Coordinate of a place on a line: `axis` 0 for x, 1 for y. */
export function alongLine(points: Float32Array, share: number, axis: 0 | 1): number {
  const segments = points.length / 2 - 1;
  const exact = Math.min(Math.max(share, 0), 1) * segments;
  const segment = Math.min(Math.floor(exact), segments - 1);
  const from = points[2 * segment + axis] as number;
  const to = points[2 * segment + 2 + axis] as number;
  return from + (to - from) * (exact - segment);
}
