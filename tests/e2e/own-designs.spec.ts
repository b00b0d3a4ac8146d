import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

async function rename(playground: Playground, name: string): Promise<void> {
  await playground.name.fill(name);
  await playground.name.press('Enter');
  await expect(playground.page.locator('[data-save-status="saved"]')).toBeAttached();
}

async function openVersions(page: Page) {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  return page.getByRole('dialog', { name: 'Versions' });
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}

/** Changes every stored value whose key begins with `prefix`; the page must not be writing meanwhile. */
async function changeStored(page: Page, prefix: string, change: 'tear the newest' | 'mark as newer'): Promise<void> {
  await page.evaluate(
    async ([start, what]) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('roundtrip');
        opening.addEventListener('success', () => resolve(opening.result));
      });
      const objects = database.transaction('designs', 'readwrite').objectStore('designs');
      const entries = await new Promise<[string, Record<string, unknown>][]>((resolve) => {
        const found: [string, Record<string, unknown>][] = [];
        const walking = objects.openCursor();
        walking.addEventListener('success', () => {
          const cursor = walking.result;
          if (cursor === null) return resolve(found);
          const key = cursor.key as string;
          if (key.startsWith(start)) found.push([key, cursor.value as Record<string, unknown>]);
          return cursor.continue();
        });
      });
      const newest = entries.toSorted(([, a], [, b]) => Number(b['revision']) - Number(a['revision']))[0];
      for (const [key, value] of entries) {
        if (what === 'mark as newer') objects.put({ ...value, format: 2 }, key);
        else if (key === newest?.[0]) objects.put({ ...value, text: String(value['text']).slice(0, 40) }, key);
      }
      await new Promise((resolve) => objects.transaction.addEventListener('complete', resolve));
      database.close();
    },
    [prefix, change] as const,
  );
}

test('versions are kept, say what changed, open as copies, and come back as a step that can be undone', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await rename(playground, 'First state');
  const versions = await openVersions(page);
  await versions.getByRole('textbox', { name: 'Name of the version' }).fill('Before the change');
  await versions.getByRole('button', { name: 'Keep version' }).click();
  await expect(versions.getByRole('listitem')).toContainText(['Before the change']);
  await page.keyboard.press('Escape');

  await playground.card(/^Service Catalogue/).click();
  await page.keyboard.press('Delete');
  await rename(playground, 'Second state');
  // Opening a design keeps a version by itself.
  await page.reload();
  await expect(playground.name).toHaveValue('Second state');
  await openVersions(page);
  await expect(versions.getByRole('listitem').first()).toContainText('When the design was opened');
  await expect(versions.getByRole('listitem').first()).toContainText(
    '1 component removed, 3 connections removed, renamed',
  );
  await expectAccessible(page);

  await versions.getByRole('button', { name: /^Bring back Before the change/ }).click();
  await expect(playground.name).toHaveValue('First state');
  await expect(playground.card(/^Service Catalogue/)).toHaveCount(1);
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(playground.name).toHaveValue('Second state');

  await openVersions(page);
  await versions.getByRole('button', { name: /^Open a copy of Before the change/ }).click();
  await expect(playground.name).toHaveValue('First state (version)');
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await page.getByRole('tab', { name: 'Your designs' }).click();
  await expect(page.getByRole('dialog', { name: 'Gallery' }).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
});

test('a torn save opens as the one before it, and its text can be had', async ({ page, guard }) => {
  guard.allow(/favicon\.ico/);
  const playground = new Playground(page);
  await playground.open();
  await rename(playground, 'The one before');
  await rename(playground, 'The torn one');
  await page.goto('/favicon.svg');
  await changeStored(page, 'design/', 'tear the newest');
  await page.goto('./');
  await expect(playground.name).toHaveValue('The one before');
  const notice = page.getByRole('status').filter({ hasText: 'The last save is damaged' });
  const downloading = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Download the text' }).click();
  expect(readFileSync(await (await downloading).path(), 'utf8')).toContain('"version"');
});

test('a design saved by a newer version is neither opened nor overwritten, and the page says to reload', async ({
  page,
  guard,
}) => {
  guard.allow(/favicon\.ico/);
  const playground = new Playground(page);
  await playground.open();
  await rename(playground, 'From the future');
  await page.goto('/favicon.svg');
  await changeStored(page, 'design/', 'mark as newer');
  await page.goto('./');
  const notice = page.getByRole('status').filter({ hasText: 'saved by a newer version of this page' });
  await expect(notice.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(playground.name).toHaveValue('Look-aside cache');
});

test('a browser without storage says so, keeps the work in memory and offers the download', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  const playground = new Playground(page);
  await playground.open();
  const banner = page.getByRole('status').filter({ hasText: 'Your work is not being saved' });
  await expect(banner).toContainText('The settings of this browser forbid the page to store anything.');
  await playground.name.fill('In memory');
  await playground.name.press('Enter');
  await banner.getByRole('button', { name: 'Try again' }).click();
  await expect(banner).toBeVisible();
  await expect(playground.name).toHaveValue('In memory');
  const downloading = page.waitForEvent('download');
  await banner.getByRole('button', { name: 'Download now' }).click();
  expect((await downloading).suggestedFilename()).toBe('in-memory.roundtrip.json');
  await expectAccessible(page);
});
