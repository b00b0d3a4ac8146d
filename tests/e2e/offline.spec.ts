import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { anotherBuild, BuildServer, builtPage } from './support/build-server.ts';
import { lookThroughBothThemes } from './support/panel-checks.ts';
import { Playground } from './support/playground.ts';

/** A host of its own for each test, and no request that fails or answers 404 but for what a test provokes. */
const test = base.extend<{ host: BuildServer; address: string }>({
  host: async ({}, use) => {
    const host = new BuildServer(builtPage(), '/some/folder/');
    await use(host);
    await host.stop().catch(() => undefined);
  },
  address: async ({ host }, use) => use(await host.start()),
});

test.use({ serviceWorkers: 'allow' });

/** Opens the page and waits until it can do without the network. */
async function openInstalled(page: Page, address: string): Promise<Playground> {
  const playground = new Playground(page);
  await page.goto(address);
  await expect(playground.name).not.toHaveValue('Untitled design');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 40_000 });
  return playground;
}

/** Scripts and styles that the page has loaded. */
async function loadedAssets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => /\/assets\/[^/]*\.(?:js|css)$/.test(name))
      .map((name) => name.slice(name.lastIndexOf('/') + 1)),
  );
}

function violations(context: BrowserContext): readonly string[] {
  const seen: string[] = [];
  context.on('console', (message) => {
    if (/policy|Trusted|Refused/i.test(message.text())) seen.push(message.text());
  });
  context.on('weberror', (error) => seen.push(error.error().message));
  return seen;
}

async function storedBuilds(page: Page): Promise<number> {
  return page.evaluate(async () => (await caches.keys()).length);
}

test('works without a network under any folder: opens, runs an example, opens the gallery, shares', async ({
  page,
  context,
  host,
  address,
}) => {
  const seen = violations(context);
  await openInstalled(page, address);
  await host.stop();
  await page.reload();
  const playground = new Playground(page);
  await expect(playground.name).toHaveValue('Look-aside cache');
  await playground.button('Gallery').click();
  await page
    .getByRole('dialog', { name: 'Gallery' })
    .getByRole('button', { name: /Single server/ })
    .first()
    .click();
  await expect(playground.button('Pause')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Run' })).not.toContainText('0.0 /');
  expect(await playground.link()).toContain(`${address}#v1.`);
  await page.goto(`${address}?view=1${new URL(await playground.link()).hash}`);
  await expect(page.getByText('View only').first()).toBeVisible();
  expect(seen).toEqual([]);
});

test('a new build never mixes with the old one, and waits until it is wanted', async ({
  page,
  context,
  host,
  address,
}) => {
  test.setTimeout(240_000);
  const seen = violations(context);
  const old = await openInstalled(page, address);
  const next = anotherBuild(host.build, 'next');

  // Half a deployment: the new service worker, but an old file under a new name. It is not installed.
  const broken = [...next.keys()].find((path) => path.startsWith('assets/next-index-'));
  host.build = next;
  host.stale = new Map([[broken ?? '', new TextEncoder().encode('old content')]]);
  const update = async () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const worker = (await registration?.update())?.installing ?? registration?.installing;
      if (worker == null) return registration?.waiting == null ? 'none' : 'installed';
      return new Promise<string>((resolve) => {
        worker.addEventListener('statechange', () => resolve(worker.state));
      });
    });
  expect(await update()).toBe('redundant');
  expect(await storedBuilds(page)).toBe(1);

  // The deployment is complete: offered, and until it is taken the page stays with its build.
  host.stale = new Map();
  expect(await update()).toBe('installed');
  await expect(page.getByText('A new version of this page is ready.')).toBeVisible();
  await lookThroughBothThemes(page)('a new version is ready', page.locator('body'));
  const other = new Playground(await context.newPage());
  await other.page.goto(address);
  await expect(other.name).toHaveValue('Look-aside cache');
  // What each page asks for soon after it has opened: the build that waits is kept all the same.
  await other.page.evaluate(() => navigator.serviceWorker.controller?.postMessage('tidy'));
  await old.button('Share').click();
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await page.keyboard.press('Escape');
  for (const each of [page, other.page])
    expect((await loadedAssets(each)).filter((name) => name.startsWith('next-'))).toEqual([]);

  // Taken in one tab: that tab is all new, the other all old, and goes on working.
  await old.name.fill('Typed just before');
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await expect(old.name).toHaveValue('Typed just before');
  expect((await loadedAssets(page)).length).toBeGreaterThan(5);
  expect((await loadedAssets(page)).filter((name) => !name.startsWith('next-'))).toEqual([]);
  await other.button('Gallery').click();
  await expect(other.page.getByRole('dialog', { name: 'Gallery' })).toContainText('Single server');
  expect((await loadedAssets(other.page)).filter((name) => name.startsWith('next-'))).toEqual([]);
  expect(await storedBuilds(page)).toBe(2);

  // When the last old tab is closed, its build goes.
  await other.page.close();
  await page.reload();
  await expect.poll(async () => storedBuilds(page)).toBe(1);
  expect(seen).toEqual([]);
});

test('an embedded design installs nothing', async ({ page, address }) => {
  await page.goto(`${address}embed.html`);
  await expect(page.getByText('This design could not be opened')).toBeVisible();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});
