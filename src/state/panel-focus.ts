import { create } from 'zustand';
import { select } from './selection.ts';
import { showPanel } from './panels.ts';

/** What a panel on the right is asked to show beyond the selection. */
export interface PanelFocus {
  /** Replica the fault panel is about; null for the whole node. */
  readonly replica: { readonly node: string; readonly endpoint: number } | null;
  /** Request whose waterfall is open. */
  readonly requestId: number | null;
}

const NOTHING: PanelFocus = { replica: null, requestId: null };

export const usePanelFocus = create<PanelFocus>(() => NOTHING);

/** Another design is shown: its replicas and requests are others. */
export function forgetFocus(): void {
  usePanelFocus.setState(NOTHING);
}

/** Opens the fault panel for one replica of a node, as a click on its dot does. */
export function showReplica(node: string, endpoint: number): void {
  select([node]);
  usePanelFocus.setState({ replica: { node, endpoint } });
  showPanel('faults');
}

/** Chooses a replica of the node that is shown; null for all of it. */
export function focusReplica(node: string, endpoint: number | null): void {
  usePanelFocus.setState({ replica: endpoint === null ? null : { node, endpoint } });
}

/** Opens the waterfall of a request, as a click on a dot does. */
export function showTrace(requestId: number): void {
  usePanelFocus.setState({ requestId });
  showPanel('traces');
}

export function focusTrace(requestId: number | null): void {
  usePanelFocus.setState({ requestId });
}
