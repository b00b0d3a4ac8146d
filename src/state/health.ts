/** How well something does, for colour, shape and words alike. `idle`: nothing measured. */
export type Health = 'idle' | 'ok' | 'warn' | 'fail';

/** Default health levels (experience.md section 3); the legend prints these numbers. */
export const HEALTH_LEVELS = {
  /** Share of failed requests from which a node or edge warns, and from which it counts as failing. */
  errorWarnRatio: 0.001,
  errorFailRatio: 0.1,
  /** Busy slots / slots. */
  utilizationWarnRatio: 0.7,
  utilizationFailRatio: 0.9,
} as const;

/** Health by error share; NaN (no request ended) is idle. */
export function healthOfErrors(errorRatio: number): Health {
  if (Number.isNaN(errorRatio)) return 'idle';
  if (errorRatio >= HEALTH_LEVELS.errorFailRatio) return 'fail';
  return errorRatio >= HEALTH_LEVELS.errorWarnRatio ? 'warn' : 'ok';
}

/** Health by utilisation; NaN (no slots) is idle. */
export function healthOfUtilization(utilization: number): Health {
  if (Number.isNaN(utilization)) return 'idle';
  if (utilization >= HEALTH_LEVELS.utilizationFailRatio) return 'fail';
  return utilization >= HEALTH_LEVELS.utilizationWarnRatio ? 'warn' : 'ok';
}
