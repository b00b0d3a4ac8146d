import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

test('a newcomer sees a running preset, breaks it, sees it recover, changes it, and shares it', async ({
  page,
  freshPage,
}) => {
  const mine = new Playground(page);
  const service = mine.card(/^Service Catalogue/);

  await test.step('it opens on a preset that is running, with hints and no dialog in the way', async () => {
    await mine.open();
    await expect(mine.name).toHaveValue('Look-aside cache');
    await expect(mine.button('Pause')).toBeVisible();
    await expect(page.getByTestId('run-totals')).toHaveText(/^[1-9][\d.]*\s?k? requests/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('complementary', { name: 'Hints' })).toContainText('1 of 3');
    await expect(service).toHaveAccessibleName(/\/s, p95/);
  });

  await test.step('a killed replica makes requests fail, and the reason is on the card and in the report', async () => {
    await mine.click(service);
    await mine.tab('Faults');
    await mine.click(mine.button('Kill replica 2'));
    await expect(service.getByRole('img', { name: '2 of 3 up' })).toBeVisible();
    await expect(service).toHaveAccessibleName(/connection refused/);
    await expect(page.getByTestId('run-totals')).toHaveText(/, [\d.]+\s%/);
    await mine.tab('Report');
    await expect(mine.report).toContainText('connection refused');
    await expect(mine.report).toContainText('A health check would take it out of rotation');
  });

  await test.step('the health checks take it out, and requests succeed again', async () => {
    await expect(service).not.toHaveAccessibleName(/connection refused/);
    await expect(service.getByRole('img', { name: '2 of 3 up' })).toBeVisible();
  });

  await test.step('revived, it is up again', async () => {
    await mine.tab('Faults');
    await mine.click(mine.button('Revive replica 2'));
    await expect(service.getByRole('img', { name: '3 of 3 up' })).toBeVisible();
  });

  await test.step('a setting changes during the run and is taken back', async () => {
    await mine.tab('Settings');
    await mine.fillSetting('Replicas', '4');
    await expect(service.getByRole('img', { name: 'of 4 up' })).toBeVisible();
    await expect(mine.button('Pause')).toBeVisible();
    await mine.click(mine.undo);
    await expect(mine.setting('Replicas')).toHaveValue('3');
    await expect(service.getByRole('img', { name: '3 of 3 up' })).toBeVisible();
  });

  await test.step('the link opens in another browser as the same design, with the same seed and the same figures', async () => {
    const link = await mine.link();
    expect(link.length).toBeLessThanOrEqual(2_000);
    const theirs = new Playground(await freshPage());
    await theirs.page.goto(link);
    await expect(theirs.name).toHaveValue('Look-aside cache');
    await expect(theirs.card(/./)).toHaveCount(await mine.card(/./).count());
    expect(await theirs.page.evaluate(() => location.hash)).toBe('');
    const result = await theirs.resultOfWholeRun();
    expect(result).toMatch(/^Seed 42, digest/);
    expect(await mine.resultOfWholeRun()).toBe(result);
    expect(await theirs.link()).toBe(link);
  });
});

test('from empty to a running client, load balancer, two services and a database in at most 12 clicks', async ({
  page,
}) => {
  const mine = new Playground(page);
  await mine.open();
  await mine.button('Gallery').click();
  await page.getByRole('dialog', { name: 'Gallery' }).getByRole('button', { name: 'Start empty' }).click();
  await expect(page.getByRole('region', { name: 'Empty canvas' })).toBeVisible();

  const add = (kind: string) =>
    mine.click(
      page.getByRole('navigation', { name: 'Components' }).getByRole('button', { name: `Add ${kind}`, exact: true }),
    );
  await add('Client');
  await add('Load balancer');
  await add('Service');
  await mine.click(mine.card(/^Load balancer/));
  await add('Service');
  await mine.click(mine.card(/^Service,/), { modifiers: ['Shift'] });
  await add('Database');
  await expect(mine.card(/^Client, 0 in, 1 out|^Client,.*0 in, 1 out/)).toBeVisible();
  await expect(mine.card(/^Load balancer,.*1 in, 2 out/)).toBeVisible();
  await expect(mine.card(/^Service.*1 in, 1 out/)).toHaveCount(2);
  await expect(mine.card(/^Database,.*2 in, 0 out/)).toBeVisible();
  await mine.click(mine.button('Play'));
  await expect(mine.card(/^Database, [1-9][\d.]*\s\/s/)).toBeVisible();
  expect(mine.clicks).toBeLessThanOrEqual(12);
});
