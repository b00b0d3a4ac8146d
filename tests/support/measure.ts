import { halfWidth95 } from '../../src/algorithms/statistics/batch-means.ts';
import type { Design } from '../../src/model/design.ts';
import type { Report } from '../../src/model/report.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

/** Batches a run is cut into: enough for a t quantile near 2, few enough that neighbours hardly know of each other. */
const BATCHES = 32;

/** A measured figure with the half-width of its 95 % confidence interval from batch means. */
export interface Estimate {
  readonly mean: number;
  readonly halfWidth95: number;
}

/** Sums since the end of the warm-up; what grows between two instants divided by what else grows is the mean of a batch. */
type Sums = (report: Report) => readonly [numerator: number, denominator: number];

function seconds(report: Report): number {
  return report.simulatedSeconds - report.warmupSeconds;
}

function nodeOf(report: Report, id: string) {
  const node = report.nodes[id];
  if (node === undefined) throw new Error(`no node ${id} in the report`);
  return node;
}

function clientOf(report: Report) {
  const client = report.clients['client'];
  if (client === undefined) throw new Error('no client in the report');
  return client;
}

const latencyMs: Sums = (report) => {
  const { n, mean } = clientOf(report).latencyMs;
  return [n * (mean ?? 0), n];
};
const throughput: Sums = (report) => [clientOf(report).latencyMs.n, seconds(report)];
const goodput: Sums = (report) => [clientOf(report).goodputPerSecond * seconds(report), seconds(report)];
const failureRatio: Sums = (report) => {
  const { succeeded, failed } = clientOf(report);
  return [failed, succeeded + failed];
};

/** Figures that can be measured, all from the public report. Times in ms, rates per second. */
export const FIGURE = {
  latencyMs,
  throughput,
  goodput,
  /** Since the start of the run: the warm-up must be 0. */
  failureRatio,
  utilization:
    (id: string): Sums =>
    (report) => [(nodeOf(report, id).utilization ?? 0) * seconds(report), seconds(report)],
  queueLength:
    (id: string): Sums =>
    (report) => [nodeOf(report, id).meanQueueLength * seconds(report), seconds(report)],
  queueWaitMs:
    (id: string): Sums =>
    (report) => {
      const { n, mean } = nodeOf(report, id).queueWaitMs;
      return [n * (mean ?? 0), n];
    },
  attemptsPerRequest:
    (edgeId: string): Sums =>
    (report) => [report.edges[edgeId]?.attempts ?? NaN, clientOf(report).issued],
  hitRatio:
    (id: string): Sums =>
    (report) => {
      const { hits, misses } = nodeOf(report, id).cache ?? { hits: 0, misses: 0 };
      return [hits, hits + misses];
    },
} as const;

/** Runs a design and measures figures with their confidence from batch means. */
export function measure<K extends string>(design: Design, figures: Readonly<Record<K, Sums>>): Record<K, Estimate> {
  const simulation = new Simulation(design);
  const { warmupNs, durationNs } = simulation;
  const names = Object.keys(figures) as K[];
  const batches = new Map(names.map((name) => [name, [] as number[]]));
  simulation.run(warmupNs);
  let before = names.map((name) => figures[name](simulation.report()));
  const first = before;
  for (let batch = 1; batch <= BATCHES; batch += 1) {
    simulation.run(warmupNs + Math.round(((durationNs - warmupNs) * batch) / BATCHES));
    const report = simulation.report();
    const now = names.map((name) => figures[name](report));
    names.forEach((name, i) => batches.get(name)?.push(ratioOfGrowth(before[i], now[i])));
    before = now;
  }
  if (simulation.timeNs !== durationNs || simulation.stopReason !== 'none')
    throw new Error(`stopped at ${simulation.timeNs / NS_PER_S} s`);
  return Object.fromEntries(
    names.map((name, i) => [
      name,
      { mean: ratioOfGrowth(first[i], before[i]), halfWidth95: halfWidth95(batches.get(name) ?? []) },
    ]),
  ) as Record<K, Estimate>;
}

function ratioOfGrowth(from: readonly [number, number] | undefined, to: readonly [number, number] | undefined): number {
  if (from === undefined || to === undefined) return NaN;
  return (to[0] - from[0]) / (to[1] - from[1]);
}

/** The half-width is about two standard errors, so two of them are four: a true model fails once in some thousand seeds. */
const HALF_WIDTHS = 2;

/**
 * Whether a figure agrees with theory: within four standard errors, which themselves must be small enough
 * (`precision`, a share of the expected value) that a wrong model does not pass for want of data.
 */
export function disagreement(
  name: string,
  { mean, halfWidth95: half }: Estimate,
  expected: number,
  precision: number,
): string | null {
  const off = Math.abs(mean - expected);
  const figures = `${name}: measured ${mean} ± ${half}, expected ${expected}`;
  if (!(half <= precision * Math.abs(expected))) return `${figures}; too uncertain to tell`;
  return off <= HALF_WIDTHS * half ? null : `${figures}; off by ${(off / half).toFixed(1)} half-widths`;
}
