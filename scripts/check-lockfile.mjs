// The lockfile's promises, checked offline: every package has a sha512, comes from the registry npm is set to and
// brings no install script. A package that needs one is named below with the reason.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

/**
 * @typedef {{ integrity?: string, resolved?: string, link?: boolean, hasInstallScript?: boolean }} LockedPackage
 */

/** Packages that may run a script when they are installed, with the reason. */
export const allowedInstallScripts = new Map([
  ['fsevents', 'file watching on macOS; optional and never installed on Linux'],
]);

/**
 * Every breach in a parsed package-lock.json, worded for a person.
 * @param {{ lockfileVersion?: number, packages?: Record<string, LockedPackage> }} lockfile
 * @param {string} registry the address npm is set to, with a trailing slash
 * @returns {string[]}
 */
export function lockfileBreaches(lockfile, registry) {
  const entries = Object.entries(lockfile.packages ?? {}).filter(([path]) => path !== '');
  if (entries.length === 0) return ['package-lock.json lists no packages'];
  const breaches = lockfile.lockfileVersion === 3 ? [] : ['package-lock.json is not of version 3'];
  for (const [path, entry] of entries) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? '')) breaches.push(`${path} has no sha512`);
    if (entry.link === true) breaches.push(`${path} is a link to a folder`);
    if (entry.resolved !== undefined && !entry.resolved.startsWith(registry)) {
      breaches.push(`${path} comes from ${entry.resolved}, not from the registry`);
    }
    if (entry.hasInstallScript === true && !allowedInstallScripts.has(name)) {
      breaches.push(`${path} runs a script when it is installed`);
    }
  }
  return breaches;
}

/**
 * Direct dependencies whose version is a range: two machines could resolve them differently.
 * @param {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} manifest
 * @returns {string[]}
 */
export function looseVersions(manifest) {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  return Object.entries(all)
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `package.json: ${name} is "${version}", not one exact version`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim();
  const breaches = [
    ...lockfileBreaches(read('package-lock.json'), registry.endsWith('/') ? registry : `${registry}/`),
    ...looseVersions(read('package.json')),
  ];
  for (const breach of breaches) console.error(breach);
  if (breaches.length > 0) process.exit(1);
}
