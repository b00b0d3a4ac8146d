import { useEffect, useRef, type RefObject } from 'react';
import { useTableView, type TableRequest } from '../../state/table-view.ts';

/** Gives the field of that name inside the element the focus when a key of the page asks for it. */
export function useAsked<T extends HTMLElement>(what: TableRequest): RefObject<T | null> {
  const element = useRef<T>(null);
  const asked = useTableView((state) => state.asked);
  useEffect(() => {
    if (asked?.what === what) element.current?.querySelector<HTMLElement>(`[data-table-field="${what}"]`)?.focus();
  }, [asked, what]);
  return element;
}
