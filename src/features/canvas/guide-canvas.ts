import { edgeGeometry } from '../../model/edge-geometry.ts';
import { absoluteBox, findEdge, findNode } from '../../state/design-index.ts';
import { currentDesign } from '../../state/document.ts';
import type { GuideLine } from './drag-guides.ts';

interface View {
  /** x, y, zoom. */
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}

let canvas: HTMLCanvasElement | null = null;
let viewOf: () => View = () => ({ transform: [0, 0, 1], width: 0, height: 0 });

/** The canvas guides are drawn on, above the pane; null when it leaves the page. */
export function attachGuideCanvas(element: HTMLCanvasElement | null, view: () => View): void {
  canvas = element;
  viewOf = view;
}

/** Window pixels per canvas pixel. */
export function guideScale(): number {
  return viewOf().transform[2];
}

function freshContext(view: View): CanvasRenderingContext2D | null {
  const context = canvas?.getContext('2d') ?? null;
  if (canvas === null || context === null) return null;
  const ratio = globalThis.devicePixelRatio || 1;
  const size = { width: Math.round(view.width * ratio), height: Math.round(view.height * ratio) };
  if (canvas.width !== size.width) canvas.width = size.width;
  if (canvas.height !== size.height) canvas.height = size.height;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  return context;
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Half the length of the strokes that end a gap, in window pixels. */
const TICK_PX = 4;

function drawLine(context: CanvasRenderingContext2D, line: GuideLine, [dx, dy, zoom]: View['transform']): void {
  const from = { x: Math.round(line.from.x * zoom + dx) + 0.5, y: Math.round(line.from.y * zoom + dy) + 0.5 };
  const to = { x: Math.round(line.to.x * zoom + dx) + 0.5, y: Math.round(line.to.y * zoom + dy) + 0.5 };
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  if (line.kind === 'gap') {
    const upright = from.x === to.x;
    for (const end of [from, to]) {
      context.moveTo(end.x - (upright ? TICK_PX : 0), end.y - (upright ? 0 : TICK_PX));
      context.lineTo(end.x + (upright ? TICK_PX : 0), end.y + (upright ? 0 : TICK_PX));
    }
  }
  context.stroke();
}

/** Draws guides, and the line of an edge that something would go into. */
export function drawGuides(lines: readonly GuideLine[], edge: string | null): void {
  const view = viewOf();
  const context = freshContext(view);
  if (canvas === null || context === null) return;
  canvas.dataset['guides'] = String(lines.length);
  canvas.dataset['line'] = edge ?? '';
  context.lineWidth = 1;
  context.strokeStyle = token('--guide');
  for (const line of lines) drawLine(context, line, view.transform);
  if (edge !== null) drawEdge(context, edge, view.transform);
}

function drawEdge(context: CanvasRenderingContext2D, id: string, [dx, dy, zoom]: View['transform']): void {
  const design = currentDesign();
  const edge = findEdge(design, id);
  const source = findNode(design, edge?.source ?? '');
  const target = findNode(design, edge?.target ?? '');
  if (source === undefined || target === undefined) return;
  context.save();
  context.translate(dx, dy);
  context.scale(zoom, zoom);
  context.lineWidth = 5 / zoom;
  context.strokeStyle = token('--accent');
  context.stroke(new Path2D(edgeGeometry(absoluteBox(design, source), absoluteBox(design, target)).path));
  context.restore();
}

export function clearGuides(): void {
  drawGuides([], null);
}
