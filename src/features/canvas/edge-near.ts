import { edgeGeometry } from '../../model/edge-geometry.ts';
import type { Design, DesignEdge } from '../../model/design.ts';
import { absoluteBox, findNode, type Point } from '../../state/design-index.ts';

/** How near a line something must be let go to go into it, in canvas pixels. */
const REACH_PX = 36;
const SAMPLES = 24;

/** The edge whose line passes nearest to a point, within reach; null for none. */
export function edgeNear(
  design: Design,
  point: Point,
  accept: (edge: DesignEdge) => boolean = () => true,
): string | null {
  let best: string | null = null;
  let bestDistance = REACH_PX ** 2;
  for (const edge of design.edges) {
    const source = findNode(design, edge.source);
    const target = findNode(design, edge.target);
    if (source === undefined || target === undefined) continue;
    const [from, to] = [absoluteBox(design, source), absoluteBox(design, target)];
    // Lines stay between the heights of their ends; most are told apart by that alone.
    const top = Math.min(from.y, to.y) - REACH_PX;
    const bottom = Math.max(from.y + from.height, to.y + to.height) + REACH_PX;
    if (point.y < top || point.y > bottom) continue;
    const distance = distanceSquared(edgeGeometry(from, to).points(SAMPLES), point);
    if (distance < bestDistance && accept(edge)) {
      best = edge.id;
      bestDistance = distance;
    }
  }
  return best;
}

/** Squared distance of a point from a line of x, y pairs. */
function distanceSquared(line: Float32Array, { x, y }: Point): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i] ?? 0, line[i + 1] ?? 0, line[i + 2] ?? 0, line[i + 3] ?? 0];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    best = Math.min(best, (ax + share * (bx - ax) - x) ** 2 + (ay + share * (by - ay) - y) ** 2);
  }
  return best;
}
