import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from '../../scripts/browser.mjs';
import { pageBreaches, workerBreaches } from '../../scripts/check-build.mjs';
import { lockfileBreaches, looseVersions } from '../../scripts/check-lockfile.mjs';
import {
  contentSecurityPolicy,
  headersFile,
  headersFor,
  metaContentSecurityPolicy,
  securityHeaders,
} from '../../scripts/security-policy.ts';
import { countPlaywright, countVitest } from '../../scripts/test-reports.mjs';

describe('the lockfile check', () => {
  const registry = 'https://registry.example/';
  const good = { integrity: `sha512-${'A'.repeat(86)}==`, resolved: `${registry}a.tgz` };
  const breaches = (entry: object) =>
    lockfileBreaches({ lockfileVersion: 3, packages: { '': {}, 'node_modules/a': { ...good, ...entry } } }, registry);

  test('lets a plain entry through, with and without an address', () => {
    const { resolved: _, ...withoutAddress } = good;
    const packages = { '': {}, 'node_modules/a': withoutAddress, 'node_modules/b': good };
    expect(lockfileBreaches({ lockfileVersion: 3, packages }, registry)).toEqual([]);
  });

  test.each([
    ['a weaker digest', { integrity: 'sha1-AAAA' }],
    ['no digest', { integrity: '' }],
    ['another source', { resolved: 'https://elsewhere.example/a.tgz' }],
    ['a git address', { resolved: 'git+ssh://git@elsewhere.example/a.git' }],
    ['a link', { link: true }],
    ['an install script', { hasInstallScript: true }],
  ])('catches %s', (_, entry) => {
    expect(breaches(entry)).toHaveLength(1);
  });

  test('catches an empty lockfile and a range of versions', () => {
    expect(lockfileBreaches({ lockfileVersion: 3, packages: { '': {} } }, registry)).toHaveLength(1);
    expect(looseVersions({ dependencies: { a: '1.2.3' }, devDependencies: { b: '^1.2.3', c: 'latest' } })).toHaveLength(
      2,
    );
  });
});

describe('the check of the built files', () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="x">`;
  const script = `<script type="module" src="./assets/a.js"></script>`;

  test('lets a plain page and a plain worker through', () => {
    expect(pageBreaches(policy + script)).toEqual([]);
    expect(workerBreaches('worker.js', 'const reaction = 1; self.onmessage = run;')).toEqual([]);
  });

  test.each([
    ['no policy', script],
    ['a policy behind a script', script + policy],
    ['an inline script', `${policy}<script>run()</script>`],
    ['inline style', `${policy}${script}<style>p{}</style>`],
    ['a style attribute', `${policy}${script}<p style="color:red">`],
    ['another origin', `${policy}${script}<link href="https://elsewhere.example/a.css">`],
  ])('catches %s', (_, html) => {
    expect(pageBreaches(html)).toHaveLength(1);
  });

  test('catches React in the worker', () => {
    expect(workerBreaches('worker.js', `Symbol.for("react.transitional.element")`)).toHaveLength(1);
  });
});

describe('the security policy', () => {
  test('says what reliability asks for, word for word', () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
        "font-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
        "object-src 'none'; frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
        'trusted-types roundtrip',
    );
  });

  test('a meta element carries all of it but what browsers refuse there', () => {
    expect(metaContentSecurityPolicy).toBe(contentSecurityPolicy.replace("frame-ancestors 'none'; ", ''));
  });

  test('the page for embedding differs in one thing only: it may be framed', () => {
    for (const url of ['/embed.html', '/embed.html?embed=1', '/some/path/embed.html', '/?embed=1']) {
      const headers = headersFor(url);
      expect(headers['Content-Security-Policy']).toContain('frame-ancestors *;');
      expect({ ...headers, 'Content-Security-Policy': contentSecurityPolicy }).toEqual(securityHeaders);
    }
    for (const url of ['/', '/index.html', '/?view=1', '/assets/embed.html.js', '/?embed=11'])
      expect(headersFor(url)).toEqual(securityHeaders);
  });

  test('the file for static hosts covers every path with every header, and keeps the page that edits out of frames', () => {
    const rules = new Map(
      headersFile()
        .trimEnd()
        .split('\n\n')
        .map((rule) => {
          const [path = '', ...lines] = rule.split('\n');
          return [path, lines];
        }),
    );
    expect([...rules.keys()]).toEqual(['/*', '/', '/index.html']);
    expect(rules.get('/*')).toEqual(
      Object.entries(headersFor('/embed.html')).map(([name, value]) => `  ${name}: ${value}`),
    );
    for (const page of ['/', '/index.html'])
      expect(rules.get(page)).toEqual([
        `  Content-Security-Policy: ${contentSecurityPolicy}`,
        '  X-Frame-Options: DENY',
      ]);
  });
});

describe('counting the reports', () => {
  const vitest = { numPassedTests: 5, numFailedTests: 0, testResults: [] };
  const playwright = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };

  test('passed and failed tests are counted', () => {
    expect(countVitest({ ...vitest, numFailedTests: 2 }, false)).toEqual({ passed: 5, failed: 2 });
    expect(countPlaywright({ stats: { ...playwright, unexpected: 1 } }, false)).toEqual({
      passed: 3,
      failed: 1,
    });
    expect(countVitest(vitest, true)).toEqual({ passed: 5, failed: 0 });
    expect(countPlaywright({ stats: playwright }, true)).toEqual({ passed: 3, failed: 0 });
  });

  test('a skipped or a flaky test is a failed one', () => {
    expect(countVitest({ ...vitest, numPendingTests: 1, numTodoTests: 1 }, true).failed).toBe(2);
    expect(countPlaywright({ stats: { ...playwright, skipped: 1, flaky: 1 } }, true).failed).toBe(2);
  });

  test('a file that does not load, a bad exit and an empty run are failures', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countVitest({ ...vitest, testResults }, false).failed).toBe(1);
    expect(countVitest(vitest, false).failed).toBe(1);
    expect(countVitest({ ...vitest, numPassedTests: 0 }, true).failed).toBe(1);
    expect(countPlaywright({ stats: { ...playwright, expected: 0 } }, true).failed).toBe(1);
  });
});

describe('finding the browser', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'roundtrip-browser-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function program(name: string, mode = 0o755): string {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    chmodSync(path, mode);
    return path;
  }

  test('the one that is asked for comes first, then the one of Debian, then the PATH', () => {
    const [own, debian] = [program('own'), program('debian/chromium')];
    const onPath = program('bin/google-chrome');
    const environment = { ROUNDTRIP_CHROMIUM: own, PATH: `${join(folder, 'none')}:${join(folder, 'bin')}` };
    expect(findBrowser({ environment, debianPath: debian })).toBe(own);
    expect(findBrowser({ environment: { PATH: environment.PATH }, debianPath: debian })).toBe(debian);
    expect(findBrowser({ environment: { PATH: environment.PATH }, debianPath: join(folder, 'no') })).toBe(onPath);
  });

  test('a file that cannot be run is no browser', () => {
    const environment = { ROUNDTRIP_CHROMIUM: program('own', 0o644), PATH: folder };
    expect(findBrowser({ environment, debianPath: join(folder, 'no') })).toBeUndefined();
  });
});
