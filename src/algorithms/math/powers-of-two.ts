/** Smallest exponent in the table. */
const FIRST = -1024;

/** Doubles 2^-1024 to 2^1023. */
const POWERS = buildPowers();

/** By doubling and halving, which are exact down to the subnormal numbers. */
function buildPowers(): Float64Array {
  const powers = new Float64Array(2048);
  powers[-FIRST] = 1;
  for (let i = 1 - FIRST; i < powers.length; i++) powers[i] = (powers[i - 1] as number) * 2;
  for (let i = -1 - FIRST; i >= 0; i--) powers[i] = (powers[i + 1] as number) / 2;
  return powers;
}

/**
 * 2^k for an integer k in -1024..1023, exactly. From a table: putting the exponent into the bits of a double costs more, because the
 * processor cannot read a double back that was just written in two halves.
 */
export function powerOfTwo(k: number): number {
  return POWERS[k - FIRST] as number;
}
