import { RING_SAMPLES, type RingPoint } from '../../model/balancer-view.ts';

/** A part of the circle that belongs to one backend; `to` may be beyond 1, round the top. */
export interface RingArc {
  readonly backend: number;
  readonly from: number;
  readonly to: number;
}

/** A key belongs to the next point on its way round (Karger et al. 1997): each point owns the arc before it. Neighbours of one backend are one arc. */
export function ringArcs(points: readonly RingPoint[]): readonly RingArc[] {
  const sorted = points.toSorted((a, b) => a.at - b.at);
  const last = sorted.at(-1);
  if (last === undefined) return [];
  const arcs: RingArc[] = [];
  let from = last.at - 1;
  for (const { at, backend } of sorted) {
    const before = arcs.at(-1);
    if (before?.backend === backend) arcs[arcs.length - 1] = { ...before, to: at };
    else arcs.push({ backend, from, to: at });
    from = at;
  }
  return arcs;
}

/** Share of the circle each backend owns: of the keys that would move if it went. */
export function ringShares(arcs: readonly RingArc[], backends: number): readonly number[] {
  const shares = Array.from({ length: backends }, () => 0);
  for (const { backend, from, to } of arcs) shares[backend] = (shares[backend] ?? 0) + (to - from);
  return shares;
}

/** Neighbouring samples that moved, as arcs. */
export function movedArcs(places: readonly number[]): readonly Pick<RingArc, 'from' | 'to'>[] {
  const arcs: { from: number; to: number }[] = [];
  for (const place of places) {
    const from = place / RING_SAMPLES;
    const last = arcs.at(-1);
    if (last !== undefined && Math.abs(last.to - from) < 1e-9) last.to = from + 1 / RING_SAMPLES;
    else arcs.push({ from, to: from + 1 / RING_SAMPLES });
  }
  return arcs;
}
