import type { Job } from '../../src/model/sim-context.ts';
import type { Core } from './core.ts';
import { OP_BITS } from './kernel/event-queue.ts';
import { STATE_REPLYING, type JobTable } from './kernel/job-table.ts';
import type { Link } from './network/link.ts';
import { CALL_CONDITIONAL, CALL_MESSAGE, CALL_REQUEST } from './operations.ts';

// Messages that nobody answers: events (StatsD) and packets of media (RTP, RFC 3550). Each is a call like any other on its way there: it
// may be lost, wait for a connection, be refused. What differs: no time-out, no retry, no answer. A message ends at the instant it has been
// handled where it went, or would have been there had it not been lost, and so its caller knows more than a real sender would: only the
// figures use that.

/**
 * What a call made for `parent` is. Passing a message on is a message again where the way has messages (datagrams, WebSockets, whatever a
 * balancer of connections passes on), and a request where everything is answered; a proxy passes a condition on.
 */
export function operationOver(jobs: JobTable, parent: Job, link: Link, operation: number): number {
  if (operation !== CALL_REQUEST) return operation;
  const cause = jobs.operation[parent] as number;
  if (cause === CALL_REQUEST) return CALL_REQUEST;
  if (cause === CALL_MESSAGE && link.carriesMessages) return CALL_MESSAGE;
  return cause === CALL_CONDITIONAL && link.source.isProxy ? CALL_CONDITIONAL : CALL_REQUEST;
}

/** An attempt ends now with the outcome it has, as an event of its own: no caller is told inside its own `call`. */
export function endNow({ jobs, events, nowNs }: Core, job: Job): void {
  jobs.state[job] = STATE_REPLYING;
  jobs.dueNs[job] = nowNs;
  events.schedule(nowNs, (job << OP_BITS) | STATE_REPLYING);
}
