import type { Page } from '@playwright/test';

/** Opens a design through the page's own menu, as a file somebody chose. */
export async function openFile(page: Page, design: object): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Open a file' }).click();
  const chooser = await choosing;
  await chooser.setFiles({
    name: 'design.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(design)),
  });
}
