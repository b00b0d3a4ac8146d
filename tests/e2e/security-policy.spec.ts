import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { headersFor } from '../../scripts/security-policy.ts';
import { expect, test } from './support/page-guard.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');

function builtFiles(): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

test('every file of the built page is served with the strict headers, a missing one too', async ({ request }) => {
  for (const path of ['', ...builtFiles(), 'no-such-file.js']) {
    const headers = (await request.get(`/${path}`)).headers();
    for (const [name, value] of Object.entries(headersFor(`/${path}`))) {
      expect(headers[name.toLowerCase()], `${name} of /${path}`).toBe(value);
    }
  }
});

test('the page opens and shows itself without a violation, an error or a foreign request', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('the guard sees what it is there to see', async ({ page, guard }) => {
  guard.allow(/./);
  await page.goto('/');
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = 'http://127.0.0.2:9/pixel.png';
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.body.append(image, style);
    console.error('an error in the console');
    setTimeout(() => {
      throw new Error('an uncaught error');
    });
  });
  const seen = () => guard.seen().join('\n');
  await expect.poll(seen).toContain('policy violation: img-src blocked http://127.0.0.2:9/pixel.png');
  await expect.poll(seen).toContain('policy violation: style-src-elem blocked inline');
  await expect.poll(seen).toContain('console error: an error in the console');
  await expect.poll(seen).toContain('uncaught error: Error: an uncaught error');
});

test('text from outside cannot become script', async ({ page, guard }) => {
  guard.allow(/policy violation: (script-src|require-trusted-types-for|trusted-types)|Trusted|unsafe-eval/);
  await page.goto('/');
  const refused = await page.evaluate(async () => {
    const attempts: Record<string, () => unknown> = {
      markup: () => Reflect.set(document.createElement('div'), 'innerHTML', '<img src=x onerror=alert(1)>'),
      worker: () => new Worker('/elsewhere.js'),
      policy: () => Reflect.get(window, 'trustedTypes').createPolicy('another', {}),
      code: () => Reflect.apply(Reflect.get(window, 'eval'), window, ['1 + 1']),
    };
    const isRefused = (attempt: () => unknown) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    };
    // The test driver's own calls may evaluate code; what runs from a timer may not.
    return new Promise<string[]>((resolve) => {
      setTimeout(() => {
        resolve(Object.keys(attempts).filter((name) => isRefused(attempts[name] ?? (() => undefined))));
      });
    });
  });
  expect(refused).toEqual(['markup', 'worker', 'policy', 'code']);
});
