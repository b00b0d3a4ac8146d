import type { DesignNode } from '../design.ts';
import { integer } from '../fields.ts';
import type { KindSpec } from '../kind-spec.ts';
import { LIMITS } from '../limits.ts';
import { placeOf, type InputLog, type Place } from './input-log.ts';
import { isRecord, noticeUnknownKeys, ownValue, type InputRecord } from './known-keys.ts';
import { readParents } from './read-parents.ts';
import { readComplete, readOverrides, readText, REFUSED } from './read-field.ts';
import { IdRegister } from './read-id.ts';
import { readEntries } from './read-list.ts';
import type { SpecLookup } from './spec-lookup.ts';
import { showValue, tameText } from './text-safety.ts';

const NODES = {
  key: 'nodes',
  label: 'Nodes',
  entryLabel: 'A node',
  limit: LIMITS.nodes,
  entryKeys: ['id', 'kind', 'label', 'position', 'size', 'parent', 'config'],
};

const coordinate = (label: string) =>
  integer({
    label,
    help: 'Canvas pixels, relative to the parent.',
    unit: 'none',
    min: -LIMITS.coordinatePx,
    max: LIMITS.coordinatePx,
    default: 0,
  });
export const POSITION_FIELDS = { x: coordinate('x'), y: coordinate('y') } as const;

const extent = (label: string) =>
  integer({ label, help: 'Canvas pixels.', unit: 'none', min: 1, max: LIMITS.sizePx, default: 200 });
export const SIZE_FIELDS = { width: extent('Width'), height: extent('Height') } as const;

/** What the rest of the document may refer to. `spec` is undefined for a node that was refused itself. */
export interface NodeIndex {
  readonly nodes: readonly DesignNode[];
  readonly specById: ReadonlyMap<string, KindSpec | undefined>;
}

/** Whom the messages are about: `Service "Checkout" (api)`. */
function nodeSubject(entry: InputRecord, spec: KindSpec | undefined): string {
  const id = ownValue(entry, 'id');
  const label = ownValue(entry, 'label');
  const named = typeof label === 'string' && label !== '' ? ` ${showValue(label)}` : '';
  const idText = typeof id === 'string' && id !== '' ? ` (${tameText(id.slice(0, LIMITS.idChars), false)})` : '';
  return `${spec?.name ?? 'Node'}${named}${idText}`;
}

/** Pixels need no fractions; a canvas gives them, so they are rounded without a notice. */
function wholePixels(input: InputRecord): InputRecord {
  const round = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value) : value);
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, round(value)]));
}

function readPosition(input: unknown, place: Place, log: InputLog): DesignNode['position'] | null {
  if (input === undefined) {
    log.notice('RT157', place, { label: 'The position', value: '0, 0' });
    return { x: 0, y: 0 };
  }
  if (!isRecord(input)) {
    log.refuse('RT111', place, { label: 'The position', value: showValue(input) });
    return null;
  }
  noticeUnknownKeys(input, ['x', 'y'], place, log);
  for (const key of ['x', 'y']) {
    if (ownValue(input, key) === undefined) log.notice('RT157', placeOf(place, key), { label: key, value: 0 });
  }
  const position = readComplete(
    POSITION_FIELDS,
    { x: 0, y: 0 },
    wholePixels({ x: ownValue(input, 'x'), y: ownValue(input, 'y') }),
    place,
    log,
  );
  return position === REFUSED ? null : (position as unknown as DesignNode['position']);
}

/** A size of its own; undefined when it is the kind's default, which is not stored. */
function readSize(input: unknown, spec: KindSpec, place: Place, log: InputLog): DesignNode['size'] {
  if (input === undefined) return undefined;
  if (!isRecord(input)) {
    log.refuse('RT111', place, { label: 'The size', value: showValue(input) });
    return undefined;
  }
  noticeUnknownKeys(input, ['width', 'height'], place, log);
  const written = wholePixels({ width: ownValue(input, 'width'), height: ownValue(input, 'height') });
  const size = readComplete(SIZE_FIELDS, { ...spec.size }, written, place, log);
  if (size === REFUSED) return undefined;
  const isDefault = size['width'] === spec.size.width && size['height'] === spec.size.height;
  return isDefault ? undefined : (size as unknown as { width: number; height: number });
}

function readLabel(input: unknown, spec: KindSpec, place: Place, log: InputLog): string {
  if (input === undefined) return spec.name;
  const label = readText({ label: 'The label', maxLength: LIMITS.labelChars, multiline: false }, input, place, log);
  return label === REFUSED ? spec.name : label;
}

function readKind(input: unknown, findSpec: SpecLookup, place: Place, log: InputLog): KindSpec | undefined {
  const spec = typeof input === 'string' ? findSpec(input) : undefined;
  if (spec !== undefined) return spec;
  if (input === undefined) log.refuse('RT113', place, { label: 'The kind' });
  else log.refuse('RT116', place, { value: showValue(input) });
  return undefined;
}

/** One node without its parent, or null when something in it was refused. */
function readNode(entry: InputRecord, id: string, spec: KindSpec, place: Place, log: InputLog): DesignNode | null {
  const label = readLabel(ownValue(entry, 'label'), spec, placeOf(place, 'label'), log);
  const position = readPosition(ownValue(entry, 'position'), placeOf(place, 'position'), log);
  const size = readSize(ownValue(entry, 'size'), spec, placeOf(place, 'size'), log);
  const config = readOverrides(spec.fields, ownValue(entry, 'config'), placeOf(place, 'config'), log);
  return position === null
    ? null
    : { id, kind: spec.id, label, position, ...(size === undefined ? {} : { size }), config };
}

/** Reads the nodes: known kinds, unique ids, configurations by their declarations, parents that can contain. */
export function readNodes(document: InputRecord, findSpec: SpecLookup, log: InputLog): NodeIndex {
  const ids = new IdRegister();
  const read: { node: DesignNode; parent: unknown; place: Place }[] = [];
  const specById = new Map<string, KindSpec | undefined>();
  for (const { entry, place: bare } of readEntries(document, NODES, log)) {
    const kind = ownValue(entry, 'kind');
    const place = {
      path: bare.path,
      subject: nodeSubject(entry, typeof kind === 'string' ? findSpec(kind) : undefined),
    };
    const id = ids.read('The id', ownValue(entry, 'id'), placeOf(place, 'id'), log);
    const spec = readKind(kind, findSpec, placeOf(place, 'kind'), log);
    if (id !== REFUSED) specById.set(id, spec);
    if (spec === undefined) continue;
    const node = readNode(entry, id === REFUSED ? '' : id, spec, place, log);
    if (node !== null && id !== REFUSED) read.push({ node, parent: ownValue(entry, 'parent'), place });
  }
  return { nodes: readParents(read, specById, log), specById };
}
