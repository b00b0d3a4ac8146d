import type { Design } from '../../src/model/design.ts';
import { OBJECTIVE_METRICS } from '../../src/model/objectives.ts';
import type { LatencyReport, ObjectiveReport, Report } from '../../src/model/report.ts';
import {
  formatBytes,
  formatCount,
  formatMs,
  formatRate,
  formatRatio,
  formatUnit,
  quantityText,
  type Quantity,
} from '../../src/model/units.ts';
import { tableText, type Column } from './table-text.ts';

const NO_FIGURE = '-';

/** Terminals and scripts are happier with a plain blank than with a no-break space. */
function shown(quantity: Quantity): string {
  return quantityText(quantity).replaceAll('\u00A0', ' ');
}

function orNone(value: number | null | undefined, format: (value: number) => Quantity): string {
  return value === null || value === undefined ? NO_FIGURE : shown(format(value));
}

function text(heading: string): Column {
  return { heading, figures: false };
}

function figure(heading: string): Column {
  return { heading, figures: true };
}

function latencies({ p50, p95, p99 }: LatencyReport): readonly string[] {
  return [orNone(p50, formatMs), orNone(p95, formatMs), orNone(p99, formatMs)];
}

const LATENCY_COLUMNS = [figure('p50'), figure('p95'), figure('p99')];

function errorsText(errors: Readonly<Record<string, number>>): string {
  return Object.entries(errors)
    .filter(([, count]) => count > 0)
    .toSorted(([, left], [, right]) => right - left)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
}

function namesOf(design: Design): (id: string) => string {
  const labels = new Map(design.nodes.map(({ id, label }) => [id, label]));
  return (id) => {
    const label = labels.get(id) ?? '';
    return label === '' || label === id ? id : `${label} (${id})`;
  };
}

function clientTable(report: Report, nameOf: (id: string) => string): string {
  const columns = [
    text('Clients'),
    figure('issued'),
    figure('failed'),
    figure('in flight'),
    figure('goodput'),
    ...LATENCY_COLUMNS,
    text('errors'),
  ];
  const rows = Object.entries(report.clients).map(([id, client]) => [
    nameOf(id),
    String(client.issued),
    String(client.failed),
    String(client.inFlight),
    shown(formatRate(client.goodputPerSecond)),
    ...latencies(client.latencyMs),
    errorsText(client.errors),
  ]);
  return rows.length === 0 ? '' : tableText(columns, rows);
}

/** One-way traffic of clients and their classes; empty where everything is answered. */
function messageTable(report: Report, nameOf: (id: string) => string): string {
  const rows = Object.entries(report.clients).flatMap(([id, client]) =>
    Object.entries(client.requests).flatMap(([name, { messages }]) =>
      messages === undefined
        ? []
        : [
            [
              `${nameOf(id)}: ${name}`,
              String(messages.delivered),
              String(messages.lost),
              shown(formatRatio(messages.lostRatio)),
              String(messages.late),
              shown(formatRatio(messages.lateRatio)),
              orNone(messages.jitterMs, formatMs),
            ],
          ],
    ),
  );
  const columns = [
    text('One-way messages'),
    figure('delivered'),
    figure('lost'),
    figure(''),
    figure('late'),
    figure(''),
    figure('jitter'),
  ];
  return rows.length === 0 ? '' : tableText(columns, rows);
}

function nodeTable(report: Report, nameOf: (id: string) => string): string {
  const columns = [
    text('Nodes'),
    figure('arrivals'),
    figure('failed'),
    figure('busy'),
    figure('queue'),
    figure('hits'),
    ...LATENCY_COLUMNS,
    text('errors'),
  ];
  const rows = Object.entries(report.nodes)
    .filter(([id]) => !Object.hasOwn(report.clients, id))
    .map(([id, node]) => [
      nameOf(id),
      String(node.arrivals),
      String(node.failed),
      orNone(node.utilization, formatRatio),
      shown(formatCount(node.meanQueueLength)),
      orNone(node.cache?.hitRatio, formatRatio),
      ...latencies(node.timeInNodeMs),
      errorsText(node.errors),
    ]);
  return rows.length === 0 ? '' : tableText(columns, rows);
}

/** What caches that revalidate saved; empty where none does. */
function validationTable(report: Report, nameOf: (id: string) => string): string {
  const rows = Object.entries(report.nodes).flatMap(([id, { cache }]) =>
    cache?.notModified === undefined
      ? []
      : [[nameOf(id), String(cache.notModified), shown(formatBytes(cache.savedBytes ?? 0))]],
  );
  return rows.length === 0 ? '' : tableText([text('Revalidated'), figure('304'), figure('bytes saved')], rows);
}

function edgeTable(report: Report): string {
  const columns = [
    text('Edges'),
    figure('attempts'),
    figure('retries'),
    figure('failed'),
    figure('sent'),
    figure('received'),
    figure('rtt'),
    ...LATENCY_COLUMNS,
  ];
  const rows = Object.entries(report.edges).map(([id, edge]) => [
    id,
    String(edge.attempts),
    String(edge.retries),
    String(edge.failed),
    shown(formatBytes(edge.bytes.sent)),
    shown(formatBytes(edge.bytes.received)),
    shown(formatMs(edge.rttMs)),
    ...latencies(edge.latencyMs),
  ]);
  return rows.length === 0 ? '' : tableText(columns, rows);
}

function objectiveRow(objective: ObjectiveReport, nameOf: (id: string) => string): readonly string[] {
  const { label, unit } = OBJECTIVE_METRICS[objective.metric];
  return [
    `${label} ${objective.comparison} ${shown(formatUnit(objective.value, unit))}`,
    objective.client === undefined ? 'all clients' : nameOf(objective.client),
    orNone(objective.measured, (value) => formatUnit(value, unit)),
    objective.met ? 'met' : 'NOT MET',
  ];
}

function objectiveTable(report: Report, nameOf: (id: string) => string): string {
  if (report.objectives.length === 0) return '';
  const columns = [text('Objectives'), text('of'), figure('measured'), text('')];
  return tableText(
    columns,
    report.objectives.map((objective) => objectiveRow(objective, nameOf)),
  );
}

function headText(design: Design, report: Report): string {
  const { issued, succeeded, failed, inFlight } = report.totals;
  const wall = report.wallSeconds === undefined ? '' : ` in ${report.wallSeconds.toFixed(2)} s`;
  const lines = [
    design.name,
    `  ${report.simulatedSeconds} s simulated${wall}, ${report.eventCount} events, seed ${report.seed}, digest ${report.digest}`,
    `  ${issued} requests issued = ${succeeded} succeeded + ${failed} failed + ${inFlight} in flight`,
  ];
  if (report.stopReason !== 'none')
    lines.push(`  STOPPED at a cap: ${report.stopReason}. The figures are those up to then.`);
  return lines.join('\n');
}

function warningText(report: Report): string {
  return report.warnings.length === 0
    ? ''
    : ['Warnings', ...report.warnings.map((warning) => `  ${warning}`)].join('\n');
}

/** The report as a page of plain text. Percentiles leave out the warm-up; counts are of the whole run. */
export function reportText(design: Design, report: Report): string {
  const nameOf = namesOf(design);
  const parts = [
    headText(design, report),
    clientTable(report, nameOf),
    messageTable(report, nameOf),
    nodeTable(report, nameOf),
    validationTable(report, nameOf),
    edgeTable(report),
    objectiveTable(report, nameOf),
    warningText(report),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
