import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { SPECS } from '../../kinds/specs.ts';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { refuseEdits } from '../../state/edit-guard.ts';
import { findEdge, findNode } from '../../state/design-index.ts';
import { addNode, connect, currentDesign, replaceDesign, undo, useDocument } from '../../state/document.ts';
import { select, selectNothing } from '../../state/selection.ts';
import { Inspector } from './Inspector.tsx';

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  selectNothing();
});

const config = (id: string) => findNode(currentDesign(), id)?.config;

function inspect(kind: string): string {
  const id = addNode(kind, { x: 0, y: 0 });
  if (id === null) throw new Error(kind);
  select([id]);
  render(<Inspector />);
  return id;
}

test.each(Object.values(SPECS))('$name: every plain setting has a control with its name', (spec) => {
  inspect(spec.id);
  for (const field of Object.values(spec.fields)) {
    if (field.advanced === true || field.when !== undefined || field.type === 'list') continue;
    expect(screen.getAllByLabelText(field.label).length, field.label).toBeGreaterThan(0);
  }
});

test('a number typed into a field is stored; the default typed back leaves nothing stored', async () => {
  inspect('service');
  const field = screen.getByLabelText('Replicas');
  await userEvent.clear(field);
  await userEvent.type(field, '5{Enter}');
  expect(config('service-1')).toEqual({ replicas: 5 });
  await userEvent.clear(field);
  await userEvent.type(field, '2{Enter}');
  expect(config('service-1')).toEqual({});
});

test('a field that depends on another shows and hides with it', async () => {
  inspect('load-balancer');
  expect(screen.getByLabelText('Check interval')).toBeTruthy();
  await userEvent.click(screen.getByRole('switch', { name: 'Active health checks' }));
  expect(screen.queryByLabelText('Check interval')).toBeNull();
  expect(config('load-balancer-1')).toEqual({ activeChecks: false });
});

test('changing the kind of a load keeps the rate that both have', async () => {
  inspect('client');
  const rate = screen.getByLabelText('Rate');
  await userEvent.clear(rate);
  await userEvent.type(rate, '80{Enter}');
  await userEvent.selectOptions(screen.getByLabelText('Load'), 'spike');
  expect(config('client-1')).toMatchObject({ load: { type: 'spike', ratePerSecond: 80, spikePerSecond: 400 } });
});

test('entries of a list are added, changed and removed down to the smallest number', async () => {
  inspect('client');
  const remove = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Remove class 1' });
  expect(remove().disabled).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Add a class' }));
  const second = screen.getByRole('group', { name: 'class 2' });
  await userEvent.selectOptions(within(second).getByLabelText('Method'), 'POST');
  expect(config('client-1')?.['classes']).toMatchObject([{ method: 'GET' }, { method: 'POST' }]);
  await userEvent.click(remove());
  expect(config('client-1')?.['classes']).toMatchObject([{ method: 'POST' }]);
});

test('a changed setting goes back to its default from its explanation', async () => {
  inspect('service');
  const field = screen.getByLabelText('Queue limit');
  await userEvent.clear(field);
  await userEvent.tab();
  expect(config('service-1')).toEqual({ queueLimit: null });
  await userEvent.click(screen.getByRole('button', { name: 'About Queue limit' }));
  expect(screen.getByText(/somaxconn/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Back to the default' }));
  expect(config('service-1')).toEqual({});
});

test('settings of a call are stored on the call and undone as one step', async () => {
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 400, y: 0 });
  connect('client-1', 'service-1');
  select([], ['edge-1']);
  render(<Inspector />);
  const attempts = screen.getByLabelText('Attempts');
  await userEvent.clear(attempts);
  await userEvent.type(attempts, '3{Enter}');
  expect(findEdge(currentDesign(), 'edge-1')?.config).toEqual({ maxAttempts: 3 });
  undo();
  expect(findEdge(currentDesign(), 'edge-1')?.config).toEqual({});
});

test('with nothing selected the design itself is shown: name, run, objectives', async () => {
  render(<Inspector />);
  await userEvent.type(screen.getByLabelText('Description'), 'For a review');
  await userEvent.click(screen.getByRole('button', { name: 'Add an objective' }));
  await userEvent.selectOptions(screen.getByLabelText('Measure'), 'successRatio');
  const seed = screen.getByLabelText('Seed');
  await userEvent.clear(seed);
  await userEvent.type(seed, '7{Enter}');
  expect(useDocument.getState().present).toMatchObject({
    description: 'For a review',
    objectives: [{ metric: 'successRatio', comparison: '>', value: 0.999 }],
    run: { seed: 7 },
  });
});

test('typing a name is one step', async () => {
  inspect('service');
  const before = useDocument.getState().past.length;
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), ' API{Enter}');
  expect(findNode(currentDesign(), 'service-1')?.label).toBe('Service API');
  expect(useDocument.getState().past.length).toBe(before + 1);
});

test('what may not be edited here has disabled controls; help and folds still work', async () => {
  const id = inspect('service');
  act(() => refuseEdits('Open in another tab.'));
  try {
    for (const control of [...screen.getAllByRole('textbox'), ...screen.queryAllByRole('combobox')])
      expect(control.closest('fieldset')?.disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'About Replicas' }));
    expect(await screen.findByText('Default')).toBeDefined();
  } finally {
    act(() => refuseEdits(null));
  }
  expect(screen.getByRole('textbox', { name: 'Name' }).closest('fieldset')?.disabled).toBe(false);
  expect(config(id)).toEqual({});
});
