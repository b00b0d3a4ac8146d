import { findSpec } from '../kinds/specs.ts';
import { withinSentence } from '../model/within-sentence.ts';
import type { Design, DesignNode } from '../model/design.ts';
import { nodeName } from './action-words.ts';
import { indexOf } from './design-index.ts';
import type { History } from './edits/history.ts';

function nameOf(node: DesignNode): string {
  return node.label === '' ? withinSentence(findSpec(node.kind)?.name ?? node.kind) : node.label;
}

/** What is in `one` and, as the same object or under the same id, not in `other`. */
function missing<T extends { readonly id: string }>(one: readonly T[], other: readonly T[]): readonly T[] {
  const ids = new Set(other.map(({ id }) => id));
  return one.filter(({ id }) => !ids.has(id));
}

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function edgeWords(design: Design, edge: { readonly source: string; readonly target: string }): string {
  return `${nodeName(design, edge.source)} to ${nodeName(design, edge.target)}`;
}

/** What an edit took away, "API", "3 components", "the call from API to Orders"; null when it took nothing away. */
export function lostWords(before: Design, after: Design): string | null {
  const nodes = missing(before.nodes, after.nodes);
  const [node] = nodes;
  if (node !== undefined) return nodes.length === 1 ? nameOf(node) : counted(nodes.length, 'component', 'components');
  const edges = missing(before.edges, after.edges);
  const [edge] = edges;
  // A call that others took the place of, as when a component is put into it, is not lost.
  if (edge !== undefined && missing(after.edges, before.edges).length === 0) {
    return edges.length === 1 ? `the call ${edgeWords(before, edge)}` : counted(edges.length, 'call', 'calls');
  }
  const faults = missing(before.scenario, after.scenario).length;
  if (faults > 0) return faults === 1 ? 'a planned fault' : counted(faults, '', 'planned faults');
  return after.objectives.length < before.objectives.length ? 'an objective' : null;
}

/** What an edit was about: "API", "3 components", "API to Orders"; empty when it was about the design as a whole. */
export function subjectWords(before: Design, after: Design): string {
  const [was, is] = [indexOf(before), indexOf(after)];
  const nodes = [
    ...after.nodes.filter((node) => was.nodes.get(node.id) !== node),
    ...before.nodes.filter(({ id }) => !is.nodes.has(id)),
  ];
  const [node] = nodes;
  if (node !== undefined) return nodes.length === 1 ? nameOf(node) : counted(nodes.length, 'component', 'components');
  const edges = [
    ...after.edges.filter((edge) => was.edges.get(edge.id) !== edge),
    ...before.edges.filter(({ id }) => !is.edges.has(id)),
  ];
  const [edge] = edges;
  if (edge === undefined) return '';
  return edges.length === 1 ? edgeWords(after, edge) : counted(edges.length, 'call', 'calls');
}

/** A step of the history in words. */
export interface StepWords {
  /** What was done: "Move". */
  readonly label: string;
  /** To what: "API". */
  readonly subject: string;
  /** It was undone and can be done again. */
  readonly isUndone: boolean;
}

/** All steps in the order in which they were made, the undone ones at the end. */
export function stepsOf({ past, present, future }: History<Design>): readonly StepWords[] {
  const undone = future.toReversed();
  const designs = [...past.map(({ before }) => before), present, ...undone.map(({ before }) => before)];
  return [...past, ...undone].map(({ label }, i) => {
    const [before, after] = [designs[i] ?? present, designs[i + 1] ?? present];
    return {
      label: label.charAt(0).toUpperCase() + label.slice(1),
      subject: subjectWords(before, after),
      isUndone: i >= past.length,
    };
  });
}
