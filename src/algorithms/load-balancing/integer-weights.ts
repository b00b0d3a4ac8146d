/** Largest multiplier tried to make all weights whole. */
const MAX_MULTIPLIER = 1_000;
/** How far from a whole number a scaled weight may be, relative to itself. */
const TOLERANCE = 1e-9;
/** Most of a sum of whole weights: a hundred parts of each (slow start) still add up within 31 bits. */
const MAX_TOTAL = 1 << 24;

function allWhole(ratios: readonly number[], multiplier: number): boolean {
  return ratios.every((ratio) => {
    const scaled = ratio * multiplier;
    return Math.abs(scaled - Math.round(scaled)) <= TOLERANCE * scaled;
  });
}

/**
 * The smallest whole numbers in the same proportions: [0.5, 0.25] -> [2, 1]. nginx's rules are written for whole weights;
 * with them sums are exact and ties are ties. Proportions that need a multiplier above 1,000 are rounded to that precision, and
 * proportions whose whole numbers would add up to more than 2^24 to a sum of about that; what takes part keeps at least 1.
 * @param weights positive, or 0 for a backend that takes no part (stays 0)
 * @throws RangeError for a negative weight or one that is not finite
 */
export function integerWeights(weights: readonly number[]): Int32Array {
  if (weights.some((weight) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError('Weights must be finite and at least 0');
  const positive = weights.filter((weight) => weight > 0);
  if (positive.length === 0) return new Int32Array(weights.length);
  const smallest = positive.reduce((least, weight) => Math.min(least, weight));
  const largest = positive.reduce((most, weight) => Math.max(most, weight));
  const ratios = positive.map((weight) => weight / smallest);
  let multiplier = 1;
  while (multiplier < MAX_MULTIPLIER && !allWhole(ratios, multiplier)) multiplier += 1;
  if (ratios.reduce((total, ratio) => total + ratio) * multiplier <= MAX_TOTAL)
    return Int32Array.from(weights, (weight) => Math.round((weight / smallest) * multiplier));
  const shares = positive.reduce((total, weight) => total + weight / largest, 0);
  return Int32Array.from(weights, (weight) =>
    weight > 0 ? Math.max(1, Math.round((weight / largest / shares) * MAX_TOTAL)) : 0,
  );
}
