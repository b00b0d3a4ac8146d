import type { LatencyReport, MessageReport, ObjectiveReport, Report } from './report.ts';
import { OBJECTIVE_METRICS, type Objective } from './objectives.ts';
import { OUTCOMES, outcomeText, type OutcomeInfo } from './outcome.ts';
import { formatCount, formatMs, formatRatio, formatUnit, quantityText } from './units.ts';

/** A latency in words, or a dash when nothing was measured. Never "NaN". */
export function msText(ms: number | null): string {
  return ms === null ? '–' : quantityText(formatMs(ms));
}

/** Mean with its confidence interval: "12.3 ms ± 0.4 ms". */
export function meanText({ mean, meanCi95 }: LatencyReport): string {
  if (mean === null) return '–';
  return meanCi95 === null ? msText(mean) : `${msText(mean)} ± ${msText(meanCi95)}`;
}

/** What became of one-way messages, line by line. */
export function messageLines(of: MessageReport): readonly { readonly words: string; readonly value: string }[] {
  const share = (count: number, ratio: number): string =>
    `${quantityText(formatCount(count))} (${quantityText(formatRatio(ratio))})`;
  const lines = [
    { words: 'delivered', value: share(of.delivered, 1 - of.lostRatio) },
    { words: 'lost', value: share(of.lost, of.lostRatio) },
  ];
  if (of.jitterMs === null) return lines;
  return [
    ...lines,
    { words: 'too late to be played', value: share(of.late, of.lateRatio) },
    { words: 'interarrival jitter', value: msText(of.jitterMs) },
  ];
}

export interface ErrorLine {
  readonly name: string;
  readonly words: string;
  readonly help: string;
  readonly count: number;
}

/** Failure reasons, most frequent first. */
export function errorLines(errors: Readonly<Record<string, number>>): readonly ErrorLine[] {
  return Object.entries(errors)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const info: OutcomeInfo | undefined = OUTCOMES.find((outcome) => outcome.name === name);
      return { name, count, words: info === undefined ? name : outcomeText(info), help: info?.help ?? '' };
    })
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Failures of all clients together, by reason. */
export function allErrors(report: Report): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const client of Object.values(report.clients)) {
    for (const [name, count] of Object.entries(client.errors)) sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}

/** "p99 latency < 250 ms" */
export function objectiveText(objective: Objective): string {
  const metric = OBJECTIVE_METRICS[objective.metric];
  return `${metric.label} ${objective.comparison} ${quantityText(formatUnit(objective.value, metric.unit))}`;
}

export function measuredText(objective: ObjectiveReport): string {
  return objective.measured === null
    ? 'not measured yet'
    : quantityText(formatUnit(objective.measured, OBJECTIVE_METRICS[objective.metric].unit));
}

/** Why the run ended where it did. */
export function endText(report: Report): string {
  const time = `${Number(report.simulatedSeconds.toPrecision(4))}\u00a0s simulated`;
  const warmup =
    report.warmupSeconds > 0
      ? `, the first ${Number(report.warmupSeconds.toPrecision(4))}\u00a0s left out of latencies`
      : '';
  const stops: Readonly<Record<Report['stopReason'], string>> = {
    none: '',
    live_jobs: ' Stopped: a million requests were in flight.',
    memory: ' Stopped: memory was used up.',
    instant_events: ' Stopped: endless events at one instant.',
  };
  return `${time}${warmup}.${stops[report.stopReason]}`;
}
