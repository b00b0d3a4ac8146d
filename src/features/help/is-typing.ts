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
