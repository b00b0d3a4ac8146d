import {
  FIXED_SHARES,
  createBalancer,
  type BalancerOptions,
  type BalancingAlgorithm,
} from '../../algorithms/load-balancing/create-balancer.ts';
import type { Balancer } from '../../algorithms/load-balancing/balancer.ts';
import { integerWeights } from '../../algorithms/load-balancing/integer-weights.ts';
import type { RandomStream } from '../../model/random-stream.ts';

/** Parts a weight is divided into where it grows during a slow start. */
export const SLOW_START_PARTS = 100;

export interface TierOptions {
  /** By backend; 0 for one that is not of this tier. */
  readonly weights: readonly number[];
  readonly active: Int32Array;
  readonly identity: Uint32Array;
  readonly algorithm: BalancingAlgorithm;
  readonly options: BalancerOptions;
  readonly stream: RandomStream;
  readonly panicRatio: number;
  readonly hasSlowStart: boolean;
}

/** Backends that share traffic, and the rule that picks one. A backend of weight 0 is not of the tier. */
export class BackendTier {
  readonly balancer: Balancer;
  readonly #count: number;
  readonly #full: Int32Array;
  readonly #weight: Int32Array;
  readonly #usable: Uint8Array;
  readonly #panicRatio: number;
  readonly #parts: number;
  /** Backends of the tier, whether they are in or not. */
  readonly size: number;

  constructor({ weights, active, identity, algorithm, options, stream, panicRatio, hasSlowStart }: TierOptions) {
    // Hashes keep their shares through a slow start, as nginx: a key has one place.
    this.#parts = hasSlowStart && !FIXED_SHARES.has(algorithm) ? SLOW_START_PARTS : 1;
    const isEven = algorithm === 'round-robin' && this.#parts > 1;
    const whole = integerWeights(isEven ? weights.map((weight) => (weight > 0 ? 1 : 0)) : weights);
    this.#count = weights.length;
    this.#full = whole.map((weight) => weight * this.#parts);
    this.#weight = this.#full.slice();
    this.#usable = new Uint8Array(this.#count);
    this.#panicRatio = panicRatio;
    this.size = whole.reduce((members, weight) => members + (weight > 0 ? 1 : 0), 0);
    const backends = { count: this.#count, weight: this.#weight, active, usable: this.#usable, identity };
    const rule = isEven ? 'weighted' : algorithm;
    this.balancer = createBalancer(rule, backends, stream, { ...options, weightUnit: this.#parts });
  }

  has(index: number): boolean {
    return (this.#full[index] as number) > 0;
  }

  isUsable(index: number): boolean {
    return this.#usable[index] === 1;
  }

  /** Weight of a backend that is in, relative to the others of the tier; 0 for one that is out. */
  weightOf(index: number): number {
    return this.isUsable(index) ? (this.#weight[index] as number) : 0;
  }

  /** Sets how much of its weight a backend has, 0 to 1. */
  setRamp(index: number, ratio: number): void {
    if (this.#parts === 1 || !this.has(index)) return;
    this.#weight[index] = Math.max(1, Math.round((this.#full[index] as number) * ratio));
    this.balancer.update(index);
  }

  /**
   * Takes over who is healthy. Below the panic threshold all are used, healthy or not (Envoy `healthy_panic_threshold`), but those that
   * have not been in yet: they do not count (`ignore_new_hosts_until_first_hc`).
   */
  refresh(healthy: Uint8Array, newcomers: Uint8Array): void {
    let well = 0;
    let waiting = 0;
    for (let index = 0; index < this.#count; index += 1) {
      if (!this.has(index)) continue;
      well += healthy[index] as number;
      waiting += newcomers[index] as number;
    }
    const isPanic = well < this.#panicRatio * (this.size - waiting);
    for (let index = 0; index < this.#count; index += 1) {
      const mayPanic = isPanic && newcomers[index] !== 1;
      const usable = this.has(index) && (mayPanic || healthy[index] === 1) ? 1 : 0;
      if (this.#usable[index] === usable) continue;
      this.#usable[index] = usable;
      this.balancer.update(index);
    }
  }

  pick(key: number, nowNs: number): number {
    return this.balancer.pick(key, nowNs);
  }

  /** A choice among the usable backends not in `tried`; -1 when there is none. */
  pickOther(key: number, nowNs: number, tried: readonly number[]): number {
    const hidden = tried.filter((index) => this.isUsable(index));
    for (const index of hidden) this.#hide(index, 0);
    const picked = this.balancer.pick(key, nowNs);
    for (const index of hidden) this.#hide(index, 1);
    return picked;
  }

  #hide(index: number, usable: 0 | 1): void {
    this.#usable[index] = usable;
    if (this.balancer.hide === undefined) this.balancer.update(index);
    else this.balancer.hide(index);
  }
}
