import type { Job } from '../../src/model/sim-context.ts';
import { OUTCOME, outcomeInfo, type OutcomeCode, OUTCOME_OK } from '../../src/model/outcome.ts';
import { CAPS } from '../../src/model/limits.ts';
import { NS_PER_US } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import { OP_BITS } from './kernel/event-queue.ts';
import {
  FLAG_ABANDONED,
  FLAG_ANSWERED,
  FLAG_AT_NODE,
  FLAG_ONE_WAY,
  STATE_BACKING_OFF,
  STATE_CONNECTING,
  STATE_ENDED,
  STATE_IDLE,
  STATE_REPLYING,
  STATE_SENDING,
} from './kernel/job-table.ts';
import { leaveNode } from './leave-node.ts';
import { COUNT_RETRIES, COUNT_WASTED } from './metrics/counters.ts';
import { WARM_CONNECTION, type Connections } from './network/connections.ts';
import { chooseEndpoint } from './network/endpoint-choice.ts';
import { NO_CONNECTION } from './network/connection-table.ts';
import { Cancellation } from './grpc/cancellation.ts';
import { CodecWork } from './grpc/codec-work.ts';
import { Streams } from './grpc/streams.ts';
import type { Flights } from './network/flights.ts';
import type { Link } from './network/link.ts';
import {
  CALL_CONDITIONAL,
  CALL_CONNECT,
  CALL_MESSAGE,
  CALL_PROBE,
  CALL_RECONNECT,
  CALL_RESOLVE,
  EVENT_TIMEOUT,
  hasNoTimeout,
  isRequest,
} from './operations.ts';
import { endNow, operationOver } from './one-way.ts';
import type { RetryPolicy } from './retry-policy.ts';
import type { RuntimeNode } from './runtime-node.ts';
import { answerInTrouble } from './trouble-answers.ts';

/** `dueNs` of jobs that a hung process keeps: no time ever is. What is to be done with each when the process goes on. */
export const HELD = { request: -2, work: -3 } as const;

/** Life of calls: attempt, arrival, answer, time-out, retry, end. */
export class Calls {
  connections!: Connections;
  readonly cancellation: Cancellation;
  readonly codecs: CodecWork;
  readonly streams: Streams;

  constructor(
    private readonly core: Core,
    private readonly flights: Flights,
    private readonly retries: RetryPolicy,
  ) {
    this.cancellation = new Cancellation(core, flights.paths);
    this.cancellation.calls = this;
    this.codecs = new CodecWork(core);
    this.streams = new Streams(core, this);
  }

  /** Starts a call over a link on behalf of `parent`. `endpoint` -1: chosen when it is sent. `version`: what the caller has stored. */
  call(parent: Job, link: Link, endpoint: number, operation: number, version = -1): void {
    const { jobs } = this.core;
    const call = this.newCall(parent, link, endpoint, operationOver(jobs, parent, link, operation));
    if (operation === CALL_CONDITIONAL) jobs.address[call] = version;
    jobs.parent[call] = parent;
    jobs.pendingCalls[parent] = (jobs.pendingCalls[parent] as number) + 1;
    if (link.cancels) this.cancellation.began(call, parent);
    if ((jobs.span[parent] as number) >= 0) this.core.tracer.open(jobs, call, parent, this.core.nowNs);
    this.begin(call, link);
  }

  /** Sends something nobody waits for. */
  post(from: Job, link: Link, operation: number): void {
    const call = this.newCall(from, link, -1, operation);
    this.core.jobs.flags[call] = FLAG_ONE_WAY;
    this.begin(call, link);
  }

  private newCall(from: Job, link: Link, endpoint: number, operation: number): Job {
    const { core } = this;
    const { jobs } = core;
    const call = core.allocate();
    jobs.link[call] = link.index;
    jobs.node[call] = link.target.index;
    jobs.endpoint[call] = endpoint;
    jobs.namedEndpoint[call] = endpoint;
    jobs.operation[call] = operation;
    jobs.requestClass[call] = jobs.requestClass[from] as number;
    jobs.key[call] = jobs.key[from] as number;
    jobs.user[call] = jobs.user[from] as number;
    jobs.requestId[call] = jobs.requestId[from] as number;
    jobs.depth[call] = Math.min(255, (jobs.depth[from] as number) + 1);
    jobs.callStartNs[call] = core.nowNs;
    jobs.parent[call] = -1;
    if (core.versions.isWatched) jobs.address[call] = jobs.address[from] as number;
    return call;
  }

  /** Begins an attempt: counts it, starts its time-out, gets a connection. */
  private begin(call: Job, link: Link): void {
    const { core } = this;
    const { jobs } = core;
    link.edge.counters.begin();
    if (link.edge.removed || link.isRefused) {
      this.endAtOnce(call, link.edge.removed ? OUTCOME.cancelled_by_edit : OUTCOME.grpc_in_browser);
      return;
    }
    if (link.hasRetryBudget && jobs.attempt[call] === 1) this.retries.firstAttempt(link);
    jobs.sentNs[call] = core.nowNs;
    if ((jobs.span[call] as number) >= 0) core.tracer.began(jobs, call, core.nowNs);
    if ((jobs.depth[call] as number) > CAPS.hops) {
      this.endAtOnce(call, OUTCOME.loop_limit);
      return;
    }
    if (link.timeoutNs > 0 && !hasNoTimeout(jobs.operation[call] as number)) this.startTimeout(call, link);
    if (this.core.hasCancelling && link.passesDeadline) this.cancellation.inherit(call);
    jobs.connection[call] = NO_CONNECTION;
    if (link.codec === null || !this.codecs.encodes(call, link)) this.send(call, link);
  }

  /** The request is written: it needs a connection, or leaves over one that is open anyway. */
  send(call: Job, link: Link): void {
    const { jobs } = this.core;
    if (link.usesConnections && jobs.operation[call] !== CALL_RESOLVE) {
      this.connections.begin(call, link);
      return;
    }
    jobs.connection[call] = WARM_CONNECTION;
    this.transmit(call, link);
  }

  /** Ends an attempt at this instant. */
  private endAtOnce(call: Job, outcome: OutcomeCode): void {
    const { jobs } = this.core;
    jobs.connection[call] = NO_CONNECTION;
    jobs.outcome[call] = outcome;
    jobs.flags[call] = (jobs.flags[call] as number) | FLAG_ANSWERED;
    endNow(this.core, call);
  }

  /** The connection is there: chooses the endpoint and sends the request. */
  transmit(call: Job, link: Link): void {
    const { jobs, tracer, nowNs } = this.core;
    this.chooseEndpoint(call, link);
    if ((jobs.span[call] as number) >= 0) tracer.sent(jobs, call, nowNs);
    this.flights.toTarget(call, link, STATE_SENDING);
  }

  /** An endpoint for a call whose caller named none. */
  chooseEndpoint(call: Job, link: Link): void {
    chooseEndpoint(this.core, this.flights.paths, call, link);
  }

  private startTimeout(call: Job, link: Link): void {
    const { events, jobs, nowNs } = this.core;
    const payload = (call << OP_BITS) | EVENT_TIMEOUT;
    jobs.deadlineNs[call] = nowNs + link.timeoutNs;
    if (link.timeoutLane >= 0) events.scheduleInLane(link.timeoutLane, payload);
    else events.scheduleAfter(link.timeoutNs, payload);
  }

  /** Event: a request arrives at its endpoint. */
  arrive(job: Job): void {
    const { core } = this;
    const { jobs } = core;
    const node = core.nodeOf(job);
    const endpoint = jobs.endpoint[job] as number;
    jobs.state[job] = STATE_IDLE;
    jobs.dueNs[job] = -1;
    jobs.arrivedNs[job] = core.nowNs;
    jobs.flags[job] = (jobs.flags[job] as number) | FLAG_AT_NODE;
    node.counters.begin();
    const counters = node.endpoints[endpoint];
    if (counters !== undefined) counters.arrivals += 1;
    core.stations.arrive(node.stations[endpoint] as number);
    if ((jobs.span[job] as number) >= 0) core.tracer.arrived(jobs, job, core.nowNs);
    if (endpoint >= node.endpointCount && core.linkOf(job).isAddress) {
      this.answer(job, OUTCOME.connection_refused, 0);
      return;
    }
    const answer = node.trouble === null ? 0 : answerInTrouble(core, job, node.trouble);
    if (answer === 0) this.deliver(job, node);
    else this.answer(job, answer, 0);
  }

  /** Hands a request that was accepted to what the node does; one that hangs keeps it until it goes on. */
  deliver(job: Job, node: RuntimeNode): void {
    const { jobs } = this.core;
    if (node.trouble?.hung[jobs.endpoint[job] as number] === 1) {
      jobs.dueNs[job] = HELD.request;
      return;
    }
    const { behaviour } = node;
    if (jobs.operation[job] === CALL_CONNECT) this.answer(job, OUTCOME_OK, 0);
    else if (jobs.operation[job] !== CALL_PROBE) (behaviour.onRequest as (job: Job) => void).call(behaviour, job);
    else if (behaviour.onProbe === undefined) this.answer(job, OUTCOME_OK, 0);
    else behaviour.onProbe(job);
  }

  /** Event: the work of a job is done. */
  workDone(job: Job): void {
    const { core } = this;
    const { behaviour, trouble } = core.nodeOf(job);
    core.jobs.state[job] = STATE_IDLE;
    if (trouble?.hung[core.jobs.endpoint[job] as number] === 1) {
      core.jobs.dueNs[job] = HELD.work;
      return;
    }
    core.jobs.dueNs[job] = -1;
    (behaviour.onWorkDone as (job: Job) => void).call(behaviour, job);
  }

  /** The node is done with a job: counts it, gives its slot back, and sends the answer. */
  answer(job: Job, outcome: OutcomeCode, note: number): void {
    const { core } = this;
    const { jobs } = core;
    if (core.hasStreams && this.streams.answers(job, outcome, note)) return;
    jobs.outcome[job] = outcome;
    jobs.note[job] = note;
    jobs.state[job] = STATE_IDLE;
    jobs.dueNs[job] = -1;
    if (core.versions.isWatched) core.versions.answered(core, job);
    leaveNode(core, job, outcome, note);
    const flags = jobs.flags[job] as number;
    if ((flags & (FLAG_ONE_WAY | FLAG_ABANDONED)) !== 0) {
      if ((flags & FLAG_ABANDONED) !== 0) core.wasted -= 1;
      else this.postEnded(job, outcome);
      jobs.release(job);
      if (core.hasCancelling) this.cancellation.cancelCallsOf(job);
      return;
    }
    jobs.flags[job] = flags | FLAG_ANSWERED;
    if (core.hasCancelling) this.cancellation.cancelCallsOf(job);
    const link = core.linkOf(job);
    if (jobs.operation[job] === CALL_MESSAGE) endNow(core, job);
    else if ((jobs.connection[job] as number) >= 0) this.connections.answer(job, link);
    else this.flights.toSource(job, link, STATE_REPLYING);
  }

  /** What was sent without waiting is done: nobody is told, but its connection is free again. */
  private postEnded(job: Job, outcome: OutcomeCode): void {
    const link = this.core.linkOf(job);
    link.edge.counters.end(outcome);
    if (link.pool !== null) this.connections.finish(job, link, outcome);
  }

  /** What nobody waits for ends on its way. */
  endUnawaited(job: Job): void {
    const { jobs } = this.core;
    if (((jobs.flags[job] as number) & FLAG_ABANDONED) !== 0) this.core.wasted -= 1;
    else this.postEnded(job, jobs.outcome[job] as number);
    jobs.release(job);
  }

  /** Event: the caller of a job stops waiting. The request goes on where it is; unsent ones are dropped. */
  timeOut(job: Job): void {
    const { jobs } = this.core;
    if (((jobs.flags[job] as number) & FLAG_ABANDONED) !== 0) {
      this.cancellation.reached(job);
      return;
    }
    jobs.deadlineNs[job] = -1;
    this.attemptEnded(job, jobs.state[job] === STATE_CONNECTING ? OUTCOME.connect_timeout : OUTCOME.timeout);
  }

  /** Event: the answer is back at the caller. */
  returned(job: Job): void {
    const { core } = this;
    const outcome = core.jobs.outcome[job] as number;
    if (core.hasCodecs && outcome === OUTCOME_OK && this.codecs.decodes(job, core.linkOf(job))) return;
    this.attemptEnded(job, outcome);
  }

  /**
   * An attempt has ended for its caller, with an answer or without. A failure may be tried again as a new job;
   * otherwise the call has ended and the caller is told.
   */
  attemptEnded(job: Job, outcome: OutcomeCode): void {
    const { core } = this;
    const { jobs } = core;
    const link = core.linkOf(job);
    const parent = jobs.parent[job] as Job;
    jobs.deadlineNs[job] = -1;
    link.edge.counters.end(outcome);
    if (outcome === OUTCOME_OK) link.edge.latency.record(core.nowNs - (jobs.sentNs[job] as number));
    if ((jobs.span[job] as number) >= 0) core.tracer.ended(jobs, job, outcome, core.nowNs);
    if (link.pool !== null) this.connections.finish(job, link, outcome);
    // Known while the job still has its parent: where its caller is.
    const delayNs = link.cancels ? this.cancellation.delayNs(job, link) : 0;
    if (link.hasCancelled && parent >= 0) this.cancellation.ended(job, parent);
    if (core.hasStreams) this.streams.close(job);
    if (link.hasRetryThrottle && isRequest(jobs.operation[job] as number)) this.retries.attemptEnded(link, outcome);
    if (parent >= 0 && this.isWaiting(parent)) {
      if (outcome !== OUTCOME_OK && outcomeInfo(outcome).retryable && this.retries.mayRetry(job, link, outcome))
        this.retry(job, link);
      else this.callEnded(job, parent, outcome);
    } else if (parent >= 0) this.forgetCall(parent);
    const goesOn = this.letGo(job, link);
    if (goesOn && link.cancels) this.cancellation.callerGone(job, outcome, delayNs);
  }

  /** Ends a call from outside: what it was on is gone. */
  cancel(job: Job, outcome: OutcomeCode): void {
    const { jobs } = this.core;
    if (jobs.operation[job] === CALL_RECONNECT) return this.connections.sockets.givenUp(job);
    if (jobs.state[job] !== STATE_BACKING_OFF) return this.attemptEnded(job, outcome);
    const parent = jobs.parent[job] as Job;
    if (this.core.linkOf(job).hasCancelled) this.cancellation.ended(job, parent);
    if (this.isWaiting(parent)) this.callEnded(job, parent, outcome);
    else this.forgetCall(parent);
    jobs.parent[job] = -1;
    jobs.release(job);
  }

  /** A job that has neither answered nor ended still wants to know about its calls. */
  private isWaiting(parent: Job): boolean {
    const { jobs } = this.core;
    return jobs.state[parent] !== STATE_ENDED && ((jobs.flags[parent] as number) & FLAG_ANSWERED) === 0;
  }

  private callEnded(job: Job, parent: Job, outcome: OutcomeCode): void {
    const { jobs } = this.core;
    const own = jobs.outcome[job] as number;
    jobs.outcome[job] = outcome;
    jobs.pendingCalls[parent] = (jobs.pendingCalls[parent] as number) - 1;
    const { behaviour } = this.core.nodeOf(parent);
    (behaviour.onCallEnd as (job: Job, call: Job) => void).call(behaviour, parent, job);
    jobs.outcome[job] = own;
  }

  /** A call of a job that has already answered or ended: nobody wants to know. */
  private forgetCall(parent: Job): void {
    const { jobs } = this.core;
    jobs.pendingCalls[parent] = (jobs.pendingCalls[parent] as number) - 1;
    if (jobs.state[parent] === STATE_ENDED) jobs.release(parent);
  }

  /** The caller is done with an attempt: frees it, or leaves it to finish its work for nobody: true. */
  private letGo(job: Job, link: Link): boolean {
    const { jobs } = this.core;
    const flags = jobs.flags[job] as number;
    jobs.parent[job] = -1;
    if ((flags & FLAG_AT_NODE) === 0 && jobs.state[job] !== STATE_SENDING) {
      jobs.release(job);
      return false;
    }
    jobs.flags[job] = flags | FLAG_ABANDONED;
    this.core.wasted += 1;
    link.edge.counters.add(COUNT_WASTED, 1);
    return true;
  }

  private retry(job: Job, link: Link): void {
    const { core } = this;
    const { jobs } = core;
    const next = this.newCall(job, link, jobs.namedEndpoint[job] as number, jobs.operation[job] as number);
    jobs.depth[next] = jobs.depth[job] as number;
    jobs.callStartNs[next] = jobs.callStartNs[job] as number;
    jobs.parent[next] = jobs.parent[job] as number;
    jobs.attempt[next] = (jobs.attempt[job] as number) + 1;
    if (link.cancels) this.cancellation.began(next, jobs.parent[next] as Job);
    const waitNs = this.retries.waitNs(job, link);
    jobs.backoffUs[next] = Math.round(waitNs / NS_PER_US);
    if ((jobs.span[job] as number) >= 0) core.tracer.open(jobs, next, jobs.parent[job] as number, core.nowNs);
    jobs.connection[next] = NO_CONNECTION;
    jobs.state[next] = STATE_BACKING_OFF;
    jobs.dueNs[next] = core.nowNs + waitNs;
    core.events.schedule(core.nowNs + waitNs, (next << OP_BITS) | STATE_BACKING_OFF);
  }

  /** Event: the wait before a retry is over. */
  tryAgain(job: Job): void {
    const link = this.core.linkOf(job);
    link.edge.counters.add(COUNT_RETRIES, 1);
    this.core.jobs.dueNs[job] = -1;
    if (!this.isWaiting(this.core.jobs.parent[job] as Job)) {
      if (link.hasCancelled) this.cancellation.ended(job, this.core.jobs.parent[job] as Job);
      this.forgetCall(this.core.jobs.parent[job] as Job);
      this.core.jobs.release(job);
      return;
    }
    this.begin(job, link);
  }
}
