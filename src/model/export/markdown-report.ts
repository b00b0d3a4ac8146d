import { completeRun } from '../complete-config.ts';
import type { Design } from '../design.ts';
import { grpcStatusesOf } from '../grpc-status.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { allErrors, endText, errorLines, meanText, measuredText, msText, objectiveText } from '../report-text.ts';
import type { Report } from '../report.ts';
import { formatCount, formatRate, formatRatio, quantityText } from '../units.ts';

/** Signs that Markdown or HTML would read as more than text. */
const MARKS = /[\\`*_{}[\]<>()#+!|~&]/g;

/** A text from the document as text: no link, no markup, one line. */
function plain(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .replaceAll(MARKS, (mark) => (mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`))
      // Bare addresses become links in many readers; a zero-width joiner is not shown and keeps them text.
      .replaceAll(/:\/\//g, ':\u2060//')
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map((row) => line(row)), ''];
}

function count(value: number): string {
  return quantityText(formatCount(value));
}

function ratio(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : quantityText(formatRatio(value));
}

export interface MarkdownOptions {
  readonly findSpec: SpecLookup;
  /** Address that opens the design, if one is to be given. */
  readonly link?: string;
}

function objectiveSection(report: Report, name: (id: string) => string): readonly string[] {
  if (report.objectives.length === 0) return ['No objectives are set.', ''];
  return table(
    ['Objective', 'Measured', 'Met'],
    report.objectives.map((objective) => [
      `${plain(objectiveText(objective))}${objective.client === undefined ? '' : ` for ${name(objective.client)}`}`,
      measuredText(objective),
      objective.met ? 'yes' : '**no**',
    ]),
  );
}

function clientSection(report: Report, name: (id: string) => string): readonly string[] {
  return table(
    ['Client', 'Sent', 'Answered', 'Failed', 'Good answers', 'Mean', 'p50', 'p95', 'p99', 'n'],
    Object.entries(report.clients).map(([id, { issued, succeeded, failed, goodputPerSecond, latencyMs }]) => [
      name(id),
      count(issued),
      count(succeeded),
      count(failed),
      quantityText(formatRate(goodputPerSecond)),
      meanText(latencyMs),
      msText(latencyMs.p50),
      msText(latencyMs.p95),
      msText(latencyMs.p99),
      count(latencyMs.n),
    ]),
  );
}

function nodeSection(report: Report, name: (id: string) => string, findSpec: SpecLookup): readonly string[] {
  return table(
    ['Component', 'Kind', 'Arrivals', 'Failed', 'Busy', 'Queue wait', 'p95', 'Hits'],
    Object.entries(report.nodes).map(([id, node]) => [
      name(id),
      findSpec(node.kind)?.name ?? plain(node.kind),
      count(node.arrivals),
      count(node.failed),
      ratio(node.utilization),
      node.utilization === null ? '–' : msText(node.queueWaitMs.mean),
      msText(node.timeInNodeMs.p95),
      ratio(node.cache?.hitRatio),
    ]),
  );
}

function edgeSection(design: Design, report: Report, name: (id: string) => string): readonly string[] {
  const ends = new Map(design.edges.map(({ id, source, target }) => [id, `${name(source)} → ${name(target)}`]));
  return table(
    ['Call', 'Attempts', 'Retries', 'Failed', 'p95', 'Round trip'],
    Object.entries(report.edges).map(([id, edge]) => [
      ends.get(id) ?? plain(id),
      count(edge.attempts),
      count(edge.retries),
      count(edge.failed),
      msText(edge.latencyMs.p95),
      msText(edge.rttMs),
    ]),
  );
}

function grpcSection(design: Design, report: Report): readonly string[] {
  const statuses = grpcStatusesOf(design, report);
  if (statuses.length === 0) return [];
  return [
    'Failed attempts over gRPC by status:',
    '',
    ...statuses.map(({ text, count: times }) => `- ${text}: ${count(times)}`),
    '',
  ];
}

function failureSection(report: Report): readonly string[] {
  const lines = errorLines(allErrors(report));
  if (lines.length === 0) return ['No request failed.', ''];
  return [...lines.map(({ words, count: times, help }) => `- **${words}**, ${count(times)} times. ${help}`), ''];
}

/** The report of a run for people: objectives, totals, tables by client, component and call, failures in words, seed, link. */
export function markdownReport(design: Design, report: Report, { findSpec, link }: MarkdownOptions): string {
  const labels = new Map(design.nodes.map(({ id, label }) => [id, label]));
  const name = (id: string): string => plain(labels.get(id) ?? id);
  const { issued, succeeded, failed, inFlight } = report.totals;
  const { seed } = completeRun(design.run);
  return [
    `# ${plain(design.name)}`,
    '',
    ...(design.description === '' ? [] : [plain(design.description), '']),
    `${endText(report)} ${count(issued)} requests sent, ${count(succeeded)} answered, ${count(failed)} failed, ${count(inFlight)} in flight.`,
    '',
    '## Objectives',
    '',
    ...objectiveSection(report, name),
    '## Clients',
    '',
    ...clientSection(report, name),
    '## Components',
    '',
    ...nodeSection(report, name, findSpec),
    '## Calls',
    '',
    ...edgeSection(design, report, name),
    '## Failures',
    '',
    ...failureSection(report),
    ...grpcSection(design, report),
    ...(report.warnings.length === 0
      ? []
      : ['## Warnings', '', ...report.warnings.map((one) => `- ${plain(one)}`), '']),
    '## To repeat this run',
    '',
    `Seed ${report.seed}${report.seed === seed ? '' : ` (the design says ${seed})`}, engine ${plain(report.engineVersion)}, digest \`${report.digest}\`.`,
    ...(link === undefined ? [] : ['', `[Open the design](<${link}>)`]),
    '',
  ].join('\n');
}
