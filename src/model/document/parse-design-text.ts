import type { Design } from '../design.ts';
import { LIMITS } from '../limits.ts';
import { refuse, type Problem, type Result } from '../result.ts';
import { foreignJson, foreignText, type ForeignFormat } from './foreign-formats.ts';
import { documentProblem, WHOLE_DOCUMENT } from './input-log.ts';
import { isRecord } from './known-keys.ts';
import { readDesign } from './read-design.ts';
import { findJsonFault, linePosition, type JsonFault } from './scan-json.ts';
import type { SpecLookup } from './spec-lookup.ts';
import { tameText } from './text-safety.ts';

/** Bytes of a text in UTF-8. A text that cannot fit is not counted. */
function utf8Bytes(text: string): number {
  return text.length > LIMITS.documentBytes ? text.length : new TextEncoder().encode(text).length;
}

function foreignProblem({ what, advice }: ForeignFormat): Problem {
  return documentProblem('RT104', WHOLE_DOCUMENT, { what, advice });
}

function faultProblem(text: string, fault: JsonFault): Problem {
  if (fault.kind === 'depth')
    return documentProblem('RT102', WHOLE_DOCUMENT, { depth: fault.depth, limit: LIMITS.depth });
  return documentProblem('RT103', WHOLE_DOCUMENT, {
    ...linePosition(text, fault.offset),
    reason: tameText(fault.reason, false),
  });
}

/** Parses a JSON text whose size, depth and syntax have been checked. */
export function parseJsonText(text: string): Result<unknown> {
  const size = utf8Bytes(text);
  if (size > LIMITS.documentBytes)
    return refuse(documentProblem('RT101', WHOLE_DOCUMENT, { size, limit: LIMITS.documentBytes }));
  if (text.trim() === '') return refuse(documentProblem('RT105', WHOLE_DOCUMENT, {}));
  const fault = findJsonFault(text, LIMITS.depth);
  if (fault === null) return { ok: true, value: JSON.parse(text) as unknown, notices: [] };
  // Brackets and quotes begin JSON that has a mistake; anything else is more likely another format.
  const foreign = /^\s*[{["]/.test(text) ? undefined : foreignText(text);
  return refuse(foreign === undefined ? faultProblem(text, fault) : foreignProblem(foreign));
}

/**
 * Reads the text of a file or a paste as a design. The size is checked first, then the depth without recursion, then the syntax
 * (with line and column), then what the document says. Other programs' formats are named.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export function parseDesignText(text: string, findSpec: SpecLookup): Result<Design> {
  const parsed = parseJsonText(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (!parsed.ok) return parsed;
  const foreign = isRecord(parsed.value) ? foreignJson(parsed.value) : undefined;
  return foreign === undefined ? readDesign(parsed.value, findSpec) : refuse(foreignProblem(foreign));
}
