import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

test('an unfinished design says what could come next, each one click that can be undone', async ({ page }) => {
  const mine = new Playground(page);
  await mine.open();
  await mine.button('Gallery').click();
  await page.getByRole('dialog', { name: 'Gallery' }).getByRole('button', { name: 'Start empty' }).click();
  const next = page.getByRole('complementary', { name: 'What could come next' });
  await expect(page.getByRole('region', { name: 'Empty canvas' })).toBeVisible();
  await expect(next).toBeHidden();

  await page.getByRole('button', { name: 'Add Service', exact: true }).click();
  await next.getByRole('button', { name: 'Add a client that calls Service' }).click();
  await expect(mine.card(/^Client,.*0 in, 1 out/)).toBeVisible();
  await next.getByRole('button', { name: 'Add a database behind Service' }).click();
  await expect(mine.card(/^Database,.*1 in, 0 out/)).toBeVisible();
  await expect(next).toBeHidden();

  await mine.undo.click();
  await expect(mine.card(/^Database/)).toHaveCount(0);
  await expect(next.getByRole('button', { name: 'Add a database behind Service' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('the tour never comes by itself, is walked by keyboard, and ends where it began', async ({ page }) => {
  const mine = new Playground(page);
  await mine.open();
  await expect(mine.button('Pause')).toBeVisible();
  const tour = page.getByRole('dialog', { name: /^Tour/ });
  await expect(tour).toHaveCount(0);

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys and help' }).getByRole('button', { name: 'Take the tour' }).click();
  await expect(tour).toBeFocused();
  await expect(tour).toContainText('1 of 5');
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  for (const stop of ['The palette', 'The run', 'Settings, faults, traces, report', 'Keep it and pass it on']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('dialog', { name: `Tour, ${stop}` })).toBeVisible();
  }
  await page.keyboard.press('ArrowLeft');
  await expect(tour).toContainText('4 of 5');
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);

  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Tour of the page' }).click();
  await expect(tour).toContainText('1 of 5');
  await tour.getByRole('button', { name: 'Skip' }).click();
  await expect(tour).toHaveCount(0);
});
