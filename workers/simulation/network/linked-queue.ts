/** Takes an entry out of a linked queue. */
export function unlink(entry: number, row: number, next: Int32Array, first: Int32Array, last: Int32Array): void {
  let before = -1;
  let at = first[row] as number;
  while (at >= 0 && at !== entry) {
    before = at;
    at = next[at] as number;
  }
  if (at < 0) return;
  const after = next[entry] as number;
  if (before < 0) first[row] = after;
  else next[before] = after;
  if (last[row] === entry) last[row] = before;
}
