import type { Box } from '../../state/design-index.ts';
import type { Heat } from '../../state/heat.ts';

/** A node as the overview draws it. */
export interface MapNode {
  readonly id: string;
  readonly type: 'card' | 'place' | 'note';
  readonly box: Box;
  readonly selected: boolean;
}

/** How canvas pixels become pixels of the overview. */
export interface MapScale {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Share of the overview kept free around what it shows. */
const MARGIN = 0.06;
/** A card is drawn at least this large, so that a thousand of them are still seen. */
const MIN_CARD_PX = 2;

/** Fits a box into the overview, in its middle. */
export function mapScale(shown: Box, width: number, height: number): MapScale {
  const room = 1 - 2 * MARGIN;
  const scale = Math.min((width * room) / Math.max(shown.width, 1), (height * room) / Math.max(shown.height, 1));
  return {
    scale,
    x: (width - shown.width * scale) / 2 - shown.x * scale,
    y: (height - shown.height * scale) / 2 - shown.y * scale,
  };
}

export type MapColors = Readonly<
  Record<'card' | 'place' | 'note' | 'accent' | 'ok' | 'warn' | 'fail' | 'idle' | 'mask', string>
>;

/** Colours of the overview from the tokens of the page. */
export function readMapColors(): MapColors {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    card: token('--line-control'),
    place: token('--surface-3'),
    note: token('--note-line'),
    accent: token('--accent'),
    ok: token('--ok'),
    warn: token('--slow'),
    fail: token('--fail'),
    idle: token('--idle'),
    mask: token('--canvas'),
  };
}

function cardColor(heat: Heat | undefined, colors: MapColors): readonly [color: string, opacity: number] {
  if (heat === undefined) return [colors.card, 1];
  if ('health' in heat) return [colors[heat.health], 1];
  return [colors.accent, 0.15 + 0.85 * heat.share];
}

interface MapPicture {
  readonly nodes: readonly MapNode[];
  readonly heat: ReadonlyMap<string, Heat>;
  readonly at: MapScale;
}

function place(box: Box, { x, y, scale }: MapScale, least = 0): readonly [number, number, number, number] {
  return [
    box.x * scale + x,
    box.y * scale + y,
    Math.max(box.width * scale, least),
    Math.max(box.height * scale, least),
  ];
}

/** Draws the overview: places, notes, and cards by heat. */
export function drawMap(context: CanvasRenderingContext2D, picture: MapPicture, colors: MapColors): void {
  const { nodes, heat, at } = picture;
  for (const type of ['place', 'note', 'card'] as const) {
    for (const node of nodes) {
      if (node.type !== type) continue;
      const [color, opacity] = type === 'card' ? cardColor(heat.get(node.id), colors) : [colors[type], 1];
      const [x, y, width, height] = place(node.box, at, type === 'card' ? MIN_CARD_PX : 0);
      context.globalAlpha = opacity;
      context.fillStyle = color;
      context.fillRect(x, y, width, height);
      if (!node.selected) continue;
      context.globalAlpha = 1;
      context.strokeStyle = colors.accent;
      context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
    }
  }
  context.globalAlpha = 1;
}

/** Dims what lies outside the view: the visible part of the canvas, in canvas pixels. */
export function dimOutside(context: CanvasRenderingContext2D, view: Box, at: MapScale, colors: MapColors): void {
  const [x, y, width, height] = place(view, at);
  const { offsetWidth: allWidth, offsetHeight: allHeight } = context.canvas;
  context.globalAlpha = 0.6;
  context.fillStyle = colors.mask;
  context.beginPath();
  context.rect(0, 0, allWidth, allHeight);
  context.rect(x, y, width, height);
  context.fill('evenodd');
  context.globalAlpha = 1;
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  context.strokeRect(x, y, width, height);
}
