import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout, with a trailing slash removed. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Written after a successful install; a changed lockfile no longer matches it. */
const stampPath = join(root, 'node_modules', '.roundtrip-lockfile');

function lockfileDigest() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function isInstalled() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === lockfileDigest();
}

/**
 * True when npm's own record of what it put into node_modules lists the lockfile's packages: a checkout whose
 * packages were installed by hand is taken as it is.
 */
function matchesInstalledRecord() {
  const recordPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(recordPath)) return false;
  const installed = JSON.parse(readFileSync(recordPath, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional === true) return true;
    return installed[path]?.integrity === entry.integrity;
  });
}

/**
 * Installs exactly what the lockfile names, when it is not there yet.
 * npm's output goes to standard error, so that commands whose standard output is data can call this.
 */
export function ensureInstalled() {
  if (isInstalled()) return;
  if (!matchesInstalledRecord()) {
    console.error('Installing the packages of package-lock.json (npm ci).');
    // devDependencies build and check the page, so they are needed whatever NODE_ENV says.
    const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    });
    if (npm.status !== 0) {
      console.error('npm ci failed. Check the network or the registry setting of npm, then run the command again.');
      process.exit(1);
    }
  }
  writeFileSync(stampPath, lockfileDigest());
}
