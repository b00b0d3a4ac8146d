import { EDGE, NODE } from '../model/snapshot.ts';
import { healthOfErrors, healthOfUtilization, type Health } from './health.ts';
import type { LiveFigures } from './live-figures.ts';
import type { OverlayMode } from './settings.ts';

/** How a node looks on a map of the run: by health for load and errors, by share of the largest for rate and latency. */
export type Heat = { readonly health: Health } | { readonly share: number };

/** Decades below the largest value that still have a shade of their own. */
const DECADES = 3;

const COLUMNS: Readonly<Record<OverlayMode, number>> = {
  rate: NODE.ratePerSecond,
  latency: NODE.p95Ms,
  errors: NODE.errorRatio,
  load: NODE.utilization,
  // Connections are of edges: cards keep their rate.
  connections: NODE.ratePerSecond,
};

/** Place of a value between the largest and a thousandth of it, on a logarithmic scale: 1 to 0. */
function shareOf(value: number, largest: number): number {
  if (!(value > 0) || !(largest > 0)) return 0;
  return Math.max(0, Math.min(1, 1 + Math.log10(value / largest) / DECADES));
}

/** Heat of some nodes under one overlay; nothing while a run has no figures. */
export function heatOf(figures: LiveFigures, ids: readonly string[], mode: OverlayMode): ReadonlyMap<string, Heat> {
  const heat = new Map<string, Heat>();
  if (figures.timeNs === 0) return heat;
  const values = ids.map((id) => figures.nodeValue(id, COLUMNS[mode]));
  const largest = values.reduce((most, value) => (value > most ? value : most), 0);
  ids.forEach((id, i) => {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    if (mode === 'errors') heat.set(id, { health: healthOfErrors(value) });
    else if (mode === 'load') heat.set(id, { health: healthOfUtilization(value) });
    else heat.set(id, { share: shareOf(value, largest) });
  });
  return heat;
}

/** How a call does under one overlay, from afar: where only failures are told, all others are quiet. */
export function callHealth(figures: LiveFigures, id: string, mode: OverlayMode): Health {
  if (mode === 'load') return healthOfUtilization(figures.edgeValue(id, EDGE.load));
  if (mode === 'latency') return 'idle';
  const health = healthOfErrors(figures.edgeValue(id, EDGE.errorRatio));
  return mode === 'errors' || health === 'fail' ? health : 'idle';
}
