import { edgeGeometry, type EdgeGeometry, type Rect } from '../edge-geometry.ts';
import type { Shape } from './picture-shapes.ts';
import { textWidth } from './text-width.ts';

/** What stands at the middle of a line. */
export interface EdgeWords {
  /** Protocol, or a name. */
  readonly near: string | null;
  /** Round trip between two places. */
  readonly distance: string | null;
}

const SIZE = 11;
const PILL = { height: 18, padding: 7, gap: 6 };

function arrowHead({ x, y }: EdgeGeometry['end']): string {
  return `M${x - 8},${y - 4.5} L${x},${y} L${x - 8},${y + 4.5}Z`;
}

/** The line of a call with its arrow. */
export function drawLine(source: Rect, target: Rect, strokeWidth: number): readonly Shape[] {
  const line = edgeGeometry(source, target);
  return [
    { type: 'path', d: line.path, stroke: 'edge', strokeWidth },
    { type: 'path', d: arrowHead(line.end), fill: 'edge' },
  ];
}

function pill(x: number, y: number, width: number, framed: boolean, words: string): readonly Shape[] {
  return [
    {
      type: 'rect',
      x,
      y: y - PILL.height / 2,
      width,
      height: PILL.height,
      radius: PILL.height / 2,
      fill: framed ? 'surface-1' : 'canvas',
      ...(framed ? { stroke: 'line-strong' as const, strokeWidth: 1 } : {}),
    },
    {
      type: 'text',
      x: x + width / 2,
      y: y + 4,
      text: words,
      size: SIZE,
      weight: framed ? 500 : 400,
      anchor: 'middle',
      fill: framed ? 'text-2' : 'text-3',
    },
  ];
}

/** Labels at the middle of a line: distance in a pill, protocol beside it. */
export function drawEdgeWords(source: Rect, target: Rect, { near, distance }: EdgeWords): readonly Shape[] {
  const parts = [
    ...(distance === null ? [] : [{ words: distance, framed: true }]),
    ...(near === null ? [] : [{ words: near, framed: false }]),
  ].map((part) => ({ ...part, width: textWidth(part.words, SIZE) + 2 * PILL.padding }));
  if (parts.length === 0) return [];
  const { middle } = edgeGeometry(source, target);
  const total = parts.reduce((sum, { width }) => sum + width, 0) + PILL.gap * (parts.length - 1);
  let x = middle.x - total / 2;
  return parts.flatMap(({ words, framed, width }) => {
    const shapes = pill(x, middle.y, width, framed, words);
    x += width + PILL.gap;
    return shapes;
  });
}
