import { edgeGeometry, type Rect } from '../../model/edge-geometry.ts';

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

export interface LinePlace {
  x: number;
  y: number;
}

/**
 * A place on a line, `aside` to the right of its direction (both in canvas pixels): requests and replies pass each other in
 * two lanes instead of through each other.
 */
export function placeOnLine(points: Float32Array, share: number, aside: number, place: LinePlace): void {
  const segments = points.length / 2 - 1;
  const exact = Math.min(Math.max(share, 0), 1) * segments;
  const segment = Math.min(Math.floor(exact), segments - 1);
  const x = points[2 * segment] as number;
  const y = points[2 * segment + 1] as number;
  const dx = (points[2 * segment + 2] as number) - x;
  const dy = (points[2 * segment + 3] as number) - y;
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const along = exact - segment;
  place.x = x + dx * along - (dy / length) * aside;
  place.y = y + dy * along + (dx / length) * aside;
}
