const TWO_PI = 6.283185307179586;

/** Minimax polynomials for sine and cosine on [0, pi/4]: fdlibm `k_sin.c` and `k_cos.c` (Sun Microsystems, 1993). */
function sineKernel(x: number): number {
  const z = x * x;
  return (
    x + x * z * (-1.66666666666666324348e-1 + z * (8.33333333332248946124e-3 + z * (-1.98412698298579493134e-4 +
    z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)))))
  );
}

function cosineKernel(x: number): number {
  const z = x * x;
  const halfSquare = 0.5 * z;
  const w = 1 - halfSquare;
  const rest =
    z * z * (4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * (2.48015872894767294178e-5 +
    z * (-2.75573143513906633035e-7 + z * (2.08757232129817482790e-9 + z * -1.13596475577881948265e-11)))));
  return w + (1 - w - halfSquare + rest);
}

/**
 * Sine of `turns` full turns (0.25 is a quarter turn, sine 1), the same in every engine (see `ln`). Turns instead of radians:
 * the reduction to one period is then exact. NaN for infinite arguments.
 */
export function sinTurns(turns: number): number {
  const signed = turns - Math.floor(turns + 0.5);
  const whole = Math.abs(signed);
  const quarter = whole > 0.25 ? 0.5 - whole : whole;
  const sine = quarter <= 0.125 ? sineKernel(quarter * TWO_PI) : cosineKernel((0.25 - quarter) * TWO_PI);
  return signed < 0 ? -sine : sine;
}
