import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Text of every file by its path from the root of the checkout, with forward slashes. */
export type SourceTree = ReadonlyMap<string, string>;

export const repositoryRoot = join(import.meta.dirname, '..', '..');

const readable = /\.(ts|tsx|mjs|css|json|md|html)$/;

/** Reads the given folders of the checkout; a folder that is not there is empty. */
export function readTree(...folders: string[]): SourceTree {
  const tree = new Map<string, string>();
  for (const folder of folders) {
    const top = join(repositoryRoot, folder);
    if (!existsSync(top)) continue;
    for (const entry of readdirSync(top, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const name = relative(repositoryRoot, path).split(sep).join('/');
      tree.set(name, readable.test(name) ? readFileSync(path, 'utf8') : '');
    }
  }
  return tree;
}

/** A made-up tree, to show that a checker can fail. */
export function madeUpTree(files: Readonly<Record<string, string>>): SourceTree {
  return new Map(Object.entries(files));
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/');
}

export function isScript(path: string): boolean {
  return /\.tsx?$/.test(path);
}
