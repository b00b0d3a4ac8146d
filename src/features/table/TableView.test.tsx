import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { EDGE, HEADER, NODE } from '../../model/snapshot.ts';
import { addNode, connect, currentDesign, replaceDesign, setEdgeConfig, setLabel, undo } from '../../state/document.ts';
import { refuseEdits } from '../../state/edit-guard.ts';
import { liveFigures } from '../../state/live-figures.ts';
import { select, selectedEdges, selectedNodes, selectNothing } from '../../state/selection.ts';
import { askTable, closeTable, openTable, showSubject, useTableView } from '../../state/table-view.ts';
import { TableView } from './TableView.tsx';

const names = (): readonly (string | null)[] => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
const rowOf = (name: string): HTMLElement => screen.getByRole('button', { name });
const cellsOf = (name: string): readonly (string | null)[] =>
  within(rowOf(name).closest('tr') ?? document.body)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const choose = (label: string, value: string): void =>
  void fireEvent.change(screen.getByRole('combobox', { name: label }), { target: { value } });

/** A figures buffer: rates of the nodes, and of one edge. */
function figures(rates: readonly number[], edgeRate: number): Float64Array {
  const buffer = new Float64Array(HEADER.length + rates.length * NODE.columns + EDGE.columns);
  buffer[HEADER.nodeRows] = rates.length;
  buffer[HEADER.edgeRows] = 1;
  buffer[HEADER.timeNs] = 1e9;
  rates.forEach((rate, i) => (buffer[HEADER.length + i * NODE.columns + NODE.ratePerSecond] = rate));
  const edge = HEADER.length + rates.length * NODE.columns;
  buffer[edge + EDGE.ratePerSecond] = edgeRate;
  buffer[edge + EDGE.errorRatio] = 0.25;
  return buffer;
}

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  selectNothing();
  refuseEdits(null);
  liveFigures.setTopology([], []);
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 400, y: 0 });
  addNode('cache', { x: 800, y: 0 });
  setLabel('client-1', 'Users');
  setLabel('service-1', 'API');
  connect('client-1', 'service-1');
  openTable();
  showSubject('components');
});

describe('the table of components', () => {
  it('has a caption, named columns, and a row for each in the order of the design', () => {
    render(<TableView />);
    expect(screen.getByRole('table', { name: 'Components' })).toBeTruthy();
    expect(names()).toEqual(['Users', 'API', 'Cache']);
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      'Name',
      'Kind',
      'Inside',
      'Calls',
      'Rate',
      'p95',
      'Errors',
      'Busy',
      'State',
    ]);
    expect(cellsOf('Users').slice(0, 3)).toEqual(['Client', '', 'API']);
  });

  it('says by which column it is ordered, and turns the order round', () => {
    render(<TableView />);
    const head = screen.getByRole('columnheader', { name: 'Name' });
    expect(head.getAttribute('aria-sort')).toBe('none');
    fireEvent.click(within(head).getByRole('button'));
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    expect(names()).toEqual(['API', 'Cache', 'Users']);
    fireEvent.click(within(head).getByRole('button'));
    expect(head.getAttribute('aria-sort')).toBe('descending');
    expect(names()).toEqual(['Users', 'Cache', 'API']);
  });

  it('shows the figures of the run and is ordered by them, the highest first', () => {
    render(<TableView />);
    liveFigures.setTopology(['client-1', 'service-1', 'cache-1'], ['edge-1']);
    liveFigures.ingest(figures([10, 30, 20], 10));
    fireEvent.click(screen.getByRole('button', { name: 'Rate' }));
    expect(names()).toEqual(['API', 'Cache', 'Users']);
    expect(cellsOf('API')[3]?.replaceAll(/\s/g, ' ')).toBe('30 /s');
  });

  it('is filtered by any word of a row', () => {
    render(<TableView />);
    fireEvent.change(screen.getByRole('textbox', { name: 'Filter the components' }), { target: { value: 'serv' } });
    expect(names()).toEqual(['API']);
    expect(screen.getByRole('status').textContent).toBe('1 of 3');
  });

  it('selects on the canvas what is pressed, and adds with Ctrl', () => {
    render(<TableView />);
    fireEvent.click(rowOf('API'));
    expect(selectedNodes()).toEqual(['service-1']);
    expect(rowOf('API').getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(rowOf('Cache'), { ctrlKey: true });
    expect(selectedNodes()).toEqual(['service-1', 'cache-1']);
  });

  it('is walked by arrows, and is one stop of the Tab key', () => {
    render(<TableView />);
    rowOf('Users').focus();
    fireEvent.keyDown(rowOf('Users'), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(rowOf('API'));
    fireEvent.keyDown(rowOf('API'), { key: 'End' });
    expect(document.activeElement).toBe(rowOf('Cache'));
    expect(['Users', 'API', 'Cache'].map((name) => rowOf(name).tabIndex)).toEqual([-1, -1, 0]);
  });

  it('renames in place, as one step', () => {
    render(<TableView />);
    rowOf('API').focus();
    fireEvent.keyDown(rowOf('API'), { key: 'F2' });
    const field = screen.getByRole('textbox', { name: 'New name of API' });
    fireEvent.change(field, { target: { value: ' Orders ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(currentDesign().nodes[1]?.label).toBe('Orders');
    expect(document.activeElement).toBe(rowOf('Orders'));
    act(undo);
    expect(names()).toEqual(['Users', 'API', 'Cache']);
  });

  it('leaves the name as it was with Esc', () => {
    render(<TableView />);
    fireEvent.keyDown(rowOf('API'), { key: 'F2' });
    const field = screen.getByRole('textbox', { name: 'New name of API' });
    fireEvent.change(field, { target: { value: 'Orders' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(names()).toEqual(['Users', 'API', 'Cache']);
    expect(useTableView.getState().open).toBe(true);
  });

  it('deletes a row, goes on with the next one, and has it back with undo', () => {
    render(<TableView />);
    rowOf('API').focus();
    fireEvent.keyDown(rowOf('API'), { key: 'Delete' });
    expect(names()).toEqual(['Users', 'Cache']);
    expect(document.activeElement).toBe(rowOf('Cache'));
    act(undo);
    expect(names()).toEqual(['Users', 'API', 'Cache']);
    expect(currentDesign().edges).toHaveLength(1);
  });

  it('adds a component, called by whom the form says', () => {
    render(<TableView />);
    choose('New', 'database');
    choose('called by', 'service-1');
    fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(names()).toEqual(['Users', 'API', 'Cache', 'Database']);
    expect(currentDesign().edges.at(-1)).toMatchObject({ source: 'service-1', target: 'database-1' });
    expect(selectedNodes()).toEqual(['database-1']);
  });
});

describe('the table of calls', () => {
  beforeEach(() => showSubject('calls'));

  it('names a row by both ends, and shows its protocol, time-out and retries', () => {
    setEdgeConfig('edge-1', 'timeoutMs', 250);
    setEdgeConfig('edge-1', 'maxAttempts', 3);
    render(<TableView />);
    expect(
      cellsOf('Users to API')
        .slice(0, 5)
        .map((text) => text?.replaceAll(/\s/g, ' ')),
    ).toEqual(['API', '', 'HTTP/1.1', '250 ms', '2']);
  });

  it('says what fails', () => {
    liveFigures.setTopology(['client-1', 'service-1', 'cache-1'], ['edge-1']);
    liveFigures.ingest(figures([10, 30, 20], 10));
    render(<TableView />);
    const errors = within(rowOf('Users to API').closest('tr') ?? document.body).getAllByRole('cell')[7];
    expect(errors?.textContent?.replaceAll(/\s/g, ' ')).toBe('25 %');
    expect(errors?.dataset['health']).toBe('fail');
  });

  it('connects what may be connected, and offers nothing else', () => {
    render(<TableView />);
    choose('From', 'service-1');
    const targets = within(screen.getByRole('combobox', { name: 'to' })).getAllByRole('option');
    expect(targets.map((option) => option.textContent)).toEqual(['Cache']);
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(currentDesign().edges.at(-1)).toMatchObject({ source: 'service-1', target: 'cache-1' });
    expect(selectedEdges()).toEqual([currentDesign().edges.at(-1)?.id]);
  });

  it('is where C leads from a component', () => {
    showSubject('components');
    render(<TableView />);
    rowOf('API').focus();
    fireEvent.keyDown(rowOf('API'), { key: 'c' });
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'to' }));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'From' }).value).toBe('service-1');
  });
});

describe('the frame of the tables', () => {
  it('says why nothing can be changed, and offers no edit', () => {
    refuseEdits('This link is for viewing only.');
    select(['service-1']);
    render(<TableView />);
    expect(screen.getByText('This link is for viewing only.')).toBeTruthy();
    for (const name of ['Add', 'Delete API', 'Rename API'])
      expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
    fireEvent.keyDown(rowOf('API'), { key: 'F2' });
    expect(screen.queryByRole('textbox', { name: /New name/ })).toBeNull();
    fireEvent.keyDown(rowOf('API'), { key: 'Delete' });
    expect(names()).toEqual(['Users', 'API', 'Cache']);
  });

  it('takes the focus when it is opened, and is closed by Esc', () => {
    select(['service-1']);
    render(<TableView />);
    act(() => void askTable('rows'));
    expect(document.activeElement).toBe(rowOf('API'));
    fireEvent.keyDown(rowOf('API'), { key: 'Escape' });
    expect(useTableView.getState().open).toBe(false);
    closeTable();
    expect(askTable('filter')).toBe(false);
  });
});
