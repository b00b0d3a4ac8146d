import { useEffect, useMemo, useState, type RefObject } from 'react';
import { useDesign } from '../../state/document.ts';
import { filterRows, sortRows, type Sorting } from './sort-rows.ts';
import type { TableContent, TableRow } from './table-content.ts';

/** How often an order by figures is renewed, in ms. */
const REORDER_MS = 2_000;

function isInHand(body: HTMLElement | null): boolean {
  return body !== null && (body.contains(document.activeElement) || body.matches(':hover'));
}

/** The rows to show, in their order. An order by a figure is renewed while nobody is in the rows. */
export function useRows(
  content: TableContent,
  typed: string,
  sorting: Sorting | null,
  body: RefObject<HTMLTableSectionElement | null>,
): { readonly all: number; readonly rows: readonly TableRow[] } {
  const design = useDesign();
  const [round, setRound] = useState(0);
  const everything = useMemo(() => content.rowsOf(design), [content, design]);
  const found = useMemo(() => filterRows(everything, typed), [everything, typed]);
  // A new round is a new order of the same rows.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const rows = useMemo(() => sortRows(found, content, sorting), [found, content, sorting, round]);
  useEffect(() => {
    if (sorting === null || sorting.column < content.columns.length) return undefined;
    const timer = setInterval(() => {
      const next = sortRows(found, content, sorting);
      if (!isInHand(body.current) && next.some(({ id }, i) => id !== rows[i]?.id)) setRound((last) => last + 1);
    }, REORDER_MS);
    return () => clearInterval(timer);
  }, [found, rows, content, sorting, body]);
  return { all: everything.length, rows };
}
