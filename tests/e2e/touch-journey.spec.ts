import { Fingers, middleOf } from './support/fingers.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('from an empty canvas to wired, configured, running and shared by touch, on a phone', async ({ page }) => {
  const playground = new Playground(page);
  const fingers = await Fingers.on(page);
  await playground.open();
  const panels = page.getByRole('navigation', { name: 'Panels' });
  const client = playground.card(/^Client/);
  const balancer = playground.card(/^Load balancer/);
  const service = playground.card(/^Service/);
  const place = async (kind: string) => {
    await panels.getByRole('button', { name: 'Add' }).tap();
    await page.getByRole('button', { name: `Add ${kind}`, exact: true }).tap();
    await expect(page.getByRole('region', { name: 'Add a component' })).toHaveCount(0);
  };
  const emptySpot = { x: 195, y: 140 };

  await test.step('the gallery starts an empty design', async () => {
    await playground.button('Gallery').tap();
    await page.getByRole('button', { name: 'Start empty' }).tap();
    await expect(page.getByRole('region', { name: 'Empty canvas' })).toBeVisible();
  });

  await test.step('taps in the palette sheet place components, the second beside the first', async () => {
    await place('Client');
    await place('Load balancer');
    await expect(client).toHaveAccessibleName(/0 in, 1 out/);
    await page.touchscreen.tap(emptySpot.x, emptySpot.y);
    await place('Service');
    await expect(service).toHaveAccessibleName(/0 in, 0 out/);
  });

  await test.step('a finger drags a card, and pans on open canvas', async () => {
    const before = await middleOf(service);
    await fingers.drag([before, { x: before.x + 24, y: before.y + 80 }]);
    await expect.poll(async () => (await middleOf(service)).y - before.y).toBeGreaterThan(40);
    const client0 = await middleOf(client);
    await fingers.drag([emptySpot, { x: emptySpot.x, y: emptySpot.y + 60 }]);
    await expect.poll(async () => Math.round((await middleOf(client)).y - client0.y)).toBe(60);
  });

  await test.step('two fingers zoom', async () => {
    const zoom = page.getByRole('button', { name: /^Zoom \d+ %/ });
    const percent = async () => Number(/\d+/.exec((await zoom.getAttribute('aria-label')) ?? '')?.[0]);
    const before = await percent();
    await fingers.drag(
      [
        { x: 160, y: 160 },
        { x: 120, y: 160 },
      ],
      [
        { x: 230, y: 160 },
        { x: 280, y: 160 },
      ],
    );
    await expect.poll(percent).toBeGreaterThan(before * 1.2);
    await playground.button('Show the whole design').tap();
  });

  await test.step('tap, tap connects', async () => {
    await balancer.tap();
    await balancer.locator('.port.source').tap();
    await expect(page.getByText('Choose what Load balancer calls')).toBeVisible();
    await service.tap();
    await expect(balancer).toHaveAccessibleName(/1 in, 1 out/);
    await expect(page.getByText('Choose what Load balancer calls')).toHaveCount(0);
  });

  await test.step('a finger that rests opens the menu', async () => {
    const menu = page.getByRole('menu');
    await fingers.rest(await middleOf(service), () => expect(menu).toBeVisible());
    await menu.getByRole('menuitem', { name: 'Add a replica' }).tap();
    await expect(service).toContainText('×3');
  });

  await test.step('settings are in a sheet that leaves the canvas in sight', async () => {
    await panels.getByRole('button', { name: 'Details' }).tap();
    const sheet = page.getByRole('region', { name: 'Details' });
    const replicas = sheet.getByRole('textbox', { name: 'Replicas', exact: true });
    await replicas.fill('4');
    await replicas.press('Enter');
    await expect(service).toContainText('×4');
    await playground.button('Close details').tap();
    await expect(sheet).toHaveCount(0);
  });

  await test.step('it runs, and faults are two taps away', async () => {
    await playground.button('Play').tap();
    await expect(service).toHaveAccessibleName(/[1-9][\d.]*\s\/s/);
    const menu = page.getByRole('menu');
    await fingers.rest(await middleOf(service), () => expect(menu).toBeVisible());
    await menu.getByRole('menuitem', { name: 'Break it' }).tap();
    await expect(page.getByRole('button', { name: 'Start: Crash' })).toBeVisible();
    await playground.button('Close details').tap();
  });

  await test.step('it is shared', async () => {
    await playground.button('Share').tap();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#v1\./);
    await dialog.getByRole('button', { name: 'Close' }).tap();
    await expect(dialog).toHaveCount(0);
  });
});

test('on a phone, an example opens at its beginning: whole cards that can be read, and whole if it fits', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  for (const card of [/^Client Shoppers/, /^Load balancer/])
    await expect(playground.card(card)).toBeInViewport({ ratio: 1 });
  const name = playground.card(/^Client Shoppers/).getByText('Shoppers', { exact: true });
  // The letters as they are on the screen: what is written on a card scales with the camera.
  expect((await name.boundingBox())?.height).toBeGreaterThan(11);
  await playground.button('Gallery').tap();
  await page
    .getByRole('dialog', { name: 'Gallery' })
    .getByRole('button', { name: /Single server/ })
    .tap();
  await expect(playground.name).toHaveValue('Single server');
  for (const card of [/^Client/, /^Service/]) await expect(playground.card(card)).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: /more to the (right|left)$/ })).toHaveCount(0);
});

test('on a phone, what lies beyond the border is told, and one tap goes there', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const hint = page.getByRole('button', { name: /more to the right$/ });
  await expect(hint).toHaveAccessibleName('2 more to the right');
  await expect(playground.card(/^Cache/)).toHaveCount(0);
  await hint.tap();
  await expect(playground.card(/^Cache/)).toBeInViewport();
  await expect(hint).toHaveCount(0);
  await page.getByRole('button', { name: /more to the left$/ }).tap();
  await expect(playground.card(/^Client/)).toBeInViewport();
});
