import { isRecord, type InputRecord } from '../document/known-keys.ts';
import { tameText } from '../document/text-safety.ts';
import { refuse, succeed, type Result } from '../result.ts';
import { importProblem } from './problem-codes.ts';

/** Real Compose files have a handful; a bomb has thousands. */
const MAX_ALIASES = 100;

/** The part of the package `yaml` that is used; whoever calls fetches it when a file needs it. */
export interface YamlPackage {
  readonly parseDocument: (
    text: string,
    options: { readonly merge: boolean; readonly logLevel: 'silent'; readonly prettyErrors: boolean },
  ) => {
    readonly errors: readonly { readonly message: string }[];
    toJS(options: { readonly maxAliasCount: number }): unknown;
  };
}

/** Parses a YAML text to plain values. Aliases are counted, so that nothing can grow by them. */
export function readYaml(text: string, { parseDocument }: YamlPackage): Result<InputRecord> {
  try {
    const document = parseDocument(text, { merge: true, logLevel: 'silent', prettyErrors: true });
    const [error] = document.errors;
    if (error !== undefined) return refuse(importProblem('RT404', '', { reason: reasonOf(error.message) }));
    const value = document.toJS({ maxAliasCount: MAX_ALIASES });
    return succeed(isRecord(value) ? value : {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    if (/alias/i.test(reason)) return refuse(importProblem('RT405', '', { limit: MAX_ALIASES }));
    // Nesting beyond what the parser can follow ends in an error as well.
    return refuse(importProblem('RT404', '', { reason: reasonOf(reason) }));
  }
}

function reasonOf(message: string): string {
  const line = tameText(message.split('\n', 1)[0] ?? '', false)
    .slice(0, 200)
    .replace(/[.:]\s*$/, '');
  return line === '' ? 'it is nested too deeply' : line;
}
