import { findSpec, SPECS } from '../../kinds/specs.ts';
import type { Imported } from '../../model/import/design-of-sketch.ts';
import { readAnyText } from '../../model/import/read-any.ts';
import type { Result } from '../../model/result.ts';

/** Any text as a design. By itself, so that the page fetches the readers only when there is something to read. */
export function readImport(text: string): Promise<Result<Imported>> {
  return readAnyText(text, { findSpec, specs: Object.values(SPECS), loadYaml: () => import('yaml') });
}
