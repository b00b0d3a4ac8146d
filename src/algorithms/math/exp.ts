import { powerOfTwo } from './powers-of-two.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const ONE_OVER_LN2 = Math.LOG2E;

/** Coefficients of a Remez polynomial for x coth(x/2) on [0, ln 2 / 2]. */
const P1 = 0.16666666666666602;
const P2 = -0.0027777777777015593;
const P3 = 0.00006613756321437934;
const P4 = -0.0000016533902205465252;
const P5 = 4.1381367970572385e-8;

/** Largest argument with a finite result, smallest with a result above zero. */
const OVERFLOW_ABOVE = 709.782712893384;
const UNDERFLOW_BELOW = -745.1332191019411;

/** y * 2^k, also where 2^k alone is out of range. */
function scale(y: number, k: number): number {
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  if (k < -1022) return y * powerOfTwo(k + 200) * powerOfTwo(-200);
  return y * powerOfTwo(k);
}

/**
 * e to the power x + xLow, where xLow is a rounding error of x that would be lost in a sum of two doubles.
 * Method and coefficients: fdlibm `e_exp.c` (Sun Microsystems, 1993).
 */
export function expOfSum(x: number, xLow: number): number {
  if (!(x <= OVERFLOW_ABOVE)) return Number.isNaN(x) ? NaN : Infinity;
  if (x < UNDERFLOW_BELOW) return 0;
  const k = Math.floor(x * ONE_OVER_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW - xLow;
  const r = high - low;
  const z = r * r;
  const c = r - z * (P1 + z * (P2 + z * (P3 + z * (P4 + z * P5))));
  const y = 1 + ((r * c) / (2 - c) - low + high);
  return k === 0 ? y : scale(y, k);
}

/** e to the power x, the same in every engine (see `ln`). Error below 1 unit in the last place. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}
