import type { Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

async function clockS(page: Page): Promise<number> {
  const text = (await page.getByTestId('clock').textContent()) ?? '';
  const [minutes, seconds] = text.includes(':') ? text.split(':') : ['0', text];
  return Number(minutes) * 60 + Number((seconds ?? '0').replaceAll(/\s/g, ''));
}

/** What the clock says once the last figures of a run that was stopped in slow motion are there. */
async function restingClock(page: Page): Promise<string> {
  let last = '';
  const isResting = async () => {
    const before = last;
    last = (await page.getByTestId('clock').textContent()) ?? '';
    return last === before && /\.\d{3}\s\d{3}$/.test(last);
  };
  await expect.poll(isResting, { intervals: [300] }).toBe(true);
  return last;
}

test('a run is paused, stepped, stepped back, sought, and begun anew', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect.poll(() => clockS(page)).toBeGreaterThan(1);
  await page.getByRole('combobox', { name: 'Speed' }).last().selectOption('1/1000');
  await playground.click(playground.button('Pause'));
  await expect(page.getByTestId('run-state')).toHaveText('paused');

  await test.step('a step by request moves time on, a step back brings it back', async () => {
    const before = await restingClock(page);
    await page.getByRole('combobox', { name: 'Step' }).selectOption('by request');
    await playground.click(playground.button('Step until a request ends'));
    await expect(page.getByTestId('clock')).not.toHaveText(before);
    await playground.click(playground.button('Step back'));
    await expect(page.getByTestId('clock')).toHaveText(before);
  });

  await test.step('the time line goes to any time, forward and back', async () => {
    const scrubBar = page.getByRole('slider', { name: 'Simulated time' });
    await scrubBar.fill('400');
    await expect.poll(() => clockS(page), { timeout: 60_000 }).toBe(60);
    await scrubBar.fill('100');
    await expect.poll(() => clockS(page), { timeout: 60_000 }).toBe(15);
    await expect(page.getByTestId('run-state')).toHaveText('paused');
  });

  await test.step('a restart is at the beginning with nothing counted', async () => {
    await playground.click(playground.button('Restart'));
    await expect(page.getByTestId('run-totals')).toHaveText('No requests yet');
    await expect.poll(() => clockS(page)).toBe(0);
  });
});

test('the traffic slider stops all clients and brings them back', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const slider = page.getByRole('slider', { name: 'Traffic' });
  const client = page.locator('.react-flow__node').filter({ hasText: 'Shoppers' });
  await expect(client).toContainText(/\d+\s*\/s/);
  await slider.fill('0');
  await expect(client).toContainText(/(^|\D)0\s*\/s/);
  await slider.fill('41');
  await expect(client).toContainText(/[1-9]\d*\s*\/s/);
});

test('a trace opens as a waterfall whose parts add up to its latency', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect.poll(() => clockS(page)).toBeGreaterThan(2);
  await playground.tab('Traces');
  await playground.details.getByRole('region', { name: 'Slowest' }).getByRole('button').first().click();
  await expect(playground.details.getByRole('list', { name: 'Waterfall' }).getByRole('button')).not.toHaveCount(0);
  const cells = await playground.details
    .getByRole('table', { name: 'Where the time went' })
    .locator('td:last-child')
    .allInnerTexts();
  const values = cells.map((text) => Math.round(Number.parseFloat(text) * 1_000));
  expect(values.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(values.at(-1));
});

test('a click on the dot of a replica opens its faults, and one more kills it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const service = playground.card(/^Service Catalogue/);
  await service.getByTitle(/^2: /).click();
  await expect(playground.details.getByRole('heading', { name: /^Catalogue.*, replica 2$/ })).toBeVisible();
  await playground.click(playground.button('Start: Crash'));
  await expect(service.getByTitle(/^2: crashed/)).toBeVisible();
  await playground.click(playground.button('Heal all'));
  await expect(service.getByTitle(/^2: up/)).toBeVisible();
});

test('a worker that hangs is reported, ended, and the run begins again', async ({ page }) => {
  // The hang is put into the script itself: on this message the worker never answers again.
  await page.route('**/assets/*worker*.js', async (route) => {
    const response = await route.fetch();
    const hang = "self.addEventListener('message', (event) => { if (event.data === 'hang') for (;;); });";
    await route.fulfill({ response, body: `${hang}\n${await response.text()}` });
  });
  await page.addInitScript(() => {
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(...parameters: ConstructorParameters<typeof Worker>) {
        super(...parameters);
        Object.assign(globalThis, { lastWorker: this });
      }
    };
  });
  const playground = new Playground(page);
  await playground.open();
  await expect.poll(() => clockS(page)).toBeGreaterThan(1);
  await page.evaluate(() =>
    (globalThis as unknown as { lastWorker: Worker }).lastWorker.postMessage('hang', { transfer: [] }),
  );
  const banner = page.getByRole('alert');
  await expect(banner).toContainText('not responding');
  await expect(banner.getByRole('button', { name: 'Stop it now' })).toBeVisible();
  await expect(banner).toContainText('The simulation was restarted');
  await expect(page.getByTestId('run-state')).toHaveText('running');
  await expect.poll(() => clockS(page)).toBeGreaterThan(0.5);
});
