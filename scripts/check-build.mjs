// What has to be true of the built page: one worker without React, the policy in the page, nothing inline,
// and the same bytes when it is built again.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';
import { runProgram } from './steps.mjs';

/**
 * Path and content digest of every file below a folder.
 * @param {string} folder
 * @returns {Map<string, string>}
 */
function digests(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const pairs = files.map((file) => {
    const path = join(file.parentPath, file.name);
    return /** @type {const} */ ([
      relative(folder, path),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]);
  });
  return new Map(pairs);
}

/**
 * Breaches in the text of the worker's bundle.
 * @param {string} name
 * @param {string} text
 * @returns {string[]}
 */
export function workerBreaches(name, text) {
  const marks = ['react.element', 'react.transitional.element', '__REACT_DEVTOOLS', 'createElementNS', 'react-dom'];
  return marks
    .filter((mark) => text.includes(mark))
    .map((mark) => `${name} holds "${mark}": the page leaked into the worker`);
}

/**
 * Breaches in the text of a built page.
 * @param {string} html
 * @returns {string[]}
 */
export function pageBreaches(html) {
  const breaches = [];
  const policyAt = html.indexOf('http-equiv="Content-Security-Policy"');
  const scriptAt = html.indexOf('<script');
  if (policyAt === -1) breaches.push('a page carries no security policy');
  if (policyAt > scriptAt) breaches.push('a page names its policy after a script, too late to cover it');
  if (/<script(?![^>]*\bsrc=)/.test(html)) breaches.push('a page has an inline script, which the policy blocks');
  if (/<style|\sstyle=/.test(html)) breaches.push('a page has inline style, which the policy blocks');
  if (/(?:src|href)="(?:https?:)?\/\//.test(html)) breaches.push('a page loads from another origin');
  return breaches;
}

/** @param {string} dist */
function staticBreaches(dist) {
  const names = [...digests(dist).keys()];
  const workers = names.filter((name) => /^assets\/worker-[\w-]+\.js$/.test(name));
  const breaches = workers.flatMap((name) => workerBreaches(name, readFileSync(join(dist, name), 'utf8')));
  if (workers.length === 0) breaches.push('no worker was built: the page names no assets/worker-*.js');
  if (!existsSync(join(dist, '_headers'))) breaches.push('the _headers file for static hosts is missing');
  const pages = ['index.html', 'embed.html'].map((name) => readFileSync(join(dist, name), 'utf8'));
  return [...breaches, ...pages.flatMap(pageBreaches)];
}

/** @param {string} dist */
async function rebuildBreaches(dist) {
  const again = mkdtempSync(join(tmpdir(), 'roundtrip-build-'));
  try {
    const vite = join('node_modules', 'vite', 'bin', 'vite.js');
    const { ok, output } = await runProgram(process.execPath, [
      vite,
      'build',
      '--outDir',
      again,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ]);
    if (!ok) return [`the second build failed: ${output}`];
    const [first, second] = [digests(dist), digests(again)];
    const names = new Set([...first.keys(), ...second.keys()]);
    return [...names]
      .filter((name) => first.get(name) !== second.get(name))
      .map((name) => `${name} differs when the same sources are built again`);
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const dist = join(root, 'dist');
  const breaches = [...staticBreaches(dist), ...(await rebuildBreaches(dist))];
  for (const breach of breaches) console.error(breach);
  if (breaches.length > 0) process.exitCode = 1;
}
