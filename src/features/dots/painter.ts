import { DOT_LOOKS } from '../../state/dot-looks.ts';

/** Dots painted at most (performance.md section 2). */
export const MAX_DOTS = 5_000;
/** Steps in which a dot fades: few, because each needs a change of state in the canvas. */
export const ALPHA_STEPS = 4;

/** Places of the dots of one frame, sorted by what changes the canvas' state: look, then alpha. */
export class DotBatches {
  private readonly counts = new Int32Array(DOT_LOOKS.length * ALPHA_STEPS);
  private readonly places: (Int16Array | undefined)[] = [];

  clear(): void {
    this.counts.fill(0);
  }

  /** @param x, y device pixels; @param alpha above 0, at most 1 */
  add(look: number, alpha: number, x: number, y: number): void {
    const step = Math.min(ALPHA_STEPS - 1, Math.floor(alpha * ALPHA_STEPS));
    const batch = look * ALPHA_STEPS + step;
    const places = (this.places[batch] ??= new Int16Array(2 * MAX_DOTS));
    const index = this.counts[batch] as number;
    places[2 * index] = x;
    places[2 * index + 1] = y;
    this.counts[batch] = index + 1;
  }

  count(look: number, step: number): number {
    return this.counts[look * ALPHA_STEPS + step] as number;
  }

  /** Places of a batch, x and y in turn; the first `count` are valid. */
  at(look: number, step: number): Int16Array | undefined {
    return this.places[look * ALPHA_STEPS + step];
  }
}

/** Draws the dots of one frame. */
export interface Painter {
  /** Colours by look, as CSS colours. */
  setColors(colors: readonly string[]): void;
  /** @param scale device pixels per pixel of a shape */
  paint(batches: DotBatches, scale: number): void;
  clear(): void;
}

/** Whole rectangles sorted by colour: what a 2D canvas is fastest at (performance.md section 2). */
export class Canvas2dPainter implements Painter {
  private colors: readonly string[] = [];
  private isClear = true;

  constructor(private readonly context: CanvasRenderingContext2D) {}

  setColors(colors: readonly string[]): void {
    this.colors = colors;
  }

  clear(): void {
    if (this.isClear) return;
    this.context.clearRect(0, 0, this.context.canvas.width, this.context.canvas.height);
    this.isClear = true;
  }

  paint(batches: DotBatches, scale: number): void {
    this.clear();
    this.isClear = false;
    for (let look = 0; look < DOT_LOOKS.length; look++) {
      this.context.fillStyle = this.colors[look] ?? '#888';
      for (let step = 0; step < ALPHA_STEPS; step++) {
        const places = batches.at(look, step);
        const count = batches.count(look, step);
        if (places === undefined || count === 0) continue;
        this.context.globalAlpha = (step + 1) / ALPHA_STEPS;
        this.paintBatch(look, places, count, scale);
      }
    }
    this.context.globalAlpha = 1;
  }

  private paintBatch(look: number, places: Int16Array, count: number, scale: number): void {
    for (const [left, top, width, height] of DOT_LOOKS[look]?.shape ?? []) {
      const x = Math.round(left * scale);
      const y = Math.round(top * scale);
      const w = Math.max(1, Math.round(width * scale));
      const h = Math.max(1, Math.round(height * scale));
      for (let i = 0; i < count; i++)
        this.context.fillRect((places[2 * i] as number) + x, (places[2 * i + 1] as number) + y, w, h);
    }
  }
}
