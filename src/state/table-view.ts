import { create } from 'zustand';

/** The two tables: of components, and of the calls between them. */
export type TableSubject = 'components' | 'calls';

/** What a key of the page asks of the open table. */
export type TableRequest = 'add' | 'connect' | 'filter' | 'rename' | 'rows';

interface TableViewState {
  readonly open: boolean;
  readonly subject: TableSubject;
  /** The last thing asked for; a new object for each time. */
  readonly asked: { readonly what: TableRequest } | null;
}

/** Whether the design is shown as a table, over the canvas. */
export const useTableView = create<TableViewState>(() => ({ open: false, subject: 'components', asked: null }));

export function openTable(): void {
  useTableView.setState({ open: true, asked: { what: 'rows' } });
}

export function closeTable(): void {
  useTableView.setState({ open: false, asked: null });
}

export function showSubject(subject: TableSubject): void {
  useTableView.setState({ subject, asked: null });
}

/** The table in which a request is met; null: in whichever is shown. */
const SUBJECT_OF: Readonly<Record<TableRequest, TableSubject | null>> = {
  add: 'components',
  connect: 'calls',
  filter: null,
  rename: null,
  rows: null,
};

/** Passes something on to the table; false when it is not open, and the canvas is meant. */
export function askTable(what: TableRequest): boolean {
  const { open, subject } = useTableView.getState();
  if (!open) return false;
  useTableView.setState({ asked: { what }, subject: SUBJECT_OF[what] ?? subject });
  return true;
}
