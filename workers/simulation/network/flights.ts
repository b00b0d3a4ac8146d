import { exponentialNs } from '../../../src/algorithms/sampling/exponential.ts';
import { OUTCOME_OK } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { FlightKind } from '../../../src/model/trace.ts';
import { NS_PER_MS, NS_PER_S } from '../../../src/model/units.ts';
import type { Core } from '../core.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import {
  FLAG_ANSWERED,
  STATE_IDLE,
  STATE_REPLYING,
  STATE_RESENDING,
  STATE_SENDING,
  STATE_SHAKING,
  STATE_SHAKING_BACK,
} from '../kernel/job-table.ts';
import { COUNT_RECEIVED_BYTES, COUNT_SENT_BYTES } from '../metrics/counters.ts';
import { WINDOW_LATENCY } from '../metrics/latency-recorder.ts';
import { CALL_FILL, CALL_REQUEST, CALL_RESOLVE } from '../operations.ts';
import { LOOK } from '../tracing/hop-log.ts';
import { TO_SOURCE, TO_TARGET, type Link } from './link.ts';

/** First retransmission time-out of an established connection (Linux TCP_RTO_MIN; RFC 6298 section 2.4 would have 1 s). */
const FIRST_RTO_NS = 200 * NS_PER_MS;
/** First retransmission time-out of a SYN (RFC 6298 section 2, initial RTO). */
const FIRST_SYN_RTO_NS = NS_PER_S;
/** Longest time-out between two retransmissions (RFC 6298 section 2.5 allows any maximum of at least 60 s). */
const MAX_RTO_NS = 60 * NS_PER_S;
/** Sent again this often, then the connection is given up (Linux tcp_retries2). */
const MAX_RESENDS = 15;
/** Bytes of a message that carries no body: a handshake packet, a probe, a refusal, an error. */
const SMALL_MESSAGE_BYTES = 200;
/** Bytes of a DNS exchange over UDP, each way. */
const LOOKUP_BYTES = 80;

/**
 * Sends jobs over links: how long a flight takes, whether it is lost or cut and sent again.
 * A job's state says what flies: a request, an answer, or a handshake packet.
 */
export class Flights {
  constructor(private readonly core: Core) {}

  /** Sends what `state` stands for from the caller to the target. */
  toTarget(job: Job, link: Link, state: number): void {
    this.core.jobs.resends[job] = 0;
    this.send(job, link, state, TO_TARGET);
  }

  /** Sends what `state` stands for from the target to the caller. */
  toSource(job: Job, link: Link, state: number): void {
    this.core.jobs.resends[job] = 0;
    this.send(job, link, state, TO_SOURCE);
  }

  /** Sends again what was lost; false when it was given up for good. */
  resend(job: Job): boolean {
    const { jobs } = this.core;
    const resends = (jobs.resends[job] as number) + 1;
    if (resends > MAX_RESENDS) return false;
    jobs.resends[job] = resends;
    const answered = ((jobs.flags[job] as number) & FLAG_ANSWERED) !== 0;
    const shaking = (jobs.handshakes[job] as number) > 0;
    const state = shaking ? STATE_SHAKING : answered ? STATE_REPLYING : STATE_SENDING;
    this.send(job, this.core.linkOf(job), state, answered ? TO_SOURCE : TO_TARGET);
    return true;
  }

  private send(job: Job, link: Link, state: number, direction: number): void {
    const { jobs, events } = this.core;
    const bytes = this.bytesOf(job, state);
    const counts = link.edge.counters.now;
    const column = direction === TO_TARGET ? COUNT_SENT_BYTES : COUNT_RECEIVED_BYTES;
    counts[column] = (counts[column] as number) + bytes;
    if (link.plain) {
      jobs.state[job] = state;
      const payload = (job << OP_BITS) | state;
      jobs.dueNs[job] = (events.clock[0] as number) + link.oneWayNs;
      if (link.lane >= 0) events.scheduleInLane(link.lane, payload);
      else events.scheduleAfter(link.oneWayNs, payload);
      if (this.core.hops.wants(jobs.requestId[job] as number)) this.logHop(job, link, state, direction);
      if ((jobs.span[job] as number) >= 0) this.logFlight(job, link, direction, bytes, jobs.dueNs[job]);
      return;
    }
    this.sendOverRealLink(job, link, state, direction, bytes);
  }

  private sendOverRealLink(job: Job, link: Link, state: number, direction: number, bytes: number): void {
    const now = this.core.nowNs;
    if (this.isCut(job, link) || (link.lossRatio > 0 && link.stream.uniform() < link.lossRatio)) {
      if ((this.core.jobs.span[job] as number) >= 0) this.logFlight(job, link, direction, bytes, -1);
      this.lose(job, link, state);
      return;
    }
    const source = Math.max(0, this.sourceEndpoint(job));
    const target = Math.max(0, this.core.jobs.endpoint[job] as number);
    let arrivalNs = this.sentNs(link, direction, bytes, now) + link.delayNs(source, target);
    if (link.jitterNs > 0) arrivalNs += exponentialNs(link.stream, link.jitterNs);
    this.core.jobs.state[job] = state;
    this.scheduleAt(job, Math.round(arrivalNs), (job << OP_BITS) | state);
    if (this.core.hops.wants(this.core.jobs.requestId[job] as number)) this.logHop(job, link, state, direction);
    if ((this.core.jobs.span[job] as number) >= 0) this.logFlight(job, link, direction, bytes, Math.round(arrivalNs));
  }

  /** When the last byte has left: messages of one direction leave one after the other. */
  private sentNs(link: Link, direction: number, bytes: number, now: number): number {
    if (link.nsPerByte === 0) return now;
    const start = Math.max(now, link.busyUntilNs[direction] as number);
    const durationNs = bytes * link.nsPerByte;
    link.busyUntilNs[direction] = start + durationNs;
    link.sendingNs[direction] = (link.sendingNs[direction] as number) + durationNs;
    return start + durationNs;
  }

  private isCut(job: Job, link: Link): boolean {
    if (link.trouble?.cut === true) return true;
    const target = link.target.trouble;
    const endpoint = this.core.jobs.endpoint[job] as number;
    if (target !== null && endpoint >= 0 && target.blackHole[endpoint] === 1) return true;
    const source = link.source.trouble;
    return source !== null && source.blackHole[Math.max(0, this.sourceEndpoint(job))] === 1;
  }

  /** The endpoint of the caller the job was called from; 0 for jobs nobody waits for. */
  sourceEndpoint(job: Job): number {
    const { jobs } = this.core;
    const parent = jobs.parent[job] as number;
    return parent < 0 ? 0 : (jobs.endpoint[parent] as number);
  }

  private lose(job: Job, link: Link, state: number): void {
    const { jobs } = this.core;
    this.logLoss(job, link);
    if (jobs.operation[job] === CALL_RESOLVE) {
      // A datagram: nobody resends it but the caller, when its time-out is over.
      jobs.state[job] = STATE_IDLE;
      jobs.dueNs[job] = -1;
      return;
    }
    const first = state === STATE_SHAKING ? FIRST_SYN_RTO_NS : FIRST_RTO_NS;
    let rtoNs = first;
    for (let i = jobs.resends[job] as number; i > 0 && rtoNs < MAX_RTO_NS; i -= 1) rtoNs *= 2;
    const giveUpNs =
      (jobs.handshakes[job] as number) > 0 ? (jobs.sentNs[job] as number) + link.connectTimeoutNs : Infinity;
    const dueNs = Math.max(this.core.nowNs, Math.min(this.core.nowNs + Math.min(rtoNs, MAX_RTO_NS), giveUpNs));
    jobs.state[job] = STATE_RESENDING;
    this.scheduleAt(job, dueNs, (job << OP_BITS) | STATE_RESENDING);
  }

  private logLoss(job: Job, link: Link): void {
    const { jobs, hops, nowNs } = this.core;
    if (!hops.wants(jobs.requestId[job] as number) || (jobs.resends[job] as number) > 0) return;
    hops.log(link.edge.index, nowNs, Math.max(link.oneWayNs, NS_PER_MS), jobs.requestId[job] as number, LOOK.lost);
  }

  private scheduleAt(job: Job, timeNs: number, payload: number): void {
    this.core.jobs.dueNs[job] = timeNs;
    this.core.events.schedule(timeNs, payload);
  }

  private bytesOf(job: Job, state: number): number {
    const { jobs, classes } = this.core;
    const operation = jobs.operation[job] as number;
    if (operation !== CALL_REQUEST && operation !== CALL_FILL)
      return operation === CALL_RESOLVE ? LOOKUP_BYTES : SMALL_MESSAGE_BYTES;
    const requestClass = classes[jobs.requestClass[job] as number];
    if (requestClass === undefined) return SMALL_MESSAGE_BYTES;
    if (state === STATE_SENDING)
      return operation === CALL_FILL ? requestClass.responseBytes : requestClass.requestBytes;
    return state === STATE_REPLYING && jobs.outcome[job] === OUTCOME_OK
      ? requestClass.responseBytes
      : SMALL_MESSAGE_BYTES;
  }

  /** For a watched request: what left now. A message without a connection of its own counts as one packet. */
  private logFlight(job: Job, link: Link, direction: number, bytes: number, arrivedNs: number): void {
    const { jobs, tracer, nowNs } = this.core;
    const toTarget = direction === TO_TARGET;
    tracer.flew(jobs, job, {
      kind: flightKind(jobs.operation[job] as number, (jobs.handshakes[job] as number) > 0, toTarget),
      toTarget,
      link: link.index,
      connection: Math.max(-1, jobs.connection[job] as number),
      sentNs: nowNs,
      arrivedNs,
      bytes,
      packets: 1,
      resend: jobs.resends[job] as number,
    });
  }

  private logHop(job: Job, link: Link, state: number, direction: number): void {
    const { jobs, hops, nowNs } = this.core;
    const look =
      direction === TO_TARGET
        ? requestLook(state, jobs.operation[job] as number, jobs.attempt[job] as number)
        : this.replyLook(job, link);
    hops.log(link.edge.index, nowNs, (jobs.dueNs[job] as number) - nowNs, jobs.requestId[job] as number, look);
  }

  private replyLook(job: Job, link: Link): number {
    const { jobs, nowNs } = this.core;
    if (jobs.state[job] === STATE_SHAKING_BACK) return LOOK.ok;
    if (jobs.outcome[job] !== OUTCOME_OK) return LOOK.failed;
    if (jobs.note[job] === 1) return LOOK.hit;
    const p95Ms = link.edge.latency.window()[WINDOW_LATENCY.p95Ms] as number;
    return (nowNs - (jobs.sentNs[job] as number)) / NS_PER_MS > p95Ms ? LOOK.slow : LOOK.ok;
  }
}

function flightKind(operation: number, isShaking: boolean, toTarget: boolean): FlightKind {
  if (operation === CALL_RESOLVE) return toTarget ? 'dns-query' : 'dns-answer';
  if (isShaking) return toTarget ? 'syn' : 'syn-ack';
  return toTarget ? 'request' : 'response';
}

function requestLook(state: number, operation: number, attempt: number): number {
  if (state === STATE_SHAKING) return LOOK.handshake;
  if (operation === CALL_RESOLVE) return LOOK.lookup;
  return attempt > 1 ? LOOK.retry : LOOK.request;
}
