import type { Design } from '../model/design.ts';
import { LIMITS } from '../model/limits.ts';
import { ancestorsOf, findNode, type Point } from './design-index.ts';
import { applyEdit, currentDesign } from './document.ts';
import * as arrange from './edits/arrange.ts';
import * as containers from './edits/containers.ts';
import * as groups from './edits/groups.ts';
import * as replacing from './edits/replace-kind.ts';
import * as several from './edits/several.ts';
import * as splice from './edits/splice.ts';
import { applyPlaces, type Places } from './edits/places.ts';
import { replicaFieldOf } from './replica-field.ts';

/** Edits of the canvas that concern several things at once; each is one undoable step. */

const ALIGN_NAMES: Readonly<Record<arrange.Alignment, string>> = {
  left: 'align left edges',
  centre: 'align centres',
  right: 'align right edges',
  top: 'align top edges',
  middle: 'align middles',
  bottom: 'align bottom edges',
};

export function alignNodes(ids: Iterable<string>, alignment: arrange.Alignment): void {
  applyEdit(ALIGN_NAMES[alignment], (design) => arrange.alignNodes(design, new Set(ids), alignment));
}

export function distributeNodes(ids: Iterable<string>, direction: arrange.Direction): void {
  applyEdit(`distribute ${direction === 'horizontal' ? 'horizontally' : 'vertically'}`, (design) =>
    arrange.distributeNodes(design, new Set(ids), direction),
  );
}

/** Puts nodes into a new group; gives its id, or null when there is nothing to group or no room for it. */
export function groupNodes(ids: Iterable<string>): string | null {
  let id: string | null = null;
  applyEdit('group', (design) => {
    if (design.nodes.length >= LIMITS.nodes) return design;
    const grouped = groups.groupNodes(design, new Set(ids));
    ({ id } = grouped);
    return grouped.design;
  });
  return id;
}

/** Takes the groups among these nodes away; gives the ids of what was in them. */
export function ungroupNodes(ids: Iterable<string>): readonly string[] {
  let freed: readonly string[] = [];
  applyEdit('ungroup', (design) => {
    const ungrouped = groups.ungroupNodes(design, new Set(ids));
    freed = ungrouped.ids;
    return ungrouped.design;
  });
  return freed;
}

/** Lays out what is inside containers; those inside others first, so that the outer ones fit the inner ones. */
export function tidyContainers(ids: readonly string[]): void {
  applyEdit('tidy', (design) => innermostFirst(design, ids).reduce(containers.tidyChildren, design));
}

/** Makes containers as large as what is inside them needs. */
export function fitContainers(ids: readonly string[]): void {
  applyEdit('fit to contents', (design) => innermostFirst(design, ids).reduce(containers.shrinkToFit, design));
}

function innermostFirst(design: Design, ids: readonly string[]): readonly string[] {
  const depthOf = (id: string): number => {
    const node = findNode(design, id);
    return node === undefined ? 0 : ancestorsOf(design, node).length;
  };
  return ids.toSorted((a, b) => depthOf(b) - depthOf(a));
}

/** So many replicas more (or fewer) of each of these that has replicas, within what its kind allows. */
export function changeReplicas(ids: readonly string[], by: number): void {
  applyEdit(by > 0 ? 'add replica' : 'remove replica', (design) =>
    ids.reduce((next, id) => {
      const replicas = replicaFieldOf(next, id);
      if (replicas === null) return next;
      const { name, field, count } = replicas;
      const value = Math.min(field.max, Math.max(field.min, count + by));
      return several.setNodesConfig(next, new Set([id]), name, value);
    }, design),
  );
}

export function setNodesConfig(ids: readonly string[], field: string, value: unknown): void {
  applyEdit(
    `change ${field} of ${ids.length}`,
    (design) => several.setNodesConfig(design, new Set(ids), field, value),
    `several ${ids.join(' ')} ${field}`,
  );
}

export function setEdgesConfig(ids: readonly string[], field: string, value: unknown): void {
  applyEdit(
    `change ${field} of ${ids.length}`,
    (design) => several.setEdgesConfig(design, new Set(ids), field, value),
    `several edges ${ids.join(' ')} ${field}`,
  );
}

function mayAddCall(design: Design): boolean {
  return design.nodes.length < LIMITS.nodes && design.edges.length < LIMITS.edges;
}

/** Puts a new component between the ends of an edge, at a point or in its middle; gives its id, or null when the rules refuse. */
export function insertKind(edge: string, kind: string, point?: Point): string | null {
  let id: string | null = null;
  applyEdit('insert', (design) => {
    const middle = point ?? splice.middleOfEdge(design, edge);
    if (middle === null || !mayAddCall(design)) return design;
    const inserted = splice.insertKind(design, edge, kind, middle);
    ({ id } = inserted);
    return inserted.design;
  });
  return id;
}

/** Puts a node that is there already between the ends of an edge. */
export function spliceNode(edge: string, node: string, gesture: string | null = null): void {
  applyEdit('insert', (design) => (mayAddCall(design) ? splice.spliceNode(design, edge, node) : design), gesture);
}

export function replaceKind(id: string, kind: string): void {
  applyEdit('replace', (design) => replacing.replaceKind(design, id, kind));
}

/** Takes over what a layout worked out; nothing when the design is no longer the one it was made for. */
export function applyLayout(places: Places, madeFor: Design): boolean {
  if (currentDesign() !== madeFor) return false;
  applyEdit('lay out', (design) => applyPlaces(design, places));
  return true;
}

/** Whether a node is a group, for menus and clicks. */
export function isGroup(id: string): boolean {
  return groups.isGroup(findNode(currentDesign(), id));
}
