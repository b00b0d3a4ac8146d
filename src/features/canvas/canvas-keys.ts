import type { KeyboardEvent } from 'react';
import { absoluteBox, findNode, type Box } from '../../state/design-index.ts';
import { currentDesign, endGesture } from '../../state/document.ts';
import { GRID } from '../../state/edits/placement.ts';
import { nudgeSelection, select, selectedNodes } from '../../state/selection.ts';
import { startRename } from '../../state/tools.ts';

const DIRECTIONS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Steps of a nudge with Shift. */
const LARGE_NUDGE = 5;

export function nodeElement(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

/** The nearest node in a direction; what is off to the side counts double. */
export function neighbourOf(id: string, direction: { readonly x: number; readonly y: number }): string | null {
  const design = currentDesign();
  const from = findNode(design, id);
  if (from === undefined) return null;
  const start = middleOf(absoluteBox(design, from));
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const node of design.nodes) {
    if (node.id === id) continue;
    const at = middleOf(absoluteBox(design, node));
    const along = (at.x - start.x) * direction.x + (at.y - start.y) * direction.y;
    const aside = Math.abs((at.x - start.x) * direction.y) + Math.abs((at.y - start.y) * direction.x);
    const distance = along + 2 * aside;
    if (along > 0 && distance < bestDistance) {
      best = node.id;
      bestDistance = distance;
    }
  }
  return best;
}

function middleOf(box: Box): { readonly x: number; readonly y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * Keys on a focused node: arrows walk the graph while it is not selected and move the selection when it is; Enter selects,
 * then renames; F2 renames; Space adds to the selection. Everything else is in the page's table of keys.
 */
export function onCanvasKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const element = event.target instanceof Element ? event.target : null;
  if (element === null || element.closest('input, textarea, select, [role="menu"], [role="listbox"]') !== null) return;
  const focused = element.closest('.react-flow__node')?.getAttribute('data-id') ?? null;
  const selected = selectedNodes();
  const direction = DIRECTIONS[event.key];
  if (direction !== undefined) {
    event.preventDefault();
    if (focused !== null && !selected.includes(focused)) {
      const next = neighbourOf(focused, direction);
      if (next !== null) nodeElement(next)?.focus();
    } else if (selected.length > 0) {
      const step = GRID * (event.shiftKey ? LARGE_NUDGE : 1);
      nudgeSelection(direction.x * step, direction.y * step);
    }
    return;
  }
  const one = selected.length === 1 ? selected[0] : undefined;
  if (event.key === 'Enter' || event.key === 'F2') {
    if (focused !== null && !selected.includes(focused)) select([focused]);
    else if (one !== undefined) startRename(one);
    else return;
    event.preventDefault();
  } else if (event.key === ' ' && focused !== null) {
    event.preventDefault();
    select(selected.includes(focused) ? selected.filter((id) => id !== focused) : [...selected, focused]);
  }
}

/** A nudge is one step of the history until the arrow key is let go. */
export function onCanvasKeyUp(event: KeyboardEvent): void {
  if (DIRECTIONS[event.key] !== undefined) endGesture();
}
