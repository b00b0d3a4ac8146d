import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

test('what is typed before the palette has arrived is typed into it; every command is in the menu, too', async ({
  page,
}) => {
  let arrive = (): void => undefined;
  const isAwaited = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/PaletteHost.*\.js$/, async (route) => {
    await isAwaited;
    await route.continue();
  });
  const playground = new Playground(page);
  await playground.open();
  await playground.button('Pause').click();

  await test.step('letters go to the palette, not to the page, whose key P would start the run', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('pane');
    arrive();
    const field = page.getByRole('combobox', { name: 'Command palette' });
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('pane');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('dark theme');
    await page.keyboard.press('Enter');
    await expect(field).toHaveCount(0);
    await expect(playground.button('Play')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  await test.step('a command of the menu, one level below, that takes the focus', async () => {
    await playground
      .card(/^Service/)
      .first()
      .click();
    await playground.button('File').click();
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Rename/ }).click();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true }).first()).toBeFocused();
    await page.keyboard.press('Escape');
  });

  await test.step('on a phone, where there is no room for two lists, all in one', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await playground.button('File').click();
    const step = page.getByRole('menuitem', { name: /^One step ./ }).first();
    await step.scrollIntoViewIfNeeded();
    await expect(step).toBeInViewport({ ratio: 1 });
    await page.getByRole('menuitem', { name: /^Light theme/ }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  });
});
