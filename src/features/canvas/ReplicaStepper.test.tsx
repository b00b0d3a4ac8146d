import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { addNode, currentDesign, replaceDesign, undo } from '../../state/document.ts';
import { refuseEdits } from '../../state/edit-guard.ts';
import { replicaFieldOf } from '../../state/replica-field.ts';
import { select } from '../../state/selection.ts';
import { ReplicaStepper } from './ReplicaStepper.tsx';

const count = (): number | undefined => replicaFieldOf(currentDesign(), 'service-1')?.count;
const button = (name: string): HTMLButtonElement => screen.getByRole('button', { name });

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  refuseEdits(null);
  addNode('service', { x: 0, y: 0 });
  addNode('client', { x: 400, y: 0 });
  select(['service-1']);
});

test('one click is one replica more or fewer, and one step to undo', () => {
  render(<ReplicaStepper id="service-1" />);
  const before = count() ?? 0;
  fireEvent.click(button('Add a replica'));
  expect(count()).toBe(before + 1);
  act(undo);
  fireEvent.click(button('Remove a replica'));
  expect(count()).toBe(before - 1);
});

test('the last replica cannot be taken away', () => {
  render(<ReplicaStepper id="service-1" />);
  while (!button('Remove a replica').disabled) fireEvent.click(button('Remove a replica'));
  expect(count()).toBe(replicaFieldOf(currentDesign(), 'service-1')?.field.min);
});

test('it is not there for what comes as one, among several, or where nothing may be changed', () => {
  const { rerender } = render(<ReplicaStepper id="client-1" />);
  expect(screen.queryByRole('group')).toBeNull();
  rerender(<ReplicaStepper id="service-1" />);
  act(() => select(['service-1', 'client-1']));
  expect(screen.queryByRole('group')).toBeNull();
  act(() => select(['service-1']));
  expect(screen.getByRole('group', { name: 'Replicas' })).toBeTruthy();
  act(() => refuseEdits('For viewing only.'));
  expect(screen.queryByRole('group')).toBeNull();
});
