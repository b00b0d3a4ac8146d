import { CACHE_NOTES, OUTCOME_OK, outcomeInfo } from '../../../src/model/outcome.ts';
import type { Flight, LayerBytes, Span, Trace, TraceSummary } from '../../../src/model/trace.ts';
import type { Core } from '../core.ts';
import { encodedBytes } from '../grpc/codec.ts';
import { firstMessageBytes } from '../grpc/streaming.ts';
import type { Link } from '../network/link.ts';
import { operationName } from '../operations.ts';
import { MessageLayers, plainLayers, type Following } from './flight-layers.ts';
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
  const flights = exportFlights(core, trace);
  const { requestId, clientId, className, startNs, latencyNs, outcome } = summarize(core, trace);
  return { requestId, clientId, className, startNs, latencyNs, outcome, spans, flights, parts: partsOf(spans) };
}

/** Flights with the layers of their packets. Those of one message share it: each has the part that follows the one before. */
function exportFlights(core: Core, trace: OpenTrace): readonly Flight[] {
  const messages = new Map<string, MessageLayers>();
  const flights = trace.flights.map(({ span, flight }) => {
    const link = core.links[flight.link];
    if (link === undefined) return exportFlight(core, span, flight, []);
    const plain = plainLayers(flight);
    if (plain !== null) return exportFlight(core, span, flight, plain);
    const { framing } = link.transport;
    const { protocol, security } = link.edge.config;
    const key = `${span} ${String(flight.toTarget)}`;
    let message = messages.get(key);
    if (message === undefined) {
      const total = streamTotal(trace, span, flight.toTarget);
      const full =
        flight.connection >= 0 && link.transport.compressesHeaders
          ? fullBytes(core, trace, span, flight.toTarget)
          : null;
      message = new MessageLayers(
        { framing, protocol, security },
        flight.toTarget,
        total,
        full,
        followingOf(link, trace, span, flight.toTarget),
      );
      messages.set(key, message);
    }
    return exportFlight(core, span, flight, message.next(flight));
  });
  // What was sent again is reported with what was lost, and left later.
  return flights.toSorted((a, b) => a.sentNs - b.sentNs);
}

/** Messages of a stream after its first; none where the call was cut, or nothing streams that way. */
function followingOf({ streaming }: Link, trace: OpenTrace, span: number, toTarget: boolean): Following {
  const isWhole = trace.spans[span]?.outcome === OUTCOME_OK;
  if (streaming === null || !isWhole || !(toTarget ? streaming.toTarget : streaming.toSource))
    return { messages: 0, bytes: 0 };
  return { messages: streaming.messages - 1, bytes: streaming.bytes };
}

function streamTotal(trace: OpenTrace, span: number, toTarget: boolean): number {
  return trace.flights.reduce(
    (sum, { span: of, flight }) =>
      of === span && flight.toTarget === toTarget && flight.resend === 0 && plainLayers(flight) === null
        ? sum + flight.bytes
        : sum,
    0,
  );
}

/** What the application handed down before header compression; null for small messages such as errors. */
function fullBytes(core: Core, trace: OpenTrace, span: number, toTarget: boolean): number | null {
  const requestClass = core.classes[trace.requestClass];
  const own = trace.spans[span];
  if (requestClass === undefined || own === undefined) return null;
  if (!toTarget && own.outcome !== OUTCOME_OK) return null;
  const streaming = core.links[own.edgeLink]?.streaming ?? null;
  if (streaming !== null && (toTarget ? streaming.toTarget : streaming.toSource))
    return firstMessageBytes(streaming, toTarget);
  const bytes = toTarget ? requestClass.requestBytes : requestClass.responseBytes;
  const codec = core.links[own.edgeLink]?.codec ?? null;
  return codec === null ? bytes : encodedBytes(codec, bytes, toTarget);
}

function exportFlight(core: Core, span: number, flight: OpenFlight, layers: readonly LayerBytes[]): Flight {
  const { kind, toTarget, connection, sentNs, arrivedNs, deliveredNs, packets, resend } = flight;
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
    deliveredNs,
    bytes: layers.reduce((sum, { bytes }) => sum + bytes, 0),
    packets,
    resend,
    layers,
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
    encodeNs: Math.min(span.encodeNs, endNs - span.beganNs),
    decodeNs: span.decodeNs,
    poolNs: Math.max(0, Math.min(span.poolNs, connectedNs - span.beganNs - span.encodeNs)),
    connectNs: Math.max(0, connectedNs - span.beganNs - span.encodeNs - span.poolNs),
    transferNs:
      span.firstBytesNs >= 0 && span.firstBytesNs < endNs - span.decodeNs
        ? endNs - span.decodeNs - span.firstBytesNs
        : 0,
    tlsNs: sent && span.tcpNs >= 0 ? span.sentNs - span.tcpNs : 0,
    outcome: outcomeInfo(span.outcome).name,
    note: CACHE_NOTES[span.note] ?? 'none',
  };
}
