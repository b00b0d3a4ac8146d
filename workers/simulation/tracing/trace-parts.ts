import { TRACE_PARTS, type Span, type TracePart } from '../../../src/model/trace.ts';

type Parts = Record<TracePart, number>;

/**
 * Divides a request's latency among its parts, along the critical path: walking back from the end, the call that ended last
 * has the time until it began, and what no call covers is the node's own. Every nanosecond is given to exactly one part.
 */
export function partsOf(spans: readonly Span[]): Parts {
  const parts = Object.fromEntries(TRACE_PARTS.map((part) => [part, 0])) as Parts;
  const root = spans[0];
  if (root === undefined) return parts;
  const children = childrenOf(spans);
  walkBack({ spans: children, parts }, root, root.startNs, root.endNs, 'wait');
  return parts;
}

interface Walk {
  readonly spans: ReadonlyMap<number, readonly Span[]>;
  readonly parts: Parts;
}

function childrenOf(spans: readonly Span[]): Map<number, Span[]> {
  const children = new Map<number, Span[]>();
  for (const span of spans) {
    const siblings = children.get(span.parentId);
    if (siblings === undefined) children.set(span.parentId, [span]);
    else siblings.push(span);
  }
  return children;
}

/** Divides [from, to] of a node's time between its calls and itself. */
function walkBack(walk: Walk, span: Span, from: number, to: number, own: TracePart): void {
  let at = to;
  let ownNs = 0;
  while (at > from) {
    const child = lastEndedBefore(walk.spans.get(span.id) ?? [], at, from);
    if (child === undefined) {
      ownNs += at - from;
      break;
    }
    const childEnd = Math.min(child.endNs, at);
    const childStart = Math.max(child.startNs, from);
    ownNs += at - childEnd;
    divideCall(walk, child, childStart, childEnd);
    at = childStart;
  }
  const queueNs = Math.min(span.queueNs, ownNs);
  walk.parts.queue += queueNs;
  walk.parts[own] += ownNs - queueNs;
}

/** The call that was still going on latest before a time, if it took any of the time in question. */
function lastEndedBefore(children: readonly Span[], at: number, from: number): Span | undefined {
  let best: Span | undefined;
  for (const child of children) {
    const ends = Math.min(child.endNs, at);
    if (child.startNs >= at || ends <= from || ends === child.startNs) continue;
    if (
      best === undefined ||
      ends > Math.min(best.endNs, at) ||
      (ends === Math.min(best.endNs, at) && child.startNs < best.startNs)
    )
      best = child;
  }
  return best;
}

/** Divides [from, to] of a call: backoff, connection, the way there, the target's time, the way back. */
function divideCall(walk: Walk, call: Span, from: number, to: number): void {
  const { parts } = walk;
  if (call.operation === 'resolve') {
    parts.dns += to - from;
    return;
  }
  let at = from;
  const take = (part: TracePart, until: number): void => {
    const end = Math.min(Math.max(until, at), to);
    parts[part] += end - at;
    at = end;
  };
  take('backoff', call.startNs + call.backoffNs);
  take('encode', call.startNs + call.backoffNs + call.encodeNs);
  take('pool', call.startNs + call.backoffNs + call.encodeNs + call.poolNs);
  take('connect', call.sentNs - call.tlsNs);
  take('tls', call.sentNs);
  if (call.arrivedNs >= 0) {
    take('network', call.arrivedNs);
    const left = call.repliedNs >= 0 ? Math.min(call.repliedNs, to) : to;
    if (left > at) {
      walkBack(walk, call, at, left, 'service');
      at = left;
    }
  }
  take('network', Math.max(at, call.endNs - call.transferNs - call.decodeNs));
  take('transfer', call.endNs - call.decodeNs);
  take('encode', to);
}
