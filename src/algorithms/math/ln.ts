import { DOUBLE, HIGH, WORDS } from './double-bits.ts';
import { powerOfTwo } from './powers-of-two.ts';

/** ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Coefficients of a Remez polynomial for (ln(1 + s) - ln(1 - s) - 2 s) / s on |s| <= 0.1716. */
const L1 = 0.6666666666666735;
const L2 = 0.3999999999940942;
const L3 = 0.2857142874366239;
const L4 = 0.22222198432149784;
const L5 = 0.1818357216161805;
const L6 = 0.15313837699209373;
const L7 = 0.14798198605116586;

/** High word of sqrt(1/2): the fraction is brought into [sqrt(1/2), sqrt(2)). */
const ROOT_HALF_HIGH = 0x3fe6a09e;
const ONE_HIGH = 0x3ff00000;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** Zero, negative numbers, infinity and NaN. */
function lnOfSpecial(x: number): number {
  if (x === 0) return -Infinity;
  return x > 0 ? x : NaN;
}

/**
 * Natural logarithm, the same in every engine: built of + - * / and bit views, because `Math.log` differs between engines in the
 * last bit. Error below 1 unit in the last place. ln(0) is -Infinity, ln of a negative number NaN.
 * Method and coefficients: fdlibm `e_log.c` (Sun Microsystems, 1993).
 */
export function ln(x: number): number {
  if (!(x > 0 && x < Infinity)) return lnOfSpecial(x);
  // A subnormal becomes normal by 2^54.
  const subnormal = x < SMALLEST_NORMAL;
  const normal = subnormal ? x * powerOfTwo(54) : x;
  DOUBLE[0] = normal;
  const k = (((WORDS[HIGH] as number) + (ONE_HIGH - ROOT_HALF_HIGH)) >> 20) - 1023;
  const f = normal * powerOfTwo(-k) - 1;
  const exponent = subnormal ? k - 54 : k;
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (L2 + w * (L4 + w * L6));
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  return s * (halfSquare + even + odd) + exponent * LN2_LOW - halfSquare + f + exponent * LN2_HIGH;
}
