import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Path of a Chromium to test with, or undefined: ROUNDTRIP_CHROMIUM, then Debian's place, then the PATH.
 * @param {{ environment?: Record<string, string | undefined>, debianPath?: string }} [where]
 * @returns {string | undefined}
 */
export function findBrowser({ environment = process.env, debianPath = '/usr/bin/chromium' } = {}) {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    environment.ROUNDTRIP_CHROMIUM,
    debianPath,
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  return candidates.find((path) => path !== undefined && path !== '' && isExecutable(path));
}

/** @param {string[]} args */
function runApt(...args) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = spawnSync('apt-get', args, { env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  return apt.status === 0;
}

/**
 * Finds a browser, or installs Debian's one when this process may.
 * @returns {string} path of the executable
 * @throws {Error} with what to do, when there is none and none can be installed
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('No Chromium found: installing the Debian package.');
    if (runApt('update') && runApt('install', '-y', 'chromium')) {
      const installed = findBrowser();
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(
    'The browser tests need Chromium. Install it (on Debian as root: apt-get install chromium), ' +
      'or set ROUNDTRIP_CHROMIUM to the path of a Chromium or Chrome.',
  );
}

/** Flags for a quiet, sandboxless test browser that talks to nobody but the page under test. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
