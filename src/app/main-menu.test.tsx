import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { capsOf, KEY_MAP, type KeyId } from '../features/help/key-map.ts';
import { refuseEdits } from '../state/edit-guard.ts';
import { simulation } from '../simulation-client/simulation-client.ts';
import type { MenuItem } from '../ui/Menu.tsx';
import { FileMenu } from './FileMenu.tsx';
import { mainMenu } from './main-menu.ts';

/** Commands without a place in a menu, and why. */
const NOT_IN_A_MENU: Partial<Record<KeyId, string>> = {
  arrows: 'A direction: the pointer drags, and a tap chooses a card.',
  'arrows-far': 'A direction, as above.',
  open: 'A click on the card; "Settings of the selection" and "Rename" are its two halves.',
  'select-more': 'A click with Shift, Ctrl or Command.',
  escape: 'Closes a menu; the other thing it does, clearing the selection, is a click on the canvas.',
};

const items: readonly MenuItem[] = mainMenu()
  .flat()
  .flatMap((item) => ('groups' in item ? item.groups.flat() : [item]));

afterEach(() => refuseEdits(null));

test.each(KEY_MAP.map(({ id, label }) => ({ id, label })))(
  '"$label" is in a menu once, with its key',
  ({ id, label }) => {
    const found = items.filter((item) => item.label === label);
    if (NOT_IN_A_MENU[id] === undefined) {
      expect(found.map(({ keys }) => keys)).toEqual([capsOf(id)]);
    } else {
      expect(found).toEqual([]);
    }
  },
);

test('nothing is in the menu that is not in the table of keys', () => {
  const labels = new Set<string>(KEY_MAP.map(({ label }) => label));
  expect(items.filter(({ label }) => !labels.has(label))).toEqual([]);
});

test('what changes the design cannot be chosen where that is refused', () => {
  refuseEdits('This link is for viewing only.');
  const isDisabled = (label: string): boolean | undefined =>
    mainMenu()
      .flat()
      .flatMap((item) => ('groups' in item ? item.groups.flat() : [item]))
      .find((item) => item.label === label)?.disabled;
  expect(['Paste', 'Add a component', 'Undo'].map(isDisabled)).toEqual([true, true, true]);
  expect(['Share', 'Zoom in', 'Snap to the grid, or not'].map(isDisabled)).toEqual([false, false, false]);
});

test('a command one level below is done, and the menu is closed', async () => {
  const faster = vi.spyOn(simulation, 'setSpeed').mockResolvedValue();
  vi.spyOn(simulation, 'play').mockResolvedValue();
  render(<FileMenu />);
  screen.getByRole('button', { name: 'File' }).focus();
  await userEvent.keyboard('{Enter}');
  const run = await screen.findByRole('menuitem', { name: 'Run' });
  run.focus();
  fireEvent.keyDown(run, { key: 'ArrowRight' });
  await userEvent.click(await screen.findByRole('menuitem', { name: /^Run as fast as it goes/ }));
  await vi.waitFor(() => expect(faster).toHaveBeenCalledExactlyOnceWith('max'));
  expect(screen.queryByRole('menu')).toBeNull();
});
