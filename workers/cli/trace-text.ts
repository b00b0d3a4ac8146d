import type { Design } from '../../src/model/design.ts';
import { outcomeTextOver } from '../../src/model/grpc-status.ts';
import { OUTCOMES } from '../../src/model/outcome.ts';
import { TRACE_PARTS, type Flight, type Span, type Trace } from '../../src/model/trace.ts';
import { formatBytes, NS_PER_MS, quantityText } from '../../src/model/units.ts';
import { tableText, type Column } from './table-text.ts';

/** Characters of a bar from the begin of the request to its end. */
const BAR_WIDTH = 48;
/** Flights printed at most; a large answer has thousands. */
const MAX_FLIGHTS = 200;

const text = (heading: string): Column => ({ heading, figures: false });
const figure = (heading: string): Column => ({ heading, figures: true });

/** Milliseconds to the microsecond, so that columns line up and can be summed by hand. */
function msText(ns: number): string {
  return (ns / NS_PER_MS).toFixed(3);
}

/** Where a stretch of the request is on a line of characters: at least one, so that nothing vanishes. */
function barText(trace: Trace, { startNs, sentNs, endNs }: Span): string {
  const place = (ns: number): number =>
    trace.latencyNs <= 0 ? 0 : Math.round(((ns - trace.startNs) / trace.latencyNs) * BAR_WIDTH);
  const from = Math.min(BAR_WIDTH - 1, place(startNs));
  const to = Math.max(from + 1, Math.min(BAR_WIDTH, place(endNs)));
  const sent = Math.min(to, Math.max(from, place(sentNs)));
  return ' '.repeat(from) + '.'.repeat(sent - from) + '='.repeat(to - sent) + ' '.repeat(BAR_WIDTH - to);
}

function spanWords(span: Span, design: Design): string {
  if (span.note === 'not modified') return '304 not modified';
  const info = OUTCOMES.find(({ name }) => name === span.outcome);
  if (span.outcome === 'ok' || info === undefined) return span.note === 'none' ? span.outcome : span.note;
  return outcomeTextOver(design.edges.find(({ id }) => id === span.edgeId)?.config.protocol, info);
}

/** One line for each call, indented below its caller: dots while it waits or connects, a bar from when it was sent to its end. */
function waterfallText(trace: Trace, design: Design, nameOf: (id: string) => string): string {
  const depths = new Map<number, number>();
  const rows = trace.spans.map((span) => {
    const depth = span.parentId < 0 ? 0 : (depths.get(span.parentId) ?? 0) + 1;
    depths.set(span.id, depth);
    const attempt = span.attempt > 1 ? ` (attempt ${span.attempt})` : '';
    const name = `${'  '.repeat(Math.min(depth, 6))}${nameOf(span.nodeId)}${attempt}`;
    return [name, barText(trace, span), msText(span.endNs - span.startNs), spanWords(span, design)];
  });
  return tableText([text('Waterfall'), text(''), figure('ms'), text('')], rows, BAR_WIDTH);
}

/** Each flight from where to where, when it left and when it arrived, as the arrows of a ladder from top to bottom. */
function ladderText(trace: Trace, nameOf: (id: string) => string): string {
  const rows = trace.flights.slice(0, MAX_FLIGHTS).map((flight) => flightRow(flight, trace, nameOf));
  if (rows.length === 0) return '';
  const columns = [
    figure('left'),
    figure('arrived'),
    text('Ladder'),
    text(''),
    text(''),
    text('what'),
    figure('on the wire'),
    figure('packets'),
  ];
  const more = trace.flights.length - rows.length;
  return `${tableText(columns, rows)}${more > 0 ? `\n  ... and ${more} flights more` : ''}`;
}

function flightRow(flight: Flight, trace: Trace, nameOf: (id: string) => string): readonly string[] {
  const isLost = flight.arrivedNs < 0;
  const arrow = isLost ? '--x' : '-->';
  const [from, to] = flight.toTarget ? [flight.sourceId, flight.targetId] : [flight.targetId, flight.sourceId];
  return [
    msText(flight.sentNs - trace.startNs),
    isLost ? 'lost' : msText(flight.arrivedNs - trace.startNs),
    nameOf(from),
    arrow,
    nameOf(to),
    flight.resend > 0 ? `${flight.kind}, again` : flight.kind,
    quantityText(formatBytes(flight.bytes)).replaceAll('\u00A0', ' '),
    String(flight.packets),
  ];
}

/** The parts of the latency, which add up to it. */
function partsText(trace: Trace): string {
  const parts = TRACE_PARTS.filter((part) => trace.parts[part] > 0).map(
    (part) => `${part} ${msText(trace.parts[part])}`,
  );
  return `  ${msText(trace.latencyNs)} ms = ${parts.length === 0 ? 'no time at all' : parts.join(' + ')}`;
}

/** A traced request as plain text: where its time went, its calls over time, its flights one after the other. */
export function traceText(trace: Trace, design: Design): string {
  const labels = new Map(design.nodes.map(({ id, label }) => [id, label]));
  const nameOf = (id: string): string => {
    const label = labels.get(id) ?? '';
    return label === '' ? id : label;
  };
  const at = (trace.startNs / 1e9).toFixed(6);
  const head = `Request ${trace.requestId} (${trace.className}) of ${nameOf(trace.clientId)} at ${at} s: ${trace.outcome}`;
  const parts = [`${head}\n${partsText(trace)}`, waterfallText(trace, design, nameOf), ladderText(trace, nameOf)];
  return parts.filter((part) => part !== '').join('\n\n');
}
