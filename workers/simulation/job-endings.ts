import { OUTCOME, type OutcomeCode } from '../../src/model/outcome.ts';
import type { Job } from '../../src/model/sim-context.ts';
import { HELD, type Calls } from './calls.ts';
import type { Core } from './core.ts';
import {
  FLAG_ABANDONED,
  FLAG_ANSWERED,
  FLAG_AT_NODE,
  FLAG_ISSUED,
  FLAG_ONE_WAY,
  STATE_BACKING_OFF,
  STATE_CONNECTING,
  STATE_ENDED,
  STATE_FREE,
  STATE_IDLE,
  STATE_POOLED,
  STATE_QUEUED,
  STATE_SENDING,
} from './kernel/job-table.ts';
import { CALL_CONNECT, CALL_PROBE } from './operations.ts';
import type { Link } from './network/link.ts';
import type { Requests } from './requests.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** Ends jobs from outside: a replica crashed, or an edit took away what they were on. Rare, so it looks at every slot. */
export class JobEndings {
  constructor(
    private readonly core: Core,
    private readonly calls: Calls,
    private readonly requests: Requests,
  ) {}

  /** Ends everything that is at a node (at one endpoint, or at all of them for -1); callers get the outcome as an answer. */
  abortAtNode(node: RuntimeNode, endpoint: number, outcome: OutcomeCode): void {
    const { jobs } = this.core;
    for (let job = 0; job < jobs.highWater; job += 1) {
      const here =
        jobs.node[job] === node.index &&
        ((jobs.flags[job] as number) & FLAG_AT_NODE) !== 0 &&
        isLive(jobs.state[job] as number);
      if (here && (endpoint === -1 || jobs.endpoint[job] === endpoint)) this.abort(job as Job, node, outcome);
    }
  }

  /** The connections of a process that dies break; before what is in work at it ends. */
  breakConnections(node: RuntimeNode, endpoint: number): void {
    this.calls.connections.crashed(node, endpoint);
  }

  /** Ends every attempt on a link for its caller. What has reached the target goes on there for nobody. */
  cancelOnLink(link: Link, outcome: OutcomeCode): void {
    const { jobs } = this.core;
    for (let job = 0; job < jobs.highWater; job += 1) {
      if (jobs.link[job] !== link.index || !isLive(jobs.state[job] as number)) continue;
      const flags = jobs.flags[job] as number;
      const isOrphan = (flags & FLAG_ABANDONED) !== 0 || ((flags & FLAG_ONE_WAY) !== 0 && (flags & FLAG_AT_NODE) !== 0);
      if (isOrphan) continue;
      this.stopFlight(job as Job);
      this.calls.cancel(job as Job, outcome);
    }
    this.calls.connections.closeLink(link);
  }

  /** Closes what is open over a link to one endpoint: its calls end for their caller as `draining_cut`. Returns how many. */
  cutCalls(link: Link, endpoint: number): number {
    const { jobs } = this.core;
    let cut = 0;
    for (let job = 0; job < jobs.highWater; job += 1) {
      if (jobs.link[job] !== link.index || jobs.endpoint[job] !== endpoint || !isLive(jobs.state[job] as number))
        continue;
      const flags = jobs.flags[job] as number;
      const isOver =
        (flags & (FLAG_ABANDONED | FLAG_ONE_WAY | FLAG_ANSWERED)) !== 0 || jobs.state[job] === STATE_BACKING_OFF;
      if (isOver || jobs.operation[job] === CALL_PROBE || jobs.operation[job] === CALL_CONNECT) continue;
      this.stopFlight(job as Job);
      this.calls.cancel(job as Job, OUTCOME.draining_cut);
      cut += 1;
    }
    return cut;
  }

  /** A process that hung goes on: what it kept is worked on now. */
  goOn(node: RuntimeNode, endpoint: number): void {
    const { jobs } = this.core;
    for (let job = 0; job < jobs.highWater; job += 1) {
      const held = jobs.dueNs[job] as number;
      if (
        held > HELD.request ||
        jobs.node[job] !== node.index ||
        jobs.endpoint[job] !== endpoint ||
        !isLive(jobs.state[job] as number)
      )
        continue;
      jobs.dueNs[job] = -1;
      if (held === HELD.work) this.calls.workDone(job as Job);
      else this.calls.deliver(job as Job, node);
    }
  }

  /** Drops what is still on its way to a node that is gone. */
  dropArrivals(node: RuntimeNode): void {
    const { jobs } = this.core;
    for (let job = 0; job < jobs.highWater; job += 1) {
      if (jobs.node[job] !== node.index || jobs.state[job] !== STATE_SENDING) continue;
      if (((jobs.flags[job] as number) & FLAG_ABANDONED) !== 0) this.core.wasted -= 1;
      jobs.release(job);
    }
  }

  /** Nobody waits for a job any more and its server has heard: what it does ends. A process that hangs hears nothing. */
  stopWork(job: Job, outcome: OutcomeCode): void {
    const node = this.core.nodeOf(job);
    if (node.trouble?.hung[this.core.jobs.endpoint[job] as number] === 1) return;
    this.abort(job, node, outcome);
  }

  private abort(job: Job, node: RuntimeNode, outcome: OutcomeCode): void {
    const { jobs, stations } = this.core;
    if (jobs.state[job] === STATE_QUEUED)
      stations.unqueue(node.stations[jobs.endpoint[job] as number] as number, job, jobs.next);
    jobs.state[job] = STATE_IDLE;
    jobs.dueNs[job] = -1;
    node.behaviour.onAbort?.(job);
    if (((jobs.flags[job] as number) & FLAG_ISSUED) !== 0) this.requests.close(job, outcome, 0);
    else this.calls.answer(job, outcome, 0);
  }

  /** A packet that flies over a link that is taken away never arrives. */
  private stopFlight(job: Job): void {
    const { jobs } = this.core;
    if (((jobs.flags[job] as number) & FLAG_AT_NODE) !== 0) return;
    const state = jobs.state[job] as number;
    if (state !== STATE_BACKING_OFF && state !== STATE_CONNECTING && state !== STATE_POOLED)
      jobs.state[job] = STATE_IDLE;
    jobs.dueNs[job] = -1;
  }
}

function isLive(state: number): boolean {
  return state !== STATE_FREE && state !== STATE_ENDED;
}
