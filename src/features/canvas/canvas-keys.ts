import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { camera } from '../../state/camera.ts';
import type { Design } from '../../model/design.ts';
import { absoluteBox, findNode, indexOf } from '../../state/design-index.ts';
import { currentDesign, endGesture } from '../../state/document.ts';
import { nudgeSelection, select, selectedEdges, selectedNodes } from '../../state/selection.ts';
import { useSettings } from '../../state/settings.ts';
import { startLabelling, startRename } from '../../state/tools.ts';
import { focusedNode, middleOf } from './canvas-focus.ts';

const DIRECTIONS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A neighbour along a call is preferred to one that is merely near: it counts as half as far. */
const ALONG_A_CALL = 0.5;

/** Nodes this one calls or is called by. */
function connectedTo(design: Design, id: string): ReadonlySet<string> {
  const { edgesFrom, edgesTo } = indexOf(design);
  return new Set([
    ...(edgesFrom.get(id) ?? []).map((edge) => edge.target),
    ...(edgesTo.get(id) ?? []).map((edge) => edge.source),
  ]);
}

/** The nearest node in a direction; what is off to the side counts double, what is connected half. */
export function neighbourOf(id: string, direction: { readonly x: number; readonly y: number }): string | null {
  const design = currentDesign();
  const from = findNode(design, id);
  if (from === undefined) return null;
  const start = middleOf(absoluteBox(design, from));
  const connected = connectedTo(design, id);
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const node of design.nodes) {
    if (node.id === id) continue;
    const at = middleOf(absoluteBox(design, node));
    const along = (at.x - start.x) * direction.x + (at.y - start.y) * direction.y;
    const aside = Math.abs((at.x - start.x) * direction.y) + Math.abs((at.y - start.y) * direction.x);
    const distance = (along + 2 * aside) * (connected.has(node.id) ? ALONG_A_CALL : 1);
    if (along > 0 && distance < bestDistance) {
      best = node.id;
      bestDistance = distance;
    }
  }
  return best;
}

/** Arrow keys: walk from card to card, or move the selection when the focus is on it (or on no card at all). */
export function pressArrow(press: KeyboardEvent | undefined, steps: number): void {
  const direction = DIRECTIONS[press?.key ?? ''];
  if (direction === undefined) return;
  const focused = focusedNode();
  const selected = selectedNodes();
  if (focused !== null && !selected.includes(focused)) {
    const next = neighbourOf(focused, direction);
    if (next !== null) camera()?.focusNode(next);
  } else if (selected.length > 0) {
    const step = useSettings.getState().gridPx * steps;
    nudgeSelection(direction.x * step, direction.y * step);
  } else camera()?.focus();
}

/** Enter: selects the focused card and goes to its settings; on a card that is selected, renames it. */
export function openOrRename(goToSettings: () => void): void {
  const focused = focusedNode();
  const selected = selectedNodes();
  if (focused !== null && !selected.includes(focused)) {
    select([focused]);
    goToSettings();
  } else if (selected.length === 1 && selected[0] !== undefined) startRename(selected[0]);
}

/** F2: renames the focused card, else the one selected; types the label of a selected call. */
export function renameFocused(): void {
  const [edge] = selectedEdges();
  if (edge !== undefined && selectedNodes().length === 0) {
    startLabelling(edge);
    return;
  }
  const id = focusedNode() ?? selectedNodes()[0];
  if (id === undefined) return;
  select([id]);
  startRename(id);
}

/** Space: adds the focused card to the selection, or takes it out. */
export function toggleFocused(): void {
  const focused = focusedNode();
  if (focused === null) return;
  const selected = selectedNodes();
  select(selected.includes(focused) ? selected.filter((id) => id !== focused) : [...selected, focused]);
}

/** A nudge is one step of the history until the arrow key is let go. */
export function onCanvasKeyUp(event: ReactKeyboardEvent): void {
  if (DIRECTIONS[event.key] !== undefined) endGesture();
}
