import { OUTCOME, OUTCOME_OK, type OutcomeCode } from '../../src/model/outcome.ts';
import type { Job } from '../../src/model/sim-context.ts';
import type { Core } from './core.ts';
import { CALL_CONNECT } from './operations.ts';
import type { Trouble } from './runtime-node.ts';

/** What a node in trouble answers a request with before it looks at it; 0 where it takes it as usual. */
export function answerInTrouble({ jobs, troubleStream }: Core, job: Job, trouble: Trouble): OutcomeCode {
  const endpoint = jobs.endpoint[job] as number;
  if (trouble.crashed[endpoint] === 1) return OUTCOME.connection_refused;
  if (jobs.operation[job] === CALL_CONNECT) return OUTCOME_OK;
  const ratio = trouble.errorRatio[endpoint] as number;
  return ratio === 0 || troubleStream.uniform() >= ratio ? 0 : OUTCOME.server_error;
}
