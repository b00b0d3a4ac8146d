/** Positions of the slider: 0 is no traffic, 1 to 81 go evenly by powers of ten from 0.1 to 10 times, 41 is once. */
export const TRAFFIC_POSITIONS = 81;
export const TRAFFIC_ONCE = 41;
const POSITIONS_PER_DECADE = 40;

/** Factor on the rate at a position of the slider, in three significant digits, so that each position has its own. */
export function factorAt(position: number): number {
  if (position <= 0) return 0;
  return Number((10 ** ((position - TRAFFIC_ONCE) / POSITIONS_PER_DECADE)).toPrecision(3));
}

/** Position of the slider for a factor; the nearest there is. */
export function positionOf(factor: number): number {
  if (factor <= 0) return 0;
  const position = Math.round(Math.log10(factor) * POSITIONS_PER_DECADE) + TRAFFIC_ONCE;
  return Math.min(TRAFFIC_POSITIONS, Math.max(1, position));
}
