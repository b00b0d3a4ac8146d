// npm run -s roundtrip -- ... and npm run -s bench -- ...: builds the command into one file when it is missing or
// older than its sources, then runs it in this process. Standard output belongs to the command alone.
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './install.mjs';

/** Commands and the entry that each is built from. */
const entries = { roundtrip: 'workers/cli/main.ts', bench: 'workers/cli/bench.ts' };

/** What the built file depends on. */
const sources = ['src', 'workers', 'presets', 'scripts/run-command.mjs', 'package-lock.json'];

/**
 * Newest change below a path; a folder's own time counts, so that a removed file is noticed.
 * @param {string} path
 * @returns {number}
 */
function newestChangeMs(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const children = readdirSync(path).map((name) => newestChangeMs(join(path, name)));
  return Math.max(status.mtimeMs, ...children);
}

/** @param {string} file */
function isFresh(file) {
  if (!existsSync(file)) return false;
  const builtMs = statSync(file).mtimeMs;
  return sources.every((source) => newestChangeMs(join(root, source)) <= builtMs);
}

/**
 * Builds aside and renames, so that two commands started together never run half a file.
 * @param {'roundtrip' | 'bench'} name
 * @param {string} file
 */
async function buildCommand(name, file) {
  ensureInstalled();
  const startedAt = new Date();
  const { build } = await import('vite');
  const aside = join(root, 'dist-cli', `.build-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entries[name],
      outDir: aside,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: `${name}.js`, codeSplitting: false },
        optimization: { inlineConst: true },
      },
    },
  });
  const built = join(aside, `${name}.js`);
  // A source saved while the build ran is newer than what was built.
  utimesSync(built, startedAt, startedAt);
  renameSync(built, file);
  rmSync(aside, { recursive: true, force: true });
}

const [name, ...args] = process.argv.slice(2);
if (name !== 'roundtrip' && name !== 'bench') {
  console.error(`Usage: node scripts/run-command.mjs ${Object.keys(entries).join('|')} [arguments]`);
  process.exit(2);
}

const file = join(root, 'dist-cli', `${name}.js`);
try {
  if (!isFresh(file)) await buildCommand(name, file);
} catch (error) {
  console.error(`The command could not be built: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(70);
}

// npm moves to the package's folder; a design named on the command line is meant from where the user stood.
if (process.env.npm_lifecycle_event === name && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.argv = [process.execPath, file, ...args];
await import(pathToFileURL(file).href);
