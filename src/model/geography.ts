import { greatCircleKm } from './great-circle.ts';
import { measuredRttMs, measuredWayMs } from './measured-rtt.ts';

/** Parts of the world between which cables take similar detours. */
type Area =
  | 'north-america-east'
  | 'north-america-west'
  | 'south-america'
  | 'europe'
  | 'africa'
  | 'west-asia'
  | 'east-asia'
  | 'oceania';

/** A place on the map: a cloud region or a city. */
export interface Location {
  /** Stable id used in documents, for instance `us-east` or `london`. */
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly area: Area;
}

function place(id: string, name: string, latitude: number, longitude: number, area: Area): Location {
  return { id, name, latitude, longitude, area };
}

/**
 * Known locations: places of cloud regions (of the metropolitan area the providers name), then cities. City coordinates are those of
 * GeoNames (geonames.org), rounded to a hundredth of a degree, about 1 km.
 */
export const LOCATIONS: readonly Location[] = [
  place('us-east', 'US East (N. Virginia)', 38.95, -77.45, 'north-america-east'),
  place('us-west', 'US West (Oregon)', 45.84, -119.7, 'north-america-west'),
  place('us-central', 'US Central (Iowa)', 41.26, -95.86, 'north-america-east'),
  place('ohio', 'US East (Ohio)', 39.96, -83.0, 'north-america-east'),
  place('canada', 'Canada (Montréal)', 45.51, -73.59, 'north-america-east'),
  place('brazil', 'Brazil (São Paulo)', -23.55, -46.64, 'south-america'),
  place('ireland', 'Ireland (Dublin)', 53.33, -6.25, 'europe'),
  place('london', 'London', 51.51, -0.13, 'europe'),
  place('frankfurt', 'Frankfurt', 50.12, 8.68, 'europe'),
  place('paris', 'Paris', 48.85, 2.35, 'europe'),
  place('stockholm', 'Stockholm', 59.33, 18.06, 'europe'),
  place('milan', 'Milan', 45.46, 9.19, 'europe'),
  place('madrid', 'Madrid', 40.42, -3.7, 'europe'),
  place('bahrain', 'Bahrain', 26.23, 50.59, 'west-asia'),
  place('mumbai', 'Mumbai', 19.07, 72.88, 'west-asia'),
  place('singapore', 'Singapore', 1.29, 103.85, 'east-asia'),
  place('hong-kong', 'Hong Kong', 22.28, 114.17, 'east-asia'),
  place('tokyo', 'Tokyo', 35.69, 139.69, 'east-asia'),
  place('osaka', 'Osaka', 34.69, 135.5, 'east-asia'),
  place('seoul', 'Seoul', 37.57, 126.98, 'east-asia'),
  place('sydney', 'Sydney', -33.87, 151.21, 'oceania'),
  place('cape-town', 'Cape Town', -33.93, 18.42, 'africa'),
  place('new-york', 'New York', 40.71, -74.01, 'north-america-east'),
  place('chicago', 'Chicago', 41.85, -87.65, 'north-america-east'),
  place('dallas', 'Dallas', 32.78, -96.81, 'north-america-east'),
  place('miami', 'Miami', 25.77, -80.19, 'north-america-east'),
  place('toronto', 'Toronto', 43.7, -79.42, 'north-america-east'),
  place('san-francisco', 'San Francisco', 37.77, -122.42, 'north-america-west'),
  place('los-angeles', 'Los Angeles', 34.05, -118.24, 'north-america-west'),
  place('mexico-city', 'Mexico City', 19.43, -99.13, 'north-america-east'),
  place('santiago', 'Santiago', -33.46, -70.65, 'south-america'),
  place('amsterdam', 'Amsterdam', 52.37, 4.89, 'europe'),
  place('warsaw', 'Warsaw', 52.23, 21.01, 'europe'),
  place('istanbul', 'Istanbul', 41.01, 28.95, 'europe'),
  place('dubai', 'Dubai', 25.07, 55.17, 'west-asia'),
  place('johannesburg', 'Johannesburg', -26.2, 28.04, 'africa'),
  place('lagos', 'Lagos', 6.45, 3.39, 'africa'),
  place('nairobi', 'Nairobi', -1.28, 36.82, 'africa'),
  place('jakarta', 'Jakarta', -6.21, 106.85, 'east-asia'),
  place('auckland', 'Auckland', -36.85, 174.76, 'oceania'),
];

/** Round trip between two ends in the same zone: "round trip within the same datacenter", Jeff Dean, LADIS 2009. */
export const SAME_ZONE_RTT_MS = 0.5;
/** Between zones of one region: operators measure 0.5 to 2.2 ms (IBM Cloud VPC latency dashboards 2024: 1.8 to 2.2; Azure: below 2). */
export const OTHER_ZONE_RTT_MS = 1.5;

/**
 * Round trip that the last mile of a client adds. 4G and 3G: lower ends of AT&T's ranges of 40 to 50 ms (LTE) and 150 to 400 ms (HSPA)
 * in Grigorik, High Performance Browser Networking (2013), chapter 7. Fibre and cable: FCC, Measuring Broadband America, idle
 * latency of fibre and cable lines without the way to the test server.
 */
export const ACCESS_RTT_MS = { none: 0, fibre: 5, cable: 15, '4g': 40, '3g': 150 } as const;

/** Speed of light in a vacuum (exact by definition of the metre) and refractive index of single-mode fibre (ITU-T G.652 fibres, 1550 nm). */
const LIGHT_KM_PER_MS = 299.792458;
const FIBRE_INDEX = 1.468;

const BY_ID = new Map(LOCATIONS.map((location) => [location.id, location]));

function locationOf(id: string): Location {
  const location = BY_ID.get(id);
  if (location === undefined) throw new RangeError(`Unknown location "${id}"`);
  return location;
}

function fibreMs(from: Location, to: Location): number {
  return (2 * greatCircleKm(from, to) * FIBRE_INDEX) / LIGHT_KM_PER_MS;
}

/** Round trip of light in a fibre laid along the great circle, in ms: no real round trip is shorter. */
export function fibreBoundMs(from: string, to: string): number {
  return fibreMs(locationOf(from), locationOf(to));
}

/** Kilometres along the great circle between two locations. @throws RangeError for an unknown one */
export function distanceKm(from: string, to: string): number {
  return greatCircleKm(locationOf(from), locationOf(to));
}

function areaKey(one: Area, other: Area): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

const ANYWHERE = 'anywhere';

/**
 * How much longer than light along the great circle a real round trip is, by pair of areas: the median over the measured pairs.
 * Cables follow coasts and sea floors (Europe to East Asia goes round by Suez or over America, factor above 2), and routers and
 * detours weigh more on short ways. Where nothing was measured between two areas, the median of all pairs holds.
 */
function routeFactors(): ReadonlyMap<string, number> {
  const ratios = new Map<string, number[]>([[ANYWHERE, []]]);
  for (const [i, from] of LOCATIONS.entries()) {
    for (const to of LOCATIONS.slice(i + 1)) {
      const wayMs = measuredWayMs(from.id, to.id);
      if (wayMs === undefined) continue;
      const key = areaKey(from.area, to.area);
      if (!ratios.has(key)) ratios.set(key, []);
      ratios.get(key)?.push(wayMs / fibreMs(from, to));
      ratios.get(ANYWHERE)?.push(wayMs / fibreMs(from, to));
    }
  }
  return new Map([...ratios].map(([key, list]) => [key, median(list)]));
}

const ROUTE_FACTORS = routeFactors();

/** Without a stop: measured, else the fibre bound times the route factor of the two areas. */
function directMs(from: Location, to: Location): number {
  const boundMs = fibreMs(from, to);
  const measured = measuredRttMs(from.id, to.id);
  if (measured !== undefined) return Math.max(measured, boundMs);
  const factor = ROUTE_FACTORS.get(areaKey(from.area, to.area)) ?? ROUTE_FACTORS.get(ANYWHERE) ?? 1;
  return boundMs * Math.max(1, factor);
}

/** Networks take the way over a third place where the direct one is longer (Santiago to Nairobi goes over Europe). */
function routedMs(from: Location, to: Location): number {
  let shortest = directMs(from, to);
  for (const stop of LOCATIONS) {
    if (stop === from || stop === to) continue;
    shortest = Math.min(shortest, directMs(from, stop) + directMs(stop, to));
  }
  return shortest;
}

/** Round trips worked out so far. */
const KNOWN = new Map<string, number>();

/**
 * Round trip between two locations in ms: measured where somebody published it (`measured-rtt.ts`), else light in fibre along the great
 * circle times the route factor of the two areas, or the way over a third location when that is shorter; never below the
 * light-in-fibre bound. The same in both directions, 0 for the same location.
 * @throws RangeError for an unknown location
 */
export function rttBetweenMs(from: string, to: string): number {
  const source = locationOf(from < to ? from : to);
  const target = locationOf(from < to ? to : from);
  if (source === target) return 0;
  const key = `${source.id} ${target.id}`;
  const known = KNOWN.get(key);
  if (known !== undefined) return known;
  const rttMs = measuredRttMs(from, to) === undefined ? routedMs(source, target) : directMs(source, target);
  KNOWN.set(key, rttMs);
  return rttMs;
}
