import type { Flight, Trace } from '../../model/trace.ts';
import { NS_PER_MS } from '../../model/units.ts';

/** Height of a wait that is left out. */
export const BREAK_PX = 36;
/** Steps of the clock: 1, 2 or 5 times a power of ten milliseconds, at least this far apart. */
const TICK_PX = 36;
/** A wait is left out where it is longer than so many of the longest flights, and more than this share of the request. */
const BREAK_FLIGHTS = 12;
const BREAK_SHARE = 0.2;

/** A stretch of time in which nothing leaves, arrives, begins or ends. */
export interface Wait {
  readonly fromNs: number;
  readonly toNs: number;
}

export interface ClockBreak extends Wait {
  readonly y: number;
}

/** Time downwards, to scale but for the waits that are left out. */
export interface LadderClock {
  readonly breaks: readonly ClockBreak[];
  readonly ticks: readonly { readonly y: number; readonly ms: number }[];
  /** Height in px of an instant in ns of the run, from the top of the picture. */
  readonly yOf: (ns: number) => number;
}

/** Waits so long that what happens around them would shrink to nothing: a time-out of seconds between flights of milliseconds. */
export function longWaits(trace: Trace): readonly Wait[] {
  const endNs = trace.startNs + trace.latencyNs;
  const flights = trace.flights.filter(({ sentNs }) => sentNs < endNs);
  const longestNs = Math.max(1, ...flights.map(({ sentNs, arrivedNs }) => Math.min(arrivedNs, endNs) - sentNs));
  const leastNs = Math.max(BREAK_FLIGHTS * longestNs, BREAK_SHARE * trace.latencyNs);
  const instants = instantsOf(trace, flights)
    .filter((ns) => ns >= trace.startNs && ns <= endNs)
    .toSorted((a, b) => a - b);
  return instants.flatMap((fromNs, index) => {
    const toNs = instants[index + 1] ?? fromNs;
    // A little of the wait is left on both sides, so that it is seen what it follows.
    return toNs - fromNs >= leastNs ? [{ fromNs: fromNs + longestNs / 2, toNs: toNs - longestNs / 2 }] : [];
  });
}

function instantsOf(trace: Trace, flights: readonly Flight[]): number[] {
  const travelled = flights.flatMap(({ sentNs, arrivedNs }) => [sentNs, arrivedNs]);
  const worked = trace.spans.flatMap(({ arrivedNs, queueNs, repliedNs }) =>
    arrivedNs < 0 ? [] : [arrivedNs, arrivedNs + queueNs, repliedNs],
  );
  return [trace.startNs, trace.startNs + trace.latencyNs, ...travelled, ...worked];
}

/** The clock of a trace whose picture has `spanPx` from begin to end, below `topPx`. */
export function ladderClock(trace: Trace, waits: readonly Wait[], topPx: number, spanPx: number): LadderClock {
  const leftOutNs = waits.reduce((sum, { fromNs, toNs }) => sum + toNs - fromNs, 0);
  const pxPerNs = Math.max(1, spanPx - waits.length * BREAK_PX) / Math.max(1, trace.latencyNs - leftOutNs);
  const endNs = trace.startNs + trace.latencyNs;
  const yOf = (ns: number): number => {
    const at = Math.min(ns, endNs);
    let shownNs = at - trace.startNs;
    let breaksPx = 0;
    for (const { fromNs, toNs } of waits) {
      if (at <= fromNs) break;
      const share = Math.min(1, (at - fromNs) / (toNs - fromNs));
      shownNs -= share * (toNs - fromNs);
      breaksPx += share * BREAK_PX;
    }
    return topPx + shownNs * pxPerNs + breaksPx;
  };
  return {
    yOf,
    breaks: waits.map((wait) => ({ ...wait, y: yOf(wait.fromNs) + BREAK_PX / 2 })),
    ticks: ticksOf(trace, waits, pxPerNs, yOf),
  };
}

function ticksOf(
  trace: Trace,
  waits: readonly Wait[],
  pxPerNs: number,
  yOf: (ns: number) => number,
): LadderClock['ticks'] {
  const step = tickMs(pxPerNs * NS_PER_MS);
  const isShown = (ns: number): boolean => waits.every(({ fromNs, toNs }) => ns <= fromNs || ns >= toNs);
  const ticks: { y: number; ms: number }[] = [];
  for (let index = 0; index * step <= trace.latencyNs / NS_PER_MS + 1e-9; index += 1) {
    const ns = trace.startNs + index * step * NS_PER_MS;
    if (isShown(ns)) ticks.push({ y: yOf(ns), ms: index * step });
    else index = Math.max(index, firstAfter(trace, waits, ns, step) - 1);
  }
  return ticks;
}

/** The first step of the clock that is not within the wait. */
function firstAfter(trace: Trace, waits: readonly Wait[], ns: number, step: number): number {
  const wait = waits.find(({ fromNs, toNs }) => ns > fromNs && ns < toNs);
  return wait === undefined ? 0 : Math.ceil((wait.toNs - trace.startNs) / NS_PER_MS / step);
}

/** Round steps of the clock that are far enough apart. */
function tickMs(pxPerMs: number): number {
  let step = 1e-6;
  for (const factors = [2, 2.5, 2], turn = { at: 0 }; step * pxPerMs < TICK_PX; turn.at += 1)
    step *= factors[turn.at % 3] as number;
  return step;
}
