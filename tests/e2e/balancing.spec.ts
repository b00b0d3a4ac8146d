import { readFileSync } from 'node:fs';
import { findSpec } from '../../src/kinds/specs.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { encodeLink } from '../../src/model/link/encode-link.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

/** A preset as a link that opens it. */
async function linkTo(preset: string): Promise<string> {
  const text = readFileSync(new URL(`../../presets/${preset}.json`, import.meta.url), 'utf8');
  const read = readDesign(JSON.parse(text), findSpec);
  if (!read.ok) throw new Error(`Preset ${preset} was not read`);
  return encodeLink(read.value, findSpec);
}

test('a balancer says on its card and beside it who is out, why, since when, how soon that was noticed and what it cost', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open(await linkTo('passive-vs-active-checks'));
  await playground.click(playground.button('Pause'));
  const card = page.locator('.react-flow__node').filter({ hasText: 'Active: GET /health' });

  await test.step('at 45 s the hung replica is out: in words below the card, and as a bar of another shape', async () => {
    // The run takes 120 s; the bar has 600 places.
    const bar = page.getByRole('slider', { name: 'Simulated time' });
    const most = Number(await bar.getAttribute('max'));
    await bar.fill(String(Math.round((most * 45) / 120)));
    await expect(card.getByText(/^Web servers 1 down for \d+(\.\d+)?\s?s: 3 failed probes in a row$/)).toBeVisible();
    await expect(card.getByRole('img', { name: /^3 backends, 1 out, uneven by/ })).toBeVisible();
    await expect(card.locator('.backend-bars [data-state="down"]')).toHaveCount(1);
    await expect(card.getByText(/^CV \d+(\.\d+)?\s?%$/)).toBeVisible();
  });

  await test.step('the panel has the figures, and they keep to the rule that stands there', async () => {
    await playground.click(card);
    const panel = page.getByTestId('backends-panel');
    await expect(panel).toContainText(
      /noticed after more than 4\s?s and at most 6\s?s, one that hangs up to 1\s?s later/,
    );
    const noticed = /Noticed ([\d.]+)\s?s after the fault/.exec((await panel.textContent()) ?? '');
    expect(Number(noticed?.[1])).toBeGreaterThan(4);
    expect(Number(noticed?.[1])).toBeLessThanOrEqual(7);
    await expect(panel).toContainText(/Requests lost\d+/);
  });

  await test.step('a check that only connects has noticed nothing', async () => {
    const blind = page.locator('.react-flow__node').filter({ hasText: 'Active: connect' });
    await expect(blind.getByRole('img', { name: /^3 backends, 0 out/ })).toBeVisible();
  });

  await test.step('the panel follows the time line while the run stands still', async () => {
    const panel = page.getByTestId('backends-panel');
    const bar = page.getByRole('slider', { name: 'Simulated time' });
    await bar.fill(String(Math.round((Number(await bar.getAttribute('max')) * 20) / 120)));
    await expect(panel).not.toContainText('Noticed');
    await expect(card.getByText(/down for/)).toHaveCount(0);
  });
});

test('what a run does by itself stands in the list of events with its reason, and one click goes back to it', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open(await linkTo('canary-rollback'));
  await playground.click(playground.button('Pause'));
  const bar = page.getByRole('slider', { name: 'Simulated time' });
  const most = Number(await bar.getAttribute('max'));
  await bar.fill(String(Math.round((most * 60) / 180)));
  await playground.click(page.getByTestId('event-list'));
  const events = page.getByRole('dialog', { name: 'Events of the run' });
  const rollback = events.getByRole('button', {
    name: /Rolled back: .* because the success ratio was 99\.\d+ % over 10 s/,
  });
  await expect(rollback).toContainText('by itself');
  await playground.click(rollback);
  await expect(bar).toHaveAttribute('aria-valuetext', /^3\d(\.\d)? seconds$/);
  await expect(events).toHaveCount(0);
});
