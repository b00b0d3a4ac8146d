import { DOUBLE, HIGH, WORDS } from './double-bits.ts';
import { expOfSum } from './exp.ts';
import { powerOfTwo } from './powers-of-two.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** 1/3 = THIRD + THIRD_LOW to 106 bits. */
const THIRD = 1 / 3;
const THIRD_LOW = 1.850371707708594e-17;
/** 2^27 + 1, splits a double into two halves of 26 bits (Veltkamp 1968). */
const SPLIT = 134217729;
const ROOT_HALF_HIGH = 0x3fe6a09e;
const ONE_HIGH = 0x3ff00000;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** The rounding error of the product a * b, given the rounded product (Dekker 1971, "A floating-point technique"). */
function productError(a: number, b: number, product: number): number {
  const aScaled = SPLIT * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = SPLIT * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** 1/5 + z/7 + z^2/9 + ..., the tail of the series of atanh; 12 terms leave less than 2^-70 for z <= 0.0295. */
function atanhTail(z: number): number {
  return (
    1 / 5 +
    z *
      (1 / 7 +
        z *
          (1 / 9 +
            z *
              (1 / 11 +
                z *
                  (1 / 13 +
                    z *
                      (1 / 15 +
                        z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z * (1 / 23 + z * (1 / 25 + z * (1 / 27)))))))))))
  );
}

/** x^y by ln x in two doubles (about 65 bits), so that its error is not multiplied by a large y. x is positive, finite, not 1. */
function powOfPositive(x: number, y: number): number {
  const subnormal = x < SMALLEST_NORMAL;
  const normal = subnormal ? x * powerOfTwo(54) : x;
  DOUBLE[0] = normal;
  const exponent = (((WORDS[HIGH] as number) + (ONE_HIGH - ROOT_HALF_HIGH)) >> 20) - 1023;
  const f = normal * powerOfTwo(-exponent) - 1;
  const k = subnormal ? exponent - 54 : exponent;

  // s = f / (2 + f), then ln(1 + f) = 2 s (1 + z/3 + z^2/5 + ...) with z = s^2; each high part has its low part.
  const d = 2 + f;
  const s = f / d;
  const sd = s * d;
  const sLow = (f - sd - productError(s, d, sd) - s * (f - (d - 2))) / d;
  const z = s * s;
  const zLow = productError(s, s, z) + 2 * s * sLow;
  const third = z * THIRD;
  const rest = z * z * atanhTail(z);
  const w = third + rest;
  const wLow = rest - (w - third) + productError(z, THIRD, third) + z * THIRD_LOW + zLow * THIRD;
  const sw = s * w;
  const half = s + sw;
  const halfLow = sw - (half - s) + productError(s, w, sw) + s * wLow + sLow * w + sLow;

  const base = k * LN2_HIGH;
  const sum = base + 2 * half;
  const sumLow = 2 * half - (sum - base) + k * LN2_LOW + 2 * halfLow;
  const log = sum + sumLow;
  const logLow = sumLow - (log - sum);
  const product = y * log;
  if (product > 750) return Infinity;
  if (product < -750) return 0;
  return expOfSum(product, productError(y, log, product) + y * logLow);
}

/**
 * x to the power y for x >= 0, the same in every engine (see `ln`); relative error below 1e-15 over the whole range.
 * A negative x gives NaN unless y is 0: no algorithm here needs powers of negative numbers.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y) || x < 0) return NaN;
  if (x === 0) return y > 0 ? 0 : Infinity;
  if (x === Infinity) return y > 0 ? Infinity : 0;
  if (y === Infinity || y === -Infinity) return x > 1 === y > 0 ? Infinity : 0;
  return powOfPositive(x, y);
}
