import { crowdedDesign } from './support/crowded-design.ts';
import { expect, test } from './support/page-guard.ts';
import { openFile } from './support/open-file.ts';
import { countPageWork, paintedDots, ratesOver, restingDots, tokenColor } from './support/page-counters.ts';
import { Playground } from './support/playground.ts';

/** Limits of performance.md section 2: counts, which do not wobble with the machine. */
const MAX_COMMITS_PER_SECOND = 5;
const MAX_MESSAGES_PER_SECOND = 60;
const WATCH_MS = 5_000;

test('a running page commits to React only for changed texts and hears from the worker in buffers', async ({
  page,
}) => {
  await countPageWork(page);
  await new Playground(page).open();
  await page.waitForTimeout(3_000);
  const rates = await ratesOver(page, WATCH_MS);
  expect(rates.commits).toBeLessThanOrEqual(MAX_COMMITS_PER_SECOND);
  expect(rates.messages).toBeLessThanOrEqual(MAX_MESSAGES_PER_SECOND);
  expect(rates.hopBuffers).toBeGreaterThan(5);
  // Pings and their like, and once a second how the one balancer spreads its load over three backends.
  expect(rates.bytesOfObjects).toBeLessThan(1_500);
});

test('200 nodes and 2,000 dots keep the same limits, without animated edges', async ({ page }) => {
  await countPageWork(page);
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, crowdedDesign(40, 60));
  await expect(playground.name).toHaveValue('Crowded');
  await page.keyboard.press('Shift+1');
  await expect(page.locator('.react-flow__node')).toHaveCount(200);
  const dots = page.getByTestId('dots');
  await expect
    .poll(async () => Number(await dots.getAttribute('data-dots')), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(2_000);
  const rates = await ratesOver(page, WATCH_MS);
  expect(rates.commits).toBeLessThanOrEqual(MAX_COMMITS_PER_SECOND);
  expect(rates.messages).toBeLessThanOrEqual(MAX_MESSAGES_PER_SECOND);
  await expect(page.locator('.react-flow__edge.animated')).toHaveCount(0);
  await expect(page.locator('animate, animateMotion, animateTransform, set')).toHaveCount(0);
  await expect(page.locator('canvas[data-testid=dots]')).toHaveCount(1);
});

test('dots of each outcome are painted, move while the run goes on, and stand while it is paused', async ({ page }) => {
  await countPageWork(page);
  const playground = new Playground(page);
  await playground.open();
  const request = await tokenColor(page, '--accent');
  const answer = await tokenColor(page, '--ok');
  const hit = await tokenColor(page, '--hit');
  await expect
    .poll(async () => {
      const { colors } = await paintedDots(page);
      return [request, answer, hit].filter((color) => (colors[color] ?? 0) > 0).length;
    })
    .toBe(3);
  const first = await paintedDots(page);
  await page.waitForTimeout(300);
  expect((await paintedDots(page)).digest).not.toBe(first.digest);
  await page.keyboard.press('p');
  await expect(page.getByTestId('run-state')).toHaveText('paused');
  const paused = await restingDots(page);
  // The last figures still come to the cards, some a second later; then nothing is left to do.
  await expect.poll(async () => (await ratesOver(page, 2_000)).commits).toBe(0);
  expect(await paintedDots(page)).toEqual(paused);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('nothing is drawn and no hops are sent', async ({ page }) => {
    await countPageWork(page);
    await new Playground(page).open();
    await expect(page.getByTestId('run-totals')).toHaveText(/requests/);
    const rates = await ratesOver(page, 2_000);
    expect(rates.hopBuffers).toBe(0);
    expect((await paintedDots(page)).colors).toEqual({});
  });
});
