import { formatOfText } from '../../model/import/format-of-text.ts';
import { openText } from './open-any.ts';

/** Whether the text is meant for a field and not for the page. */
function isForField(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable="true"]') !== null
  );
}

/** Whether a text is another program's drawing or a link. Designs of our own are left to the canvas, which adds them to what is there. */
function isForeign(text: string): boolean {
  const format = formatOfText(text);
  if (format === 'json') return /"type"\s*:\s*"excalidraw/.test(text.slice(0, 2_000));
  if (format === 'link') return /#v\d/.test(text);
  return format !== 'other';
}

/** Opens a Mermaid, Compose, Excalidraw or draw.io text, or a link, that is pasted on the page. Gives the function that ends it. */
export function followPaste(): () => void {
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (isForField(event.target) || !isForeign(text)) return;
    event.preventDefault();
    // The canvas listens too, and would say that this is no design.
    event.stopImmediatePropagation();
    void openText(text);
  };
  document.addEventListener('paste', paste, { capture: true });
  return () => document.removeEventListener('paste', paste, { capture: true });
}
