import { sinTurns } from '../../algorithms/math/sin-turns.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import type { spec } from './spec.ts';

export type Load = KindConfig<typeof spec>['load'];
export type OpenLoad = Exclude<Load, { type: 'closed-loop' }>;

/** Rate of an open load at a simulated time, in requests per second. */
export function rateAt(load: OpenLoad, nowNs: number): number {
  const nowS = nowNs / NS_PER_S;
  switch (load.type) {
    case 'poisson':
    case 'constant':
      return load.ratePerSecond;
    case 'ramp':
      return between(load.fromPerSecond, load.toPerSecond, nowS / load.overS);
    case 'spike':
      return nowS >= load.startS && nowS < load.startS + load.lengthS ? load.spikePerSecond : load.ratePerSecond;
    case 'wave':
      return load.ratePerSecond * (1 + load.swingRatio * sinTurns(nowS / load.periodS));
    case 'stages':
      return stageRate(load.stages, nowS);
  }
}

/** The highest rate a load ever has: arrivals are drawn at this rate and thinned (Lewis and Shedler 1979). */
export function peakRate(load: OpenLoad): number {
  switch (load.type) {
    case 'poisson':
    case 'constant':
      return load.ratePerSecond;
    case 'ramp':
      return Math.max(load.fromPerSecond, load.toPerSecond);
    case 'spike':
      return Math.max(load.ratePerSecond, load.spikePerSecond);
    case 'wave':
      return load.ratePerSecond * (1 + load.swingRatio);
    case 'stages':
      return Math.max(...load.stages.map((stage) => stage.ratePerSecond));
  }
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * Math.min(1, Math.max(0, share));
}

function stageRate(
  stages: readonly { readonly ratePerSecond: number; readonly lengthS: number }[],
  nowS: number,
): number {
  let startS = 0;
  let from = 0;
  for (const stage of stages) {
    if (nowS < startS + stage.lengthS) return between(from, stage.ratePerSecond, (nowS - startS) / stage.lengthS);
    startS += stage.lengthS;
    from = stage.ratePerSecond;
  }
  return from;
}
