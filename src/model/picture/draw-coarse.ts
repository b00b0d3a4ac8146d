import { edgeGeometry, type Rect } from '../edge-geometry.ts';
import type { NodeBox } from './node-boxes.ts';
import type { Shape } from './picture-shapes.ts';

/** Sizes in canvas pixels. A thumbnail is drawn at about a quarter of the canvas, so its parts are coarser. */
const CARD = { radius: 16, border: 4, padding: 22, icon: 48, gap: 16 };
const PLACE = { radius: 22, border: 3 };

export function drawCoarsePlace({ x, y, width, height }: Rect): readonly Shape[] {
  const { radius, border } = PLACE;
  return [{ type: 'rect', x, y, width, height, radius, fill: 'place', stroke: 'line-strong', strokeWidth: border }];
}

export function drawCoarseLine(source: Rect, target: Rect): readonly Shape[] {
  return [{ type: 'path', d: edgeGeometry(source, target).path, stroke: 'edge', strokeWidth: 5 }];
}

/** A card at this size: its icon, a line for its name and one for its figures. */
export function drawCoarseCard({ x, y, width, height }: NodeBox, icon: string): readonly Shape[] {
  const textX = x + CARD.padding + CARD.icon + CARD.gap;
  const textWidth = Math.max(0, x + width - textX - 28);
  const line = (top: number, share: number, thick: number, fill: 'text-3' | 'line-strong'): Shape => ({
    type: 'rect',
    x: textX,
    y: y + height / 2 + top,
    width: textWidth * share,
    height: thick,
    radius: thick / 2,
    fill,
  });
  return [
    {
      type: 'rect',
      x,
      y,
      width,
      height,
      radius: CARD.radius,
      fill: 'surface-1',
      stroke: 'line-control',
      strokeWidth: CARD.border,
    },
    {
      type: 'icon',
      name: icon,
      x: x + CARD.padding,
      y: y + (height - CARD.icon) / 2,
      size: CARD.icon,
      stroke: 'accent',
    },
    line(-17, 1, 12, 'text-3'),
    line(8, 0.6, 10, 'line-strong'),
  ];
}
