/** Copies a text. False when the browser does not allow it; the caller then selects the text for copying by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, no focus, or no secure context: the person can still copy the selected text.
    return false;
  }
}
