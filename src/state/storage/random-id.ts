/** Random bytes of an id: 72 bits, so that two browsers practically never choose the same. */
const ID_BYTES = 9;

/** `crypto.randomUUID` would need a secure context; `getRandomValues` works everywhere. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
