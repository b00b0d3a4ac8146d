import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { addNode, currentDesign, replaceDesign } from '../../state/document.ts';
import { HistoryList } from './HistoryList.tsx';

test('a step is gone to by click and by keyboard, and the present one is marked', async () => {
  replaceDesign(EMPTY_DESIGN);
  for (const kind of ['client', 'service', 'database']) addNode(kind, { x: 0, y: 0 });
  render(<HistoryList />);
  const present = () => screen.getByRole('button', { current: 'step' }).textContent;
  expect(present()).toBe('Add databaseDatabase');
  await userEvent.click(screen.getByRole('button', { name: /Add client/ }));
  expect(currentDesign().nodes).toHaveLength(1);
  expect(present()).toBe('Add clientClient');
  expect(screen.getByRole('button', { name: /Add database.*undone/ })).toBeTruthy();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(currentDesign().nodes).toHaveLength(2);
  await userEvent.keyboard('{Home}{Enter}');
  expect(currentDesign().nodes).toHaveLength(0);
  expect(present()).toBe('Opened');
});
