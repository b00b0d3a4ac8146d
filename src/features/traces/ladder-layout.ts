import type { Flight, Trace } from '../../model/trace.ts';
import { NS_PER_MS } from '../../model/units.ts';

/** Space for the clock on the left, and on the right for the last name. */
const LEFT_PX = 52;
const RIGHT_PX = 30;
const TOP_PX = 30;
const BOTTOM_PX = 12;
/** Names nearer than this to another would be unreadable. */
const LABEL_PX = 13;
/** Arrows shorter than this across have no room for words. */
const LABELLED_PX = 56;
/** Steps of the clock: 1, 2 or 5 times a power of ten milliseconds, at least this far apart. */
const TICK_PX = 36;

export interface Lifeline {
  readonly nodeId: string;
  readonly x: number;
}

export interface LadderArrow {
  /** Place in the trace's flights. */
  readonly index: number;
  readonly flight: Flight;
  readonly from: { readonly x: number; readonly y: number };
  /** Half way when it was lost. */
  readonly to: { readonly x: number; readonly y: number };
  readonly hasLabel: boolean;
}

/** Time a node had a call: first in its queue, then in work or waiting for calls of its own. */
export interface LadderStay {
  readonly key: string;
  readonly x: number;
  readonly fromY: number;
  readonly queuedToY: number;
  readonly toY: number;
}

export interface LadderPicture {
  readonly width: number;
  readonly height: number;
  readonly lifelines: readonly Lifeline[];
  readonly arrows: readonly LadderArrow[];
  readonly stays: readonly LadderStay[];
  readonly ticks: readonly { readonly y: number; readonly ms: number }[];
}

/** The nodes of a request in the order it came to them. */
function nodesOf(trace: Trace): readonly string[] {
  const ids = [trace.clientId, ...trace.flights.flatMap(({ sourceId, targetId }) => [sourceId, targetId])];
  return [...new Set([...ids, ...trace.spans.map(({ nodeId }) => nodeId)])].filter((id) => id !== '');
}

/** Round steps of the clock that are far enough apart. */
function tickMs(pxPerMs: number): number {
  let step = 1e-6;
  for (const factors = [2, 2.5, 2], turn = { at: 0 }; step * pxPerMs < TICK_PX; turn.at += 1)
    step *= factors[turn.at % 3] as number;
  return step;
}

/**
 * A trace as a ladder to scale: a line for each node, time downwards, an arrow for each flight from when it left to when it
 * arrived. @param size width in px, and the px from the request's begin to its end.
 */
export function ladderOf(trace: Trace, size: { readonly width: number; readonly spanPx: number }): LadderPicture {
  const nodes = nodesOf(trace);
  const stepPx = nodes.length < 2 ? 0 : (size.width - LEFT_PX - RIGHT_PX) / (nodes.length - 1);
  const lifelines = nodes.map((nodeId, index) => ({ nodeId, x: LEFT_PX + index * stepPx }));
  const xOf = new Map(lifelines.map(({ nodeId, x }) => [nodeId, x]));
  const pxPerNs = size.spanPx / Math.max(1, trace.latencyNs);
  const yOf = (ns: number): number =>
    TOP_PX + (Math.min(ns, trace.startNs + trace.latencyNs) - trace.startNs) * pxPerNs;
  const place = (id: string): number => xOf.get(id) ?? LEFT_PX;
  return {
    width: size.width,
    height: TOP_PX + size.spanPx + BOTTOM_PX,
    lifelines,
    arrows: arrowsOf(trace, place, yOf),
    stays: staysOf(trace, place, yOf),
    ticks: ticksOf(trace, pxPerNs * NS_PER_MS),
  };
}

type Place = (id: string) => number;
type Height = (ns: number) => number;

function arrowsOf(trace: Trace, place: Place, yOf: Height): readonly LadderArrow[] {
  const lastLabelY = new Map<number, number>();
  return trace.flights.map((flight, index) => {
    const [start, end] = flight.toTarget
      ? [place(flight.sourceId), place(flight.targetId)]
      : [place(flight.targetId), place(flight.sourceId)];
    const isLost = flight.arrivedNs < 0;
    const from = { x: start, y: yOf(flight.sentNs) };
    const to = isLost ? { x: (start + end) / 2, y: from.y } : { x: end, y: yOf(flight.arrivedNs) };
    const middleY = (from.y + to.y) / 2;
    const lane = Math.min(start, end);
    const hasLabel =
      Math.abs(end - start) >= LABELLED_PX && middleY - (lastLabelY.get(lane) ?? Number.NEGATIVE_INFINITY) >= LABEL_PX;
    if (hasLabel) lastLabelY.set(lane, middleY);
    return { index, flight, from, to, hasLabel };
  });
}

function staysOf(trace: Trace, place: Place, yOf: Height): readonly LadderStay[] {
  const endNs = trace.startNs + trace.latencyNs;
  return trace.spans
    .filter(({ arrivedNs, parentId }) => arrivedNs >= 0 && parentId >= 0)
    .map((span) => {
      const toNs = span.repliedNs >= 0 ? span.repliedNs : endNs;
      return {
        key: String(span.id),
        x: place(span.nodeId),
        fromY: yOf(span.arrivedNs),
        queuedToY: yOf(Math.min(span.arrivedNs + span.queueNs, toNs)),
        toY: yOf(toNs),
      };
    });
}

function ticksOf(trace: Trace, pxPerMs: number): LadderPicture['ticks'] {
  const step = tickMs(pxPerMs);
  const count = Math.floor(trace.latencyNs / NS_PER_MS / step);
  return Array.from({ length: count + 1 }, (_, index) => ({ y: TOP_PX + index * step * pxPerMs, ms: index * step }));
}
