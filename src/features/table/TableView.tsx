import { Tabs } from 'radix-ui';
import { useCallback, useEffect, useState, type KeyboardEvent } from 'react';
import { camera } from '../../state/camera.ts';
import { useDocument } from '../../state/document.ts';
import { useEditGuard } from '../../state/edit-guard.ts';
import { closeTable, showSubject, useTableView, type TableSubject } from '../../state/table-view.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AddForm } from './AddForm.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { RowActions } from './RowActions.tsx';
import { RowsTable } from './RowsTable.tsx';
import type { Sorting } from './sort-rows.ts';
import { SortChoice } from './TableHead.tsx';
import { TABLE_CONTENTS } from './table-content.ts';
import { useAsked } from './use-asked.ts';
import './table.css';

const SUBJECTS: readonly TableSubject[] = ['components', 'calls'];
const UNSORTED: Readonly<Record<TableSubject, Sorting | null>> = { components: null, calls: null };

const NOTHING: Readonly<Record<TableSubject, string>> = {
  components: 'No components yet. Add the first one above.',
  calls: 'Nothing is connected yet. Connect two components above.',
};

/** The canvas has the keyboard again when the table is gone. */
function leave(): void {
  closeTable();
  requestAnimationFrame(() => camera()?.focus());
}

/** The design as two tables, over the canvas. */
export function TableView() {
  const subject = useTableView((state) => state.subject);
  const asked = useTableView((state) => state.asked);
  const refusal = useEditGuard((guard) => guard.reason);
  const element = useAsked<HTMLElement>('filter');
  const [typed, setTyped] = useState('');
  const [sortings, setSortings] = useState(UNSORTED);
  const [count, setCount] = useState({ all: 0, shown: 0 });
  const sorting = sortings[subject];
  const onSort = (next: Sorting | null): void => setSortings({ ...sortings, [subject]: next });
  const onCount = useCallback((all: number, shown: number) => setCount({ all, shown }), []);
  useEffect(() => {
    if (asked?.what === 'rows' && !element.current?.contains(document.activeElement)) element.current?.focus();
  }, [asked, element]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    leave();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc leaves it from wherever the focus is inside
    <section
      ref={element}
      tabIndex={-1}
      aria-label="Table of components and calls"
      onKeyDown={onKeyDown}
      className="table-view absolute inset-0 z-20 flex flex-col bg-surface-1 outline-none"
    >
      <Tabs.Root
        value={subject}
        onValueChange={(next) => showSubject(next as TableSubject)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-1.5 pr-2 pl-3">
          <SubjectTabs />
          <TextField
            data-table-field="filter"
            aria-label={`Filter the ${subject}`}
            placeholder="Filter"
            value={typed}
            onChange={setTyped}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || typed === '') return;
              event.preventDefault();
              setTyped('');
            }}
            className="max-w-52 min-w-24 flex-1"
          />
          <p role="status" className="text-sm whitespace-nowrap text-text-3 tabular-nums">
            {typed === '' ? '' : `${count.shown} of ${count.all}`}
          </p>
          <span className="ml-auto flex items-center gap-2">
            <span className="table-sort-choice">
              <SortChoice content={TABLE_CONTENTS[subject]} sorting={sorting} onSort={onSort} />
            </span>
            <IconButton icon="x" label="Close the table" onClick={leave} />
          </span>
        </div>
        {SUBJECTS.map((name) => (
          <Tabs.Content
            key={name}
            value={name}
            tabIndex={-1}
            className="flex min-h-0 flex-1 flex-col outline-none data-[state=inactive]:hidden"
          >
            <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
              {name === 'components' ? (
                <AddForm disabled={refusal !== null} />
              ) : (
                <ConnectForm disabled={refusal !== null} />
              )}
              <RowActions subject={name} disabled={refusal !== null} />
              {refusal === null ? null : <p className="w-full text-sm text-text-2">{refusal}</p>}
            </div>
            <RowsTable subject={name} typed={typed} sorting={sorting} onSort={onSort} onCount={onCount} />
          </Tabs.Content>
        ))}
        {count.shown > 0 ? null : (
          <p className="absolute inset-x-0 top-1/2 px-6 text-center text-text-2">
            {count.all === 0 ? NOTHING[subject] : `Nothing here is called “${typed}”.`}
          </p>
        )}
      </Tabs.Root>
    </section>
  );
}

function SubjectTabs() {
  const nodes = useDocument((state) => state.present.nodes.length);
  const edges = useDocument((state) => state.present.edges.length);
  return (
    <Tabs.List aria-label="Which table" className="flex h-7 items-stretch gap-3">
      {SUBJECTS.map((name) => (
        <Tabs.Trigger
          key={name}
          value={name}
          className="relative rounded-sm px-1 text-base font-medium text-text-3 hover:text-text-1 data-[state=active]:text-text-1 data-[state=active]:after:absolute data-[state=active]:after:inset-x-0 data-[state=active]:after:-bottom-[7px] data-[state=active]:after:h-0.5 data-[state=active]:after:rounded-full data-[state=active]:after:bg-accent"
        >
          {TABLE_CONTENTS[name].caption}{' '}
          <span className="text-sm font-normal text-text-3 tabular-nums">{name === 'components' ? nodes : edges}</span>
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  );
}
