/** Spreads a 32-bit number over all 32-bit numbers, one to one. Source: Appleby, MurmurHash3 finalizer (fmix32). */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
