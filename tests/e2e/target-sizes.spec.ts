import type { Locator } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { visitDialogs, visitSheets } from './support/page-states.ts';
import { sideways, smallTargets } from './support/panel-checks.ts';
import { Playground } from './support/playground.ts';

// What opens is where it will be at once.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** A phone, and what is left of 1280 × 1024 at a zoom of 400 % (WCAG 2.2, reflow). */
const WINDOWS = [
  { width: 390, height: 844 },
  { width: 320, height: 256 },
] as const;

test('on a phone and at a zoom of 400 % every target is large enough, and no sheet or dialog scrolls sideways', async ({
  page,
}) => {
  const [phone] = WINDOWS;
  await page.setViewportSize(phone);
  const playground = new Playground(page);
  await playground.open();
  await playground.button('Pause').click();
  const look = async (state: string, part: Locator): Promise<void> => {
    for (const window of WINDOWS) {
      await page.setViewportSize(window);
      expect.soft(await smallTargets(page), `${state}, ${window.width} px`).toEqual([]);
      expect.soft(await sideways(part), `${state}, ${window.width} px`).toEqual([]);
    }
    await page.setViewportSize(phone);
  };
  await look('open', page.locator('body'));
  await visitSheets(page, look);
  await visitDialogs(page, look);
});
