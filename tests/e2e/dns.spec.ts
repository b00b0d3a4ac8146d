import { expect, test } from './support/page-guard.ts';
import { openFile } from './support/open-file.ts';
import { Playground } from './support/playground.ts';
import dnsFailover from '../../presets/dns-failover.json' with { type: 'json' };

test('a DNS is expanded into its roles while it runs, shows its exchanges, and is collapsed again', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, { ...dnsFailover, scenario: [] });
  await expect(playground.name).toHaveValue(dnsFailover.name);
  const whole = playground.card(/^DNS, /);
  await playground.click(whole);
  await playground.click(playground.details.getByRole('button', { name: 'Expand into roles' }));

  for (const label of ['Root servers', 'Top-level servers', 'Authoritative servers'])
    await expect(playground.card(new RegExp(`^DNS ${label}`))).toBeVisible();
  await test.step('the resolvers ask each server and keep what they learn', async () => {
    const run = page.getByTestId('run-state');
    if ((await run.textContent()) !== 'running') await playground.click(playground.button('Play'));
    const counts = playground.details.getByTestId('node-counts');
    await expect(counts).toContainText(/Questions to root servers\s*20/i);
    await expect(counts).toContainText(/Questions to authoritative servers\s*[2-9]\d/i);
    await expect(playground.card(/^DNS Authoritative servers/)).toContainText(/\d/);
  });

  await playground.click(playground.details.getByRole('button', { name: 'Collapse into one DNS' }));
  await expect(playground.card(/^DNS Root servers/)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(playground.card(/^DNS Root servers/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(playground.card(/^DNS Root servers/)).toHaveCount(0);
  await expect(playground.card(/^DNS, /)).toBeVisible();
});
