import type { OverlayMode } from '../../state/settings.ts';

/** What can be shown on every edge and card, in the order of the switch. */
export const OVERLAY_MODES: readonly { readonly mode: OverlayMode; readonly label: string; readonly help: string }[] = [
  { mode: 'rate', label: 'Rate', help: 'Attempts per second on each edge' },
  { mode: 'latency', label: 'Latency', help: 'p95 of each edge, from sending to the answer' },
  { mode: 'errors', label: 'Errors', help: 'Share of attempts that failed' },
  { mode: 'load', label: 'Load', help: 'Bandwidth of edges and slots of nodes in use' },
  {
    mode: 'connections',
    label: 'Connections',
    help: 'Open connections of each edge, and the share of its calls’ time that opening them takes',
  },
];
