import type { BurstLoss } from '../../../src/algorithms/transport/retransmission.ts';

/** The segments of one burst that carry one message. */
export interface BurstPiece {
  /** Of the message, for the transport. */
  readonly bytes: number;
  /** Places of its first and last segment in the burst, and how many segments the burst has. */
  readonly first: number;
  readonly last: number;
  readonly segments: number;
  /** Bytes that a segment holds, and how many of its first one belong to the message before it. */
  readonly segmentBytes: number;
  readonly sharedBytes: number;
  /** From the last bit of a segment to its arrival. */
  readonly delayNs: number;
  /** How often all of this was sent before. */
  readonly resend: number;
}

/** Segments that left together and fared alike; `arrivedNs` -1 when they were lost. */
export interface BurstFlight {
  bytes: number;
  /** A segment counts for the message that begins it. */
  packets: number;
  sentNs: number;
  arrivedNs: number;
  readonly resend: number;
}

/**
 * What became of a piece of a burst, for the ladder of a watched request: what arrived at once, what was lost, and each time that it was sent
 * again, in the order they left. @param leftNs when the last bit of each segment of the burst left
 */
export function burstFlights(loss: BurstLoss, piece: BurstPiece, nowNs: number, leftNs: Float64Array): BurstFlight[] {
  const flights = new Map<string, BurstFlight>();
  const add = (segment: number, afterNs: number, resend: number, isLost: boolean): void => {
    const key = `${afterNs} ${resend} ${String(isLost)}`;
    const left = (leftNs[segment] as number) + afterNs;
    let flight = flights.get(key);
    if (flight === undefined) {
      const sentNs = Math.round(afterNs === 0 ? nowNs : left);
      flight = { bytes: 0, packets: 0, sentNs, arrivedNs: -1, resend: piece.resend + resend };
      flights.set(key, flight);
    }
    flight.bytes += bytesIn(piece, segment);
    if (segment > piece.first || piece.sharedBytes === 0) flight.packets += 1;
    if (!isLost) flight.arrivedNs = Math.max(flight.arrivedNs, Math.round(left + piece.delayNs));
    if (afterNs > 0) flight.sentNs = Math.min(flight.sentNs, Math.round(left));
  };
  for (let segment = piece.first; segment <= piece.last; segment += 1) {
    const place = piece.segments - 1 - segment;
    const times = loss.lost === 0 ? [] : loss.resentNs.filter((_, index) => loss.resentPackets[index] === place);
    const departures = [0, ...times];
    for (const [resend, afterNs] of departures.entries())
      add(segment, afterNs, resend, loss.isHopeless || resend < times.length);
  }
  return [...flights.values()].toSorted((a, b) => a.sentNs - b.sentNs || a.resend - b.resend);
}

function bytesIn({ bytes, first, segmentBytes, sharedBytes }: BurstPiece, segment: number): number {
  const inFirst = Math.min(bytes, segmentBytes - sharedBytes);
  if (segment === first) return inFirst;
  return Math.min(segmentBytes, bytes - inFirst - (segment - first - 1) * segmentBytes);
}

/** Bytes of what was sent again, of segments that are all full but the last. */
export function resentBytes(
  { resentPackets }: BurstLoss,
  bytes: number,
  segments: number,
  segmentBytes: number,
): number {
  let sum = 0;
  for (const place of resentPackets) sum += place === 0 ? bytes - (segments - 1) * segmentBytes : segmentBytes;
  return sum;
}
