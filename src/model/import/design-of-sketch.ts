import { connectionRefusal } from '../connection-rules.ts';
import { DESIGN_VERSION, EMPTY_DESIGN, type Design } from '../design.ts';
import { ownValue, type InputRecord } from '../document/known-keys.ts';
import { readDesign } from '../document/read-design.ts';
import { isUsableId } from '../document/read-id.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { showValue, tameText } from '../document/text-safety.ts';
import type { KindSpec } from '../kind-spec.ts';
import { LIMITS } from '../limits.ts';
import { refuse, succeed, type Problem, type Result } from '../result.ts';
import { guessKind } from './guess-kind.ts';
import { locationInWords } from './location-in-words.ts';
import { placesOf } from './places-of-sketch.ts';
import { importProblem } from './problem-codes.ts';
import type { Sketch, SketchEdge, SketchNode, TypedNode } from './sketch.ts';

/** The kinds there are. */
export interface Kinds {
  readonly findSpec: SpecLookup;
  /** All of them, in the order of the palette. */
  readonly specs: readonly KindSpec[];
}

/** One line of the report on what was understood. */
export interface ImportLine {
  readonly label: string;
  readonly text: string;
}

export interface Imported {
  readonly design: Design;
  /** "Mermaid flowchart"; null for a design of our own. */
  readonly format: string | null;
  readonly understood: readonly ImportLine[];
}

const MAX_NOTICES = 60;

/** Kinds for what no word tells: a component, a note, an area inside or around others. */
function fallbackFor(
  node: SketchNode,
  sketch: Sketch,
  touched: ReadonlySet<string>,
  outer: ReadonlySet<string>,
  { specs }: Kinds,
): KindSpec | undefined {
  const places = specs.filter(({ container }) => container);
  if (node.isPlace) {
    // Only an area around other areas is likely a place on the map; any other is a mere group of things.
    const onMap = (spec: KindSpec): boolean => Object.hasOwn(spec.fields, 'location');
    return places.find((spec) => onMap(spec) === outer.has(node.key)) ?? places[0];
  }
  if (sketch.looseAreNotes && !touched.has(node.key))
    return specs.find(({ group, container }) => group === 'structure' && !container);
  return specs.find(({ group }) => group === 'compute');
}

/** An id from the words of a file. */
function idFrom(text: string): string {
  const id = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LIMITS.idChars - 8);
  return isUsableId(id) ? id : '';
}

function freshId(wanted: readonly string[], taken: Set<string>): string {
  const base = wanted.find((id) => id !== '') ?? 'part';
  let id = base;
  for (let n = 2; taken.has(id) || !isUsableId(id); n++) id = `${base}-${n}`;
  taken.add(id);
  return id;
}

function typeNodes(sketch: Sketch, kinds: Kinds): readonly TypedNode[] {
  const touched = new Set(sketch.edges.flatMap(({ source, target }) => [source, target]));
  const outer = new Set(
    sketch.nodes.flatMap(({ isPlace, parent }) => (isPlace && parent !== undefined ? [parent] : [])),
  );
  const places = kinds.specs.filter(({ container }) => container);
  const components = kinds.specs.filter(({ container }) => !container);
  const taken = new Set<string>();
  return sketch.nodes.flatMap((node): TypedNode[] => {
    const stated = node.kind === undefined ? undefined : kinds.findSpec(node.kind);
    const fits = stated !== undefined && stated.container === node.isPlace ? stated : undefined;
    const texts = [...node.hints, node.label, node.key];
    const guessed = fits ?? guessKind(texts, node.shape, node.isPlace ? places : components)?.spec;
    const spec = guessed ?? fallbackFor(node, sketch, touched, outer, kinds);
    if (spec === undefined) return [];
    const carriedId = node.carried === undefined ? undefined : ownValue(node.carried, 'id');
    const ownId = typeof carriedId === 'string' && isUsableId(carriedId) ? carriedId : '';
    const id = freshId([ownId, idFrom(node.key), idFrom(node.label), spec.id], taken);
    return [{ ...node, id, spec, isKnown: guessed !== undefined || spec.group === 'structure' }];
  });
}

/** Edges whose two ends exist and may be connected; the others are told. */
function legalEdges(
  edges: readonly SketchEdge[],
  byKey: ReadonlyMap<string, TypedNode>,
  notices: Problem[],
): readonly SketchEdge[] {
  return edges.filter(({ source, target, path }) => {
    const [from, to] = [byKey.get(source), byKey.get(target)];
    if (from === undefined || to === undefined) return false;
    const reason = connectionRefusal(from.spec, to.spec);
    if (reason === null) return true;
    notices.push(importProblem('RT452', path, { source: showValue(from.label), target: showValue(to.label), reason }));
    return false;
  });
}

/** A note holds its words as text; everything else is called by them. */
function nodeWords(
  { label, spec }: TypedNode,
  isCarried: boolean,
): { readonly label?: string; readonly config?: InputRecord } {
  const text = tameText(label, true).slice(0, LIMITS.noteChars);
  const line = tameText(label, false).replaceAll(/\s+/g, ' ').trim().slice(0, LIMITS.labelChars);
  const textField = Object.entries(spec.fields).find(([, field]) => field.type === 'text')?.[0];
  if (spec.group === 'structure' && !spec.container && textField !== undefined)
    // The comments hold the whole text; what stands in the box may be shortened.
    return text === '' || isCarried ? {} : { config: { [textField]: text } };
  return line === '' ? {} : { label: line };
}

function replicaConfig(node: TypedNode, notices: Problem[]): InputRecord {
  const { replicas, spec, path, label } = node;
  if (replicas === undefined || replicas === 1) return {};
  const field = spec.fields['replicas'];
  if (field?.type === 'integer' && replicas >= field.min && replicas <= field.max) return { replicas };
  const kind = spec.name.toLowerCase();
  notices.push(importProblem('RT457', path, { name: showValue(label), count: replicas, kind }));
  return {};
}

function documentOf(
  sketch: Sketch,
  nodes: readonly TypedNode[],
  edges: readonly SketchEdge[],
  withCarried: boolean,
  notices: Problem[],
): InputRecord {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const boxes = placesOf(nodes, edges, withCarried);
  const edgeIds = new Set<string>();
  const ids = (key: string | undefined): string | undefined => (key === undefined ? undefined : byKey.get(key)?.id);
  return {
    name: sketch.name === '' ? EMPTY_DESIGN.name : tameText(sketch.name, false).slice(0, LIMITS.labelChars),
    ...(withCarried ? sketch.carried : {}),
    version: DESIGN_VERSION,
    nodes: nodes.map((node) => {
      const box = boxes.get(node.key);
      const parent = ids(node.parent);
      const words = nodeWords(node, withCarried && node.carried !== undefined);
      const location = locationInWords(node.label, node.spec);
      const config = {
        ...words.config,
        ...replicaConfig(node, notices),
        ...(location === null ? {} : { location }),
      };
      return {
        ...words,
        ...(box === undefined ? {} : { position: { x: box.x, y: box.y } }),
        ...(box === undefined || !node.spec.container ? {} : { size: { width: box.width, height: box.height } }),
        config,
        ...(withCarried ? node.carried : {}),
        id: node.id,
        kind: node.spec.id,
        ...(parent === undefined ? {} : { parent }),
      };
    }),
    edges: edges.map(({ source, target, carried }) => {
      const [from = '', to = ''] = [ids(source), ids(target)];
      const own = carried === undefined ? undefined : ownValue(carried, 'id');
      const ownId = withCarried && typeof own === 'string' && isUsableId(own) ? own : '';
      const id = freshId([ownId, idFrom(`${from}-${to}`)], edgeIds);
      return { ...(withCarried ? carried : {}), id, source: from, target: to };
    }),
  };
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => (name === '' ? 'without a name' : name));
  return `${shown.join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`;
}

/** What was understood, in numbers and names. */
function understoodLines(nodes: readonly TypedNode[], design: Design, sketch: Sketch): readonly ImportLine[] {
  const bySpec = new Map<KindSpec, string[]>();
  for (const { spec, label, key, isKnown } of nodes) {
    if (!isKnown) continue;
    const text = tameText(label === '' ? key : label, false).slice(0, 60);
    const names = bySpec.get(spec);
    if (names === undefined) bySpec.set(spec, [text]);
    else names.push(text);
  }
  const unknown = nodes.filter(({ isKnown }) => !isKnown).length;
  return [
    ...[...bySpec].map(([spec, names]) => ({ label: `${names.length} × ${spec.name}`, text: named(names) })),
    ...(unknown === 0
      ? []
      : [{ label: 'Not recognised', text: `${unknown} of ${nodes.length}; they are listed below` }]),
    { label: 'Connections', text: `${design.edges.length} of ${sketch.edges.length}` },
  ];
}

function capped(notices: readonly Problem[]): readonly Problem[] {
  if (notices.length <= MAX_NOTICES) return notices;
  const more = notices.length - MAX_NOTICES;
  return [...notices.slice(0, MAX_NOTICES), importProblem('RT469', '', { count: more })];
}

/** Makes a design of what a reader understood: kinds, ids, legal edges, places. Says what it had to leave out or guess. */
export function designOfSketch(sketch: Sketch, kinds: Kinds): Result<Imported> {
  const { format } = sketch;
  for (const [what, count, limit] of [
    ['components', sketch.nodes.length, LIMITS.nodes],
    ['connections', sketch.edges.length, LIMITS.edges],
  ] as const) {
    if (count > limit) return refuse(importProblem('RT409', '', { count, what, limit }));
  }
  const nodes = typeNodes(sketch, kinds);
  if (nodes.length === 0) return refuse(importProblem('RT403', '', { format }));
  const notices: Problem[] = [...sketch.notices];
  for (const { isKnown, label, key, spec, path } of nodes) {
    if (!isKnown)
      notices.push(
        importProblem('RT451', path, { name: showValue(label === '' ? key : label), kind: spec.name.toLowerCase() }),
      );
  }
  const edges = legalEdges(sketch.edges, new Map(nodes.map((node) => [node.key, node])), notices);
  const finish = (design: Design, more: readonly Problem[]): Result<Imported> =>
    succeed({ design, format, understood: understoodLines(nodes, design, sketch) }, capped([...notices, ...more]));

  const whole = readDesign(documentOf(sketch, nodes, edges, true, notices), kinds.findSpec);
  if (whole.ok) return finish(whole.value, whole.notices);
  const bare = readDesign(documentOf(sketch, nodes, edges, false, []), kinds.findSpec);
  if (!bare.ok) return bare;
  return finish(bare.value, [importProblem('RT455', '', {}), ...bare.notices]);
}
