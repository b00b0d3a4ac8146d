import type { ReactFlowInstance } from '@xyflow/react';
import type { Design } from '../../model/design.ts';
import { absoluteBox, findNode, type Box, type Point } from '../../state/design-index.ts';
import { currentDesign } from '../../state/document.ts';
import { selectedNodes } from '../../state/selection.ts';
import type { FlowEdge, FlowNode } from './flow-objects.ts';

/** Space kept between a card that is brought into view and the border, in px of the window. */
const MARGIN_PX = 32;
/** A card that comes into view is on the page a frame or two later. */
const FRAMES_UNTIL_MOUNTED = 12;

/** The card that had the focus last, and where it was: when it is gone, the nearest one takes its place. */
let last: { readonly id: string; readonly at: Point } | null = null;

export function nodeElement(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

/** Id of the card that has the keyboard focus; null when none has. */
export function focusedNode(): string | null {
  return document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id') ?? null;
}

export function middleOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function nearestTo(design: Design, at: Point): string | null {
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const node of design.nodes) {
    const middle = middleOf(absoluteBox(design, node));
    const distance = Math.abs(middle.x - at.x) + Math.abs(middle.y - at.y);
    if (distance < bestDistance) {
      best = node.id;
      bestDistance = distance;
    }
  }
  return best;
}

/** The card the keyboard enters the canvas at: the one selected, the one it left, the nearest to that, or the first. */
export function entryNode(): string | null {
  const design = currentDesign();
  const [selected] = selectedNodes();
  if (selected !== undefined && (last === null || !selectedNodes().includes(last.id))) return selected;
  if (last === null) return nearestTo(design, { x: Number.MIN_SAFE_INTEGER, y: 0 });
  return findNode(design, last.id) === undefined ? nearestTo(design, last.at) : last.id;
}

type Flow = ReactFlowInstance<FlowNode, FlowEdge>;

/** How far a stretch must move to lie inside another one: nothing when it does; its beginning counts when it is longer. */
function shiftInto(from: number, to: number, start: number, end: number): number {
  if (from < start) return start - from;
  return to > end ? Math.max(end - to, start - from) : 0;
}

/** Moves the view as little as needed to show all of a node. */
export function panTo(id: string, surface: HTMLElement, flow: Flow): void {
  const design = currentDesign();
  const node = findNode(design, id);
  if (node === undefined) return;
  const { x, y, width, height } = absoluteBox(design, node);
  const start = flow.flowToScreenPosition({ x, y });
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  const view = surface.getBoundingClientRect();
  const dx = shiftInto(start.x, end.x, view.left + MARGIN_PX, view.right - MARGIN_PX);
  const dy = shiftInto(start.y, end.y, view.top + MARGIN_PX, view.bottom - MARGIN_PX);
  if (dx === 0 && dy === 0) return;
  const now = flow.getViewport();
  void flow.setViewport({ x: now.x + dx, y: now.y + dy, zoom: now.zoom });
}

/** Gives the keyboard focus to a card, wherever it is; cards out of sight are not on the page until the view has moved. */
export function focusNode(id: string, surface: HTMLElement, flow: Flow): void {
  panTo(id, surface, flow);
  const tryFocus = (frames: number): void => {
    const element = nodeElement(id);
    if (element !== null) element.focus({ preventScroll: true });
    else if (frames > 0) requestAnimationFrame(() => tryFocus(frames - 1));
  };
  tryFocus(FRAMES_UNTIL_MOUNTED);
}

function nodeIdOf(target: EventTarget | null): string | null {
  return target instanceof Element && target.classList.contains('react-flow__node')
    ? target.getAttribute('data-id')
    : null;
}

/**
 * The canvas is one stop of the Tab key: the surface while no card has the focus, from where the focus goes on to a card, and
 * that card afterwards. Gives the function that ends it.
 */
export function followFocus(surface: HTMLElement, flow: Flow): () => void {
  const onFocusIn = (event: FocusEvent): void => {
    if (event.target === surface) {
      const entry = surface.matches(':focus-visible') ? entryNode() : null;
      if (entry !== null) focusNode(entry, surface, flow);
      return;
    }
    const id = nodeIdOf(event.target);
    const design = currentDesign();
    const node = id === null ? undefined : findNode(design, id);
    if (node === undefined) return;
    surface.tabIndex = -1;
    last = { id: node.id, at: middleOf(absoluteBox(design, node)) };
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (nodeIdOf(event.target) !== null) surface.tabIndex = 0;
  };
  surface.addEventListener('focusin', onFocusIn);
  surface.addEventListener('focusout', onFocusOut);
  return () => {
    surface.removeEventListener('focusin', onFocusIn);
    surface.removeEventListener('focusout', onFocusOut);
  };
}
