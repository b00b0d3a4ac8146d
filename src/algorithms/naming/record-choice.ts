import type { Backends } from '../load-balancing/balancer.ts';

/** Failover: the first usable record in order, or -1. Source: Amazon Route 53 failover routing, with any number of records. */
export function firstUsable(records: Backends): number {
  return records.usable.indexOf(1);
}

/**
 * Nearest: the usable record with the smallest distance, the first of equals, or -1.
 * @param distances from the user to each record: round trips, or kilometres
 */
export function nearestUsable(records: Backends, distances: Float64Array): number {
  let best = -1;
  let bestDistance = Infinity;
  for (let index = 0; index < records.count; index += 1) {
    const own = distances[index] as number;
    if (records.usable[index] !== 1 || own >= bestDistance) continue;
    best = index;
    bestDistance = own;
  }
  return best;
}

/**
 * Marks the records the zone may answer with: those in the zone that are healthy, or all in the zone when none is healthy.
 * Source: Amazon Route 53 Developer Guide, "How Route 53 chooses records when health checking is configured":
 * if all records are unhealthy, all are considered healthy.
 * @param inZone 1 for each record that takes part
 * @param healthy 1 for each record whose checks pass
 * @param answerable overwritten
 * @param allWhenNone false: when none is healthy, none is answered with
 */
export function markAnswerable(
  inZone: Uint8Array,
  healthy: Uint8Array,
  answerable: Uint8Array,
  allWhenNone = true,
): void {
  let any = 0;
  for (let index = 0; index < inZone.length; index += 1) {
    const both = (inZone[index] as number) & (healthy[index] as number);
    answerable[index] = both;
    any |= both;
  }
  if (any === 0 && allWhenNone) answerable.set(inZone);
}
