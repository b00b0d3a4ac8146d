import { create } from 'zustand';
import type { Point } from './design-index.ts';

/** Where a new node from the "add" list goes: to a point of the canvas, connected from a node, or as the palette does it. */
export interface AddMenu {
  /** Where the list opens, in pixels of the window; the middle of the canvas when absent. */
  readonly at?: Point;
  /** Where the node goes, in canvas pixels. */
  readonly point?: Point;
  /** Who calls it. */
  readonly source?: string;
}

/** Something chosen from a list: a new end of an edge, a component to put onto it, or another kind for a node. */
export type Choice =
  | { readonly what: 'source' | 'target' | 'insert'; readonly edge: string; readonly at?: Point }
  | { readonly what: 'kind'; readonly node: string; readonly at?: Point };

/** What the person is in the middle of. Thrown away with the page. */
export interface Tools {
  readonly addMenu: AddMenu | null;
  readonly renaming: string | null;
  /** Node from which a connection is being made by keyboard or menu; its targets light up. */
  readonly connectingFrom: string | null;
  /** How its target is chosen: from a list by typing, or by pointing at a card. */
  readonly connectingBy: 'list' | 'pointing';
  /** What is being chosen from a list for an edge or a node. */
  readonly choice: Choice | null;
  /** Edge whose label is being typed. */
  readonly labelling: string | null;
  /** The search on the canvas is open. */
  readonly finding: boolean;
}

export const useTools = create<Tools>(() => ({
  addMenu: null,
  renaming: null,
  connectingFrom: null,
  connectingBy: 'list',
  choice: null,
  labelling: null,
  finding: false,
}));

export function openChoice(choice: Choice): void {
  useTools.setState({ choice });
}

/** Closes the list; true when there was one. */
export function closeChoice(): boolean {
  const open = useTools.getState().choice !== null;
  if (open) useTools.setState({ choice: null });
  return open;
}

export function startLabelling(edge: string): void {
  useTools.setState({ labelling: edge });
}

export function endLabelling(): void {
  useTools.setState({ labelling: null });
}

export function openFind(): void {
  useTools.setState({ finding: true });
}

/** Closes the search; true when it was open. */
export function closeFind(): boolean {
  const open = useTools.getState().finding;
  if (open) useTools.setState({ finding: false });
  return open;
}

export function openAddMenu(menu: AddMenu = {}): void {
  useTools.setState({ addMenu: menu });
}

export function closeAddMenu(): void {
  useTools.setState({ addMenu: null });
}

export function startRename(node: string): void {
  useTools.setState({ renaming: node });
}

export function endRename(): void {
  useTools.setState({ renaming: null });
}

export function startConnecting(node: string, by: Tools['connectingBy'] = 'list'): void {
  useTools.setState({ connectingFrom: node, connectingBy: by });
}

/** Ends a pending connection; true when there was one. Esc closes menus and tools before it clears the selection. */
export function endConnecting(): boolean {
  const pending = useTools.getState().connectingFrom !== null;
  if (pending) useTools.setState({ connectingFrom: null });
  return pending;
}
