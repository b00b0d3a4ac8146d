import { openFile } from './support/open-file.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

const DESIGN = {
  version: 1,
  name: 'Dies as planned',
  description: '',
  nodes: [
    { id: 'users', kind: 'client', label: 'Users', position: { x: 0, y: 0 }, config: {} },
    { id: 'api', kind: 'service', label: 'API', position: { x: 320, y: 0 }, config: { replicas: 3 } },
  ],
  edges: [{ id: 'users-api', source: 'users', target: 'api', config: {} }],
  scenario: [{ id: 'dies', atS: 20, untilS: 30, target: { node: 'api', endpoint: 1 }, action: { type: 'crash' } }],
  objectives: [],
  run: { seed: 7, durationS: 60 },
};

test('a planned fault is shown before it happens, begins and ends at its second, and leaves its mark', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, DESIGN);
  await expect(playground.name).toHaveValue(DESIGN.name);
  await playground.button('Pause').click();
  const api = playground.card(/^Service API/);
  const clock = page.getByTestId('clock');
  const strip = page.getByTestId('mark-strip');
  const time = page.getByRole('slider', { name: 'Simulated time' });
  /** Where a mark begins and ends, as shares of the whole run. */
  const shareOf = async (title: string): Promise<readonly [number, number]> => {
    const [whole, mark] = await Promise.all([strip.boundingBox(), strip.getByTitle(title).boundingBox()]);
    if (whole === null || mark === null) throw new Error(`There is no mark "${title}".`);
    return [(mark.x - whole.x) / whole.width, (mark.x + mark.width - whole.x) / whole.width];
  };
  const goTo = async (seconds: number): Promise<void> => {
    const steps = Number(await time.getAttribute('max'));
    await time.fill(String(Math.round((steps * seconds) / DESIGN.run.durationS)));
    await expect.poll(async () => Number(await clock.innerText())).toBeCloseTo(seconds, 1);
  };

  await test.step('the plan is on the time line and in the settings of the design before anything happens', async () => {
    const [from, until] = await shareOf('Planned at 20 s: API, replica 2, Crash');
    expect(from).toBeCloseTo(20 / 60, 2);
    expect(until).toBeCloseTo(30 / 60, 2);
    await expect(playground.details.getByRole('region', { name: 'Planned' })).toContainText('API, replica 2');
  });

  await test.step('a moment before, all replicas are up; a moment later one is not', async () => {
    await goTo(19.8);
    await expect(api).toHaveAccessibleName(/, 3 of 3 up,/);
    await expect(strip.getByTitle(/^20 s: /)).toHaveCount(0);
    await goTo(20.4);
    await expect(api).toHaveAccessibleName(/, 2 of 3 up,/);
    await expect(strip.getByTitle('20 s: API, replica 2: Crash')).toBeVisible();
  });

  await test.step('it ends as planned, and its mark has the length it had', async () => {
    await goTo(29.7);
    await expect(api).toHaveAccessibleName(/, 2 of 3 up,/);
    await goTo(36);
    await expect(api).toHaveAccessibleName(/, 3 of 3 up,/);
    const [from, until] = await shareOf('20 s: API, replica 2: Crash');
    expect(from).toBeCloseTo(20 / 60, 2);
    expect(until).toBeGreaterThan(29 / 60);
  });
});
