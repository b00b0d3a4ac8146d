import { create } from 'zustand';
import { findSpec } from '../kinds/specs.ts';
import { EMPTY_DESIGN, type Design } from '../model/design.ts';
import { EDGE_FIELDS } from '../model/edge-spec.ts';
import type { Fields } from '../model/fields.ts';
import { LIMITS } from '../model/limits.ts';
import { withinSentence } from '../model/within-sentence.ts';
import type { Objective } from '../model/objectives.ts';
import { RUN_FIELDS } from '../model/run-spec.ts';
import { containerAt, findNode, type Point } from './design-index.ts';
import { mayEdit } from './edit-guard.ts';
import { growToFit } from './edits/containers.ts';
import { duplicate, excerptOf, insertExcerpt, type Excerpt } from './edits/copies.ts';
import * as edgeEdits from './edits/edges.ts';
import * as history from './edits/history.ts';
import * as nodeEdits from './edits/nodes.ts';
import { withOverride } from './edits/overrides.ts';
import { placeAt, placeBeside, placeFromPalette, placeInFront, type Placed } from './edits/placement.ts';

/**
 * The document: the design, undoable. What is selected, how the page looks and what a run found out are elsewhere.
 * `revision` grows with each document opened by `replaceDesign`, so that others notice a change of document from an edit.
 */
export interface DocumentState extends history.History<Design> {
  readonly revision: number;
}

export const useDocument = create<DocumentState>(() => ({ ...history.startHistory(EMPTY_DESIGN), revision: 0 }));

/** The design as it is now, outside React. */
export function currentDesign(): Design {
  return useDocument.getState().present;
}

export const useDesign = (): Design => useDocument((state) => state.present);

/** The only way in which the open design changes; refused, with the reason, where it may only be looked at. */
function change(step: (state: DocumentState) => DocumentState | history.History<Design>): void {
  if (mayEdit()) useDocument.setState(step);
}

/**
 * Records one edit as one undoable step. Nothing happens where the design may only be looked at (edit-guard.ts).
 * @param label what the step is called, as in "Undo: move"
 * @param edit the new design; the same object when nothing is to change
 * @param gesture edits with the same name are one step until `endGesture` or an edit of another name
 */
export function applyEdit(label: string, edit: (design: Design) => Design, gesture: string | null = null): void {
  change((state) => history.record(state, edit(state.present), label, gesture));
}

export function endGesture(): void {
  useDocument.setState((state) => history.endGesture(state));
}

export function undo(): void {
  change((state) => history.undo(state));
}

export function redo(): void {
  change((state) => history.redo(state));
}

/** Goes to where the first `count` steps of the history are done: undoes or redoes what lies between. */
export function goToStep(count: number): void {
  change((state) => history.goTo(state, count));
}

/** Opens another document. Its history starts empty: undo never leads from one document into another. */
export function replaceDesign(design: Design): void {
  useDocument.setState((state) => ({ ...history.startHistory(design), revision: state.revision + 1 }));
}

/** Shows what became of the open document elsewhere: an edit made in another tab, without a history of its own here. */
export function followDesign(design: Design): void {
  useDocument.setState(() => history.startHistory(design));
}

function hasRoom(design: Design): boolean {
  return design.nodes.length < LIMITS.nodes;
}

function place(label: string, placing: (design: Design) => Placed): string | null {
  let id: string | null = null;
  applyEdit(label, (design) => {
    if (!hasRoom(design)) return design;
    const placed = placing(design);
    ({ id } = placed);
    return placed.design;
  });
  return id;
}

function nameOf(kind: string): string {
  return withinSentence(findSpec(kind)?.name ?? 'node');
}

/** Adds a node; the position is relative to the parent. Gives its id, or null for an unknown kind or a full design. */
export function addNode(kind: string, position: Point, parent?: string): string | null {
  return place(`add ${nameOf(kind)}`, (design) => nodeEdits.addNode(design, { kind, position, parent }));
}

/** Adds a node with its middle at a point of the canvas, inside the container there. */
export function addNodeAt(kind: string, point: Point): string | null {
  return place(`add ${nameOf(kind)}`, (design) => placeAt(design, kind, point, { exact: true }));
}

/** Adds a node where a click on the palette means it: beside and connected to its selected callers, or at the centre of the view. */
export function addFromPalette(kind: string, selected: readonly string[], centre: Point): string | null {
  return place(`add ${nameOf(kind)}`, (design) => placeFromPalette(design, kind, selected, centre));
}

/** Adds a node and an edge to it from an existing one, as one step: at the point, or beside the caller without one. */
export function addConnected(kind: string, source: string, point?: Point): string | null {
  return place(`add ${nameOf(kind)}`, (design) => {
    const caller = findNode(design, source);
    if (caller === undefined) return { design, id: null };
    if (point === undefined) return placeBeside(design, kind, [caller]);
    const placed = placeAt(design, kind, point, { exact: true });
    return placed.id === null
      ? placed
      : { design: edgeEdits.connect(placed.design, source, placed.id).design, id: placed.id };
  });
}

/** Adds a node and an edge from it to an existing one, as one step: to the left of what it calls. */
export function addInFront(kind: string, target: string): string | null {
  return place(`add ${nameOf(kind)}`, (design) => placeInFront(design, kind, target));
}

/** Why two nodes may not be connected; null when they may. */
export function refusalBetween(source: string, target: string): string | null {
  return edgeEdits.refusalBetween(currentDesign(), source, target);
}

/** Connects two nodes; gives the id of the edge, or null when the rules refuse it. */
export function connect(source: string, target: string): string | null {
  let id: string | null = null;
  applyEdit('connect', (design) => {
    if (design.edges.length >= LIMITS.edges) return design;
    const connected = edgeEdits.connect(design, source, target);
    ({ id } = connected);
    return connected.design;
  });
  return id;
}

export function reconnect(edge: string, source: string, target: string): void {
  applyEdit('reconnect', (design) => edgeEdits.reconnect(design, edge, source, target));
}

/** Removes nodes with all they contain, and edges. */
export function remove(nodes: Iterable<string>, edges: Iterable<string>): void {
  applyEdit('delete', (design) => nodeEdits.remove(design, new Set(nodes), new Set(edges)));
}

export function dissolveContainer(id: string): void {
  applyEdit('remove container', (design) => nodeEdits.dissolve(design, id));
}

export function moveNodes(positions: ReadonlyMap<string, Point>, gesture = 'move'): void {
  applyEdit('move', (design) => nodeEdits.moveNodes(design, positions), gesture);
}

export function nudgeNodes(ids: Iterable<string>, dx: number, dy: number): void {
  applyEdit('nudge', (design) => nodeEdits.nudgeNodes(design, new Set(ids), dx, dy), 'nudge');
}

/** Copies nodes exactly where they are, as the beginning of the gesture "move"; gives the copy of each. */
export function copyInPlace(ids: Iterable<string>): ReadonlyMap<string, string> {
  let copies: ReadonlyMap<string, string> = new Map();
  applyEdit(
    'duplicate',
    (design) => {
      const wanted = new Set(ids);
      const copied = duplicate(design, wanted, { x: 0, y: 0 });
      if (copied.design.nodes.length > LIMITS.nodes || copied.design.edges.length > LIMITS.edges) return design;
      const originals = excerptOf(design, wanted).nodes.filter((node) => node.parent === undefined);
      copies = new Map(originals.flatMap(({ id }, i) => (copied.ids[i] === undefined ? [] : [[id, copied.ids[i]]])));
      return copied.design;
    },
    'move',
  );
  return copies;
}

/** Ends a move: nodes dropped on a container go into it, nodes dragged out leave theirs; one step with the move itself and with what `andThen` edits in the gesture "move". */
export function dropNodes(
  positions: ReadonlyMap<string, Point>,
  middles: ReadonlyMap<string, Point>,
  andThen: () => void = () => undefined,
): void {
  applyEdit(
    'move',
    (design) => {
      let next = nodeEdits.moveNodes(design, positions);
      const moved = new Set(middles.keys());
      for (const [id, middle] of middles) {
        const node = findNode(next, id);
        if (node === undefined || (node.parent !== undefined && moved.has(node.parent))) continue;
        const container = containerAt(next, middle, node.kind, moved)?.id;
        next = nodeEdits.reparent(next, id, container);
        if (container !== undefined) next = growToFit(next, container);
      }
      return next;
    },
    'move',
  );
  andThen();
  endGesture();
}

export function resizeNode(id: string, box: nodeEdits.Resize): void {
  applyEdit('resize', (design) => nodeEdits.resizeNode(design, id, box), `resize ${id}`);
}

export function setLabel(id: string, label: string): void {
  applyEdit('rename', (design) => nodeEdits.setLabel(design, id, label.slice(0, LIMITS.labelChars)), `rename ${id}`);
}

/** What the page calls a field, as it stands inside a sentence: "slots", "TLS version". */
function fieldName(fields: Fields, field: string): string {
  const label = (Object.hasOwn(fields, field) ? fields[field]?.label : undefined) ?? field;
  return withinSentence(label);
}

/** Sets one field of a node; typing into one field is one step until the field is left. */
export function setNodeConfig(id: string, field: string, value: unknown): void {
  const kind = findNode(currentDesign(), id)?.kind ?? '';
  applyEdit(
    `change ${fieldName(findSpec(kind)?.fields ?? {}, field)}`,
    (design) =>
      nodeEdits.changeNode(design, id, (node) => {
        const config = withOverride(findSpec(node.kind)?.fields ?? {}, node.config, field, value);
        return config === node.config ? node : { ...node, config };
      }),
    `config ${id} ${field}`,
  );
}

export function setEdgeConfig(id: string, field: string, value: unknown): void {
  applyEdit(
    `change ${fieldName(EDGE_FIELDS, field)}`,
    (design) =>
      edgeEdits.changeEdge(design, id, (edge) => {
        const config = withOverride(EDGE_FIELDS, edge.config, field, value);
        return config === edge.config ? edge : { ...edge, config };
      }),
    `edge ${id} ${field}`,
  );
}

export function setRun(field: keyof typeof RUN_FIELDS, value: unknown): void {
  applyEdit(
    `change ${fieldName(RUN_FIELDS, field)}`,
    (design) => {
      const run = withOverride(RUN_FIELDS, design.run, field, value);
      return run === design.run ? design : { ...design, run };
    },
    `run ${field}`,
  );
}

export function setName(name: string): void {
  applyEdit(
    'rename design',
    (design) => (design.name === name ? design : { ...design, name: name.slice(0, LIMITS.labelChars) }),
    'name',
  );
}

export function setDescription(description: string): void {
  applyEdit(
    'describe design',
    (design) =>
      design.description === description ? design : { ...design, description: description.slice(0, LIMITS.noteChars) },
    'description',
  );
}

export function setObjectives(objectives: readonly Objective[]): void {
  applyEdit(
    'change objectives',
    (design) => ({ ...design, objectives: objectives.slice(0, LIMITS.objectives) }),
    'objectives',
  );
}

function insert(
  label: string,
  inserting: (design: Design) => { design: Design; ids: readonly string[] },
): readonly string[] {
  let ids: readonly string[] = [];
  applyEdit(label, (design) => {
    const inserted = inserting(design);
    if (inserted.design.nodes.length > LIMITS.nodes || inserted.design.edges.length > LIMITS.edges) return design;
    ({ ids } = inserted);
    return inserted.design;
  });
  return ids;
}

/** Copies nodes a little below and to the right of themselves; gives the ids of the copies, to be selected. */
export function duplicateNodes(ids: Iterable<string>): readonly string[] {
  return insert('duplicate', (design) => duplicate(design, new Set(ids), { x: 24, y: 24 }));
}

export function pasteExcerpt(excerpt: Excerpt, by: Point): readonly string[] {
  return insert('paste', (design) => insertExcerpt(design, excerpt, by));
}
