/** Mean radius of the Earth (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;
const RADIANS_PER_DEGREE = 0.017453292519943295;

/** A point on the Earth in degrees; north and east are positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Sine of an angle within one turn, by its Taylor series: the same in every engine, error below 1e-14. */
function sine(radians: number): number {
  let term = radians;
  let sum = radians;
  for (let n = 2; n <= 34; n += 2) {
    term *= (-radians * radians) / (n * (n + 1));
    sum += term;
  }
  return sum;
}

/** Arc sine on [0, 1]: the angle is halved four times, sin(a/2) = sin a / sqrt(2 (1 + cos a)), then its series. */
function arcSine(value: number): number {
  let x = value;
  for (let i = 0; i < 4; i++) x /= Math.sqrt(2 * (1 + Math.sqrt(Math.max(0, 1 - x * x))));
  const z = x * x;
  return 16 * x * (1 + z * (1 / 6 + z * (3 / 40 + z * (15 / 336 + z * (105 / 3456 + z * (945 / 42240))))));
}

/** Shortest way over the surface in km, on a sphere (error below 0.6 %): the haversine formula. */
export function greatCircleKm(from: Coordinates, to: Coordinates): number {
  const fromLatitude = from.latitude * RADIANS_PER_DEGREE;
  const toLatitude = to.latitude * RADIANS_PER_DEGREE;
  const halfLatitude = sine((toLatitude - fromLatitude) / 2);
  const halfLongitude = sine(((to.longitude - from.longitude) * RADIANS_PER_DEGREE) / 2);
  const cosines = sine(fromLatitude + 90 * RADIANS_PER_DEGREE) * sine(toLatitude + 90 * RADIANS_PER_DEGREE);
  const haversine = halfLatitude * halfLatitude + cosines * halfLongitude * halfLongitude;
  return 2 * EARTH_RADIUS_KM * arcSine(Math.sqrt(Math.min(1, haversine)));
}
