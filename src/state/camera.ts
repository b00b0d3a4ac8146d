import type { Point } from './design-index.ts';

/** What may be asked of the view. The canvas registers it while it is on the page. */
export interface Camera {
  fitAll(): void;
  fitNodes(ids: readonly string[]): void;
  /** Shows the whole design when a node is not in sight: a component just added must not be out of the picture. */
  reveal(id: string): void;
  /** Shows a node in the middle, large enough to be read. */
  centreOn(id: string): void;
  zoomIn(): void;
  zoomOut(): void;
  zoomTo(zoom: number): void;
  /** Middle of the visible part, in canvas pixels. */
  centre(): Point;
  /** Middle of the visible part, in window pixels. */
  windowCentre(): Point;
  toCanvas(windowPoint: Point): Point;
  /** Moves the keyboard focus to the canvas: for the keyboard to the card it left, or the one selected. */
  focus(): void;
  /** Gives one card the keyboard focus, and moves the view when it is out of sight. */
  focusNode(id: string): void;
}

let registered: Camera | null = null;

/** The view, or null while no canvas is on the page. */
export function camera(): Camera | null {
  return registered;
}

export function registerCamera(next: Camera | null): void {
  registered = next;
}
