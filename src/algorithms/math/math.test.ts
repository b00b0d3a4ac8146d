import { expect, test } from 'vitest';
import { Sfc32 } from '../sampling/sfc32.ts';
import { exp } from './exp.ts';
import { inverseNormal } from './inverse-normal.ts';
import { ln } from './ln.ts';
import { pow } from './pow.ts';
import { powerOfTwo } from './powers-of-two.ts';
import { sinTurns } from './sin-turns.ts';

/** Largest relative error of `own` against `reference` over arguments. */
function worstError(
  arguments_: Iterable<number>,
  own: (x: number) => number,
  reference: (x: number) => number,
): number {
  let worst = 0;
  for (const x of arguments_) {
    const expected = reference(x);
    const error = Math.abs(own(x) - expected) / Math.abs(expected);
    if (error > worst) worst = error;
  }
  return worst;
}

function* draws(count: number, map: (u: number) => number): Generator<number> {
  const stream = new Sfc32(1, 2, 3, 4);
  for (let i = 0; i < count; i++) yield map(stream.uniform() + 2 ** -33);
}

test('ln is right to the last place on (0, 1), over all magnitudes and around 1', () => {
  expect(
    worstError(
      draws(200_000, (u) => u),
      ln,
      Math.log,
    ),
  ).toBeLessThan(3e-16);
  expect(
    worstError(
      draws(200_000, (u) => 10 ** (600 * u - 300)),
      ln,
      Math.log,
    ),
  ).toBeLessThan(3e-16);
  expect(
    worstError(
      draws(200_000, (u) => 1 + (u - 0.5) * 1e-3),
      ln,
      Math.log,
    ),
  ).toBeLessThan(3e-16);
});

test('ln of special arguments', () => {
  expect(ln(1)).toBe(0);
  expect(ln(0)).toBe(-Infinity);
  expect(ln(-1)).toBeNaN();
  expect(ln(NaN)).toBeNaN();
  expect(ln(Infinity)).toBe(Infinity);
  expect(ln(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
  expect(ln(Number.MAX_VALUE)).toBe(Math.log(Number.MAX_VALUE));
  expect(ln(2.2250738585072014e-308)).toBeCloseTo(Math.log(2.2250738585072014e-308), 10);
});

test('exp is right to the last place over its whole range', () => {
  expect(
    worstError(
      draws(200_000, (u) => u * 1416 - 707),
      exp,
      Math.exp,
    ),
  ).toBeLessThan(4.5e-16);
  expect(
    worstError(
      draws(200_000, (u) => u * 2 - 1),
      exp,
      Math.exp,
    ),
  ).toBeLessThan(4.5e-16);
});

test('exp of special arguments', () => {
  expect(exp(0)).toBe(1);
  expect(Math.abs(exp(1) - Math.E)).toBeLessThanOrEqual(4.5e-16);
  expect(exp(710)).toBe(Infinity);
  expect(exp(-746)).toBe(0);
  expect(exp(Infinity)).toBe(Infinity);
  expect(exp(-Infinity)).toBe(0);
  expect(exp(NaN)).toBeNaN();
  expect(exp(709.7)).toBeGreaterThan(1.6e308);
  expect(exp(-740) / Math.exp(-740)).toBeCloseTo(1, 2);
});

test('powers of two are exact, subnormal ones too', () => {
  for (let k = -1024; k < 1024; k++) expect(powerOfTwo(k)).toBe(2 ** k);
});

test('pow keeps 1e-15 for small and large powers', () => {
  for (const y of [-300, -30.7, -2.5, -0.9, -1e-3, 0.1, 0.5, 1, 1.5, 3, 12.34, 101]) {
    expect(
      worstError(
        draws(20_000, (u) => u * 3 + 0.001),
        (x) => pow(x, y),
        (x) => x ** y,
      ),
    ).toBeLessThan(1e-15);
  }
  expect(
    worstError(
      draws(100_000, (u) => 1e5 * u + 1),
      (x) => pow(x, -0.9),
      (x) => x ** -0.9,
    ),
  ).toBeLessThan(1e-15);
});

test('pow is exact where the result is a power of two or ten', () => {
  for (let n = -300; n <= 300; n++) expect(pow(2, n)).toBe(2 ** n);
  expect(pow(10, 3)).toBe(1000);
  expect(pow(4, 0.5)).toBe(2);
});

test('pow of special arguments', () => {
  expect(pow(0, 0)).toBe(1);
  expect(pow(5e-324, 0.5) / Math.sqrt(5e-324)).toBeCloseTo(1, 14);
  expect(pow(Number.MAX_VALUE, 0.5) / Math.sqrt(Number.MAX_VALUE)).toBeCloseTo(1, 14);
  expect(pow(0, 2)).toBe(0);
  expect(pow(0, -1)).toBe(Infinity);
  expect(pow(-2, 3)).toBeNaN();
  expect(pow(2, 5000)).toBe(Infinity);
  expect(pow(2, -5000)).toBe(0);
  expect(pow(Infinity, -1)).toBe(0);
  expect(pow(0.5, Infinity)).toBe(0);
  expect(pow(NaN, 1)).toBeNaN();
});

test('sinTurns follows the sine and is exact at the quarters', () => {
  const reference = (t: number): number => Math.sin(2 * Math.PI * t);
  let worst = 0;
  for (const t of draws(200_000, (u) => u - 0.5)) worst = Math.max(worst, Math.abs(sinTurns(t) - reference(t)));
  expect(worst).toBeLessThan(5e-16);
  expect([0, 0.25, 0.5, 0.75, 1, 1e6 + 0.25, -0.25].map((t) => sinTurns(t) + 0)).toEqual([0, 1, 0, -1, 0, 1, -1]);
  expect(sinTurns(1 / 12)).toBeCloseTo(0.5, 15);
  expect(sinTurns(Infinity)).toBeNaN();
});

test('inverseNormal gives the quantiles of the normal distribution', () => {
  // Python 3.11 statistics.NormalDist().inv_cdf
  const quantiles: readonly (readonly [number, number])[] = [
    [1e-300, -37.0470962993612],
    [1e-100, -21.27345356096532],
    [1e-20, -9.262340089798405],
    [1e-9, -5.9978070150076865],
    [1e-6, -4.753424308822899],
    [0.001, -3.090232306167813],
    [0.01, -2.3263478740408408],
    [0.07, -1.4757910281791702],
    [0.0751, -1.4388253927525398],
    [0.3, -0.5244005127080407],
    [0.5, 0.0],
    [0.6, 0.2533471031357998],
    [0.9, 1.2815515655446008],
    [0.975, 1.9599639845400536],
    [0.999, 3.090232306167813],
  ];
  for (const [p, z] of quantiles) expect(Math.abs(inverseNormal(p) - z)).toBeLessThanOrEqual(1e-15 * Math.abs(z));
  expect(inverseNormal(0)).toBe(-Infinity);
  expect(inverseNormal(1)).toBe(Infinity);
  expect(inverseNormal(1.1)).toBeNaN();
});
