import type { Flight, Span } from '../../model/trace.ts';
import { segmentsOf } from './trace-layout.ts';

/** Time of a hop by what it was spent on, in the order of the layers. */
export const TIME_LAYERS = [
  { id: 'distance', level: 'L3', words: 'on the way: distance and line' },
  { id: 'repair', level: 'L4', words: 'window and repeats: waiting for acknowledgements' },
  { id: 'connect', level: 'L4', words: 'opening the connection' },
  { id: 'pool', level: 'L4', words: 'waiting for a connection' },
  { id: 'tls', level: 'L6', words: 'agreeing on keys' },
  { id: 'encode', level: 'L7', words: 'writing and reading payloads' },
  { id: 'queue', level: 'L7', words: 'in the queue' },
  { id: 'service', level: 'L7', words: 'work, and calls of its own' },
  { id: 'backoff', level: 'L7', words: 'backoff before the attempt' },
] as const;
export type TimeLayer = (typeof TIME_LAYERS)[number]['id'];

/**
 * Divides a hop's time among the layers; the sum is its time exactly, in nanoseconds. Of the time on the network, one flight there
 * and one back is distance; the rest is what TCP or QUIC waited for its window, or for what was lost.
 */
export function layerTimes(span: Span, flights: readonly Flight[]): Readonly<Record<TimeLayer, number>> {
  const times = { distance: 0, repair: 0, connect: 0, pool: 0, tls: 0, encode: 0, queue: 0, service: 0, backoff: 0 };
  let networkNs = 0;
  for (const { part, fromNs, toNs } of segmentsOf(span)) {
    const tookNs = toNs - fromNs;
    if (part === 'network' || part === 'transfer') networkNs += tookNs;
    else if (part === 'wait' || part === 'dns') times.service += tookNs;
    else times[part] += tookNs;
  }
  const own = flights.filter(({ spanId, arrivedNs }) => spanId === span.id && arrivedNs >= 0);
  const shortestNs = shortest(own, true) + shortest(own, false);
  times.distance = Math.min(networkNs, shortestNs);
  times.repair = networkNs - times.distance;
  return times;
}

/** The quickest flight of the call itself in one direction; 0 when there was none. */
function shortest(flights: readonly Flight[], toTarget: boolean): number {
  const took = flights
    .filter((flight) => flight.toTarget === toTarget && isMessage(flight))
    .map(({ sentNs, arrivedNs }) => arrivedNs - sentNs);
  return took.length === 0 ? 0 : Math.min(...took);
}

function isMessage({ kind }: Flight): boolean {
  return kind === 'request' || kind === 'response' || kind === 'datagram' || kind.startsWith('dns');
}
