import { findSpec } from '../kinds/specs.ts';
import type { Design } from '../model/design.ts';
import { LIMITS } from '../model/limits.ts';
import { findNode } from './design-index.ts';
import { applyEdit } from './document.ts';
import { canCollapse, canExpand, collapseRoles, expandRoles } from './edits/roles.ts';

/** A change of several nodes and edges that has a name, offered where it makes sense and undone as one step. */
export interface Rewrite {
  readonly label: string;
  readonly icon: 'split' | 'square-dashed' | 'plus' | 'door-open';
  /** What it does, in one sentence. */
  readonly help: string;
  readonly run: () => void;
}

type Words = Omit<Rewrite, 'run'>;

/** A rewrite that leaves the design as it is where it would grow beyond its limits. */
export function rewrite(words: Words, edit: (design: Design) => Design): Rewrite {
  const withinLimits = (design: Design): Design => {
    const next = edit(design);
    return next.nodes.length > LIMITS.nodes || next.edges.length > LIMITS.edges ? design : next;
  };
  return { ...words, run: () => applyEdit(words.label.toLowerCase(), withinLimits) };
}

/** The rewrites that a node offers. */
export function rewritesOf(design: Design, id: string): readonly Rewrite[] {
  const spec = findSpec(findNode(design, id)?.kind ?? '');
  if (canExpand(design, id)) {
    const help = spec?.expansion?.help ?? '';
    return [rewrite({ label: 'Expand into roles', icon: 'split', help }, (now) => expandRoles(now, id))];
  }
  if (!canCollapse(design, id)) return [];
  const label = `Collapse into one ${spec?.name ?? 'card'}`;
  const help = 'Puts this card and the others of its group together into one again.';
  return [rewrite({ label, icon: 'square-dashed', help }, (now) => collapseRoles(now, id))];
}
