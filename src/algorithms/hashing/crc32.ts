/** CRC-32 of ISO 3309 / IEEE 802.3: reflected polynomial 0xEDB88320, start and end inverted. The hash nginx uses for keys. */
const TABLE = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  TABLE[byte] = crc >>> 0;
}

/** State before the first byte. States are unsigned 32-bit integers; the checksum is `crc32End` of the last one. */
export const CRC32_START = 0xffffffff;

/** The state after one more byte (0 .. 255). */
export function crc32Byte(state: number, byte: number): number {
  return ((state >>> 8) ^ (TABLE[(state ^ byte) & 255] as number)) >>> 0;
}

/** The state after the characters of a text; characters beyond Latin-1 count with their low eight bits. */
export function crc32Text(state: number, text: string): number {
  let now = state;
  for (let at = 0; at < text.length; at += 1) now = crc32Byte(now, text.charCodeAt(at) & 255);
  return now;
}

/** The state after the decimal digits of a whole number of at least 0. Allocates nothing. */
export function crc32Digits(state: number, value: number): number {
  let scale = 1;
  while (scale * 10 <= value) scale *= 10;
  let now = state;
  let rest = value;
  for (; scale >= 1; scale /= 10) {
    const digit = Math.floor(rest / scale);
    now = crc32Byte(now, 48 + digit);
    rest -= digit * scale;
  }
  return now;
}

/** The state after the four bytes of a 32-bit number, the lowest first. */
export function crc32Word(state: number, word: number): number {
  let now = state;
  for (let shift = 0; shift < 32; shift += 8) now = crc32Byte(now, (word >>> shift) & 255);
  return now;
}

/** The checksum of what led to the state: an unsigned 32-bit integer. */
export function crc32End(state: number): number {
  return (state ^ 0xffffffff) >>> 0;
}
