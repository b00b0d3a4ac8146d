import type { RandomStream } from '../../model/random-stream.ts';
import { exp } from '../math/exp.ts';
import { ln } from '../math/ln.ts';

const TWO_TO_MINUS_32 = 1 / 4294967296;
/** Below this the series is more precise than the quotient. */
const SERIES_BELOW = 0.01;

/** ln(1 + x) / x, also around 0. */
function lnRatio(x: number): number {
  if (Math.abs(x) > SERIES_BELOW) return ln(1 + x) / x;
  return 1 - x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x * (1 / 7 - x / 8))))));
}

/** (e^x - 1) / x, also around 0. */
function expRatio(x: number): number {
  if (Math.abs(x) > SERIES_BELOW) return (exp(x) - 1) / x;
  return 1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + (x / 5) * (1 + (x / 6) * (1 + x / 7)))));
}

/**
 * Zipf ranks without a table, for catalogues of millions: rejection-inversion on h(x) = x^-exponent, about 1.1 tries per rank.
 * Hörmann & Derflinger (1996), "Rejection-inversion to generate variates from monotone discrete distributions", ACM TOMACS 6.
 */
export class ZipfRejection {
  private readonly atFirst: number;
  private readonly atLast: number;
  private readonly acceptWithin: number;

  /** Ranks 0..count - 1, exponent above 0. */
  constructor(
    private readonly stream: RandomStream,
    private readonly count: number,
    private readonly exponent: number,
  ) {
    this.atFirst = this.integral(1.5) - 1;
    this.atLast = this.integral(count + 0.5);
    this.acceptWithin = 2 - this.inverse(this.integral(2.5) - this.height(2));
  }

  /** h(x) = x^-exponent. */
  private height(x: number): number {
    return exp(-this.exponent * ln(x));
  }

  /** Integral of h from 1 to x: (x^(1 - e) - 1) / (1 - e), ln x at e = 1. */
  private integral(x: number): number {
    const logarithm = ln(x);
    return expRatio((1 - this.exponent) * logarithm) * logarithm;
  }

  /** The x whose integral is `area`. */
  private inverse(area: number): number {
    const t = Math.max(-1, area * (1 - this.exponent));
    return exp(lnRatio(t) * area);
  }

  next(): number {
    for (;;) {
      const u = this.stream.uniform() + this.stream.uniform() * TWO_TO_MINUS_32;
      const area = this.atLast + u * (this.atFirst - this.atLast);
      const x = this.inverse(area);
      const rank = Math.min(this.count, Math.max(1, Math.floor(x + 0.5)));
      if (rank - x <= this.acceptWithin || area >= this.integral(rank + 0.5) - this.height(rank)) return rank - 1;
    }
  }
}
