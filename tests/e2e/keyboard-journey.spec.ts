import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

/** Whether the element with the focus, its frame or the card inside it is drawn with a ring or a coloured border. */
async function focusLook(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'nothing has the focus';
    const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
    const probe = document.createElement('i');
    probe.style.color = accent;
    document.body.append(probe);
    const accentColor = getComputedStyle(probe).color;
    probe.remove();
    const drawn = [element, element.parentElement, element.parentElement?.parentElement, ...element.children];
    const isMarked = drawn.some((part) => {
      if (part == null) return false;
      const style = getComputedStyle(part);
      const hasRing = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1.5;
      return hasRing || style.borderTopColor === accentColor || style.boxShadow.includes(accentColor);
    });
    return isMarked ? 'visible' : `not visible on ${element.tagName} ${element.className}`;
  });
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expect.poll(() => focusLook(page), `the focus after ${key}`).toBe('visible');
}

async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await page.keyboard.type(words);
  await expect(
    page.getByRole('dialog', { name: 'Command palette' }).getByRole('option', { selected: true }),
  ).toContainText(words, { ignoreCase: true });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toHaveCount(0);
}

async function add(page: Page, kind: string): Promise<void> {
  await press(page, 'n');
  await page.keyboard.type(kind);
  await press(page, 'Enter');
}

test('from an empty canvas to wired, configured, running and shared by keyboard alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new Playground(page);
  await playground.open();
  const client = playground.card(/^Client/);
  const balancer = playground.card(/^Load balancer/);
  const service = playground.card(/^Service/);
  const database = playground.card(/^Database/);

  await test.step('an empty design', async () => {
    await runCommand(page, 'Start an empty design');
    await expect(page.getByRole('region', { name: 'Empty canvas' })).toBeVisible();
  });

  await test.step('components: each beside the one before and called by it, or free when nothing is selected', async () => {
    await add(page, 'client');
    await expect(client).toBeFocused();
    await add(page, 'load bal');
    await expect(balancer).toBeFocused();
    await expect(client).toHaveAccessibleName(/0 in, 1 out/);
    await press(page, 'Escape');
    await add(page, 'service');
    await expect(service).toBeFocused();
    await expect(service).toHaveAccessibleName(/0 in, 0 out/);
  });

  await test.step('arrows walk to the balancer, C connects it', async () => {
    await press(page, 'Escape');
    await walkTo(page, /^Load balancer/);
    await press(page, 'c');
    await expect(page.getByRole('combobox', { name: 'Connect to' })).toBeFocused();
    await page.keyboard.type('service');
    await press(page, 'Enter');
    await expect(balancer).toHaveAccessibleName(/1 in, 1 out/);
    await expect(balancer).toBeFocused();
  });

  await test.step('Enter opens the settings, Esc leads back to the card', async () => {
    await press(page, 'Escape');
    await walkTo(page, /^Service/);
    await press(page, 'Enter');
    await expect(playground.details.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Orders');
    await press(page, 'Tab');
    await tabTo(page, playground.setting('Replicas'));
    await page.keyboard.type('3');
    await press(page, 'Enter');
    await press(page, 'Escape');
    await expect(playground.card(/^Service Orders/)).toBeFocused();
    await expect(playground.card(/^Service Orders/)).toContainText('×3');
    await add(page, 'database');
    await expect(database).toBeFocused();
    await expect(database).toHaveAccessibleName(/1 in, 0 out/);
  });

  await test.step('P runs it', async () => {
    await press(page, 'p');
    await expect(playground.card(/^Database, [1-9][\d.]*\s\/s/)).toBeVisible();
  });

  await test.step('Share copies a link that opens as the same design', async () => {
    await runCommand(page, 'Share');
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#v1\./);
    await tabTo(page, dialog.getByRole('button', { name: /^Copy/ }).first());
    await press(page, 'Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#v1.');
    await press(page, 'Escape');
    await expect(dialog).toBeHidden();
    await expect(database).toBeFocused();
  });
});

/** Walks the graph with arrow keys until a card has the focus; the designs here lie in a line or two. */
async function walkTo(page: Page, name: RegExp): Promise<void> {
  const wanted = new Playground(page).card(name);
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown']) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await press(page, key);
  }
  await expect(wanted).toBeFocused();
}

/** Presses Tab until a control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await press(page, 'Tab');
  }
  await expect(control).toBeFocused();
}

test('the canvas is one stop of the Tab key, wherever the focus walked', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button('Pause').click();
  const cardsOnTheWay = async (): Promise<number> => {
    await page.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.getByRole('button', { name: 'Find a component' }).focus();
    let cards = 0;
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const where = await page.evaluate(() => {
        const element = document.activeElement;
        if (element?.matches('.react-flow__node') === true) return 'card';
        return element?.getAttribute('role') === 'tab' ? 'end' : 'other';
      });
      if (where === 'end') return cards;
      if (where === 'card') cards += 1;
    }
    return Number.NaN;
  };
  expect(await cardsOnTheWay()).toBe(1);
  await playground.card(/^Client/).evaluate((element: HTMLElement) => element.focus());
  await page.keyboard.press('ArrowRight');
  await expect(playground.card(/^Load balancer/)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(playground.card(/^Service/)).toBeFocused();
  expect(await cardsOnTheWay()).toBe(1);
  await page.keyboard.press('Shift+Tab');
  await test.step('a card out of sight comes into view when it gets the focus', async () => {
    await playground.card(/^Service/).evaluate((element: HTMLElement) => element.focus());
    for (let i = 0; i < 6; i++) await page.keyboard.press('ControlOrMeta+=');
    for (const name of [/^Load balancer/, /^Client/]) {
      await page.keyboard.press('ArrowLeft');
      await expect(playground.card(name)).toBeFocused();
      await expect(playground.card(name)).toBeInViewport({ ratio: 0.9 });
    }
  });
});
