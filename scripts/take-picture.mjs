// node scripts/take-picture.mjs: opens the built page, lets the first preset run, breaks a replica, and stores what is seen
// as the picture of the README. Run `npx vite build` first.
import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { preview } from 'vite';
import { browserFlags, ensureBrowser } from './browser.mjs';
import { root } from './install.mjs';

const target = join(root, 'public', 'running-preset.png');

process.chdir(root);
const server = await preview({ logLevel: 'error', preview: { port: 0 } });
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.addInitScript(() => localStorage.setItem('roundtrip.hints', 'dismissed'));
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  const clock = page.getByRole('timer', { name: 'Simulated seconds' });
  const waitUntil = async (/** @type {number} */ seconds) => {
    while (Number.parseFloat((await clock.textContent()) ?? '0') < seconds) await page.waitForTimeout(100);
  };
  await page.getByRole('group', { name: /^Service Catalogue/ }).click();
  await page.getByRole('tab', { name: 'Faults' }).click();
  await waitUntil(12);
  await page.getByRole('button', { name: 'Kill replica 2' }).click();
  await waitUntil(15);
  await page.screenshot({ path: target });
} finally {
  await browser.close();
  await server.close();
}
