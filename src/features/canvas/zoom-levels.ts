/**
 * Below `farthest` a card is too small for more than its name; below `far` it shows its name and one figure, and calls no labels; from
 * `near` on, protocols are named.
 */
export const ZOOM_LEVELS = { farthest: 0.4, far: 0.55, near: 0.95 } as const;

/** How much can be read at a zoom factor; the style sheet of the canvas goes by this. */
export function zoomLevel(zoom: number): 'farthest' | 'far' | 'middle' | 'near' {
  if (zoom < ZOOM_LEVELS.farthest) return 'farthest';
  if (zoom < ZOOM_LEVELS.far) return 'far';
  return zoom >= ZOOM_LEVELS.near ? 'near' : 'middle';
}

/** How far the camera goes: from a design of 1,000 components in sight at once to a card as wide as a third of the screen. */
export const ZOOM_RANGE = { min: 0.05, max: 2.5 } as const;
