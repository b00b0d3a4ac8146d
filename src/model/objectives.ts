/** Measures an objective can be about, with the unit of its value. */
export const OBJECTIVE_METRICS = {
  p50Ms: { label: 'p50 latency', unit: 'ms' },
  p95Ms: { label: 'p95 latency', unit: 'ms' },
  p99Ms: { label: 'p99 latency', unit: 'ms' },
  successRatio: { label: 'success ratio', unit: 'ratio' },
  goodputPerSecond: { label: 'goodput', unit: 'perSecond' },
} as const;

export type ObjectiveMetric = keyof typeof OBJECTIVE_METRICS;

/** A service-level objective: `p99Ms < 250` for one client, or for all when `client` is absent. */
export interface Objective {
  readonly metric: ObjectiveMetric;
  readonly comparison: '<' | '>';
  readonly value: number;
  readonly client?: string;
}
