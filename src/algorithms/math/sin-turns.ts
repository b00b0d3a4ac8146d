const TWO_PI = 6.283185307179586;

/** Minimax polynomials for sine and cosine on [0, pi/4]: fdlibm `k_sin.c` and `k_cos.c` (Sun Microsystems, 1993). */
function sineKernel(x: number): number {
  const z = x * x;
  return (
    x +
    x *
      z *
      (-0.16666666666666632 +
        z *
          (0.00833333333332249 +
            z *
              (-0.0001984126982985795 +
                z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))))
  );
}

function cosineKernel(x: number): number {
  const z = x * x;
  const halfSquare = 0.5 * z;
  const w = 1 - halfSquare;
  const rest =
    z *
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
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
