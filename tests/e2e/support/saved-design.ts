import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { findSpec } from '../../../src/kinds/specs.ts';
import type { Design } from '../../../src/model/design.ts';
import { parseDesignText } from '../../../src/model/document/parse-design-text.ts';

/** The document as the page saves it, by the key that saves a file, read back as the page reads files. */
export async function savedDesign(page: Page): Promise<Design> {
  const downloading = page.waitForEvent('download');
  // In a field the key belongs to the field.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Control+s');
  const path = await (await downloading).path();
  const read = parseDesignText(await readFile(path, 'utf8'), findSpec);
  if (!read.ok) throw new Error(`The page saved what it cannot read: ${JSON.stringify(read.problems)}`);
  return read.value;
}
