import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { currentDesign, duplicateNodes, nudgeNodes, remove, useDocument } from './document.ts';
import { indexOf } from './design-index.ts';

/** Ids of what is selected. Ids of things that are gone may remain after an undo; the readers below leave them out. */
export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

const NOTHING: Selection = { nodes: new Set(), edges: new Set() };

export const useSelection = create<Selection>(() => NOTHING);

function sameIds(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

/** Selects exactly these. */
export function select(nodes: Iterable<string>, edges: Iterable<string> = []): void {
  const next = { nodes: new Set(nodes), edges: new Set(edges) };
  const now = useSelection.getState();
  if (!sameIds(now.nodes, next.nodes) || !sameIds(now.edges, next.edges)) useSelection.setState(next);
}

export function selectNothing(): void {
  select([]);
}

export function selectAll(): void {
  const design = currentDesign();
  select(
    design.nodes.map((node) => node.id),
    design.edges.map((edge) => edge.id),
  );
}

/** Ids of selected nodes that exist. */
export function selectedNodes(): readonly string[] {
  const { nodes } = indexOf(currentDesign());
  return [...useSelection.getState().nodes].filter((id) => nodes.has(id));
}

export function selectedEdges(): readonly string[] {
  const { edges } = indexOf(currentDesign());
  return [...useSelection.getState().edges].filter((id) => edges.has(id));
}

export function removeSelection(): void {
  remove(selectedNodes(), selectedEdges());
  selectNothing();
}

export function duplicateSelection(): void {
  const copies = duplicateNodes(selectedNodes());
  if (copies.length > 0) select(copies);
}

export function nudgeSelection(dx: number, dy: number): void {
  nudgeNodes(selectedNodes(), dx, dy);
}

/** The one selected thing, for panels about it: `{ node }`, `{ edge }`, or how many when it is not one. */
export type Focus =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'several'; readonly nodes: number; readonly edges: number };

/** What is selected and exists; renders again only when that changes. */
export function useFocus(): Focus {
  const { nodes, edges } = useSelection(useShallow((state) => ({ nodes: state.nodes, edges: state.edges })));
  const liveNodes = useDocument(useShallow((state) => [...nodes].filter((id) => indexOf(state.present).nodes.has(id))));
  const liveEdges = useDocument(useShallow((state) => [...edges].filter((id) => indexOf(state.present).edges.has(id))));
  const [node] = liveNodes;
  const [edge] = liveEdges;
  if (liveNodes.length === 1 && node !== undefined && liveEdges.length === 0) return { kind: 'node', id: node };
  if (liveEdges.length === 1 && edge !== undefined && liveNodes.length === 0) return { kind: 'edge', id: edge };
  if (liveNodes.length + liveEdges.length === 0) return { kind: 'nothing' };
  return { kind: 'several', nodes: liveNodes.length, edges: liveEdges.length };
}
