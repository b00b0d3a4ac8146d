import type { Page } from '@playwright/test';
import { BAD_FILES, BAD_LINKS } from './support/bad-input.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

/** Name of the open design and everything this browser has stored. */
async function state(page: Page) {
  const name = await page.getByRole('banner').getByRole('textbox', { name: 'Name of the design' }).inputValue();
  const stored = await page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('roundtrip');
        opening.addEventListener('error', () => reject(new Error('The database did not open.')));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const reading = database.transaction('designs').objectStore('designs').getAll();
          reading.addEventListener('success', () => {
            database.close();
            resolve(JSON.stringify(reading.result));
          });
        });
      }),
  );
  return { name, stored };
}

async function openWork(page: Page) {
  await page.goto('./');
  const name = page.getByRole('banner').getByRole('textbox', { name: 'Name of the design' });
  await expect(name).toHaveValue('Look-aside cache');
  await name.fill('My own work');
  await name.press('Enter');
  await expect(page.locator('[data-save-status="saved"]')).toBeAttached();
  return state(page);
}

async function openFile(page: Page, text: string) {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Open a file' }).click();
  await (await choosing).setFiles({ name: 'design.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

test('bad files each name their problem and change nothing', async ({ page }) => {
  const before = await openWork(page);
  for (const { name, text, code } of BAD_FILES) {
    await test.step(name, async () => {
      await openFile(page, text);
      const dialog = page.getByRole('dialog', { name: 'could not be opened' });
      await expect(dialog).toContainText(code);
      await expect(dialog).toContainText('Nothing was changed');
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await expect(dialog).toBeHidden();
    });
  }
  expect(await state(page)).toEqual(before);
  expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
});

test('bad links each name their problem and change nothing', async ({ page }) => {
  const before = await openWork(page);
  for (const { name, text, code } of BAD_LINKS) {
    await test.step(name, async () => {
      await page.evaluate((fragment) => {
        location.hash = fragment;
      }, text);
      const dialog = page.getByRole('dialog', { name: 'This link could not be opened' });
      await expect(dialog).toContainText(code);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await expect(dialog).toBeHidden();
      expect(await page.evaluate(() => location.hash)).toBe('');
    });
  }
  expect(await state(page)).toEqual(before);
});

test('a link that was cut off, or changed by one character, is noticed', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const { hash } = new URL(await playground.link());
  const before = await state(page);
  const middle = hash.length >> 1;
  const other = hash[middle] === 'A' ? 'B' : 'A';
  for (const damaged of [hash.slice(0, -20), `${hash.slice(0, middle)}${other}${hash.slice(middle + 1)}`]) {
    await page.evaluate((fragment) => {
      location.hash = fragment;
    }, damaged);
    const dialog = page.getByRole('dialog', { name: 'This link could not be opened' });
    await expect(dialog).toContainText('RT205');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  expect(await state(page)).toEqual(before);
});

test('markup and script in a design stay text', async ({ page }) => {
  await page.goto('./');
  const trap = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  const design = {
    version: 1,
    name: trap,
    description: trap,
    nodes: [
      { id: 'users', kind: 'client', label: trap, position: { x: 0, y: 0 } },
      { id: 'note', kind: 'note', position: { x: 0, y: 160 }, config: { text: trap } },
    ],
    edges: [],
  };
  await openFile(page, JSON.stringify(design));
  await expect(page.getByRole('banner').getByRole('textbox', { name: 'Name of the design' })).toHaveValue(trap);
  await expect(page.locator('img')).toHaveCount(0);
  expect(await page.evaluate(() => [...document.querySelectorAll('script')].every((script) => script.src !== ''))).toBe(
    true,
  );
});
