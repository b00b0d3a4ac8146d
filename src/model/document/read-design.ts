import { DESIGN_VERSION, EMPTY_DESIGN, type Design } from '../design.ts';
import { LIMITS } from '../limits.ts';
import { refuse, succeed, type Result } from '../result.ts';
import { RUN_FIELDS } from '../run-spec.ts';
import { documentProblem, InputLog, placeOf, WHOLE_DOCUMENT } from './input-log.ts';
import { isRecord, noticeUnknownKeys, ownValue, type InputRecord } from './known-keys.ts';
import { migrate } from './migrations.ts';
import { readEdges } from './read-edges.ts';
import { readOverrides, readText, REFUSED, type TextRule } from './read-field.ts';
import { readNodes } from './read-nodes.ts';
import { readObjectives } from './read-objectives.ts';
import { readScenario } from './read-scenario.ts';
import type { SpecLookup } from './spec-lookup.ts';
import { showValue } from './text-safety.ts';

/** `$schema` is how an editor finds the JSON Schema; it says nothing about the design. */
const DOCUMENT_KEYS = ['$schema', 'version', 'name', 'description', 'nodes', 'edges', 'scenario', 'objectives', 'run'];

const NAME: TextRule = { label: 'The name', maxLength: LIMITS.labelChars, multiline: false };
const DESCRIPTION: TextRule = { label: 'The description', maxLength: LIMITS.noteChars, multiline: true };

function readHeadText(document: InputRecord, key: 'name' | 'description', rule: TextRule, log: InputLog): string {
  const written = ownValue(document, key);
  if (written === undefined) return EMPTY_DESIGN[key];
  const text = readText(rule, written, placeOf(WHOLE_DOCUMENT, key), log);
  return text === REFUSED ? EMPTY_DESIGN[key] : text;
}

function readParts(document: InputRecord, findSpec: SpecLookup, log: InputLog): Design {
  noticeUnknownKeys(document, DOCUMENT_KEYS, WHOLE_DOCUMENT, log);
  const name = readHeadText(document, 'name', NAME, log);
  const description = readHeadText(document, 'description', DESCRIPTION, log);
  const index = readNodes(document, findSpec, log);
  const { edges, ids } = readEdges(document, index, log);
  const scenario = readScenario(document, index, ids, log);
  const objectives = readObjectives(document, index, log);
  const run = readOverrides(RUN_FIELDS, ownValue(document, 'run'), placeOf(WHOLE_DOCUMENT, 'run'), log);
  return { version: DESIGN_VERSION, name, description, nodes: index.nodes, edges, scenario, objectives, run };
}

/**
 * Reads a value from outside (parsed JSON, what a browser stored) as a design: migrated, checked, repaired and normalised.
 * Nothing of the input is kept by reference. Refused with every problem found; repairs are in `notices`.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export function readDesign(input: unknown, findSpec: SpecLookup): Result<Design> {
  if (!isRecord(input)) return refuse(documentProblem('RT106', WHOLE_DOCUMENT, { what: showValue(input) }));
  const log = new InputLog();
  const document = migrate(input, log);
  if (document === null) return refuse(...log.problems());
  if (ownValue(document, 'nodes') === undefined)
    return refuse(documentProblem('RT107', placeOf(WHOLE_DOCUMENT, 'nodes'), {}));
  const design = readParts(document, findSpec, log);
  return log.isRefused ? refuse(...log.problems()) : succeed(design, log.notices());
}
