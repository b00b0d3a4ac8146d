import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useEditGuard } from '../../state/edit-guard.ts';
import { useSelection } from '../../state/selection.ts';
import { askTable, useTableView, type TableSubject } from '../../state/table-view.ts';
import { followFigures, writeFigures } from './live-cells.ts';
import { deleteRow, isSelected, openRow, renameRow, selectRow, toggleRow } from './row-edits.ts';
import type { Sorting } from './sort-rows.ts';
import { TABLE_CONTENTS } from './table-content.ts';
import { TableHead } from './TableHead.tsx';
import { TableLine } from './TableLine.tsx';
import { useRows } from './use-rows.ts';
import { stepOfKey } from './walk-rows.ts';

interface RowsTableProps {
  readonly subject: TableSubject;
  readonly typed: string;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  /** Tells how many rows there are, and how many of them are shown. */
  readonly onCount: (all: number, shown: number) => void;
}

function idOf(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest('tr')?.dataset['id'] ?? null) : null;
}

/** One of the two tables. */
export function RowsTable({ subject, typed, sorting, onSort, onCount }: RowsTableProps) {
  const content = TABLE_CONTENTS[subject];
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { all, rows } = useRows(content, typed, sorting, body);
  const selected = useSelection((selection) => (subject === 'components' ? selection.nodes : selection.edges));
  const [active, setActive] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  /** Number of the row that gets the focus with the next render. */
  const focusNext = useRef<number | null>(null);
  const asked = useTableView((state) => state.asked);
  const stop = rows.some(({ id }) => id === active) ? active : (rows[0]?.id ?? null);

  const focusRow = useCallback((index: number) => {
    const list = body.current?.querySelectorAll('tr');
    const row = list?.[Math.max(0, Math.min(index, list.length - 1))];
    row?.querySelector('button')?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => onCount(all, rows.length), [all, rows.length, onCount]);
  useEffect(() => {
    if (body.current === null || scroller.current === null) return undefined;
    return followFigures(body.current, scroller.current, content);
  }, [content]);
  useLayoutEffect(() => {
    if (body.current !== null && scroller.current !== null) writeFigures(body.current, scroller.current, content);
    if (focusNext.current !== null) focusRow(focusNext.current);
    focusNext.current = null;
  });
  useEffect(() => {
    const index = rows.findIndex(({ id }) => selected.has(id));
    if (asked?.what === 'rows') focusRow(Math.max(0, index));
    if (asked?.what === 'rename') setRenaming(rows[index]?.id ?? null);
    // Only when it is asked for, not with each change of the rows.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, focusRow]);
  useEffect(() => {
    const [only] = selected;
    if (selected.size !== 1 || only === undefined) return;
    setActive(only);
    const row = [...(body.current?.querySelectorAll('tr') ?? [])].find(({ dataset }) => dataset['id'] === only);
    row?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const finishRename = useCallback(
    (text: string | null) => {
      if (renaming === null) return;
      if (text !== null) renameRow({ subject, id: renaming }, text);
      focusNext.current = rows.findIndex(({ id }) => id === renaming);
      setRenaming(null);
    },
    [renaming, rows, subject],
  );
  const rename = (id: string): void => {
    if (useEditGuard.getState().reason === null) setRenaming(id);
  };
  const onClick = (event: MouseEvent): void => {
    const id = idOf(event.target);
    if (id === null || event.target instanceof HTMLInputElement) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) toggleRow({ subject, id });
    else openRow({ subject, id });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const id = idOf(event.target);
    if (id === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const index = rows.findIndex((row) => row.id === id);
    const step = stepOfKey(event.key, rows.length);
    if (step !== null) focusRow(index + step);
    else if (event.key === 'F2') rename(id);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      focusNext.current = index;
      deleteRow({ subject, id });
    } else if (event.key.toLowerCase() === 'c' && subject === 'components') {
      selectRow({ subject, id });
      askTable('connect');
    } else if (event.key.toLowerCase() === 'i' && !isSelected({ subject, id })) {
      // The key itself goes on to the page, which shows the settings of what is selected.
      selectRow({ subject, id });
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={scroller} className="table-scroller min-h-0 flex-1 overflow-auto" data-subject={subject}>
      <table>
        <caption className="sr-only">{content.caption}</caption>
        <TableHead content={content} sorting={sorting} onSort={onSort} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the buttons in the rows have the focus */}
        <tbody
          ref={body}
          onClick={onClick}
          onDoubleClick={(event) => rename(idOf(event.target) ?? '')}
          onKeyDown={onKeyDown}
          onFocus={(event) => setActive(idOf(event.target))}
        >
          {rows.map((row) => (
            <TableLine
              key={row.id}
              row={row}
              content={content}
              selected={selected.has(row.id)}
              isStop={row.id === stop}
              onRenamed={row.id === renaming ? finishRename : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
