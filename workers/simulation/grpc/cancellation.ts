import { OUTCOME, type OutcomeCode } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { Calls } from '../calls.ts';
import type { Core } from '../core.ts';
import type { JobEndings } from '../job-endings.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import { FLAG_ABANDONED, FLAG_AT_NODE } from '../kernel/job-table.ts';
import type { Paths } from '../network/paths.ts';
import type { Link } from '../network/link.ts';
import { EVENT_TIMEOUT } from '../operations.ts';

const NONE = -1;

/**
 * Calls over gRPC whose caller has gone stop, and their deadlines bind the calls they make (gRPC, "Deadlines" and "Cancellation").
 *
 * `deadlineNs` of a job is when its caller stops waiting. The server learns of it one way later: from the reset of the stream, or, at the
 * same moment, by its own clock from the time-out in the request's headers (gRPC over HTTP/2, `grpc-timeout`). What it was doing ends
 * there, and the calls it has out end as cancelled, each of which reaches its server one way later.
 */
export class Cancellation {
  endings!: JobEndings;
  calls!: Calls;
  /** First call that is out and can be cancelled, by the job that made it; neighbours in that list, by call. */
  private firstCall = new Int32Array(0);
  private nextCall = new Int32Array(0);
  private previousCall = new Int32Array(0);

  constructor(
    private readonly core: Core,
    private readonly paths: Paths,
  ) {}

  /** A call goes out that its caller can cancel. */
  began(call: Job, parent: Job): void {
    this.makeRoom();
    const first = this.firstCall[parent] as number;
    this.nextCall[call] = first;
    this.previousCall[call] = NONE;
    this.firstCall[parent] = call;
    if (first >= 0) this.previousCall[first] = call;
  }

  /** A call has ended for its caller, or another attempt takes its place. */
  ended(call: Job, parent: Job): void {
    // A call that began before the edge was told to cancel is in no list.
    if (call >= this.nextCall.length) return;
    const next = this.nextCall[call] as number;
    const previous = this.previousCall[call] as number;
    if (previous >= 0) this.nextCall[previous] = next;
    else if (this.firstCall[parent] === call) this.firstCall[parent] = next;
    if (next >= 0) this.previousCall[next] = previous;
    this.nextCall[call] = NONE;
    this.previousCall[call] = NONE;
  }

  /** The attempt has no more time than its caller has left. What the caller's own deadline ends needs no event of its own. */
  inherit(call: Job): void {
    const { jobs } = this.core;
    const parent = jobs.parent[call] as Job;
    if (parent < 0 || (jobs.link[parent] as number) < 0) return;
    const link = this.core.linkOf(parent);
    const deadlineNs = jobs.deadlineNs[parent] as number;
    if (!link.passesDeadline || deadlineNs < 0) return;
    const isAbandoned = ((jobs.flags[parent] as number) & FLAG_ABANDONED) !== 0;
    const limitNs = isAbandoned ? deadlineNs : Math.round(deadlineNs + this.delayNs(parent, link));
    const own = jobs.deadlineNs[call] as number;
    if (own < 0 || limitNs < own) jobs.deadlineNs[call] = limitNs;
  }

  /** The caller has gone while the request is on its way or in work: the server hears of it one way later. */
  callerGone(call: Job, outcome: OutcomeCode, delayNs: number): void {
    const { jobs, events, nowNs } = this.core;
    // What the server will call it, kept where its own answer would stand.
    jobs.outcome[call] = outcome === OUTCOME.timeout ? OUTCOME.deadline_exceeded : OUTCOME.cancelled;
    const atNs = Math.round(nowNs + delayNs);
    jobs.deadlineNs[call] = atNs;
    events.schedule(atNs, (call << OP_BITS) | EVENT_TIMEOUT);
  }

  /** Event: a server hears that nobody waits for a job any more. */
  reached(job: Job): void {
    const { jobs } = this.core;
    jobs.deadlineNs[job] = -1;
    if (((jobs.flags[job] as number) & FLAG_AT_NODE) !== 0) this.endings.stopWork(job, jobs.outcome[job] as number);
    else {
      // The reset of the stream overtakes nothing, but what it follows was delayed: it is dropped when it comes.
      jobs.dueNs[job] = -1;
      jobs.message[job] = NONE;
      this.calls.endUnawaited(job);
    }
  }

  /** A job has ended at its node: calls that it still has out are cancelled. */
  cancelCallsOf(job: Job): void {
    if (job >= this.firstCall.length) return;
    for (let call = this.firstCall[job] as number; call >= 0; call = this.firstCall[job] as number) {
      this.calls.cancel(call as Job, OUTCOME.cancelled);
      // Whatever ending it did, it is out of the list.
      if (this.firstCall[job] === call) this.ended(call as Job, job);
    }
  }

  /** One way between the ends of a call. */
  delayNs(call: Job, link: Link): number {
    const target = Math.max(0, this.core.jobs.endpoint[call] as number);
    return link.delayNs(Math.max(0, this.paths.sourceEndpoint(call)), target);
  }

  private makeRoom(): void {
    const size = this.core.jobs.dueNs.length;
    if (this.firstCall.length >= size) return;
    this.firstCall = grown(this.firstCall, size);
    this.nextCall = grown(this.nextCall, size);
    this.previousCall = grown(this.previousCall, size);
  }
}

function grown(column: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size).fill(NONE);
  larger.set(column);
  return larger;
}
