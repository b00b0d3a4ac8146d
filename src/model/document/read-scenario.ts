import { ACTIONS, type Action, type ActionSpec, type ActionTarget } from '../actions.ts';
import type { ScenarioEntry } from '../design.ts';
import { defaultsOf, number } from '../fields.ts';
import type { KindSpec } from '../kind-spec.ts';
import { LIMITS } from '../limits.ts';
import { placeOf, type InputLog, type Place } from './input-log.ts';
import { isRecord, noticeUnknownKeys, ownValue, type InputRecord } from './known-keys.ts';
import { readComplete, readField, readWord, REFUSED, type Refused } from './read-field.ts';
import { IdRegister, readId } from './read-id.ts';
import { readEntries } from './read-list.ts';
import type { NodeIndex } from './read-nodes.ts';
import { showValue } from './text-safety.ts';

const SCENARIO = {
  key: 'scenario',
  label: 'Scenario entries',
  entryLabel: 'A scenario entry',
  limit: LIMITS.scenario,
  entryKeys: ['id', 'atS', 'untilS', 'target', 'action'],
};

/** Simulated seconds; a run lasts a day at most. */
export const SCENARIO_TIME_FIELDS = {
  atS: number({ label: 'The start', help: 'When the action begins.', unit: 's', min: 0, max: 86_400, default: 0 }),
  untilS: number({
    label: 'The end',
    help: 'When it is undone; absent: never.',
    unit: 's',
    min: 0,
    max: 86_400,
    default: 0,
  }),
} as const;

type TargetKind = ActionSpec['on'][number];

interface ReadTarget {
  readonly target: ActionTarget;
  /** What it is to an action; null for a note, which nothing can happen to. */
  readonly kind: TargetKind | null;
  readonly name: string;
}

/** What the target of an action is: a place, a client, a working node, or null for what takes no part in a run. */
export function targetKindOf(spec: KindSpec): Exclude<TargetKind, 'edge'> | null {
  if (spec.container) return 'place';
  if (spec.group === 'clients') return 'client';
  return spec.provides.length > 0 || spec.calls.length > 0 ? 'node' : null;
}

function readEndpoint(
  input: unknown,
  name: string,
  kind: TargetKind | null,
  place: Place,
  log: InputLog,
): number | undefined {
  if (input === undefined || input === null) return undefined;
  if (kind !== 'node') {
    log.refuse('RT135', place, { target: name });
    return undefined;
  }
  const isEndpoint = Number.isInteger(input) && (input as number) >= 0 && (input as number) < LIMITS.endpoints;
  if (isEndpoint) return (input as number) + 0;
  log.refuse('RT138', place, { label: 'The endpoint', min: 0, max: LIMITS.endpoints - 1, value: showValue(input) });
  return undefined;
}

function readNodeTarget(target: InputRecord, index: NodeIndex, place: Place, log: InputLog): ReadTarget | Refused {
  const at = placeOf(place, 'node');
  const node = readId('The target', ownValue(target, 'node'), at, log);
  if (node === REFUSED) return REFUSED;
  if (!index.specById.has(node)) {
    log.refuse('RT132', at, { value: `"${node}"` });
    return REFUSED;
  }
  const spec = index.specById.get(node);
  if (spec === undefined) return REFUSED;
  const kind = targetKindOf(spec);
  const name = `${spec.name.toLowerCase()} "${node}"`;
  const endpoint = readEndpoint(ownValue(target, 'endpoint'), name, kind, placeOf(place, 'endpoint'), log);
  return { target: endpoint === undefined ? { node } : { node, endpoint }, kind, name };
}

function readTarget(
  input: unknown,
  index: NodeIndex,
  edgeIds: IdRegister,
  place: Place,
  log: InputLog,
): ReadTarget | Refused {
  if (!isRecord(input)) {
    log.refuse('RT111', place, { label: 'The target', value: showValue(input) });
    return REFUSED;
  }
  const aimsAtNode = ownValue(input, 'node') !== undefined;
  if (aimsAtNode === (ownValue(input, 'edge') !== undefined)) {
    log.refuse('RT131', place, {});
    return REFUSED;
  }
  noticeUnknownKeys(input, aimsAtNode ? ['node', 'endpoint'] : ['edge'], place, log);
  if (aimsAtNode) return readNodeTarget(input, index, place, log);
  const edge = readId('The target', ownValue(input, 'edge'), placeOf(place, 'edge'), log);
  if (edge === REFUSED) return REFUSED;
  if (edgeIds.has(edge)) return { target: { edge }, kind: 'edge', name: `edge "${edge}"` };
  log.refuse('RT132', placeOf(place, 'edge'), { value: `"${edge}"` });
  return REFUSED;
}

function readAction(input: unknown, place: Place, log: InputLog): Action | Refused {
  if (!isRecord(input)) {
    log.refuse('RT111', place, { label: 'The action', value: showValue(input) });
    return REFUSED;
  }
  const type = readWord('The action', Object.keys(ACTIONS), ownValue(input, 'type'), placeOf(place, 'type'), log);
  if (type === REFUSED) return REFUSED;
  const { fields }: ActionSpec = ACTIONS[type as Action['type']];
  noticeUnknownKeys(input, ['type', ...Object.keys(fields)], place, log);
  const action = readComplete(fields, { type, ...defaultsOf(fields) }, input, place, log);
  return action === REFUSED ? REFUSED : (action as unknown as Action);
}

function refuseUnfit(action: Action, target: ReadTarget, place: Place, log: InputLog): void {
  const { on, label }: ActionSpec = ACTIONS[action.type];
  if (target.kind === null || !on.includes(target.kind)) {
    log.refuse('RT133', place, { action: `"${label}"`, target: target.name });
  }
}

function readUntil(input: unknown, atS: number, place: Place, log: InputLog): number | undefined | Refused {
  if (input === undefined || input === null) return undefined;
  const untilS = readField(SCENARIO_TIME_FIELDS.untilS, input, place, log);
  if (typeof untilS !== 'number') return REFUSED;
  if (untilS > atS) return untilS;
  log.refuse('RT134', place, { untilS, atS });
  return REFUSED;
}

function readEntry(
  entry: InputRecord,
  id: string,
  index: NodeIndex,
  edgeIds: IdRegister,
  place: Place,
  log: InputLog,
): ScenarioEntry | null {
  const target = readTarget(ownValue(entry, 'target'), index, edgeIds, placeOf(place, 'target'), log);
  const action = readAction(ownValue(entry, 'action'), placeOf(place, 'action'), log);
  if (target !== REFUSED && action !== REFUSED) refuseUnfit(action, target, placeOf(place, 'action'), log);
  const written = ownValue(entry, 'atS');
  if (written === undefined) {
    log.refuse('RT113', placeOf(place, 'atS'), { label: 'The start' });
    return null;
  }
  const atS = readField(SCENARIO_TIME_FIELDS.atS, written, placeOf(place, 'atS'), log);
  if (typeof atS !== 'number') return null;
  const untilS = readUntil(ownValue(entry, 'untilS'), atS, placeOf(place, 'untilS'), log);
  if (target === REFUSED || action === REFUSED || untilS === REFUSED) return null;
  return { id, atS, ...(untilS === undefined ? {} : { untilS }), target: target.target, action };
}

/** Reads the time line: targets that exist, actions by their declarations, each aimed at something it can happen to. */
export function readScenario(
  document: InputRecord,
  index: NodeIndex,
  edgeIds: IdRegister,
  log: InputLog,
): readonly ScenarioEntry[] {
  const ids = new IdRegister();
  const scenario: ScenarioEntry[] = [];
  const entries = readEntries(document, SCENARIO, log);
  const written = entries.map(({ entry, place }) => {
    const id = ownValue(entry, 'id');
    return id === undefined ? undefined : ids.read('The id', id, placeOf(place, 'id'), log);
  });
  entries.forEach(({ entry, place: bare }, at) => {
    const place = { path: bare.path, subject: `Scenario entry ${at + 1}` };
    const id = written[at] ?? ids.makeUp('The id', `action-${at + 1}`, placeOf(place, 'id'), log);
    const read = readEntry(entry, id === REFUSED ? '' : id, index, edgeIds, place, log);
    if (read !== null) scenario.push(read);
  });
  return scenario;
}
