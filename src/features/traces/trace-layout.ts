import { TRACE_PARTS, type Span, type Trace, type TracePart } from '../../model/trace.ts';
import { NS_PER_US } from '../../model/units.ts';

/** A stretch of a span's bar. */
export interface Segment {
  readonly part: TracePart;
  readonly fromNs: number;
  readonly toNs: number;
}

/** A line of the waterfall. */
export interface WaterfallRow {
  readonly span: Span;
  readonly depth: number;
  readonly segments: readonly Segment[];
}

/**
 * A span cut into its parts, in order, without gaps: they begin with the span and end with it. While the target waits for calls
 * of its own that is its service too; those calls are rows of their own below it.
 */
export function segmentsOf(span: Span): readonly Segment[] {
  if (span.parentId < 0) return cut(span, [['wait', span.endNs]]);
  const readyNs = span.startNs + span.backoffNs;
  const callNs = readyNs + span.encodeNs;
  const readNs = span.endNs - span.decodeNs;
  const tlsNs = Math.min(span.tlsNs, span.connectNs);
  const arrived = span.arrivedNs >= 0 ? span.arrivedNs : span.endNs;
  const replied = span.repliedNs >= 0 ? span.repliedNs : span.endNs;
  return cut(span, [
    ['backoff', readyNs],
    ['encode', callNs],
    ['pool', callNs + span.poolNs],
    ['connect', callNs + span.poolNs + span.connectNs - tlsNs],
    ['tls', span.sentNs],
    ['network', arrived],
    ['queue', arrived + span.queueNs],
    ['service', replied],
    ['network', readNs - span.transferNs],
    ['transfer', readNs],
    ['encode', span.endNs],
  ]);
}

/** Turns the ends of parts into segments within the span; parts without length are left out. */
function cut(span: Span, ends: readonly (readonly [TracePart, number])[]): readonly Segment[] {
  const segments: Segment[] = [];
  let fromNs = span.startNs;
  for (const [part, endNs] of ends) {
    const toNs = Math.min(Math.max(endNs, fromNs), span.endNs);
    if (toNs > fromNs) segments.push({ part, fromNs, toNs });
    fromNs = toNs;
  }
  return segments;
}

/** Rows in the order of the trace: parents before children, siblings by start. */
export function waterfallRows(trace: Trace): readonly WaterfallRow[] {
  const depths = new Map<number, number>();
  return trace.spans.map((span) => {
    const depth = span.parentId < 0 ? 0 : (depths.get(span.parentId) ?? 0) + 1;
    depths.set(span.id, depth);
    return { span, depth, segments: segmentsOf(span) };
  });
}

/** Place of a moment on the axis of the trace, 0 to 1. */
export function shareOf(trace: Trace, timeNs: number): number {
  return trace.latencyNs <= 0 ? 0 : Math.min(1, Math.max(0, (timeNs - trace.startNs) / trace.latencyNs));
}

export interface RoundedPart {
  readonly part: TracePart;
  readonly us: number;
}

/**
 * The parts of a trace in whole microseconds that add up exactly to its rounded latency: what is printed can be summed by hand.
 * Rounded down, then the largest remainders get the missing microseconds.
 */
export function roundedParts(trace: Trace): { readonly totalUs: number; readonly parts: readonly RoundedPart[] } {
  const totalUs = Math.round(trace.latencyNs / NS_PER_US);
  const exact = TRACE_PARTS.map((part) => ({
    part,
    us: Math.floor(trace.parts[part] / NS_PER_US),
    restNs: trace.parts[part] % NS_PER_US,
  }));
  let missing = totalUs - exact.reduce((sum, one) => sum + one.us, 0);
  for (const one of exact.toSorted((a, b) => b.restNs - a.restNs)) {
    if (missing <= 0) break;
    one.us += 1;
    missing -= 1;
  }
  return { totalUs, parts: exact.filter((one) => one.us > 0).map(({ part, us }) => ({ part, us })) };
}

/** Microseconds as milliseconds, always to the microsecond so that columns line up: "0.250", "12.304". */
export function usText(us: number): string {
  return (us / 1_000).toFixed(3);
}
