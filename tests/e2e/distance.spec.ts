import { rttBetweenMs } from '../../src/model/geography.ts';
import { expect, test } from './support/page-guard.ts';
import { openFile } from './support/open-file.ts';
import { Playground } from './support/playground.ts';

const HOME = 'london';
const NEAR = 'ireland';
const FAR = 'tokyo';
/** TCP, TLS 1.3, then the request: each a round trip over the distance. */
const ROUND_TRIPS = 3;

const region = (id: string, location: string, label: string, y: number) => ({
  id,
  kind: 'region',
  label,
  position: { x: 360, y },
  size: { width: 320, height: 200 },
  config: { location },
});

const DESIGN = {
  version: 1,
  name: 'A service that moves',
  description: '',
  nodes: [
    {
      id: 'users',
      kind: 'client',
      label: 'Users',
      position: { x: 0, y: 200 },
      config: { location: HOME, access: 'none', load: { type: 'constant', ratePerSecond: 20 } },
    },
    region('near', NEAR, 'Dublin', 0),
    region('far', FAR, 'Tokyo', 280),
    {
      id: 'api',
      kind: 'service',
      label: 'API',
      parent: 'near',
      position: { x: 56, y: 64 },
      config: { slots: 1_000, serviceTime: { type: 'deterministic', meanMs: 10 } },
    },
  ],
  edges: [{ id: 'call', source: 'users', target: 'api', config: { connection: 'per-call', security: 'tls13' } }],
  scenario: [],
  objectives: [],
  run: { durationS: 300, seed: 3 },
};

test('a service dragged to another region answers later by the table, times the round trips of a call', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, DESIGN);
  await expect(playground.name).toHaveValue(DESIGN.name);
  const p50Ms = async (): Promise<number> => {
    await playground.resultOfWholeRun();
    const text = await playground.report
      .getByText('p50', { exact: true })
      .first()
      .locator('xpath=following-sibling::*')
      .innerText();
    expect(text).toMatch(/ms$/);
    return Number.parseFloat(text);
  };
  const before = await p50Ms();

  const card = playground.card(/^Service API/);
  const to = await playground.card(/^Region Tokyo/).boundingBox();
  const from = await card.boundingBox();
  if (to === null || from === null) throw new Error('Both are on the canvas');
  await page.mouse.move(from.x + from.width / 2, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  await page.mouse.up();
  const after = await p50Ms();

  const moreMs = ROUND_TRIPS * (rttBetweenMs(HOME, FAR) - rttBetweenMs(HOME, NEAR));
  expect(moreMs).toBeGreaterThan(300);
  // Percentiles come from buckets of a few per cent.
  expect(Math.abs(after - before - moreMs) / moreMs).toBeLessThan(0.03);

  await test.step('the canvas and the settings of the call tell how much of that is handshakes', async () => {
    await page.getByRole('radio', { name: 'Connections' }).check({ force: true });
    const label = page.getByText(/\d open, \d+\s% handshakes/);
    const shown = Number(/(\d+)\s%/.exec(await label.innerText())?.[1]);
    const rttMs = rttBetweenMs(HOME, FAR);
    // Two of the three round trips; a window may end between the handshakes of a call and its answer.
    expect(Math.abs(shown - (100 * 2 * rttMs) / (3 * rttMs + 10))).toBeLessThan(8);
    await page.locator('.react-flow__edge .call-hit').click({ force: true });
    await playground.tab('Settings');
    const rows = page.getByTestId('connections');
    await expect(rows).toContainText(/Opened\s*(5[.,]?99|6[.,]?0)/);
    await expect(rows).toContainText(/Calls that found one open\s*0/);
  });
});
