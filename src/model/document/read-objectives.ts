import { number, type Field } from '../fields.ts';
import { LIMITS } from '../limits.ts';
import { OBJECTIVE_METRICS, type Objective, type ObjectiveMetric } from '../objectives.ts';
import { placeOf, type InputLog, type Place } from './input-log.ts';
import { ownValue, type InputRecord } from './known-keys.ts';
import { readField, readWord, REFUSED, type Refused } from './read-field.ts';
import { readId } from './read-id.ts';
import { readEntries } from './read-list.ts';
import type { NodeIndex } from './read-nodes.ts';

const OBJECTIVES = {
  key: 'objectives',
  label: 'Objectives',
  entryLabel: 'An objective',
  limit: LIMITS.objectives,
  entryKeys: ['metric', 'comparison', 'value', 'client'],
};

const COMPARISONS = ['<', '>'] as const;

/** Largest value by unit: an hour of latency, all requests, as many per second as any client can send. */
const MAX_VALUE = { ms: 3_600_000, ratio: 1, perSecond: 1_000_000 } as const;

/** The value of an objective as a field, so that it is read and described like any other number. */
export function objectiveValueField(metric: ObjectiveMetric): Field {
  const { unit, label } = OBJECTIVE_METRICS[metric];
  return number({ label: 'The value', help: `Bound of the ${label}.`, unit, min: 0, max: MAX_VALUE[unit], default: 0 });
}

function readComparison(
  input: unknown,
  metric: ObjectiveMetric,
  place: Place,
  log: InputLog,
): Objective['comparison'] | Refused {
  if (input !== undefined)
    return readWord('The comparison', COMPARISONS, input, place, log) as Objective['comparison'] | Refused;
  // Nobody promises to be slower or to fail more.
  const meant = OBJECTIVE_METRICS[metric].unit === 'ms' ? '<' : '>';
  log.notice('RT157', place, { label: 'The comparison', value: `"${meant}"` });
  return meant;
}

function readClient(input: unknown, index: NodeIndex, place: Place, log: InputLog): string | undefined | Refused {
  if (input === undefined || input === null) return undefined;
  const client = readId('The client', input, place, log);
  if (client === REFUSED) return REFUSED;
  if (!index.specById.has(client)) {
    log.refuse('RT136', place, { value: `"${client}"` });
    return REFUSED;
  }
  const spec = index.specById.get(client);
  if (spec !== undefined && spec.group !== 'clients') log.refuse('RT137', place, { value: `"${client}"` });
  return client;
}

function readObjective(entry: InputRecord, index: NodeIndex, place: Place, log: InputLog): Objective | null {
  const client = readClient(ownValue(entry, 'client'), index, placeOf(place, 'client'), log);
  const metric = readWord(
    'The metric',
    Object.keys(OBJECTIVE_METRICS),
    ownValue(entry, 'metric'),
    placeOf(place, 'metric'),
    log,
  );
  if (metric === REFUSED) return null;
  const known = metric as ObjectiveMetric;
  const comparison = readComparison(ownValue(entry, 'comparison'), known, placeOf(place, 'comparison'), log);
  const written = ownValue(entry, 'value');
  if (written === undefined) {
    log.refuse('RT113', placeOf(place, 'value'), { label: 'The value' });
    return null;
  }
  const value = readField(objectiveValueField(known), written, placeOf(place, 'value'), log);
  if (client === REFUSED || comparison === REFUSED || typeof value !== 'number') return null;
  return { metric: known, comparison, value, ...(client === undefined ? {} : { client }) };
}

/** Reads the objectives: a known metric, a bound in its range, a client that exists. */
export function readObjectives(document: InputRecord, index: NodeIndex, log: InputLog): readonly Objective[] {
  return readEntries(document, OBJECTIVES, log).flatMap(({ entry, place }, at) => {
    const objective = readObjective(entry, index, { path: place.path, subject: `Objective ${at + 1}` }, log);
    return objective === null ? [] : [objective];
  });
}
