import { EDGE_FIELDS, type EdgeConfig } from './edge-spec.ts';
import { defaultsOf, type ConfigOf, type Fields } from './fields.ts';
import { RUN_FIELDS, type RunConfig } from './run-spec.ts';

/** The stored overrides laid over the defaults. The overrides have been validated when the document was read. */
export function completeConfig<F extends Fields>(fields: F, overrides: Readonly<Record<string, unknown>>): ConfigOf<F> {
  return { ...defaultsOf(fields), ...overrides };
}

export function completeEdge(overrides: Partial<EdgeConfig>): EdgeConfig {
  return completeConfig(EDGE_FIELDS, overrides);
}

export function completeRun(overrides: Partial<RunConfig>): RunConfig {
  return completeConfig(RUN_FIELDS, overrides);
}
