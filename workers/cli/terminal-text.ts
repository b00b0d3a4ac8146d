/** ESC starts sequences that move the cursor, change the title or paste; C1 controls and bidi overrides are their relatives. */
// eslint-disable-next-line no-control-regex -- removing them is the purpose
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;

/** Text that is safe to print: line feeds and tabs stay, every other control character goes. */
export function terminalText(text: string): string {
  return text.replaceAll(UNSAFE, '');
}
