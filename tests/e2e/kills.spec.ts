import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import type * as killEntry from '../support/kill-entry.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

/**
 * Processes of tabs are killed while they save. What saves is the page's own code (its document, session and stores, built as
 * they are) in real tabs with real storage, without the drawing, so that a hundred kills fit into a minute.
 */
const KILLS = 100;
/** Profiles that are killed side by side, each with a storage of its own. */
const PROFILES = 4;
/** Work that may be lost: what was done in this time before the kill. */
const LOSS_MS = 500;
/** From the first edit to the kill at most. */
const LONGEST_MS = 900;

const root = new URL('../../', import.meta.url);

async function builtForBrowsers(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'baseline-widely-available',
      lib: { entry: new URL('tests/support/kill-entry.ts', root).pathname, formats: ['iife'], name: 'killEntry' },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !('output' in result)) throw new Error('nothing was built');
  return result.output[0].code;
}

interface KillWindow {
  readonly killEntry: typeof killEntry;
  readonly logEdit: (number: number, atMs: number) => void;
}

/** Numbers drawn evenly, the same in each run of the test (Park and Miller's generator). */
function* evenly(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/** Ends the process of the page in the middle of whatever it does. Gives the moment. */
async function kill(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  const atMs = Date.now();
  // Never answered: there is nobody left to answer.
  session.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
  return atMs;
}

async function openTab(context: BrowserContext) {
  const page = await context.newPage();
  await page.goto('/kill-test.html');
  return { page, ...(await page.evaluate(async () => (window as unknown as KillWindow).killEntry.open())) };
}

/** Kills one profile again and again. Gives what was lost each time, in ms of work. */
async function killProfile(context: BrowserContext, kills: number, waitMs: () => number): Promise<readonly number[]> {
  const edits: { readonly number: number; readonly atMs: number }[] = [];
  const lostMs: number[] = [];
  await context.exposeFunction('logEdit', (number: number, atMs: number) => void edits.push({ number, atMs }));
  let tab = await openTab(context);
  for (let done = 0; done < kills; done += 1) {
    edits.length = 0;
    await tab.page.evaluate(() => {
      const { killEntry: entry, logEdit } = window as unknown as KillWindow;
      entry.startTyping(logEdit);
    });
    // Kills at random moments are what is tested; nothing is waited for.
    await tab.page.waitForTimeout(waitMs());
    const killedAtMs = await kill(tab.page);
    tab = await openTab(context);
    const { number: kept, nodes, notice, status } = tab;
    expect({ nodes, notice, status }).toEqual({ nodes: 60, notice: null, status: 'saved' });
    const firstLost = edits.find(({ number }) => number > kept);
    lostMs.push(firstLost === undefined ? 0 : killedAtMs - firstLost.atMs);
  }
  return lostMs;
}

test(`${KILLS} kills at random moments lose at most ${LOSS_MS} ms of edits and damage nothing`, async ({
  browser,
  contextOptions,
  baseURL,
}) => {
  test.setTimeout(600_000);
  const script = await builtForBrowsers();
  const random = evenly(20_261_123);
  const runs = Array.from({ length: PROFILES }, async () => {
    const context = await browser.newContext({ ...contextOptions, ...(baseURL === undefined ? {} : { baseURL }) });
    await context.route('**/kill-test.html', async (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><title>K</title><script src="kill-test.js"></script>',
      }),
    );
    await context.route('**/kill-test.js', async (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script }),
    );
    const lost = await killProfile(context, KILLS / PROFILES, () => random.next().value * LONGEST_MS);
    await context.close();
    return lost;
  });
  const lostMs = (await Promise.all(runs)).flat();
  expect(lostMs).toHaveLength(KILLS);
  expect(Math.max(...lostMs)).toBeLessThanOrEqual(LOSS_MS);
});

test('the whole page has what it called saved after its process was killed', async ({ context, page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.name.fill('Kept over a kill');
  await expect(page.locator('[data-save-status="saved"]')).toBeAttached();
  await kill(page);
  const next = new Playground(await context.newPage());
  await next.page.goto('./');
  await expect(next.name).toHaveValue('Kept over a kill');
  await expect(next.page.getByText('Read-only')).toHaveCount(0);
});
