import { FIRST_REPLY_LOOK, HEADER, HOP, HOP_LOOKS } from '../../model/snapshot.ts';
import { DOT_LOOKS } from '../../state/dot-looks.ts';
import { FlightOrder } from './flight-order.ts';

/** Dots kept at most, in all and for one edge: those to be seen and those whose turn comes when the flights before them are done. */
export const MAX_KEPT = 20_000;
export const MAX_KEPT_PER_EDGE = 400;

const LOST = HOP_LOOKS.indexOf('lost');

/** How long things are to be seen, in simulated nanoseconds at the present speed. */
export interface Visibility {
  /** Flights shorter than this are drawn this long. */
  readonly minFlightNs: number;
  /** A failed dot stands still and fades for this long. */
  readonly fadeNs: number;
}

/** Where a dot is at some moment. `share` is along the edge from source to target; `alpha` is below 1 while it fades. */
export interface DotPlace {
  share: number;
  alpha: number;
  isReply: boolean;
}

/**
 * All dots on their way. A dot is an edge, a start, a duration and a look; its place is a pure function of simulated time, so it
 * pauses and steps back for free. Parallel arrays without gaps: the last dot moves into the place of one that is done.
 */
export class DotField {
  count = 0;
  readonly edge = new Int32Array(MAX_KEPT);
  readonly look = new Uint8Array(MAX_KEPT);
  readonly requestId = new Float64Array(MAX_KEPT);
  private readonly startNs = new Float64Array(MAX_KEPT);
  private readonly flightNs = new Float64Array(MAX_KEPT);
  private readonly fadeNs = new Float64Array(MAX_KEPT);
  private readonly order = new FlightOrder();
  /** Ids of edges by their own number here, which an edit of the design does not change. */
  private readonly edgeIds: string[] = [];
  private readonly numberOfEdge = new Map<string, number>();
  private perEdge: number[] = [];
  private edgeOfRow: number[] = [];

  setRows(edgeIds: readonly string[]): void {
    this.edgeOfRow = edgeIds.map((id) => this.edgeNumber(id));
  }

  edgeId(edge: number): string {
    return this.edgeIds[edge] ?? '';
  }

  clear(): void {
    this.count = 0;
    this.perEdge.fill(0);
    this.order.clear();
  }

  /** Takes the rows of a hops buffer. What does not fit is left out: the rate is printed on the edge anyway. */
  take(buffer: Float64Array, visibility: Visibility): void {
    const rows = buffer[HEADER.hopRows] ?? 0;
    for (let row = 0; row < rows; row++) this.add(buffer, HEADER.length + row * HOP.columns, visibility);
  }

  /** Removes the dots that are done at this time, and those of a future that was taken back. */
  expire(timeNs: number, aheadNs: number): void {
    for (let dot = this.count - 1; dot >= 0; dot--) {
      const startNs = this.startNs[dot] as number;
      const endNs = startNs + (this.flightNs[dot] as number) + (this.fadeNs[dot] as number);
      if (endNs <= timeNs || startNs > timeNs + aheadNs) this.remove(dot);
    }
    this.order.forget(timeNs);
  }

  /** Writes where a dot is into `place`; false when it is not to be seen yet. */
  place(dot: number, timeNs: number, place: DotPlace): boolean {
    const agoNs = timeNs - (this.startNs[dot] as number);
    if (agoNs < 0) return false;
    const look = this.look[dot] as number;
    const flightNs = this.flightNs[dot] as number;
    const progress = flightNs > 0 ? Math.min(1, agoNs / flightNs) : 1;
    const fadeNs = this.fadeNs[dot] as number;
    place.alpha = fadeNs > 0 && agoNs > flightNs ? Math.max(0, 1 - (agoNs - flightNs) / fadeNs) : 1;
    place.isReply = look >= FIRST_REPLY_LOOK;
    if (look === LOST) place.share = progress / 2;
    else place.share = place.isReply ? 1 - progress : progress;
    return true;
  }

  private edgeNumber(id: string): number {
    const known = this.numberOfEdge.get(id);
    if (known !== undefined) return known;
    const number = this.edgeIds.push(id) - 1;
    this.numberOfEdge.set(id, number);
    this.perEdge[number] = 0;
    return number;
  }

  private add(buffer: Float64Array, base: number, { minFlightNs, fadeNs }: Visibility): void {
    const edge = this.edgeOfRow[buffer[base + HOP.edgeRow] ?? -1];
    const look = buffer[base + HOP.look] ?? 0;
    const kind = DOT_LOOKS[look];
    if (edge === undefined || kind === undefined) return;
    const durationNs = (buffer[base + HOP.durationNs] ?? 0) * (look === LOST ? 0.5 : 1);
    const requestId = buffer[base + HOP.requestId] ?? 0;
    const flightNs = Math.max(durationNs, minFlightNs);
    // Asked even when the dot is left out, so that those after it keep their order.
    const startNs = this.order.shownStart(requestId, buffer[base + HOP.startNs] ?? 0, durationNs, flightNs);
    if (this.count === MAX_KEPT || (this.perEdge[edge] ?? 0) >= MAX_KEPT_PER_EDGE) return;
    const dot = this.count++;
    this.perEdge[edge] = (this.perEdge[edge] ?? 0) + 1;
    this.edge[dot] = edge;
    this.look[dot] = look;
    this.requestId[dot] = requestId;
    this.startNs[dot] = startNs;
    this.flightNs[dot] = flightNs;
    this.fadeNs[dot] = kind.fades ? fadeNs : 0;
  }

  private remove(dot: number): void {
    const edge = this.edge[dot] as number;
    this.perEdge[edge] = (this.perEdge[edge] ?? 1) - 1;
    const last = --this.count;
    for (const column of [this.edge, this.look, this.requestId, this.startNs, this.flightNs, this.fadeNs]) {
      column[dot] = column[last] as number;
    }
  }
}
