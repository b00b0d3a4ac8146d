import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { SPECS } from '../../kinds/specs.ts';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { currentDesign, replaceDesign } from '../../state/document.ts';
import { selectedNodes, selectNothing } from '../../state/selection.ts';
import { changeSettings } from '../../state/settings.ts';
import { useTools } from '../../state/tools.ts';
import { KIND_MIME } from '../../ui/kind-mime.ts';
import { Palette } from './Palette.tsx';

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  selectNothing();
  changeSettings({ paletteFolded: false });
});

const add = (name: string) => userEvent.click(screen.getByRole('button', { name: `Add ${name}` }));

test('every kind is there, under the name of its group', () => {
  render(<Palette />);
  for (const spec of Object.values(SPECS))
    expect(screen.getByRole('button', { name: `Add ${spec.name}` })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Naming and routing' })).toBeTruthy();
});

test('clicks build a connected path, each new component selected', async () => {
  render(<Palette />);
  await add('Client');
  expect(screen.getByText(/A click adds it beside/).textContent).toContain('Client');
  await add('Load balancer');
  await add('Service');
  await add('Database');
  expect(currentDesign().edges.map((edge) => edge.target)).toEqual(['load-balancer-1', 'service-1', 'database-1']);
  expect(selectedNodes()).toEqual(['database-1']);
});

test('a dragged component carries its kind', () => {
  render(<Palette />);
  const data = new Map<string, string>();
  fireEvent.dragStart(screen.getByRole('button', { name: 'Add Cache' }), {
    dataTransfer: { setData: (type: string, value: string) => data.set(type, value), effectAllowed: '' },
  });
  expect(data.get(KIND_MIME)).toBe('cache');
});

test('folded, the names are gone and the buttons keep theirs', async () => {
  render(<Palette />);
  await userEvent.click(screen.getByRole('button', { name: 'Show icons only' }));
  expect(screen.queryByText('Load balancer')).toBeNull();
  expect(screen.getByRole('button', { name: 'Add Load balancer' })).toBeTruthy();
});

test('the search opens the list that adds by typing', async () => {
  render(<Palette />);
  await userEvent.click(screen.getByRole('button', { name: /Find a component/ }));
  expect(useTools.getState().addMenu).toEqual({});
});
