/** Below the first zoom cards show only their name and one figure and calls no labels; from the second on, protocols are named. */
export const ZOOM_LEVELS = { far: 0.55, near: 0.95 } as const;

/** How much can be read at a zoom factor; the style sheet of the canvas goes by this. */
export function zoomLevel(zoom: number): 'far' | 'middle' | 'near' {
  if (zoom < ZOOM_LEVELS.far) return 'far';
  return zoom >= ZOOM_LEVELS.near ? 'near' : 'middle';
}
