const TEXT_INPUTS = new Set(['text', 'search', 'number', 'email', 'url', 'tel', 'password', 'date', 'time']);

/** Whether a key pressed on this element belongs to it: text is being typed, or a list is being searched by letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  return (
    target.closest(
      '[contenteditable=""], [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]',
    ) !== null
  );
}

/** Whether a key pressed on this element is meant for the canvas: on a card, on the open canvas, or on nothing at all. */
export function isOnCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  if (target === target.ownerDocument.body) return true;
  return target.closest('[data-canvas]') !== null && target.closest('button, a, input, label, summary') === null;
}
