import type { Locator } from '@playwright/test';
import coldAndWarm from '../../presets/cold-and-warm-connections.json' with { type: 'json' };
import { openFile } from './support/open-file.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

/** Only those who open a connection for each request, so that any trace is of a cold one. */
const COLD = {
  ...coldAndWarm,
  nodes: coldAndWarm.nodes.filter(({ id }) => id !== 'warm'),
  edges: coldAndWarm.edges.filter(({ source }) => source !== 'warm'),
  run: { ...coldAndWarm.run, durationS: 300 },
};

/** A GET of 500 bytes over TLS 1.3: IPv4 20, TCP 20 and the timestamps option 12, a TLS record of 5 + 1 + 16 (RFC 8446 section 5.2). */
const REQUEST_LAYERS = { ip: 20, tcp: 32, tls: 22, head: 400, body: 100 };

async function numberIn(text: Locator): Promise<number> {
  return Number((await text.innerText()).replaceAll(/[^\d.]/g, ''));
}

/** How far down an arrow of the ladder reaches: its time, to scale. */
async function fall(arrow: Locator): Promise<number> {
  const line = arrow.locator('line').last();
  return Number(await line.getAttribute('y2')) - Number(await line.getAttribute('y1'));
}

test('a cold request as a ladder from SYN to answer, and each flight of it layer by layer', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, COLD);
  await expect(playground.name).toHaveValue(COLD.name);
  await playground.resultOfWholeRun();
  await playground.tab('Traces');
  await playground.click(playground.details.getByRole('button', { name: /page/ }).first());

  await test.step('the ladder has every flight in its order, and equal ways are equally long', async () => {
    await playground.click(playground.details.getByRole('tab', { name: 'Ladder' }));
    const kinds = await page
      .getByTestId('ladder')
      .locator('[data-flight]')
      .evaluateAll((arrows) => arrows.map((arrow) => arrow.getAttribute('data-flight')));
    expect(kinds.slice(0, 5)).toEqual(['syn', 'syn-ack', 'tls-client', 'tls-server', 'request']);
    expect(new Set(kinds.slice(5))).toEqual(new Set(['response']));
    const arrow = (kind: string): Locator => page.getByTestId('ladder').locator(`[data-flight=${kind}]`).first();
    const synFall = await fall(arrow('syn'));
    expect(synFall).toBeGreaterThan(10);
    for (const kind of ['syn-ack', 'tls-client', 'request'])
      expect(Math.abs((await fall(arrow(kind))) - synFall)).toBeLessThan(0.5);
  });

  await test.step('a larger one opens above it and closes by Esc, back to where it was opened', async () => {
    const larger = playground.details.getByRole('button', { name: 'Larger' });
    await playground.click(larger);
    const dialog = page.getByRole('dialog', { name: /^Request \d+$/ });
    await expect(dialog.getByTestId('ladder').locator('[data-flight=syn]')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(larger).toBeFocused();
  });

  await test.step('the table says the same, and chooses the flight to look into', async () => {
    const rows = page.getByTestId('flights').getByRole('row');
    await expect(rows.nth(1)).toContainText('SYN');
    await expect(rows.nth(5)).toContainText('request');
    await playground.click(rows.nth(5).getByRole('button'));
    await playground.click(playground.details.getByRole('tab', { name: 'Layers' }));
  });

  await test.step('each layer adds what its specification says, and together they are what is on the wire', async () => {
    const packet = page.getByTestId('packet');
    let sum = 0;
    for (const [layer, bytes] of Object.entries(REQUEST_LAYERS)) {
      const own = packet.locator(`[data-layer=${layer}] > div`).first().locator('span').last();
      expect([layer, await numberIn(own)]).toEqual([layer, bytes]);
      sum += bytes;
    }
    await expect(packet.locator('[data-layer]')).toHaveCount(Object.keys(REQUEST_LAYERS).length);
    expect(await numberIn(packet.locator('strong'))).toBe(sum);
  });

  await test.step('the times of the layers add up to the hop, to the microsecond', async () => {
    const cells = page.getByTestId('layer-times').locator('td');
    const values = await Promise.all(Array.from({ length: await cells.count() }, (_, i) => numberIn(cells.nth(i))));
    const total = values.pop() ?? 0;
    expect(values.length).toBeGreaterThanOrEqual(4);
    expect(Math.round(1000 * values.reduce((sum, value) => sum + value, 0))).toBe(Math.round(1000 * total));
  });

  await test.step('another design does not show the request of this one', async () => {
    await openFile(page, LOSSY);
    await expect(playground.name).toHaveValue(LOSSY.name);
    await expect(playground.details.getByRole('tab', { name: 'Ladder' })).toHaveCount(0);
    await expect(playground.button('All traces')).toHaveCount(0);
  });
});

/** One user over a bad line: of the packets of each request some are lost. */
const LOSSY = {
  version: 1,
  name: 'A bad line',
  description: '',
  nodes: [
    {
      id: 'user',
      kind: 'client',
      label: 'User',
      position: { x: 0, y: 0 },
      config: { users: 1, access: 'none', load: { type: 'constant', ratePerSecond: 1 } },
    },
    { id: 'api', kind: 'service', label: 'API', position: { x: 424, y: 0 }, config: { replicas: 1 } },
  ],
  edges: [
    { id: 'call', source: 'user', target: 'api', config: { rttMs: 40, connection: 'keep-alive', lossRatio: 0.2 } },
  ],
  scenario: [],
  objectives: [],
  run: { durationS: 300, seed: 5 },
};

test('what is lost ends on the ladder, and is sent again after a wait that is cut out of the clock', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, LOSSY);
  await expect(playground.name).toHaveValue(LOSSY.name);
  await playground.resultOfWholeRun();
  await playground.tab('Traces');
  // The slowest is the first of the list.
  await playground.click(playground.details.getByRole('button', { name: /default|get|read|page|request/i }).first());
  await playground.click(playground.details.getByRole('tab', { name: 'Ladder' }));
  const ladder = page.getByTestId('ladder');
  const rows = page.getByTestId('flights').getByRole('row');

  const lost = await ladder.locator('[data-lost]').count();
  expect(lost).toBeGreaterThan(0);
  await expect(rows.filter({ hasText: 'lost' })).toHaveCount(lost);
  await expect(rows.filter({ hasText: 'sent again' }).first()).toBeVisible();
  await expect(rows).toHaveCount((await ladder.locator('[data-flight]').count()) + 1);

  await expect(ladder.locator('[data-break]').first()).toContainText(/\d\sm?s of waiting/);
  const arrow = ladder.locator('[data-flight]:not([data-lost])').last();
  const cut = await fall(arrow);
  await playground.click(playground.button('Show long waits'));
  await expect(ladder.locator('[data-break]')).toHaveCount(0);
  expect(await fall(arrow)).toBeLessThan(cut / 2);
});
