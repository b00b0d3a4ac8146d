import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { digestsOf } from '../support/digest-entry.ts';

/**
 * The same result in Node and in Chromium. The engine is pure, so it runs here in an empty page, where no policy has to be weakened
 * to let a test in: built and minified as for the worker in Chromium, straight from the source in Node.
 */
const root = new URL('../../', import.meta.url);
const presets = new URL('presets/', root);
const SEEDS = Array.from({ length: 50 }, (_, i) => 1 + i * 7_919);

async function builtForBrowsers(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'baseline-widely-available',
      lib: { entry: new URL('tests/support/digest-entry.ts', root).pathname, formats: ['iife'], name: 'digestEntry' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !('output' in result)) throw new Error('nothing was built');
  return result.output[0].code;
}

let bundle = '';

test.beforeAll(async () => {
  bundle = await builtForBrowsers();
});

for (const file of readdirSync(presets).toSorted()) {
  test(`${file} with 50 seeds gives the same digests in Chromium as in Node`, async ({ page }) => {
    const text = readFileSync(new URL(file, presets), 'utf8');
    await page.goto('about:blank');
    await page.addScriptTag({ content: bundle });
    const inChromium = await page.evaluate(
      ([design, seeds]) =>
        (window as unknown as { digestEntry: { digestsOf: typeof digestsOf } }).digestEntry.digestsOf(design, seeds),
      [text, SEEDS] as const,
    );
    expect(inChromium).toEqual(digestsOf(text, SEEDS));
    expect(new Set(inChromium).size).toBe(SEEDS.length);
  });
}
