import { OUTCOME_OK, type OutcomeCode } from '../../src/model/outcome.ts';
import type { Job } from '../../src/model/sim-context.ts';
import type { Core } from './core.ts';
import { FLAG_AT_NODE } from './kernel/job-table.ts';
import { countNote } from './metrics/counters.ts';

/** A job is done at its node: counts it there and gives its slot back. */
export function leaveNode(core: Core, job: Job, outcome: OutcomeCode, note: number): void {
  const { jobs } = core;
  const node = core.nodeOf(job);
  const now = core.nowNs;
  jobs.flags[job] = (jobs.flags[job] as number) & ~FLAG_AT_NODE;
  core.stations.depart(node.stations[jobs.endpoint[job] as number] as number);
  node.counters.end(outcome);
  if (note !== 0) countNote(node.counters.now, note);
  const counters = node.endpoints[jobs.endpoint[job] as number];
  if (counters !== undefined) {
    if (outcome === OUTCOME_OK) counters.completed += 1;
    else counters.failed += 1;
  }
  if (outcome === OUTCOME_OK) node.timeInNode.record(now - (jobs.arrivedNs[job] as number));
  if ((jobs.span[job] as number) >= 0) core.tracer.replied(jobs, job, now);
  core.leaveStation(job);
}
