import type { DesignNode } from '../design.ts';
import type { KindSpec } from '../kind-spec.ts';
import { placeOf, type InputLog, type Place } from './input-log.ts';
import { readId } from './read-id.ts';
import { REFUSED } from './read-field.ts';

interface Entry {
  readonly node: DesignNode;
  readonly parent: unknown;
  readonly place: Place;
}

/** The id of the parent, or undefined for none or a refused one. */
function readParent(
  entry: Entry,
  specById: ReadonlyMap<string, KindSpec | undefined>,
  log: InputLog,
): string | undefined {
  // null is how a hand-written document says "none".
  if (entry.parent === undefined || entry.parent === null) return undefined;
  const place = placeOf(entry.place, 'parent');
  const parent = readId('The parent', entry.parent, place, log);
  if (parent === REFUSED) return undefined;
  const value = `"${parent}"`;
  if (parent === entry.node.id) log.refuse('RT127', place, {});
  else if (!specById.has(parent)) log.refuse('RT125', place, { value });
  // A parent of unknown kind was refused itself; one message is enough.
  else if (specById.get(parent)?.container === false) log.refuse('RT126', place, { value });
  return parent;
}

const MAX_SHOWN = 6;

/** Refuses each circle of parents once. Every node is walked over once, so the time is linear. */
function refuseCircles(
  parentOf: ReadonlyMap<string, string>,
  placeById: ReadonlyMap<string, Place>,
  log: InputLog,
): void {
  const done = new Set<string>();
  for (const start of parentOf.keys()) {
    const path = new Set<string>();
    let id: string | undefined = start;
    while (id !== undefined && !done.has(id) && !path.has(id)) {
      path.add(id);
      id = parentOf.get(id);
    }
    if (id !== undefined && path.has(id) && parentOf.get(id) !== id) {
      const walked = [...path];
      const circle = [...walked.slice(walked.indexOf(id)), id];
      const shown = circle.length > MAX_SHOWN ? [...circle.slice(0, MAX_SHOWN - 1), '…', id] : circle;
      const place = placeById.get(id);
      if (place !== undefined) log.refuse('RT128', placeOf(place, 'parent'), { circle: shown.join(' in ') });
    }
    for (const walked of path) done.add(walked);
  }
}

/** Puts the nodes into what contains them. */
export function readParents(
  entries: readonly Entry[],
  specById: ReadonlyMap<string, KindSpec | undefined>,
  log: InputLog,
): readonly DesignNode[] {
  const parentOf = new Map<string, string>();
  const placeById = new Map<string, Place>();
  const nodes = entries.map((entry): DesignNode => {
    placeById.set(entry.node.id, entry.place);
    const parent = readParent(entry, specById, log);
    if (parent === undefined) return entry.node;
    parentOf.set(entry.node.id, parent);
    const { config, ...rest } = entry.node;
    return { ...rest, parent, config };
  });
  refuseCircles(parentOf, placeById, log);
  return nodes;
}
