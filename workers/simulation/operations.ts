import { OPERATIONS, type Operation } from '../../src/model/sim-context.ts';
import { STATE } from './kernel/job-table.ts';

/** Number of an operation of a call in the job table. */
export const CALL: Readonly<Record<Operation, number>> = {
  request: 0,
  fill: 1,
  invalidate: 2,
  probe: 3,
  resolve: 4,
  connect: 5,
};

/** Name of an operation by its number. */
export function operationName(code: number): Operation {
  return OPERATIONS[code] as Operation;
}

/**
 * Operations of events. Those of jobs are the state the job is in while the event is pending (`STATE`), so that an event
 * that came too late is recognised; the others have payloads of their own.
 */
export const EVENT = {
  sending: STATE.sending,
  replying: STATE.replying,
  working: STATE.working,
  backingOff: STATE.backingOff,
  resending: STATE.resending,
  shaking: STATE.shaking,
  shakingBack: STATE.shakingBack,
  /** The caller of a job stops waiting. */
  timeout: 8,
  /** A timer of a behaviour. */
  timer: 9,
  /** An action begins or ends, a replica has started up. */
  control: 10,
  /** A window of the metrics closes. */
  window: 11,
} as const;
