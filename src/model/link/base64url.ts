const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CHUNK_CHARS = 8_192;

/** Bytes as base64url without padding (RFC 4648 section 5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    part +=
      (ALPHABET[bits >> 18] ?? '') +
      (ALPHABET[(bits >> 12) & 63] ?? '') +
      (ALPHABET[(bits >> 6) & 63] ?? '') +
      (ALPHABET[bits & 63] ?? '');
    if (part.length >= CHUNK_CHARS) {
      parts.push(part);
      part = '';
    }
  }
  const text = parts.join('') + part;
  const spare = (3 - (bytes.length % 3)) % 3;
  return spare === 0 ? text : text.slice(0, -spare);
}

const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((character, value) => [character, value]));

/** The bytes of a base64url text without padding, or null when it is none. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let bitCount = 0;
  let at = 0;
  for (const character of text) {
    const value = VALUES.get(character);
    if (value === undefined) return null;
    bits = ((bits << 6) | value) & 0xff_ff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[at] = (bits >> bitCount) & 0xff;
    at += 1;
  }
  return bytes;
}
