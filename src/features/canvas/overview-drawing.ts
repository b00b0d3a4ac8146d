import { edgeGeometry, type Rect } from '../../model/edge-geometry.ts';
import type { Heat } from '../../state/heat.ts';
import type { Health } from '../../state/health.ts';

/** A card of the overview, in canvas pixels. */
export interface OverviewCard {
  readonly label: string;
  readonly box: Rect;
  readonly selected: boolean;
  readonly heat: Heat | undefined;
}

/** A call of the overview. */
export interface OverviewCall {
  readonly id: string;
  readonly source: Rect;
  readonly target: Rect;
  readonly selected: boolean;
  readonly health: Health;
}

export interface OverviewPicture {
  readonly cards: readonly OverviewCard[];
  readonly calls: readonly OverviewCall[];
}

/** From canvas pixels to pixels of the context: x, y, zoom. */
export type Transform = readonly [x: number, y: number, zoom: number];

export type OverviewColors = Readonly<
  Record<'card' | 'border' | 'text' | 'edge' | 'accent' | 'ok' | 'warn' | 'fail' | 'idle', string>
>;

export function readOverviewColors(): OverviewColors {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    card: token('--surface-1'),
    border: token('--line-control'),
    text: token('--text-1'),
    edge: token('--edge'),
    accent: token('--accent'),
    ok: token('--ok'),
    warn: token('--slow'),
    fail: token('--fail'),
    idle: token('--idle'),
  };
}

/** Letters of a name in canvas pixels, as cards have them from far away, and the smallest that can be read in the window. */
const NAME_PX = 21;
const SMALLEST_NAME_PX = 6;
const NAME_MARGIN_PX = 12;

interface DrawnLine {
  readonly source: Rect;
  readonly target: Rect;
  readonly path: Path2D;
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Lines by the id of their edge, worked out again only when an end moved. */
const lines = new Map<string, DrawnLine>();

function lineOf({ id, source, target }: OverviewCall): Path2D {
  const known = lines.get(id);
  if (known !== undefined && sameRect(known.source, source) && sameRect(known.target, target)) return known.path;
  const path = new Path2D(edgeGeometry(source, target).path);
  lines.set(id, { source, target, path });
  return path;
}

/** Lines of edges that are no more are let go. */
export function forgetLines(): void {
  lines.clear();
}

function drawCalls(
  context: CanvasRenderingContext2D,
  calls: readonly OverviewCall[],
  zoom: number,
  colors: OverviewColors,
): void {
  for (const call of calls) {
    const quiet = !call.selected && (call.health === 'idle' || call.health === 'ok');
    context.globalAlpha = quiet ? 0.55 : 1;
    context.lineWidth = (quiet ? 1 : 2) / zoom;
    context.strokeStyle = call.selected ? colors.accent : call.health === 'idle' ? colors.edge : colors[call.health];
    context.stroke(lineOf(call));
  }
  context.globalAlpha = 1;
}

function fillOf(heat: Heat | undefined, colors: OverviewColors): readonly [color: string, opacity: number] | null {
  if (heat === undefined) return null;
  if ('health' in heat) return heat.health === 'idle' ? null : [colors[heat.health], 0.7];
  return [colors.accent, 0.08 + 0.6 * heat.share];
}

function drawCard(context: CanvasRenderingContext2D, card: OverviewCard, zoom: number, colors: OverviewColors): void {
  const { x, y, width, height } = card.box;
  context.fillStyle = colors.card;
  context.fillRect(x, y, width, height);
  const fill = fillOf(card.heat, colors);
  if (fill !== null) {
    [context.fillStyle, context.globalAlpha] = fill;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  }
  context.lineWidth = (card.selected ? 2.5 : 1) / zoom;
  context.strokeStyle = card.selected ? colors.accent : colors.border;
  context.strokeRect(x, y, width, height);
}

/** A name as far as it fits; the border of the card ends it. */
function drawName(context: CanvasRenderingContext2D, { label, box }: OverviewCard): void {
  const room = box.width - 2 * NAME_MARGIN_PX;
  const fits = context.measureText(label).width <= room;
  const chars = fits ? label.length : Math.floor((label.length * room) / context.measureText(label).width) - 1;
  context.fillText(fits ? label : `${label.slice(0, chars)}…`, box.x + NAME_MARGIN_PX, box.y + box.height / 2);
}

/** Draws calls, cards by heat, and names while they can be read. */
export function drawOverview(
  context: CanvasRenderingContext2D,
  { cards, calls }: OverviewPicture,
  [x, y, zoom]: Transform,
  colors: OverviewColors,
): void {
  context.save();
  context.translate(x, y);
  context.scale(zoom, zoom);
  drawCalls(context, calls, zoom, colors);
  for (const card of cards) drawCard(context, card, zoom, colors);
  if (NAME_PX * zoom >= SMALLEST_NAME_PX) {
    context.font = `600 ${NAME_PX}px ${getComputedStyle(document.body).fontFamily}`;
    context.textBaseline = 'middle';
    context.fillStyle = colors.text;
    for (const card of cards) drawName(context, card);
  }
  context.restore();
}
