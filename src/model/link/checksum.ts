const FNV_OFFSET = 0x81_1c_9d_c5;
const FNV_PRIME = 0x01_00_01_93;
/** Six digits: a damaged link passes once in a million, and costs four characters. */
const RANGE = 1_000_000;

/** FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv) over the UTF-16 units of a text, from 0 to 999,999. Against damage, not against intent. */
export function checksum(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return (hash >>> 0) % RANGE;
}
