/** Offset basis and prime of 32-bit FNV-1a (Fowler, Noll, Vo; RFC 9923 section 5.1). */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Checksum of a text as 8 hex digits: FNV-1a over its UTF-16 code units, low byte first.
 * Finds torn and damaged records; it is no protection against someone who wants to forge one.
 */
export function checksumOf(text: string): string {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
