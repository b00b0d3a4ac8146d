import { findSpec, SPECS } from '../../src/kinds/specs.ts';
import type { Imported } from '../../src/model/import/design-of-sketch.ts';
import { readAnyText, type ImportTools } from '../../src/model/import/read-any.ts';

export const IMPORT_TOOLS: ImportTools = {
  findSpec,
  specs: Object.values(SPECS),
  loadYaml: () => import('yaml'),
};

/** What a text becomes; a refusal ends the test with its problems. */
export async function importedFrom(text: string): Promise<Imported & { readonly codes: readonly string[] }> {
  const read = await readAnyText(text, IMPORT_TOOLS);
  if (!read.ok)
    throw new Error(read.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`).join('\n'));
  return { ...read.value, codes: read.notices.map(({ code }) => code) };
}
