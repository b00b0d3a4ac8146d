import type { Flight, Trace } from '../../model/trace.ts';
import { flightWords } from './flight-looks.ts';
import { acknowledgements, burstNumbers } from './ladder-bursts.ts';
import { ladderClock, type LadderClock, type Wait } from './ladder-clock.ts';

/** Space for the clock on the left, and on the right for the last name. */
export const LEFT_PX = 52;
const RIGHT_PX = 30;
const TOP_PX = 20;
const BOTTOM_PX = 14;
/** Lines nearer to each other than this leave no room for names and arrows: the picture becomes wider than its frame. */
const LANE_PX = 72;
/** Names nearer than this to another would be unreadable. */
const LABEL_PX = 13;
/** Arrows shorter than this across have no room for words; longer words need more. */
const LABELLED_PX = 56;
const LETTER_PX = 6.2;

export interface Lifeline {
  readonly nodeId: string;
  readonly x: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LadderArrow {
  /** Place in the trace's flights. */
  readonly index: number;
  readonly flight: Flight;
  readonly from: Point;
  /** Half way when it was lost. */
  readonly to: Point;
  /** Where it was handed over, when it had to wait for something before it. */
  readonly heldToY: number | null;
  /** Empty where there is no room. */
  readonly label: string;
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
  /** Acknowledgements that let more leave. */
  readonly acks: readonly { readonly key: string; readonly from: Point; readonly to: Point }[];
  readonly stays: readonly LadderStay[];
  readonly ticks: LadderClock['ticks'];
  readonly breaks: LadderClock['breaks'];
}

/** The nodes of a request in the order it came to them. */
function nodesOf(trace: Trace): readonly string[] {
  const ids = [trace.clientId, ...trace.flights.flatMap(({ sourceId, targetId }) => [sourceId, targetId])];
  return [...new Set([...ids, ...trace.spans.map(({ nodeId }) => nodeId)])].filter((id) => id !== '');
}

export interface LadderSize {
  readonly width: number;
  /** From the request's begin to its end. */
  readonly spanPx: number;
  /** Waits that are left out of the scale. */
  readonly waits?: readonly Wait[];
}

/**
 * A trace as a ladder to scale: a line for each node, time downwards, an arrow for each flight from when it left to when it
 * arrived. Sizes in px.
 */
export function ladderOf(trace: Trace, { width, spanPx, waits = [] }: LadderSize): LadderPicture {
  const nodes = nodesOf(trace);
  const lanes = Math.max(1, nodes.length - 1);
  const stepPx = nodes.length < 2 ? 0 : Math.max(LANE_PX, (width - LEFT_PX - RIGHT_PX) / lanes);
  const lifelines = nodes.map((nodeId, index) => ({ nodeId, x: LEFT_PX + index * stepPx }));
  const xOf = new Map(lifelines.map(({ nodeId, x }) => [nodeId, x]));
  const { yOf, ticks, breaks } = ladderClock(trace, waits, TOP_PX, spanPx);
  const place = (id: string): number => xOf.get(id) ?? LEFT_PX;
  const arrows = arrowsOf(trace, place, yOf);
  return {
    width: Math.max(width, LEFT_PX + lanes * stepPx + RIGHT_PX),
    height: TOP_PX + spanPx + BOTTOM_PX,
    lifelines,
    arrows,
    acks: acksOf(arrows, trace.flights),
    stays: staysOf(trace, place, yOf),
    ticks,
    breaks,
  };
}

type Place = (id: string) => number;
type Height = (ns: number) => number;

function arrowsOf(trace: Trace, place: Place, yOf: Height): readonly LadderArrow[] {
  const lastLabelY = new Map<number, number>();
  const bursts = burstNumbers(trace.flights);
  return trace.flights.map((flight, index) => {
    const [start, end] = flight.toTarget
      ? [place(flight.sourceId), place(flight.targetId)]
      : [place(flight.targetId), place(flight.sourceId)];
    const from = { x: start, y: yOf(flight.sentNs) };
    const to =
      flight.arrivedNs < 0
        ? { x: (start + end) / 2, y: yOf(flight.sentNs + wayNs(trace.flights, flight) / 2) }
        : { x: end, y: yOf(flight.arrivedNs) };
    const middleY = (from.y + to.y) / 2;
    const lane = Math.min(start, end);
    const roomPx = Math.abs(end - start);
    const hasRoom = roomPx >= LABELLED_PX && middleY - (lastLabelY.get(lane) ?? Number.NEGATIVE_INFINITY) >= LABEL_PX;
    if (hasRoom) lastLabelY.set(lane, middleY);
    const label = hasRoom ? labelOf(flight, bursts[index] ?? 0, roomPx) : '';
    const heldToY = flight.deliveredNs > flight.arrivedNs ? yOf(flight.deliveredNs) : null;
    return { index, flight, from, to, heldToY, label };
  });
}

/** How long the way of a lost flight would have taken: as long as the quickest that made it, either way. */
function wayNs(flights: readonly Flight[], lost: Flight): number {
  const made = flights.filter(({ edgeId, arrivedNs }) => edgeId === lost.edgeId && arrivedNs >= 0);
  return made.length === 0 ? 0 : Math.min(...made.map(({ sentNs, arrivedNs }) => arrivedNs - sentNs));
}

/** The longest of its names that fits: with its burst and packets, or without. */
function labelOf(flight: Flight, burst: number, roomPx: number): string {
  const words = flightWords(flight);
  const packets = flight.packets > 1 ? `, ${flight.packets} packets` : '';
  const full = burst > 0 ? `${words} ${burst}${packets}` : `${words}${packets}`;
  return full.length * LETTER_PX <= roomPx - 16 ? full : words;
}

function acksOf(arrows: readonly LadderArrow[], flights: readonly Flight[]): LadderPicture['acks'] {
  return acknowledgements(flights).flatMap(({ of, letGo }) => {
    const arrived = arrows[of];
    const next = arrows[letGo];
    return arrived === undefined || next === undefined
      ? []
      : [{ key: `${of} ${letGo}`, from: arrived.to, to: next.from }];
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
