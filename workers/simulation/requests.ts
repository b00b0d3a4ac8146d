import { type OutcomeCode, OUTCOME_OK } from '../../src/model/outcome.ts';
import type { Job } from '../../src/model/sim-context.ts';
import type { Core } from './core.ts';
import { FLAG_AT_NODE, FLAG_ISSUED, STATE_IDLE } from './kernel/job-table.ts';
import {
  COUNT_BY_OUTCOME,
  COUNT_GOOD,
  COUNT_HITS,
  COUNT_JITTER_NS,
  COUNT_JITTERS,
  COUNT_LATE,
  COUNT_MESSAGES,
  COUNT_MESSAGES_LOST,
  COUNT_MISSES,
} from './metrics/counters.ts';
import { CALL_MESSAGE, CALL_REQUEST } from './operations.ts';
import type { RuntimeClass } from './runtime-class.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** Requests of clients (they count) and internal jobs of other nodes (health checks: they do not). */
export class Requests {
  constructor(private readonly core: Core) {}

  issue(node: RuntimeNode, requestClass: RuntimeClass, key: number, user: number): Job {
    const { core } = this;
    const { jobs } = core;
    const job = this.open(node);
    jobs.flags[job] = FLAG_ISSUED | FLAG_AT_NODE;
    jobs.requestClass[job] = requestClass.index;
    jobs.operation[job] = requestClass.operation;
    jobs.key[job] = key;
    jobs.user[job] = user;
    jobs.requestId[job] = core.totals.issued;
    core.totals.issued += 1;
    if (core.totals.inFlight > core.mostInFlight) core.mostInFlight = core.totals.inFlight;
    requestClass.counters.begin();
    node.counters.begin();
    core.stations.arrive(node.stations[0] as number);
    core.tracer.issued(jobs, job, core.nowNs);
    return job;
  }

  /** Ends a request of a client: the one place where successes and failures are counted. */
  close(job: Job, outcome: OutcomeCode, note: number): void {
    const { core } = this;
    const { jobs } = core;
    const node = core.nodeOf(job);
    const requestClass = core.classOf(job);
    const now = core.nowNs;
    const latencyNs = now - (jobs.callStartNs[job] as number);
    requestClass.counters.end(outcome);
    node.counters.end(outcome);
    countTotals(core, outcome, note);
    if (outcome === OUTCOME_OK) recordSuccess(requestClass, latencyNs);
    if (requestClass.operation === CALL_MESSAGE) this.countMessage(job, outcome, latencyNs);
    core.digest.add(latencyNs);
    core.digest.add((jobs.requestId[job] as number) * 64 + outcome);
    core.stations.depart(node.stations[0] as number);
    if ((jobs.span[job] as number) >= 0) core.tracer.closed(jobs, job, outcome, now);
    core.requestsEnded += 1;
    jobs.release(job);
  }

  /** Jitter of a stream when one of its packets has arrived, in ns. */
  countJitter(job: Job, jitterNs: number): void {
    const { counters } = this.core.classOf(job);
    for (const counts of [counters.now, this.core.nodeOf(job).counters.now, this.core.clientCounts]) {
      counts[COUNT_JITTER_NS] = (counts[COUNT_JITTER_NS] as number) + jitterNs;
      counts[COUNT_JITTERS] = (counts[COUNT_JITTERS] as number) + 1;
    }
  }

  /** What of one-way traffic has arrived, and what of that too late to be played. */
  private countMessage(job: Job, outcome: OutcomeCode, latencyNs: number): void {
    const requestClass = this.core.classOf(job);
    const isLate = outcome === OUTCOME_OK && latencyNs > requestClass.playedAfterNs;
    for (const counts of [requestClass.counters.now, this.core.nodeOf(job).counters.now, this.core.clientCounts]) {
      counts[COUNT_MESSAGES] = (counts[COUNT_MESSAGES] as number) + 1;
      if (outcome !== OUTCOME_OK) counts[COUNT_MESSAGES_LOST] = (counts[COUNT_MESSAGES_LOST] as number) + 1;
      if (isLate) counts[COUNT_LATE] = (counts[COUNT_LATE] as number) + 1;
    }
  }

  /** A job that carries a node's own traffic. */
  openInternal(node: RuntimeNode, key: number): Job {
    const job = this.open(node);
    const { jobs } = this.core;
    jobs.requestClass[job] = -1;
    jobs.key[job] = key;
    jobs.user[job] = 0;
    jobs.requestId[job] = -1;
    return job;
  }

  private open(node: RuntimeNode): Job {
    const { jobs, nowNs } = this.core;
    const job = this.core.allocate();
    jobs.link[job] = -1;
    jobs.parent[job] = -1;
    jobs.depth[job] = 0;
    jobs.connection[job] = -1;
    jobs.node[job] = node.index;
    jobs.endpoint[job] = 0;
    jobs.operation[job] = CALL_REQUEST;
    jobs.state[job] = STATE_IDLE;
    jobs.callStartNs[job] = nowNs;
    jobs.sentNs[job] = nowNs;
    jobs.arrivedNs[job] = nowNs;
    return job;
  }
}

/** Latency is recorded by class only; those of the client and of all clients are merged from them when a window closes. */
function recordSuccess(requestClass: RuntimeClass, latencyNs: number): void {
  requestClass.latency.record(latencyNs);
  requestClass.batches.add(latencyNs);
  if (latencyNs <= requestClass.goodWithinNs) requestClass.counters.add(COUNT_GOOD, 1);
}

function countTotals(core: Core, outcome: OutcomeCode, note: number): void {
  const { clientCounts, totals } = core;
  if (outcome === OUTCOME_OK) totals.succeeded += 1;
  else {
    totals.failed += 1;
    clientCounts[COUNT_BY_OUTCOME + outcome] = (clientCounts[COUNT_BY_OUTCOME + outcome] as number) + 1;
  }
  if (note !== 0) {
    const column = note === 1 || note === 4 ? COUNT_HITS : COUNT_MISSES;
    clientCounts[column] = (clientCounts[column] as number) + 1;
  }
}
