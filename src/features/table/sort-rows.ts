import type { TableContent, TableRow } from './table-content.ts';

export interface Sorting {
  /** Number of the column, those of the run after the others. */
  readonly column: number;
  readonly descending: boolean;
}

const WORDS = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function isNothing(key: string | number): boolean {
  return key === '' || Number.isNaN(key);
}

/** Below zero when `a` comes first; what has no value comes last in both directions. */
function compareKeys(a: string | number, b: string | number, descending: boolean): number {
  if (isNothing(a) || isNothing(b)) return Number(isNothing(a)) - Number(isNothing(b));
  const order =
    typeof a === 'number' && typeof b === 'number' ? (a < b ? -1 : a > b ? 1 : 0) : WORDS.compare(String(a), String(b));
  return descending ? -order : order;
}

/** Rows in the order of one column; rows with the same value stay in the order of the design. */
export function sortRows(
  rows: readonly TableRow[],
  content: TableContent,
  sorting: Sorting | null,
): readonly TableRow[] {
  if (sorting === null) return rows;
  const { column, descending } = sorting;
  const figure = column - content.columns.length;
  const keyed = rows.map((row) => ({
    row,
    key: figure < 0 ? (row.keys[column] ?? '') : content.figureKey(row.id, figure),
  }));
  return keyed.toSorted((a, b) => compareKeys(a.key, b.key, descending)).map(({ row }) => row);
}

/** Rows in which every typed word occurs. */
export function filterRows(rows: readonly TableRow[], typed: string): readonly TableRow[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ cells, name }) => {
    const text = [name, ...cells].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
