import type { Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { violationsIn } from './support/panel-checks.ts';
import { Playground } from './support/playground.ts';

/** Pages of a PDF: every one is an object of its own. */
function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

async function printing(page: Page, isPrinting: boolean): Promise<void> {
  await page.evaluate((name) => void dispatchEvent(new Event(name)), isPrinting ? 'beforeprint' : 'afterprint');
  await page.emulateMedia({ media: isPrinting ? 'print' : 'screen' });
}

test('prints the whole diagram with title and key figures on one page, light whatever the theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  // The command ends in the browser's own dialog, which a test cannot close.
  await page.addInitScript(() => {
    Reflect.set(window, 'print', () => dispatchEvent(new Event('printed')));
  });
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.button('Pause')).toBeVisible();
  await playground.button('Pause').click();
  const printed = page.evaluate(
    async () => new Promise<boolean>((resolve) => addEventListener('printed', () => resolve(true))),
  );
  await playground.button('File').click();
  await page.getByRole('menuitem', { name: 'Print' }).click();
  expect(await printed).toBe(true);

  await printing(page, true);
  const sheet = page.getByTestId('print-sheet');
  await expect(sheet.getByRole('heading', { name: 'Look-aside cache' })).toBeVisible();
  await expect(sheet.getByRole('table')).toContainText('Shoppers');
  const diagram = sheet.getByRole('img', { name: 'Diagram of Look-aside cache' });
  await expect(diagram).toHaveJSProperty('complete', true);
  expect(await diagram.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(500);
  await expect(page.getByRole('banner')).toBeHidden();
  expect(await violationsIn(page, sheet, 'all')).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  await printing(page, false);
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('banner')).toBeVisible();

  // The browser's own way to the printer, which nobody is told of but by the event.
  for (const landscape of [false, true]) expect(pagesIn(await page.pdf({ format: 'A4', landscape }))).toBe(1);
});
