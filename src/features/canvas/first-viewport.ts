import type { Box } from '../../state/design-index.ts';
import { FIT } from './CanvasControls.tsx';

/** Names on cards can be read down to about this zoom. */
export const READABLE_ZOOM = 0.5;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the design begins on the screen along one axis: in the middle, or at its beginning when there is more than fits. */
function startOf(from: number, length: number, room: number, zoom: number): number {
  const free = room - length * zoom;
  const margin = FIT.padding * room;
  return (free >= 0 ? free / 2 : margin / 2) - from * zoom;
}

/**
 * How a design just opened is framed: whole when it can be read like that, else as small as can be read, from its beginning
 * (calls run from left to right). The whole of it is one key away, and a thousand cards need not be drawn at once.
 */
export function firstViewport(box: Box, view: Size): { readonly x: number; readonly y: number; readonly zoom: number } {
  const room = 1 - FIT.padding;
  const whole = Math.min((view.width * room) / box.width, (view.height * room) / box.height);
  const zoom = Math.min(FIT.maxZoom, Math.max(READABLE_ZOOM, whole));
  return {
    x: startOf(box.x, box.width, view.width, zoom),
    y: startOf(box.y, box.height, view.height, zoom),
    zoom,
  };
}
