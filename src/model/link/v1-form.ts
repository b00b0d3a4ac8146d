import { isAbsent, packValue, trimTuple, unpackValue } from './v1-values.ts';
import { decodeWord, encodeWord } from './v1-words.ts';

type Plain = Readonly<Record<string, unknown>>;
type Tuple = readonly unknown[];

/** Places of ids in their list, and ids by place. */
interface Ids {
  readonly nodes: readonly string[];
  readonly nodePlaces: ReadonlyMap<string, number>;
}

function idOf(entry: unknown): string {
  return String((entry as Plain)['id']);
}

function placesOf(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, place) => [id, place]));
}

/** `service-3` for base `service` as 3, anything else as it is. */
function packId(id: string, base: string): string | number {
  const rest = id.startsWith(`${base}-`) ? id.slice(base.length + 1) : '';
  return /^[1-9]\d{0,8}$/.test(rest) ? Number(rest) : id;
}

function unpackId(packed: unknown, base: unknown): unknown {
  if (typeof packed !== 'number') return packed;
  return typeof base === 'string' ? `${base}-${packed}` : undefined;
}

function packReference(id: unknown, places: ReadonlyMap<string, number>): unknown {
  return places.get(String(id)) ?? id;
}

function unpackReference(packed: unknown, ids: readonly unknown[]): unknown {
  return typeof packed === 'number' ? ids[packed] : packed;
}

function packNode(node: Plain, { nodePlaces }: Ids): Tuple {
  const { x, y } = node['position'] as { x: number; y: number };
  const size = node['size'] as { width: number; height: number } | undefined;
  const kind = String(node['kind']);
  const place = nodePlaces.get(String(node['parent']));
  return trimTuple([
    encodeWord(kind),
    packId(idOf(node), kind),
    x,
    y,
    node['label'] ?? 0,
    packValue(node['config'] ?? 0),
    place === undefined ? (node['parent'] ?? 0) : place + 1,
    size?.width ?? 0,
    size?.height ?? 0,
  ]);
}

function unpackNode(tuple: Tuple): Plain {
  const [code, id, x = 0, y = 0, label, config, , width, height] = tuple;
  const kind = typeof code === 'string' ? decodeWord(code) : code;
  return {
    kind,
    id: unpackId(id, kind),
    position: { x, y },
    ...(isAbsent(label) ? {} : { label }),
    ...(isAbsent(config) ? {} : { config: unpackValue(config) }),
    ...(isAbsent(width) && isAbsent(height) ? {} : { size: { width, height } }),
  };
}

/** The id of an edge that is named after its ends; undefined when one is missing. */
function endsName(source: unknown, target: unknown): string | undefined {
  return typeof source === 'string' && typeof target === 'string' ? `${source}-${target}` : undefined;
}

function packEdge(edge: Plain, { nodePlaces }: Ids): Tuple {
  const { source, target } = edge;
  const id = idOf(edge);
  const isNamedAfterEnds = id === endsName(source, target);
  return trimTuple([
    packReference(source, nodePlaces),
    packReference(target, nodePlaces),
    packValue(edge['config'] ?? 0),
    isNamedAfterEnds ? 0 : packId(id, 'edge'),
  ]);
}

function unpackEdge(tuple: Tuple, nodeIds: readonly unknown[]): Plain {
  const source = unpackReference(tuple[0] ?? 0, nodeIds);
  const target = unpackReference(tuple[1] ?? 0, nodeIds);
  const [, , config, packedId] = tuple;
  const id = isAbsent(packedId) ? endsName(source, target) : unpackId(packedId, 'edge');
  return { id, source, target, ...(isAbsent(config) ? {} : { config: unpackValue(config) }) };
}

/** Nodes as their place or [place, endpoint], edges as -1 - place. */
function packTarget(target: Plain, { nodePlaces }: Ids, edgePlaces: ReadonlyMap<string, number>): unknown {
  const { edge } = target;
  if (typeof edge === 'string') return -1 - (edgePlaces.get(edge) ?? edgePlaces.size);
  const node = packReference(target['node'], nodePlaces);
  return target['endpoint'] === undefined ? node : [node, target['endpoint']];
}

function unpackTarget(packed: unknown, nodeIds: readonly unknown[], edgeIds: readonly unknown[]): unknown {
  if (Array.isArray(packed)) return { node: unpackReference(packed[0], nodeIds), endpoint: packed[1] as unknown };
  if (typeof packed === 'number' && packed < 0) return { edge: edgeIds[-1 - packed] };
  return { node: unpackReference(packed, nodeIds) };
}

function packEntry(entry: Plain, ids: Ids, edgePlaces: ReadonlyMap<string, number>): Tuple {
  const { type, ...parameters } = entry['action'] as Plain;
  return trimTuple([
    entry['atS'],
    packTarget(entry['target'] as Plain, ids, edgePlaces),
    encodeWord(String(type)),
    packId(idOf(entry), 'action'),
    entry['untilS'] ?? 0,
    Object.keys(parameters).length === 0 ? 0 : packValue(parameters),
  ]);
}

function unpackEntry(tuple: Tuple, nodeIds: readonly unknown[], edgeIds: readonly unknown[]): Plain {
  const [atS, target, code, id, untilS, parameters] = tuple;
  const type = typeof code === 'string' ? decodeWord(code) : code;
  return {
    id: unpackId(id, 'action'),
    atS,
    ...(isAbsent(untilS) ? {} : { untilS }),
    target: unpackTarget(target, nodeIds, edgeIds),
    action: { type, ...(isAbsent(parameters) ? {} : Object(unpackValue(parameters))) },
  };
}

function packObjective(objective: Plain, { nodePlaces }: Ids): Tuple {
  const { metric, comparison, value, client } = objective;
  const tuple = [encodeWord(String(metric)), comparison, value];
  return client === undefined ? tuple : [...tuple, packReference(client, nodePlaces)];
}

function unpackObjective(tuple: Tuple, nodeIds: readonly unknown[]): Plain {
  const [code, comparison, value, client] = tuple;
  const metric = typeof code === 'string' ? decodeWord(code) : code;
  return { metric, comparison, value, ...(client === undefined ? {} : { client: unpackReference(client, nodeIds) }) };
}

function packList(list: unknown, pack: (entry: Plain) => Tuple): unknown {
  return Array.isArray(list) ? list.map(pack) : 0;
}

/** Entries that are no tuples stay as they are: whoever reads the document refuses them with their place. */
function unpackList(list: unknown, unpack: (tuple: Tuple) => Plain): unknown {
  return Array.isArray(list) ? list.map((entry: unknown) => (Array.isArray(entry) ? unpack(entry) : entry)) : list;
}

/** A plain design (`plainDesign`) as nested tuples. */
export function packDesign(plain: Plain): Tuple {
  const nodes = (plain['nodes'] as readonly unknown[]).map(idOf);
  const edges = ((plain['edges'] ?? []) as readonly unknown[]).map(idOf);
  const ids: Ids = { nodes, nodePlaces: placesOf(nodes) };
  const edgePlaces = placesOf(edges);
  return trimTuple([
    plain['version'],
    plain['name'] ?? 0,
    plain['description'] ?? 0,
    packList(plain['nodes'], (node) => packNode(node, ids)),
    packList(plain['edges'], (edge) => packEdge(edge, ids)),
    packList(plain['scenario'], (entry) => packEntry(entry, ids, edgePlaces)),
    packList(plain['objectives'], (objective) => packObjective(objective, ids)),
    packValue(plain['run'] ?? 0),
  ]);
}

function idsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list)
    ? list.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? (entry as Plain)['id'] : undefined))
    : [];
}

/** Gives each node its parent, which may stand further down in the list. */
function withParents(nodes: unknown, tuples: unknown, nodeIds: readonly unknown[]): unknown {
  if (!Array.isArray(nodes) || !Array.isArray(tuples)) return nodes;
  return nodes.map((node: unknown, place) => {
    const tuple: unknown = tuples[place];
    const packed: unknown = Array.isArray(tuple) ? tuple[6] : 0;
    if (isAbsent(packed) || typeof node !== 'object') return node;
    return { ...node, parent: typeof packed === 'number' ? (nodeIds[packed - 1] ?? String(packed)) : packed };
  });
}

/**
 * The reverse of `packDesign`, for any value: what does not fit becomes something `readDesign` refuses. Never throws.
 */
export function unpackDesign(tuple: Tuple): Plain {
  const [version, name, description, packedNodes, packedEdges, packedScenario, packedObjectives, run] = tuple;
  const bareNodes = unpackList(packedNodes, unpackNode);
  const nodeIds = idsOf(bareNodes);
  const edges = isAbsent(packedEdges) ? [] : unpackList(packedEdges, (edge) => unpackEdge(edge, nodeIds));
  const edgeIds = idsOf(edges);
  return {
    version,
    ...(isAbsent(name) ? {} : { name }),
    ...(isAbsent(description) ? {} : { description }),
    nodes: withParents(bareNodes, packedNodes, nodeIds),
    edges,
    scenario: isAbsent(packedScenario)
      ? []
      : unpackList(packedScenario, (entry) => unpackEntry(entry, nodeIds, edgeIds)),
    objectives: isAbsent(packedObjectives)
      ? []
      : unpackList(packedObjectives, (objective) => unpackObjective(objective, nodeIds)),
    ...(isAbsent(run) ? {} : { run: unpackValue(run) }),
  };
}
