import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

async function rename(playground: Playground, name: string): Promise<void> {
  await playground.name.fill(name);
  await playground.name.press('Enter');
}

function savedMark(page: Page) {
  return page.locator('[data-save-status="saved"]');
}

async function openLibrary(page: Page) {
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await page.getByRole('tab', { name: 'Your designs' }).click();
  return page.getByRole('dialog', { name: 'Gallery' });
}

test('what is changed is there after a reload half a second later, and the time of the save is in sight', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await rename(playground, 'Kept over a reload');
  await page.waitForTimeout(500);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await expect(playground.name).toHaveValue('Kept over a reload');
});

test('what is changed is there when the tab is closed at once', async ({ context, page }) => {
  const playground = new Playground(page);
  await playground.open();
  await rename(playground, 'Closed at once');
  await page.close({ runBeforeUnload: true });
  const next = new Playground(await context.newPage());
  await next.page.goto('./');
  await expect(next.name).toHaveValue('Closed at once');
});

test('examples and links open beside work, which stays in the library to be opened, renamed and deleted', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const link = await playground.link();
  await rename(playground, 'My work');
  await expect(savedMark(page)).toBeAttached();

  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await expect(playground.name).toHaveValue('Look-aside cache');
  const library = await openLibrary(page);
  await expect(library.getByRole('listitem')).toHaveCount(2);

  await library.getByRole('button', { name: 'Rename My work' }).click();
  const field = library.getByRole('textbox', { name: 'New name of My work' });
  await field.fill('Renamed work');
  await field.press('Enter');
  await library.getByRole('button', { name: 'Open Renamed work' }).click();
  await expect(playground.name).toHaveValue('Renamed work');

  const again = await openLibrary(page);
  // The one that is open, too: an empty design takes its place, until it is put back.
  await again.getByRole('button', { name: 'Delete Renamed work' }).click();
  await expect(again.getByRole('listitem')).toHaveCount(1);
  await expect(playground.name).toHaveValue('Untitled design');
  await again.getByRole('button', { name: 'Undo' }).click();
  await expect(again.getByRole('listitem')).toHaveCount(2);
  await expect(playground.name).toHaveValue('Renamed work');
  await again.getByRole('button', { name: 'Duplicate Renamed work' }).click();
  await expect(again.getByRole('listitem')).toHaveCount(3);
  await again.getByRole('button', { name: 'Delete Look-aside cache' }).click();
  await expect(again.getByRole('listitem')).toHaveCount(2);
  await again.getByRole('button', { name: 'Undo' }).click();
  await expect(again.getByRole('button', { name: 'Open Look-aside cache' })).toBeVisible();
  await again.getByRole('button', { name: 'Delete Look-aside cache' }).click();
  await expect(again.getByRole('listitem')).toHaveCount(2);
  await again.getByRole('button', { name: 'Open Renamed work (copy)' }).click();
  await expect(playground.name).toHaveValue('Renamed work (copy)');
});

test('a browser that refuses to store says so for as long as it does, and offers the download', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(IDBObjectStore.prototype, 'put', {
      value: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
  });
  const playground = new Playground(page);
  await playground.open();
  const banner = page.getByRole('status').filter({ hasText: 'Your work is not being saved' });
  await expect(banner).toContainText('The space this browser gives to the page is full.');
  await rename(playground, 'Only in this tab');
  await expect(banner).toBeVisible();
  const downloading = page.waitForEvent('download');
  await banner.getByRole('button', { name: 'Download now' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('only-in-this-tab.roundtrip.json');
  expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({ version: 1, name: 'Only in this tab' });
});

test('a file that was saved opens again as the same design, chosen or dropped', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await rename(playground, 'From a file');
  const link = await playground.link();
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('ControlOrMeta+s');
  const text = readFileSync(await (await downloading).path(), 'utf8');

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open a file' }).click();
  await (await choosing).setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect((await openLibrary(page)).getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  expect(await playground.link()).toBe(link);

  const dropped = await page.evaluateHandle(
    (content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'b.json', { type: 'application/json' }));
      return transfer;
    },
    text.replace('From a file', 'Dropped'),
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop to open as a new design')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await expect(playground.name).toHaveValue('Dropped');
});

test('keys do what the help says, and nothing while typing', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.button('Pause')).toBeVisible();
  await page.keyboard.press('p');
  await expect(playground.button('Play')).toBeVisible();
  await page.keyboard.press('Shift+?');
  const help = page.getByRole('dialog', { name: 'Keys and help' });
  await expect(help).toContainText('Play or pause');
  await page.keyboard.press('Shift+?');
  await expect(help).toBeHidden();

  await playground.card(/^Service Catalogue/).click();
  await page.keyboard.press('Delete');
  await expect(playground.card(/^Service Catalogue/)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(playground.card(/^Service Catalogue/)).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(playground.card(/^Service Catalogue/)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');

  await playground.name.focus();
  await page.keyboard.type(' p.');
  await expect(playground.name).toHaveValue('Look-aside cache p.');
  await expect(playground.button('Play')).toBeVisible();
  await playground.name.press('Enter');

  await page.keyboard.press('n');
  await expect(page.getByRole('combobox', { name: 'Add a component' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(playground.details).toContainText('5 components');
});

test('hints are at most three, and once dismissed stay away', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const hints = page.getByRole('complementary', { name: 'Hints' });
  await hints.getByRole('button', { name: 'Next' }).click();
  await expect(hints).toContainText('2 of 3');
  await hints.getByRole('button', { name: 'Dismiss the hints' }).click();
  await expect(hints).toHaveCount(0);
  await page.reload();
  await expect(playground.name).toHaveValue('Look-aside cache');
  await expect(hints).toHaveCount(0);
});
