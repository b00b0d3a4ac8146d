import { camera } from './camera.ts';
import { addFromPalette } from './document.ts';
import { select, selectedNodes } from './selection.ts';
import { showToast } from './toasts.ts';

/** Adds a component where a click on the palette means it, selects it and brings it into view; says so when the design is full. */
export function addKind(kind: string): void {
  const id = addFromPalette(kind, selectedNodes(), camera()?.centre() ?? { x: 0, y: 0 });
  if (id === null) {
    showToast('This design is full: no more components fit in a document.', { tone: 'warn' });
    return;
  }
  select([id]);
  camera()?.reveal(id);
}
