// npm test: installs what is missing, runs every check, and ends with the line "N passed, N failed".
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, root } from './install.mjs';
import { check, runProgram, runSteps } from './steps.mjs';
import { countPlaywright, countVitest } from './test-reports.mjs';

const minutes = 60_000;
const reports = join(root, 'test-results', 'reports');
const bin = (/** @type {string} */ path) => join('node_modules', path);
const tsc = bin('typescript/bin/tsc');
const vite = bin('vite/bin/vite.js');

/**
 * A runner of many tests, counted from the JSON report that it writes.
 * @param {string} name
 * @param {string[]} command
 * @param {(report: any, exitedWell: boolean) => import('./test-reports.mjs').Counts} count
 * @param {{ timeoutMs: number }} options
 * @returns {import('./steps.mjs').Step}
 */
function tests(name, command, count, options) {
  return {
    name,
    async run() {
      const { ok, output } = await runProgram(process.execPath, command, options);
      const path = join(reports, `${name}.json`);
      if (!existsSync(path)) return { passed: 0, failed: 1, output: `${output}\nNo report was written.` };
      return { ...count(JSON.parse(readFileSync(path, 'utf8')), ok), output };
    },
  };
}

const quick = [
  check('format', [bin('oxfmt/bin/oxfmt'), '--check']),
  check('lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']),
  check(
    'types',
    [tsc, '-p', 'tsconfig.json'],
    [tsc, '-p', 'tsconfig.page.json'],
    [tsc, '-p', 'workers/tsconfig.json'],
    [tsc, '-p', 'workers/tsconfig.engine.json'],
  ),
  check('unused code', [bin('knip/bin/knip.js'), '--no-progress']),
  check('lockfile', ['scripts/check-lockfile.mjs']),
];

const unit = tests(
  'vitest',
  [
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'vitest.json')}`,
  ],
  countVitest,
  { timeoutMs: 20 * minutes },
);

const built = [
  check('build', [vite, 'build', '--logLevel', 'warn']),
  check('built files', ['scripts/check-build.mjs']),
  check('bundle size', [bin('size-limit/bin.js')]),
];

const browser = tests('playwright', [bin('@playwright/test/cli.js'), 'test'], countPlaywright, {
  timeoutMs: 50 * minutes,
});

process.chdir(root);
rmSync(reports, { recursive: true, force: true });
const startedMs = performance.now();
ensureInstalled();
mkdirSync(reports, { recursive: true });

const withBrowser = {
  name: browser.name,
  run: async () => {
    ensureBrowser();
    return browser.run();
  },
};

// Two lanes while nothing measures time; the test runners have the machine to themselves.
const totals = [
  await runSteps(quick, 2),
  await runSteps([unit], 1),
  await runSteps(built, 1),
  await runSteps([withBrowser], 1),
];
const passed = totals.reduce((sum, total) => sum + total.passed, 0);
const failed = totals.reduce((sum, total) => sum + total.failed, 0);
console.log(`All checks took ${((performance.now() - startedMs) / 1000).toFixed(0)} s.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
