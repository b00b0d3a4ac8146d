import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';

/** What a page did that it may not do; a test may name what it provokes on purpose. */
interface PageGuard {
  /** Errors whose text matches are expected in this test. */
  allow: (pattern: RegExp) => void;
  /** Every error, violation and foreign request so far, allowed or not. */
  seen: () => readonly string[];
}

interface GuardFixtures {
  guard: PageGuard;
  /** Opens a page in a profile of its own, with empty storage, watched like the first one. */
  freshPage: () => Promise<Page>;
}

/** Schemes that never leave the page. */
const localSchemes = ['data:', 'blob:', 'about:'];

function isOwnRequest(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || localSchemes.some((scheme) => url.startsWith(scheme));
}

/** Reports every error, policy violation and foreign request of all pages and workers of a profile. */
async function watch(context: BrowserContext, origin: string, report: (breach: string) => void): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') report(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (webError) => report(`uncaught error: ${webError.error().stack ?? webError.error().message}`));
  context.on('request', (request) => {
    if (!isOwnRequest(request.url(), origin)) report(`request to another origin: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown';
    if (reason !== 'net::ERR_ABORTED') report(`request failed: ${request.url()} (${reason})`);
  });
  // Some violations are not printed (a blocked request that the page handles), so the event is made to print.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violation: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`);
    });
  });
}

/** The test function of every browser test: a page that misbehaves fails it. */
export const test = base.extend<GuardFixtures>({
  guard: [
    async ({ context, baseURL }, use) => {
      const seen: string[] = [];
      const allowed: RegExp[] = [];
      await watch(context, new URL(baseURL ?? '').origin, (breach) => seen.push(breach));
      await use({ allow: (pattern) => allowed.push(pattern), seen: () => seen });
      const breaches = seen.filter((breach) => !allowed.some((pattern) => pattern.test(breach)));
      expect(breaches, 'the page kept the rules of tests/e2e/support/page-guard.ts').toEqual([]);
    },
    { auto: true },
  ],
  freshPage: async ({ browser, baseURL, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    const seen: string[] = [];
    await use(async () => {
      const context = await browser.newContext({
        ...contextOptions,
        ...(baseURL === undefined ? {} : { baseURL }),
      });
      contexts.push(context);
      await watch(context, new URL(baseURL ?? '').origin, (breach) => seen.push(breach));
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(seen, 'the pages in fresh profiles kept the rules').toEqual([]);
  },
});

export { expect };
