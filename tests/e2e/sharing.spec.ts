import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { lookThroughBothThemes } from './support/panel-checks.ts';
import { Playground } from './support/playground.ts';

/** The text that one tab of the share dialog offers to copy. */
async function shared(playground: Playground, tab: string, label: string): Promise<string> {
  const dialog = playground.page.getByRole('dialog', { name: 'Share' });
  if (!(await dialog.isVisible())) await playground.button('Share').click();
  await dialog.getByRole('tab', { name: tab, exact: true }).click();
  const field = dialog.getByRole('textbox', { name: label, exact: true });
  await expect(field).toHaveValue(/#v1\./);
  return field.inputValue();
}

/** Notes every use of storage in the page and its frames from now on. */
async function watchStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const touched: string[] = [];
    Reflect.set(window, 'touched', touched);
    const watch = (owner: object, name: string) => {
      const original = Reflect.get(owner, name) as (this: unknown, ...values: unknown[]) => unknown;
      Reflect.set(owner, name, function watched(this: unknown, ...values: unknown[]) {
        touched.push(`${name} ${String(values[0])}`);
        return original.apply(this, values);
      });
    };
    for (const name of ['getItem', 'setItem', 'removeItem']) watch(Storage.prototype, name);
    watch(IDBFactory.prototype, 'open');
  });
}

test('a design is passed on as link, view-only link, embed code, badge and QR code', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const link = await shared(playground, 'Link', 'Link');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText(/[\d,]+ characters\. Short enough for everywhere/);
  const [folder, fragment] = link.split('#');
  expect(await shared(playground, 'View only', 'View-only link')).toBe(`${folder}?view=1#${fragment}`);
  expect(await shared(playground, 'Embed', 'Embed code')).toBe(
    `<iframe src="${folder}embed.html?embed=1#${fragment}" title="Look-aside cache in Roundtrip" width="100%" height="480" loading="lazy" style="border:0"></iframe>`,
  );
  expect(await shared(playground, 'README badge', 'Badge Markdown')).toBe(
    `[![Open in Roundtrip](${folder}badge.svg)](${folder}#${fragment})`,
  );
  await expect(dialog.getByRole('img', { name: 'Open in Roundtrip' })).toHaveJSProperty('naturalWidth', 132);
  await dialog.getByRole('tab', { name: 'QR code' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code of the link to Look-aside cache' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations).toEqual([]);
});

test('a view-only link shows and runs a design, stores nothing, and becomes one’s own as a copy', async ({
  page,
  freshPage,
}) => {
  const sender = new Playground(page);
  await sender.open();
  const link = await shared(sender, 'View only', 'View-only link');

  const viewer = new Playground(await freshPage());
  await viewer.page.goto(link);
  await expect(viewer.name).toHaveValue('Look-aside cache');
  await expect(viewer.page.getByText('View only').first()).toBeVisible();
  await expect(viewer.name).not.toBeEditable();
  await lookThroughBothThemes(viewer.page)('view only', viewer.page.locator('body'));
  await viewer.card(/^Service Catalogue/).click();
  await viewer.page.keyboard.press('Delete');
  await expect(viewer.card(/^Service Catalogue/)).toHaveCount(1);
  expect(await viewer.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await viewer.page.reload();
  await expect(viewer.name).toHaveValue('Look-aside cache');

  await viewer.button('Edit a copy').click();
  await expect(viewer.name).toHaveValue('Look-aside cache (copy)');
  await viewer.name.fill('Mine now');
  await expect(viewer.page.locator('[data-save-status="saved"]')).toBeAttached();
  expect(new URL(viewer.page.url()).search).toBe('');
  await viewer.page.reload();
  await expect(viewer.name).toHaveValue('Mine now');
});

test('an embedded design runs in another page, and takes no wheel, key or storage from it', async ({
  page,
  guard,
  baseURL,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const code = await shared(playground, 'Embed', 'Embed code');
  const link = await shared(playground, 'Link', 'Link');
  // The page that edits refuses to be framed; Chromium says so in the console.
  guard.allow(/frame-ancestors|ERR_BLOCKED_BY_RESPONSE/);
  const frames = `${code}<iframe id="refused" src="${baseURL}"></iframe>`;
  await page.route('**/host.html', async (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><body style="height:4000px">${frames}` }),
  );
  await watchStorage(page);
  await page.goto('/host.html');
  const embed = page.frameLocator('iframe[title="Look-aside cache in Roundtrip"]');
  await expect(embed.getByRole('heading', { name: 'Look-aside cache' })).toBeVisible();
  await expect(page.frameLocator('#refused').locator('#root')).toHaveCount(0);

  await page.mouse.move(400, 300);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  await page.evaluate(() => window.scrollTo(0, 0));

  await embed.getByRole('button', { name: 'Run' }).click();
  await expect(embed.getByRole('button', { name: 'Pause' })).toBeVisible();
  await embed.getByRole('button', { name: 'Click to look around' }).click();
  const viewport = embed.locator('.react-flow__viewport');
  const before = await viewport.getAttribute('style');
  await page.mouse.wheel(0, 100);
  await expect(viewport).not.toHaveAttribute('style', before ?? '');
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await embed
    .getByRole('group', { name: /^Service Catalogue/ })
    .first()
    .click();
  await page.keyboard.press('Delete');
  await expect(embed.getByRole('group', { name: /^Service Catalogue/ })).not.toHaveCount(0);

  const frame = page.frames().find((each) => each.url().includes('embed.html'));
  expect(await frame?.evaluate(() => Reflect.get(window, 'touched') as string[])).toEqual([]);
  const out = embed.getByRole('link', { name: 'Open in Roundtrip' });
  expect(new URL((await out.getAttribute('href')) ?? '', frame?.url()).href).toBe(link);
});
