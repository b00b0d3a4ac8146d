import type { Distribution } from '../../model/distribution-field.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import { NS_PER_MS } from '../../model/units.ts';
import { exp } from '../math/exp.ts';
import { inverseNormal } from '../math/inverse-normal.ts';
import { ln } from '../math/ln.ts';
import { exponentialNs } from './exponential.ts';
import { openUniform } from './open-uniform.ts';

/** Draws times. */
export interface Sampler {
  /** The next time in integer nanoseconds, >= 0. */
  nextNs(): number;
}

/** Longest time drawn: 2^53 - 1 ns, 104 days. Only a Pareto of very small shape gets there; it keeps times integers. */
const MAX_NS = Number.MAX_SAFE_INTEGER;

class Deterministic implements Sampler {
  private readonly timeNs: number;

  constructor(meanNs: number) {
    this.timeNs = Math.floor(meanNs + 0.5);
  }

  nextNs(): number {
    return this.timeNs;
  }
}

class Exponential implements Sampler {
  constructor(
    private readonly stream: RandomStream,
    private readonly meanNs: number,
  ) {}

  nextNs(): number {
    return exponentialNs(this.stream, this.meanNs);
  }
}

/** Sum of k exponential phases: -ln of a product of uniforms, a few at a time so that the product stays above zero. */
class Erlang implements Sampler {
  private readonly phaseNs: number;

  constructor(
    private readonly stream: RandomStream,
    meanNs: number,
    private readonly phases: number,
  ) {
    this.phaseNs = meanNs / phases;
  }

  nextNs(): number {
    let sum = 0;
    let product = 1;
    for (let left = this.phases; left > 0; left--) {
      product *= openUniform(this.stream);
      // Twelve factors of at least 2^-65 stay above 2^-1022.
      if (left % 12 === 1) {
        sum -= ln(product);
        product = 1;
      }
    }
    return Math.floor(sum * this.phaseNs + 0.5);
  }
}

/** Lognormal by its mean and coefficient of variation: sigma^2 = ln(1 + cv^2), mu = ln(mean) - sigma^2 / 2. */
class Lognormal implements Sampler {
  private readonly sigma: number;
  private readonly medianNs: number;

  constructor(
    private readonly stream: RandomStream,
    meanNs: number,
    cv: number,
  ) {
    this.sigma = Math.sqrt(ln(1 + cv * cv));
    this.medianNs = meanNs / Math.sqrt(1 + cv * cv);
  }

  nextNs(): number {
    // Negated: the fine steps of openUniform near 0 belong to the long upper tail.
    const z = -inverseNormal(openUniform(this.stream));
    return Math.floor(this.medianNs * exp(this.sigma * z) + 0.5);
  }
}

/**
 * Two exponentials with balanced means (each carries half of the total time): the fast one with probability
 * p = (1 + sqrt((cv2 - 1) / (cv2 + 1))) / 2, means mean / 2p and mean / 2(1 - p).
 * Tijms (2003), A First Course in Stochastic Models, appendix B.
 */
class Hyperexponential implements Sampler {
  private readonly fastRatio: number;
  private readonly fastNs: number;
  private readonly slowNs: number;

  constructor(
    private readonly stream: RandomStream,
    meanNs: number,
    cv2: number,
  ) {
    this.fastRatio = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
    this.fastNs = meanNs / (2 * this.fastRatio);
    this.slowNs = meanNs / (2 * (1 - this.fastRatio));
  }

  nextNs(): number {
    const phaseNs = this.stream.uniform() < this.fastRatio ? this.fastNs : this.slowNs;
    return exponentialNs(this.stream, phaseNs);
  }
}

/** Pareto (type I) by inversion: smallest value mean (shape - 1) / shape, times U^(-1 / shape). */
class Pareto implements Sampler {
  private readonly smallestNs: number;
  private readonly power: number;

  constructor(
    private readonly stream: RandomStream,
    meanNs: number,
    shape: number,
  ) {
    this.smallestNs = (meanNs * (shape - 1)) / shape;
    this.power = -1 / shape;
  }

  nextNs(): number {
    const timeNs = Math.floor(this.smallestNs * exp(this.power * ln(openUniform(this.stream))) + 0.5);
    return timeNs < MAX_NS ? timeNs : MAX_NS;
  }
}

/** A sampler of the configured distribution on its own stream. Parameters are in the ranges of `distribution-field.ts`. */
export function createSampler(distribution: Distribution, stream: RandomStream): Sampler {
  const meanNs = distribution.meanMs * NS_PER_MS;
  switch (distribution.type) {
    case 'deterministic':
      return new Deterministic(meanNs);
    case 'exponential':
      return new Exponential(stream, meanNs);
    case 'erlang':
      return new Erlang(stream, meanNs, distribution.phases);
    case 'lognormal':
      return new Lognormal(stream, meanNs, distribution.cv);
    case 'hyperexponential':
      return new Hyperexponential(stream, meanNs, distribution.cv2);
    case 'pareto':
      return new Pareto(stream, meanNs, distribution.shape);
  }
}
