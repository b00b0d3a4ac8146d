/** Rows of one press of Page up or Page down. */
const PAGE_ROWS = 10;

/** How many rows a key goes on by; null for a key that does not walk. */
export function stepOfKey(key: string, rows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return PAGE_ROWS;
    case 'PageUp':
      return -PAGE_ROWS;
    case 'Home':
      return -rows;
    case 'End':
      return rows;
    default:
      return null;
  }
}
