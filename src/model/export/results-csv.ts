import type { Design } from '../design.ts';
import type { LatencyReport, Report } from '../report.ts';
import { OUTCOMES } from '../outcome.ts';
import { WINDOW } from '../snapshot.ts';
import { csvText, type CsvCell } from './csv-text.ts';

/** Figures are given to six digits: more would only be noise. */
function figure(value: number | null | undefined): CsvCell {
  return value === null || value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
}

const WINDOW_COLUMNS = [
  ['start_s', WINDOW.startS],
  ['length_s', WINDOW.lengthS],
  ['sent', WINDOW.issued],
  ['answered', WINDOW.succeeded],
  ['failed', WINDOW.failed],
  ['mean_ms', WINDOW.meanMs],
  ['p50_ms', WINDOW.p50Ms],
  ['p95_ms', WINDOW.p95Ms],
  ['p99_ms', WINDOW.p99Ms],
  ['cache_hits', WINDOW.hits],
  ['cache_misses', WINDOW.misses],
  ['attempts', WINDOW.attempts],
  ['messages', WINDOW.messages],
  ['messages_lost', WINDOW.messagesLost],
  ['messages_late', WINDOW.messagesLate],
  ['jitter_ms', WINDOW.jitterMs],
] as const;

/** The first two outcomes are no failures. */
const FAILURE_COLUMNS = OUTCOMES.map(({ name }, code) => [`failed_${name}`, WINDOW.byOutcome + code] as const).slice(2);

/** Closed windows of a run, each a row as `WINDOW` lays it out. */
export interface WindowRows {
  readonly count: number;
  value(row: number, column: number): number;
}

/** One row for each window of the run: counts, latencies, failures by reason. */
export function windowsCsv(windows: WindowRows): string {
  const columns = [...WINDOW_COLUMNS, ...FAILURE_COLUMNS];
  const rows = Array.from({ length: windows.count }, (_, row) =>
    columns.map(([, column]) => figure(windows.value(row, column))),
  );
  return csvText([columns.map(([name]) => name), ...rows]);
}

const TOTALS_HEAD = [
  'part',
  'id',
  'name',
  'kind',
  'sent',
  'answered',
  'failed',
  'in_flight',
  'retries',
  'mean_ms',
  'p50_ms',
  'p90_ms',
  'p95_ms',
  'p99_ms',
  'max_ms',
  'samples',
  'utilization',
  'mean_queue_length',
  'hit_ratio',
  'failures',
];

function latencies({ mean, p50, p90, p95, p99, max, n }: LatencyReport): readonly CsvCell[] {
  return [...[mean, p50, p90, p95, p99, max].map((value) => figure(value)), n];
}

/** "queue_full 12; timeout 3" */
function failures(errors: Readonly<Record<string, number>>): string {
  return Object.entries(errors)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join('; ');
}

const NO_LATENCY: readonly CsvCell[] = [null, null, null, null, null, null, null];
const NO_LOAD: readonly CsvCell[] = [null, null, null];

/** Totals of a run: all together, then a row for each client, class of request, node and edge. */
export function totalsCsv(design: Design, report: Report): string {
  const nameOf = new Map(design.nodes.map(({ id, label }) => [id, label]));
  const name = (id: string): string => nameOf.get(id) ?? id;
  const ends = new Map(design.edges.map(({ id, source, target }) => [id, `${name(source)} to ${name(target)}`]));
  const rows: (readonly CsvCell[])[] = [TOTALS_HEAD];
  const { issued, succeeded, failed, inFlight } = report.totals;
  rows.push([
    'total',
    null,
    design.name,
    null,
    issued,
    succeeded,
    failed,
    inFlight,
    null,
    ...NO_LATENCY,
    ...NO_LOAD,
    null,
  ]);
  for (const [id, client] of Object.entries(report.clients)) {
    const parts = [
      ['client', client, null] as const,
      ...Object.entries(client.requests).map(([kind, one]) => ['class', one, kind] as const),
    ];
    for (const [part, one, kind] of parts) {
      const counts = [one.issued, one.succeeded, one.failed, one.inFlight, null];
      rows.push([part, id, name(id), kind, ...counts, ...latencies(one.latencyMs), ...NO_LOAD, failures(one.errors)]);
    }
  }
  for (const [id, node] of Object.entries(report.nodes)) {
    const counts = [node.arrivals, node.completed, node.failed, node.inFlight, null];
    const load = [figure(node.utilization), figure(node.meanQueueLength), figure(node.cache?.hitRatio)];
    rows.push([
      'node',
      id,
      name(id),
      node.kind,
      ...counts,
      ...latencies(node.timeInNodeMs),
      ...load,
      failures(node.errors),
    ]);
  }
  for (const [id, edge] of Object.entries(report.edges)) {
    const counts = [edge.attempts, edge.succeeded, edge.failed, edge.inFlight, edge.retries];
    rows.push([
      'edge',
      id,
      ends.get(id) ?? id,
      null,
      ...counts,
      ...latencies(edge.latencyMs),
      ...NO_LOAD,
      failures(edge.errors),
    ]);
  }
  return csvText(rows);
}
