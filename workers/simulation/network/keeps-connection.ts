import { OUTCOME, type OutcomeCode } from '../../../src/model/outcome.ts';

/** An answer leaves the connection usable; a time-out, a reset or a dead process does not. */
export function keepsConnection(outcome: OutcomeCode): boolean {
  return (
    outcome !== OUTCOME.timeout &&
    outcome !== OUTCOME.connection_reset &&
    outcome !== OUTCOME.connection_refused &&
    outcome !== OUTCOME.partitioned &&
    outcome !== OUTCOME.draining_cut &&
    outcome !== OUTCOME.cancelled_by_edit
  );
}
