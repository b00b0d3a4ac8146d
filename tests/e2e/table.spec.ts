import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

test('a design is built, run, read and changed by its table alone', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const table = page.getByRole('region', { name: 'Table of components and calls' });
  const announcements = page.getByTestId('announcements');
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  const figure = (name: string, column: string) => row(name).locator(`[data-figure="${column}"]`);

  await test.step('an empty design, opened as a table by its key', async () => {
    await playground.button('File').click();
    await page.getByRole('menuitem', { name: 'Gallery' }).click();
    await page.getByRole('button', { name: /empty/i }).first().click();
    await expect(page.locator('.react-flow__node')).toHaveCount(0);
    await page.keyboard.press('t');
    await expect(table.getByText('No components yet.')).toBeVisible();
  });

  await test.step('two components, by keyboard', async () => {
    await page.keyboard.press('n');
    await expect(table.getByRole('combobox', { name: 'New' })).toBeFocused();
    await table.getByRole('combobox', { name: 'New' }).selectOption('Client');
    await table.getByRole('button', { name: 'Add' }).press('Enter');
    await table.getByRole('combobox', { name: 'New' }).selectOption('Service');
    await table.getByRole('button', { name: 'Add' }).press('Enter');
    await expect(table.getByRole('rowheader')).toHaveText(['Client', 'Service']);
  });

  await test.step('a name, typed in place', async () => {
    await row('Service').getByRole('button').focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('API');
    await page.keyboard.press('Enter');
    await expect(row('API').getByRole('button')).toBeFocused();
  });

  await test.step('a call between them', async () => {
    await page.keyboard.press('ArrowUp');
    await expect(row('Client').getByRole('button')).toBeFocused();
    await page.keyboard.press('c');
    await expect(table.getByRole('combobox', { name: 'to' })).toBeFocused();
    await table.getByRole('button', { name: 'Connect' }).press('Enter');
    await expect(table.getByRole('rowheader')).toHaveText(['Client']);
    await expect(row('Client to API').getByRole('cell').first()).toHaveText('API');
    await expect(announcements).toHaveText('Connect, Client to API.');
  });

  await test.step('a run, whose figures are read in the table', async () => {
    await table.getByRole('button', { name: 'Connect' }).blur();
    await page.keyboard.press('p');
    await expect(announcements).toHaveText('Running.');
    await expect(announcements).toHaveText(/requests per second, p95 .+, none fail\.$/);
    await expect(figure('Client to API', 'Rate')).toHaveText(/[1-9]\d*\s\/s/);
    await expect(figure('Client to API', 'p95')).toHaveText(/\d\sms/);
    await table.getByRole('tab', { name: /^Components/ }).click();
    await expect(figure('API', 'Rate')).toHaveText(/[1-9]\d*\s\/s/);
    await expect(figure('API', 'State')).toHaveText('well');
    await table.getByRole('button', { name: 'Rate' }).click();
    await expect(table.getByRole('columnheader', { name: 'Rate' })).toHaveAttribute('aria-sort', 'descending');
  });

  await test.step('a row is the card on the canvas, with its settings beside', async () => {
    await row('API').getByRole('button').press('Enter');
    await expect(playground.details.getByRole('textbox', { name: 'Name' })).toHaveValue('API');
    await expect(page.locator('.react-flow__node.selected')).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).include('section[aria-label^="Table"]').analyze();
    expect(violations).toEqual([]);
  });

  await test.step('deleted, and had back', async () => {
    await page.keyboard.press('Delete');
    await expect(table.getByRole('rowheader')).toHaveText(['Client']);
    await expect(row('Client').getByRole('button')).toBeFocused();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Deleted API.');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(announcements).toHaveText('Undone: delete, API.');
    await expect(table.getByRole('rowheader')).toHaveCount(2);
    await expect(table.getByRole('tab', { name: 'Calls 1' })).toBeVisible();
  });

  await test.step('on a phone rows are cards, and nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(figure('API', 'Rate')).toBeVisible();
    await table.getByRole('combobox', { name: 'Order' }).selectOption('Name');
    await expect(table.getByRole('rowheader')).toHaveText(['API', 'Client']);
    const scroller = table.locator('.table-scroller');
    expect(await scroller.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Table' }).click();
    await expect(table).toHaveCount(0);
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
  });
});
