import { CACHE_NOTES, outcomeInfo } from '../../../src/model/outcome.ts';
import type { Flight, Span, Trace, TraceSummary } from '../../../src/model/trace.ts';
import type { Core } from '../core.ts';
import { operationName } from '../operations.ts';
import { partsOf } from './trace-parts.ts';
import type { OpenFlight, OpenSpan, OpenTrace } from './tracer.ts';

/** A line of the list of traces. */
export function summarize(core: Core, trace: OpenTrace): TraceSummary {
  return {
    requestId: trace.requestId,
    clientId: core.nodes[trace.client]?.id ?? '',
    className: core.classes[trace.requestClass]?.name ?? '',
    startNs: trace.startNs,
    latencyNs: trace.latencyNs,
    outcome: outcomeInfo(trace.outcome).name,
    kept: trace.kept,
  };
}

/** A whole trace with names instead of numbers. Spans that had not ended end with the request. */
export function exportTrace(core: Core, trace: OpenTrace): Trace {
  const spans = trace.spans.map((span, id) => exportSpan(core, trace, span, id));
  const flights = trace.flights.map(({ span, flight }) => exportFlight(core, span, flight));
  const { requestId, clientId, className, startNs, latencyNs, outcome } = summarize(core, trace);
  return { requestId, clientId, className, startNs, latencyNs, outcome, spans, flights, parts: partsOf(spans) };
}

function exportFlight(core: Core, span: number, flight: OpenFlight): Flight {
  const { kind, toTarget, connection, sentNs, arrivedNs, bytes, packets, resend } = flight;
  const link = core.links[flight.link];
  return {
    spanId: span,
    sourceId: link?.source.id ?? '',
    targetId: link?.target.id ?? '',
    edgeId: link?.edge.id ?? '',
    toTarget,
    kind,
    connection,
    sentNs,
    arrivedNs,
    bytes,
    packets,
    resend,
  };
}

function exportSpan(core: Core, trace: OpenTrace, span: OpenSpan, id: number): Span {
  const endNs = span.endNs >= 0 ? span.endNs : trace.startNs + trace.latencyNs;
  const sent = span.sentNs >= 0;
  const connectedNs = sent ? span.sentNs : span.tcpNs >= 0 || span.beganNs > span.startNs ? endNs : span.beganNs;
  return {
    id,
    parentId: span.parent,
    nodeId: core.nodes[span.node]?.id ?? '',
    edgeId: span.edgeLink < 0 ? '' : (core.links[span.edgeLink]?.edge.id ?? ''),
    endpoint: span.endpoint,
    attempt: span.attempt,
    operation: operationName(span.operation),
    startNs: span.startNs,
    sentNs: sent ? span.sentNs : connectedNs,
    arrivedNs: span.arrivedNs,
    queueNs: span.queueNs,
    repliedNs: span.repliedNs,
    endNs,
    backoffNs: span.beganNs - span.startNs,
    poolNs: Math.min(span.poolNs, connectedNs - span.beganNs),
    connectNs: Math.max(0, connectedNs - span.beganNs - span.poolNs),
    transferNs: span.firstBytesNs >= 0 && span.firstBytesNs < endNs ? endNs - span.firstBytesNs : 0,
    tlsNs: sent && span.tcpNs >= 0 ? span.sentNs - span.tcpNs : 0,
    outcome: outcomeInfo(span.outcome).name,
    note: CACHE_NOTES[span.note] ?? 'none',
  };
}
