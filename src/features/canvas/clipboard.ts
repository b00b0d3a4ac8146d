import { findSpec } from '../../kinds/specs.ts';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { parseDesignText } from '../../model/document/parse-design-text.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { camera } from '../../state/camera.ts';
import { sizeOf } from '../../state/design-index.ts';
import { currentDesign, pasteExcerpt } from '../../state/document.ts';
import { excerptOf, type Excerpt } from '../../state/edits/copies.ts';
import { snap } from '../../state/edits/placement.ts';
import { removeSelection, select, selectedNodes } from '../../state/selection.ts';
import { showToast } from '../../state/toasts.ts';

/** Whether the text on the clipboard is meant for a field and not for the canvas. */
function isForText(target: EventTarget | null): boolean {
  if (globalThis.getSelection()?.isCollapsed === false) return true;
  return (
    target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable="true"]') !== null
  );
}

/** The selected components as a design of their own; null when nothing is selected. */
function selectionText(): string | null {
  const ids = selectedNodes();
  if (ids.length === 0) return null;
  const design = { ...EMPTY_DESIGN, name: currentDesign().name, ...excerptOf(currentDesign(), new Set(ids)) };
  return writeDesign(design, findSpec);
}

/** Puts the selected components on the clipboard as a design of their own: it can be pasted here, in another tab, or kept as a file. */
export function copySelection(event: ClipboardEvent): boolean {
  const text = selectionText();
  if (text === null || isForText(event.target) || event.clipboardData === null) return false;
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
  return true;
}

export function cutSelection(event: ClipboardEvent): void {
  if (copySelection(event)) removeSelection();
}

/** How far to shift an excerpt so that its middle is in the middle of the view. */
function shiftToCentre(excerpt: Excerpt): { readonly x: number; readonly y: number } {
  const outermost = excerpt.nodes.filter((node) => node.parent === undefined);
  const left = Math.min(...outermost.map((node) => node.position.x));
  const right = Math.max(...outermost.map((node) => node.position.x + sizeOf(node).width));
  const top = Math.min(...outermost.map((node) => node.position.y));
  const bottom = Math.max(...outermost.map((node) => node.position.y + sizeOf(node).height));
  const centre = camera()?.centre() ?? { x: 0, y: 0 };
  return snap({ x: centre.x - (left + right) / 2, y: centre.y - (top + bottom) / 2 });
}

/** Pastes what another design (or this one) put on the clipboard; read with the same care as a file. Other texts are left alone. */
export function pasteClipboard(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (isForText(event.target) || !text.trimStart().startsWith('{')) return;
  event.preventDefault();
  pasteText(text);
}

function pasteText(text: string): void {
  const read = parseDesignText(text, findSpec);
  if (!read.ok) {
    showToast(`Not pasted: ${read.problems[0]?.message ?? 'this is not a design.'}`, { tone: 'warn' });
    return;
  }
  if (read.value.nodes.length === 0) return;
  const pasted = pasteExcerpt(read.value, shiftToCentre(read.value));
  if (pasted.length === 0)
    showToast('Not pasted: the design would be larger than a document may be.', { tone: 'warn' });
  else select(pasted);
}

/** What a browser without a clipboard for pages, or one that was told no, leaves to the keys. */
function tellToUseKeys(keys: string): void {
  showToast(`This browser lets only the key do that. Press ${keys} on the canvas.`, { tone: 'warn' });
}

/** Copies the selection from a menu or the command palette, where the browser sends no event of its own. */
export async function copyByCommand(): Promise<boolean> {
  const text = selectionText();
  if (text === null) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused by the person or the browser, or a page without a secure context: the key works all the same.
    tellToUseKeys('the copy key');
    return false;
  }
}

export async function cutByCommand(): Promise<void> {
  if (await copyByCommand()) removeSelection();
}

export async function pasteByCommand(): Promise<void> {
  try {
    pasteText(await navigator.clipboard.readText());
  } catch {
    // As above.
    tellToUseKeys('the paste key');
  }
}

/** Listens on the whole page, as the clipboard's own events do. Gives the function that ends it. */
export function followClipboard(): () => void {
  document.addEventListener('copy', copySelection);
  document.addEventListener('cut', cutSelection);
  document.addEventListener('paste', pasteClipboard);
  return () => {
    document.removeEventListener('copy', copySelection);
    document.removeEventListener('cut', cutSelection);
    document.removeEventListener('paste', pasteClipboard);
  };
}
