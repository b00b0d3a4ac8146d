import type { Flight } from '../../model/trace.ts';

/** An acknowledgement that let the next burst go: from where a flight arrived to where the next one left. */
export interface Acknowledgement {
  /** Places in the trace's flights. */
  readonly of: number;
  readonly letGo: number;
}

function isMessage({ kind }: Flight): boolean {
  return kind === 'request' || kind === 'response';
}

function isSameWay(one: Flight, other: Flight): boolean {
  return one.spanId === other.spanId && one.kind === other.kind && one.connection === other.connection;
}

/** Number of the burst of a message that a flight is, 1 for the first; 0 where one burst carries all of it, or nothing is carried. */
export function burstNumbers(flights: readonly Flight[]): readonly number[] {
  return flights.map((flight) => {
    if (!isMessage(flight) || flight.connection < 0 || flight.resend > 0) return 0;
    const sent = flights.filter((other) => isSameWay(flight, other) && other.resend === 0).map(({ sentNs }) => sentNs);
    const rounds = [...new Set(sent)].toSorted((a, b) => a - b);
    return rounds.length < 2 ? 0 : rounds.indexOf(flight.sentNs) + 1;
  });
}

/**
 * Which arrival let which flight leave: what leaves one way back after something of the same message arrived was let go by its
 * acknowledgement (a time-out lets go much later).
 */
export function acknowledgements(flights: readonly Flight[]): readonly Acknowledgement[] {
  const found: Acknowledgement[] = [];
  const seen = new Set<string>();
  for (const [letGo, next] of flights.entries()) {
    if (!isMessage(next) || next.connection < 0) continue;
    const of = flights.findLastIndex(
      (one) => isSameWay(one, next) && one.arrivedNs >= 0 && one.arrivedNs < next.sentNs && isOneWayBack(one, next),
    );
    const key = `${of} ${next.sentNs}`;
    if (of < 0 || seen.has(key)) continue;
    seen.add(key);
    found.push({ of, letGo });
  }
  return found;
}

function isOneWayBack(arrived: Flight, next: Flight): boolean {
  const waitNs = next.sentNs - arrived.arrivedNs;
  const wayNs = arrived.arrivedNs - arrived.sentNs;
  return waitNs > 0.5 * wayNs && waitNs < 1.5 * wayNs;
}
