import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from './scripts/browser.mjs';

// Read again in each worker process, which inherits the variable: the port is chosen once.
process.env['ROUNDTRIP_E2E_PORT'] ??= String(42_000 + (process.pid % 2_000));
const port = process.env['ROUNDTRIP_E2E_PORT'];
const baseURL = `http://127.0.0.1:${port}/`;

const executablePath = findBrowser();
if (executablePath === undefined) {
  throw new Error('No Chromium found. Install it or set ROUNDTRIP_CHROMIUM to the path of a Chromium or Chrome.');
}

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // One page at a time: the tests watch frames and clocks.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Several times what an idle machine needs: a limit is there to end what hangs, not to measure.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/reports/playwright.json' }]],
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // It fetches every file once more in the background, which measurements would see; offline.spec.ts lets it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: browserFlags },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
