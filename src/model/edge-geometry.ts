/** A box in canvas pixels, measured from the canvas origin (not from a parent). */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The line of an edge, from the middle of the right side of the source to the middle of the left side of the target. */
export interface EdgeGeometry {
  /** SVG path data: one cubic Bézier segment. */
  readonly path: string;
  readonly start: Point;
  readonly end: Point;
  /** Point half way along the curve parameter, where labels sit. */
  readonly middle: Point;
  /**
   * `count` points along the line as x, y pairs, equally far apart along the line, ends included.
   * A dot at progress p of its flight is at point p * (count - 1), interpolated.
   * @param count at least 2; 32 keeps the error below one pixel up to 600 pixels of length, 64 beyond
   */
  points(count: number): Float32Array;
}

/**
 * How far the box of a connection handle reaches out of the card: handles are 24 px wide and centred on the border, and
 * React Flow measures an edge from their outer side. Lines start and end at the border itself.
 */
export const HANDLE_REACH = 12;

/** Steps of the curve parameter per wanted point when lengths are measured. */
const FINENESS = 4;

/** Share of a backward distance's square root by which the curve swings out; React Flow's default curvature. */
const CURVATURE = 0.25;

/** Where edges leave a box: the middle of its right side. */
export function outgoingAnchor(box: Rect): Point {
  return { x: box.x + box.width, y: box.y + box.height / 2 };
}

/** Where edges reach a box: the middle of its left side. */
export function incomingAnchor(box: Rect): Point {
  return { x: box.x, y: box.y + box.height / 2 };
}

/** The line between two boxes. Dots, drawn edges and exported pictures all use this one. */
export function edgeGeometry(source: Rect, target: Rect): EdgeGeometry {
  return curveBetween(outgoingAnchor(source), incomingAnchor(target));
}

/** The same line when the anchors are known already. */
export function curveBetween(start: Point, end: Point): EdgeGeometry {
  const swing = controlOffset(end.x - start.x);
  const c1 = { x: start.x + swing, y: start.y };
  const c2 = { x: end.x - swing, y: end.y };
  return {
    path: `M${start.x},${start.y} C${c1.x},${c1.y} ${c2.x},${c2.y} ${end.x},${end.y}`,
    start,
    end,
    middle: { x: bezier(start.x, c1.x, c2.x, end.x, 0.5), y: bezier(start.y, c1.y, c2.y, end.y, 0.5) },
    points: (count) => equallySpaced([start, c1, c2, end], count),
  };
}

/** Horizontal distance of the control points: half way forwards, a growing loop backwards. */
function controlOffset(distance: number): number {
  return distance >= 0 ? 0.5 * distance : CURVATURE * 25 * Math.sqrt(-distance);
}

function bezier(a: number, b: number, c: number, d: number, t: number): number {
  const u = 1 - t;
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

function equallySpaced([a, b, c, d]: readonly [Point, Point, Point, Point], count: number): Float32Array {
  if (!Number.isInteger(count) || count < 2) throw new RangeError(`An edge needs at least 2 points, not ${count}`);
  const steps = count * FINENESS;
  const points = new Float32Array(count * 2);
  const lengths = new Float64Array(steps + 1);
  const xs = new Float64Array(steps + 1);
  const ys = new Float64Array(steps + 1);
  for (let i = 0; i <= steps; i++) {
    const x = bezier(a.x, b.x, c.x, d.x, i / steps);
    const y = bezier(a.y, b.y, c.y, d.y, i / steps);
    xs[i] = x;
    ys[i] = y;
    if (i > 0) lengths[i] = at(lengths, i - 1) + lengthOf(x - at(xs, i - 1), y - at(ys, i - 1));
  }
  const total = at(lengths, steps);
  let step = 1;
  for (let i = 0; i < count; i++) {
    const wanted = (total * i) / (count - 1);
    while (step < steps && at(lengths, step) < wanted) step++;
    const from = at(lengths, step - 1);
    const gap = at(lengths, step) - from;
    const share = gap === 0 ? 0 : Math.min(1, (wanted - from) / gap);
    points[2 * i] = at(xs, step - 1) + share * (at(xs, step) - at(xs, step - 1));
    points[2 * i + 1] = at(ys, step - 1) + share * (at(ys, step) - at(ys, step - 1));
  }
  return points;
}

function lengthOf(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

/** Element of an array whose index is known to be inside. */
function at(array: Float64Array, index: number): number {
  return array[index] as number;
}
