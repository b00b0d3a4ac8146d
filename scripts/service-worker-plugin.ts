import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';

const FILE = 'service-worker.js';
const SOURCE = resolve(import.meta.dirname, '../workers/service-worker/service-worker.ts');

/** Files that no page asks for: instructions for the host, and the service worker itself. */
const NOT_CACHED = new Set(['_headers', FILE]);

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The built service worker with the list of files of its build in front.
 * @param code the built service worker
 * @param contents every built file by its path
 */
export function serviceWorkerText(code: string, contents: ReadonlyMap<string, string | Uint8Array>): string {
  const kept = [...contents].filter(([path]) => !NOT_CACHED.has(path)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const files = Object.fromEntries(kept.map(([path, content]) => [path, digestOf(content)]));
  const version = digestOf(JSON.stringify(files)).slice(0, 16);
  return `self.roundtripBuild=${JSON.stringify({ version, files })};\n${code}`;
}

/** Files of a folder by their path below it. */
export function readFolder(folder: string): Map<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [relative(folder, path).split(sep).join('/'), readFileSync(path)];
    }),
  );
}

/** Builds the service worker beside the page and tells it which files belong to this build. */
export function serviceWorkerPlugin(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'roundtrip-service-worker',
    apply: 'build',
    // After everything else, so that the list is complete.
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: SOURCE, fileName: FILE });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[FILE];
        if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
        if (worker.imports.length > 0) throw new Error(`the service worker imports ${worker.imports.join(', ')}`);
        const contents = readFolder(config.publicDir) as Map<string, string | Uint8Array>;
        for (const file of Object.values(bundle))
          contents.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
        worker.code = serviceWorkerText(worker.code, contents);
      },
    },
  };
}
