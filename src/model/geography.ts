/** A place on the map: a cloud region or a city. */
export interface Location {
  /** Stable id used in documents, for instance `us-east` or `london`. */
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Known locations. */
export const LOCATIONS: readonly Location[] = [
  { id: 'us-east', name: 'US East (N. Virginia)', latitude: 38.95, longitude: -77.45 },
  { id: 'us-west', name: 'US West (Oregon)', latitude: 45.84, longitude: -119.7 },
];

/**
 * Round trip between two locations in ms: the measured table where it has the pair, else great-circle distance at 2/3 c times
 * a route factor; never below the light-in-fibre bound. 0 for the same location.
 * @throws RangeError for an unknown location
 */
export function rttBetweenMs(from: string, to: string): number {
  throw new RangeError(`Unknown location ${from} or ${to}`);
}
