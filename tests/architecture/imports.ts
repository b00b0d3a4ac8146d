import { posix } from 'node:path';
import { withoutComments } from './code-text.ts';

export interface Import {
  /** As written, with its query. */
  readonly specifier: string;
  /** Path from the root of the checkout, without query; undefined for a package. */
  readonly target: string | undefined;
  /** True when every mention is an `import type` or `export type`, which leave nothing behind in running code. */
  readonly isTypeOnly: boolean;
}

const forms = [
  // import a, { b } from 'x'; import type { c } from 'x'; export { d } from 'x'; export * from 'x'
  /\b(?:import|export)\s+[\w\s{},*$]*?\bfrom\s*(['"])(?<specifier>[^'"\n]+)\1/g,
  /\b(?:import|export)\s*[{*][\w\s{},*$]*?\bfrom\s*(['"])(?<specifier>[^'"\n]+)\1/g,
  // import 'x'
  /\bimport\s*(['"])(?<specifier>[^'"\n]+)\1/g,
  // import('x'), import.meta.glob('x'), vi.mock is a test's business
  /\bimport\s*\(\s*(['"`])(?<specifier>[^'"`\n]+)\1/g,
  /\bimport\.meta\.glob\w*(?:<[^>]*>)?\s*\(\s*\[?\s*(['"])(?<specifier>[^'"\n]+)\1/g,
  // new URL('x', import.meta.url)
  /\bnew\s+URL\s*\(\s*(['"])(?<specifier>[^'"\n]+)\1\s*,\s*import\.meta\.url/g,
];

/** Path from the root that a specifier means in a file; a leading slash is Vite's root. */
export function resolveSpecifier(file: string, specifier: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('/')) return bare.slice(1);
  if (!bare.startsWith('.')) return undefined;
  return posix.normalize(posix.join(posix.dirname(file), bare));
}

/** Everything a file imports, in any form, each specifier once. */
export function importsOf(file: string, text: string): Import[] {
  const code = withoutComments(text);
  const typeOnly = new Map<string, boolean>();
  for (const form of forms) {
    for (const match of code.matchAll(form)) {
      const specifier = match.groups?.['specifier'] ?? '';
      const isTypeOnly = /^(?:import|export)\s+type\b/.test(match[0]);
      typeOnly.set(specifier, isTypeOnly && typeOnly.get(specifier) !== false);
    }
  }
  return [...typeOnly].map(([specifier, isTypeOnly]) => ({
    specifier,
    target: resolveSpecifier(file, specifier),
    isTypeOnly,
  }));
}
