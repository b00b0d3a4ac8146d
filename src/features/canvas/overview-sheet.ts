import type { Transform } from './overview-drawing.ts';

/** What can be seen: React Flow's transform, and the size of the canvas in window pixels. */
export interface Sight {
  readonly transform: Transform;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

type Draw = (context: CanvasRenderingContext2D, at: Transform) => void;

/** Share of the width and height that is drawn beyond each side, so that a view can move without anything being drawn anew. */
const MARGIN = 0.25;

/**
 * A picture somewhat larger than the view: moving the view copies it to another place, which costs a tenth of drawing a
 * thousand cards and their calls again.
 */
export class OverviewSheet {
  readonly #shown: HTMLCanvasElement;
  readonly #kept = document.createElement('canvas');
  #drawn: Sight | null = null;

  constructor(shown: HTMLCanvasElement) {
    this.#shown = shown;
  }

  /** What was drawn is no longer what there is. */
  outdate(): void {
    this.#drawn = null;
  }

  /** Whether the kept picture holds everything that can be seen. */
  covers({ transform: [x, y, zoom], width, height, pixelRatio }: Sight): boolean {
    const drawn = this.#drawn;
    return (
      drawn !== null &&
      drawn.transform[2] === zoom &&
      drawn.width === width &&
      drawn.height === height &&
      drawn.pixelRatio === pixelRatio &&
      Math.abs(x - drawn.transform[0]) <= MARGIN * width &&
      Math.abs(y - drawn.transform[1]) <= MARGIN * height
    );
  }

  /** Draws the kept picture anew. */
  draw(sight: Sight, draw: Draw): void {
    const [x, y, zoom] = sight.transform;
    const context = contextOf(this.#kept, (1 + 2 * MARGIN) * sight.width, (1 + 2 * MARGIN) * sight.height, sight);
    if (context === null) return;
    draw(context, [x + MARGIN * sight.width, y + MARGIN * sight.height, zoom]);
    this.#drawn = sight;
  }

  /** Puts the kept picture where it belongs in this view, and what moves on top of it. */
  show(sight: Sight, drawMoved?: Draw): void {
    const drawn = this.#drawn;
    const context = contextOf(this.#shown, sight.width, sight.height, sight);
    if (context === null || drawn === null) return;
    const left = sight.transform[0] - drawn.transform[0] - MARGIN * sight.width;
    const top = sight.transform[1] - drawn.transform[1] - MARGIN * sight.height;
    // Whole device pixels: a picture that is copied in between would be blurred.
    const ratio = sight.pixelRatio;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#kept, Math.round(left * ratio), Math.round(top * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawMoved?.(context, sight.transform);
  }
}

/** An empty drawing surface of this size in window pixels. */
function contextOf(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  { pixelRatio }: Sight,
): CanvasRenderingContext2D | null {
  const size = { width: Math.round(width * pixelRatio), height: Math.round(height * pixelRatio) };
  if (canvas.width !== size.width) canvas.width = size.width;
  if (canvas.height !== size.height) canvas.height = size.height;
  const context = canvas.getContext('2d');
  context?.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}
