import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { lookThroughBothThemes } from './support/panel-checks.ts';
import { Playground } from './support/playground.ts';

async function rename(playground: Playground, name: string): Promise<void> {
  await playground.name.fill(name);
  await playground.name.press('Enter');
}

async function anotherTab(context: BrowserContext): Promise<Playground> {
  const tab = new Playground(await context.newPage());
  await tab.page.goto('./');
  await expect(tab.name).not.toHaveValue('Untitled design');
  return tab;
}

/** Types into a field that may not be typed into, as a browser that does not know so would. */
async function force(field: Locator, text: string): Promise<void> {
  await field.evaluate((element: HTMLInputElement, typed) => {
    element.readOnly = false;
    element.focus();
    element.select();
    document.execCommand('insertText', false, typed);
  }, text);
}

function banner(page: Page, title: string) {
  return page.getByRole('status').filter({ hasText: title });
}

test('a second tab only looks on, and takes over without losing an edit', async ({ context, page }) => {
  const first = new Playground(page);
  await first.open();
  await rename(first, 'One design');
  await expect(page.locator('[data-save-status="saved"]')).toBeAttached();

  const second = await anotherTab(context);
  await expect(second.name).toHaveValue('One design');
  await expect(banner(second.page, 'Read-only: open in another tab')).toBeVisible();
  // Every way to edit is refused with the reason: a key, a drag, a field.
  await second.card(/^Service Catalogue/).click();
  await second.page.keyboard.press('Delete');
  await expect(second.page.getByText('Take over or make a copy to edit it here.')).toBeVisible();
  await expect(second.card(/^Service Catalogue/)).toHaveCount(1);
  const before = await second.card(/^Service Catalogue/).boundingBox();
  await second.page.mouse.move((before?.x ?? 0) + 60, (before?.y ?? 0) + 20);
  await second.page.mouse.down();
  await second.page.mouse.move((before?.x ?? 0) + 90, (before?.y ?? 0) + 140, { steps: 4 });
  await second.page.mouse.up();
  expect((await second.card(/^Service Catalogue/).boundingBox())?.y).toBe(before?.y);
  // What cannot work says so beforehand.
  await expect(second.name).not.toBeEditable();
  await expect(second.undo).toHaveAttribute('aria-disabled', 'true');
  await expect(second.undo).toHaveAttribute('aria-description', /open in another tab/);
  await lookThroughBothThemes(second.page)('read-only', second.page.locator('body'));
  // The run is not an edit.
  await second.button('Pause').click();
  await expect(second.button('Play')).toBeVisible();

  // What the first one saves is shown.
  await rename(first, 'One design, further');
  await expect(second.name).toHaveValue('One design, further');

  // The last edit is not saved yet when the other tab takes over.
  await first.name.fill('Edited just before');
  await second.button('Take over').click();
  await expect(second.name).toHaveValue('Edited just before');
  await expect(banner(second.page, 'Read-only')).toHaveCount(0);
  await expect(banner(page, 'Read-only: another tab has taken over')).toBeVisible();
  await rename(second, 'Mine now');
  await expect(first.name).toHaveValue('Mine now');
  await expect(first.name).not.toBeEditable();

  // When the editing tab is closed, the other goes on.
  await second.page.close({ runBeforeUnload: true });
  await expect(banner(page, 'Read-only')).toHaveCount(0);
  await rename(first, 'And on');
  await expect(page.locator('[data-save-status="saved"]')).toBeAttached();
  await page.reload();
  await expect(first.name).toHaveValue('And on');
});

test('a second tab makes a copy, and the two go their own ways', async ({ context, page }) => {
  const first = new Playground(page);
  await first.open();
  await rename(first, 'Shared between tabs');
  await expect(page.locator('[data-save-status="saved"]')).toBeAttached();
  const second = await anotherTab(context);
  await second.button('Make a copy').click();
  await expect(second.name).toHaveValue('Shared between tabs (copy)');
  await rename(second, 'The copy');
  await expect(second.page.locator('[data-save-status="saved"]')).toBeAttached();
  await page.reload();
  await expect(first.name).toHaveValue('Shared between tabs');
  await second.page.reload();
  await expect(second.name).toHaveValue('The copy');
});

test('any order of edits and take-overs in two tabs ends with the last edit in both', async ({ context, page }) => {
  const first = new Playground(page);
  await first.open();
  await rename(first, 'Start');
  await expect(page.locator('[data-save-status="saved"]')).toBeAttached();
  const second = await anotherTab(context);
  const tabs = [first, second] as const;
  let state = 20_261_123;
  let owner = 0;
  let last = 'Start';
  for (let move = 0; move < 16; move += 1) {
    // The same moves in each run: Park and Miller's generator.
    state = (state * 48_271) % 2_147_483_647;
    const tab = tabs[state % 2] ?? first;
    const isOwner = tab === tabs[owner];
    if (isOwner) {
      last = `Edit ${move}`;
      await tab.name.fill(last);
    } else if (state % 3 === 0) {
      // An edit in the tab that looks on is refused, whatever is under way.
      await force(tab.name, 'Refused');
    } else {
      await tab.button('Take over').click();
      await expect(tab.page.locator('[data-access="here"]')).toBeAttached();
      await expect(tab.name).toHaveValue(last);
      owner = 1 - owner;
    }
  }
  for (const tab of tabs) await expect(tab.name).toHaveValue(last);
  await second.page.close({ runBeforeUnload: true });
  await expect(page.locator('[data-access="here"]')).toBeAttached();
  await page.reload();
  await expect(first.name).toHaveValue(last);
});
