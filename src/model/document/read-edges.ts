import { connectionRefusal } from '../connection-rules.ts';
import type { DesignEdge } from '../design.ts';
import { EDGE_FIELDS } from '../edge-spec.ts';
import type { KindSpec } from '../kind-spec.ts';
import { LIMITS } from '../limits.ts';
import { placeOf, type InputLog, type Place } from './input-log.ts';
import { ownValue, type InputRecord } from './known-keys.ts';
import { readOverrides, REFUSED, type Refused } from './read-field.ts';
import { IdRegister, readId } from './read-id.ts';
import { readEntries } from './read-list.ts';
import type { NodeIndex } from './read-nodes.ts';
import { tameText } from './text-safety.ts';

const EDGES = {
  key: 'edges',
  label: 'Edges',
  entryLabel: 'An edge',
  limit: LIMITS.edges,
  entryKeys: ['id', 'source', 'target', 'config'],
};

/** Whom the messages are about: `Edge web-db (web to db)`. */
function edgeSubject(entry: InputRecord): string {
  const word = (key: string): string => {
    const value = ownValue(entry, key);
    return typeof value === 'string' ? tameText(value.slice(0, LIMITS.idChars), false) : '?';
  };
  return `Edge ${word('id')} (${word('source')} to ${word('target')})`;
}

function readEnd(
  end: 'source' | 'target',
  entry: InputRecord,
  index: NodeIndex,
  place: Place,
  log: InputLog,
): string | Refused {
  const at = placeOf(place, end);
  const id = readId(`The ${end}`, ownValue(entry, end), at, log);
  if (id === REFUSED || index.specById.has(id)) return id;
  log.refuse('RT129', at, { end, value: `"${id}"` });
  return REFUSED;
}

function refuseForbidden(
  source: KindSpec | undefined,
  target: KindSpec | undefined,
  place: Place,
  log: InputLog,
): void {
  // A node of unknown kind was refused itself.
  if (source === undefined || target === undefined) return;
  const reason = connectionRefusal(source, target);
  if (reason !== null) log.refuse('RT130', place, { reason });
}

/** Reads the edges: ends that exist, connections that are allowed, unique ids. Parallel edges and cycles are legal. */
export function readEdges(
  document: InputRecord,
  index: NodeIndex,
  log: InputLog,
): { edges: readonly DesignEdge[]; ids: IdRegister } {
  const ids = new IdRegister();
  const edges: DesignEdge[] = [];
  const nameless: { at: number; place: Place }[] = [];
  for (const { entry, place: bare } of readEntries(document, EDGES, log)) {
    const place = { path: bare.path, subject: edgeSubject(entry) };
    const source = readEnd('source', entry, index, place, log);
    const target = readEnd('target', entry, index, place, log);
    const written = ownValue(entry, 'id');
    const id = written === undefined ? undefined : ids.read('The id', written, placeOf(place, 'id'), log);
    const config = readOverrides(EDGE_FIELDS, ownValue(entry, 'config'), placeOf(place, 'config'), log);
    if (source === REFUSED || target === REFUSED || id === REFUSED) continue;
    refuseForbidden(index.specById.get(source), index.specById.get(target), place, log);
    if (id === undefined) nameless.push({ at: edges.length, place: placeOf(place, 'id') });
    edges.push({ id: id ?? '', source, target, config });
  }
  // Made up last, so that no id written further down is taken from it.
  for (const { at, place } of nameless) {
    const edge = edges[at];
    if (edge !== undefined)
      edges[at] = { ...edge, id: ids.makeUp('The id', `${edge.source}-${edge.target}`, place, log) };
  }
  return { edges, ids };
}
