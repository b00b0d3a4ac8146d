import { simulatedClock } from '../../state/simulated-clock.ts';
import type { HopSink } from '../../state/hop-feed.ts';
import type { Rect } from '../../model/edge-geometry.ts';
import { DotField, type DotPlace } from './dot-field.ts';
import { EdgeLines, placeOnLine, type LinePlace } from './edge-lines.ts';
import { DotBatches, MAX_DOTS, type Painter } from './painter.ts';

/** A flight is to be seen this long at least, whatever it took: shorter ones are a flicker. */
const MIN_FLIGHT_MS = 240;
/** A failed dot fades this long (experience.md section 7). */
const FADE_MS = 400;
/** Below this zoom the cards become an overview and the dots smaller with them. */
const OVERVIEW_ZOOM = 0.45;
const OVERVIEW_SCALE = 0.6;
/** Dots further ahead than this belong to a future that was taken back by a step back. */
const AHEAD_MS = 20_000;
/** Requests keep this far to the left of the line, replies to its right, in screen pixels. */
const LANE_PX = 3.5;
/** Dots on one edge at most: more cannot be told apart, and the edge prints its rate. */
const MAX_DOTS_PER_EDGE = 40;
/** How near a click must be to a dot, in pixels. */
const CLICK_PX = 10;

/** What the scene needs to know of the canvas in this frame. */
export interface View {
  /** React Flow's transform: x, y, zoom. */
  readonly transform: readonly [number, number, number];
  /** Boxes of the two ends of an edge, from the canvas origin; null when the edge or an end is not there. */
  ends(edgeId: string): { readonly source: Rect; readonly target: Rect } | null;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** Another object whenever a box may have moved. */
  readonly nodes: object;
}

/** Everything that happens in a frame: dots that are done go, the others are placed and painted. Nothing of it is React. */
export class DotsScene implements HopSink {
  private readonly field = new DotField();
  private readonly lines = new EdgeLines();
  private readonly batches = new DotBatches();
  private readonly place: DotPlace = { share: 0, alpha: 1, isReply: false };
  private readonly spot: LinePlace = { x: 0, y: 0 };
  private pointsOfEdge = new Map<number, Float32Array | null>();
  private drawnOnEdge: number[] = [];
  private timeNs = 0;
  /** What was painted last; null when that no longer holds. */
  private shown: { readonly timeNs: number; readonly view: View } | null = null;
  /** Dots drawn in the last frame. */
  drawn = 0;

  constructor(private readonly painter: Painter) {}

  /** Colours or hops changed: what is painted no longer holds. */
  outdate(): void {
    this.shown = null;
  }

  clear(): void {
    this.outdate();
    this.field.clear();
  }

  setRows(edgeIds: readonly string[]): void {
    this.field.setRows(edgeIds);
  }

  take(buffer: Float64Array): void {
    this.outdate();
    const nsPerMs = simulatedClock.speedNsPerMs;
    this.field.take(buffer, { minFlightNs: MIN_FLIGHT_MS * nsPerMs, fadeNs: FADE_MS * nsPerMs });
  }

  frame(nowMs: number, view: View): void {
    this.timeNs = simulatedClock.frame(nowMs);
    if (this.isShown(view)) return;
    this.shown = { timeNs: this.timeNs, view };
    this.field.expire(this.timeNs, AHEAD_MS * simulatedClock.speedNsPerMs);
    this.drawn = 0;
    if (this.field.count === 0) {
      this.painter.clear();
      return;
    }
    this.batches.clear();
    this.pointsOfEdge.clear();
    this.eachVisible(view, (dot, x, y) =>
      this.batches.add(
        this.field.look[dot] as number,
        this.place.alpha,
        Math.round(x * view.pixelRatio),
        Math.round(y * view.pixelRatio),
      ),
    );
    this.painter.paint(this.batches, this.scale(view) * view.pixelRatio);
  }

  /** The request whose dot is nearest to a point of the canvas element, or null when none is near. */
  requestAt(x: number, y: number, view: View): number | null {
    let nearest = CLICK_PX;
    let requestId: number | null = null;
    this.pointsOfEdge.clear();
    this.eachVisible(view, (dot, dotX, dotY) => {
      const distance = Math.hypot(dotX - x, dotY - y);
      if (distance >= nearest) return;
      nearest = distance;
      requestId = this.field.requestId[dot] as number;
    });
    return requestId;
  }

  /** Whether exactly this was painted in the frame before: the run is paused and nothing was moved. */
  private isShown({ transform, nodes, width, height, pixelRatio }: View): boolean {
    const { view, timeNs } = this.shown ?? {};
    return (
      view !== undefined &&
      timeNs === this.timeNs &&
      view.transform === transform &&
      view.nodes === nodes &&
      view.width === width &&
      view.height === height &&
      view.pixelRatio === pixelRatio
    );
  }

  private scale(view: View): number {
    return view.transform[2] < OVERVIEW_ZOOM ? OVERVIEW_SCALE : 1;
  }

  private eachVisible(view: View, visit: (dot: number, x: number, y: number) => void): void {
    const [left, top, zoom] = view.transform;
    this.drawnOnEdge.fill(0);
    this.drawn = 0;
    for (let dot = 0; dot < this.field.count; dot++) {
      if (!this.field.place(dot, this.timeNs, this.place)) continue;
      const edge = this.field.edge[dot] as number;
      const before = this.drawnOnEdge[edge] ?? 0;
      const points = this.points(edge, view);
      if (points === null || before === MAX_DOTS_PER_EDGE) continue;
      placeOnLine(points, this.place.share, (this.place.isReply ? LANE_PX : -LANE_PX) / zoom, this.spot);
      const x = this.spot.x * zoom + left;
      const y = this.spot.y * zoom + top;
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      this.drawnOnEdge[edge] = before + 1;
      visit(dot, x, y);
      if (++this.drawn === MAX_DOTS) return;
    }
  }

  private points(edge: number, view: View): Float32Array | null {
    const known = this.pointsOfEdge.get(edge);
    if (known !== undefined) return known;
    const id = this.field.edgeId(edge);
    const ends = view.ends(id);
    const points = ends === null ? null : this.lines.points(id, ends.source, ends.target);
    this.pointsOfEdge.set(edge, points);
    return points;
  }
}
