import { OUTCOME_OK, type OutcomeCode } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { Calls } from '../calls.ts';
import type { Core } from '../core.ts';
import { FLAG_ANSWERED, FLAG_AT_NODE, STATE_REPLYING, STATE_STREAMING } from '../kernel/job-table.ts';
import { leaveNode } from '../leave-node.ts';
import { COUNT_MESSAGES_RECEIVED, COUNT_MESSAGES_SENT } from '../metrics/counters.ts';
import { TO_SOURCE, TO_TARGET, type Link } from '../network/link.ts';
import type { Transport } from '../network/transport.ts';
import { CALL_REQUEST } from '../operations.ts';
import type { Streaming } from './streaming.ts';

/** Messages of one direction of a call. */
interface Side {
  sent: number;
  delivered: number;
}

/** A streaming call while it goes on. What it does was settled when it began: an edit of the edge is for later calls. */
export interface OpenStream {
  readonly serial: number;
  readonly link: Link;
  readonly how: Streaming;
  readonly requests: Side;
  readonly answers: Side;
  /** The server's own work is done: it answers from now on. */
  isAnswering: boolean;
  /** Messages handed to the transport, to be dropped when the call is cut. */
  readonly handed: number[];
}

/**
 * Streaming calls: several messages each way, all of them data of one HTTP/2 stream, so that they share the connection's window, its flow
 * control and what a lost packet holds up. Only calls over edges that stream are known here.
 *
 * The server takes a call up with its first message, or with the last where only the caller streams. Its slot is free again when it begins
 * to answer (an asynchronous server); it stays at the node until its last message has left. Both ways, each request is answered by a message.
 */
export class Streams {
  transport!: Transport;
  private readonly open = new Map<Job, OpenStream>();
  private lastSerial = 0;

  constructor(
    private readonly core: Core,
    private readonly calls: Calls,
  ) {}

  /** The first message of a request is queued: the stream is open. Returns its number, 0 for a call that does not stream. */
  begins(call: Job, link: Link, message: number): number {
    const { streaming } = link;
    if (streaming === null || this.core.jobs.operation[call] !== CALL_REQUEST) return 0;
    this.lastSerial += 1;
    const stream: OpenStream = {
      serial: this.lastSerial,
      link,
      how: streaming,
      requests: { sent: 1, delivered: 0 },
      answers: { sent: 0, delivered: 0 },
      isAnswering: false,
      handed: [message],
    };
    this.open.set(call, stream);
    link.edge.counters.add(COUNT_MESSAGES_SENT, 1);
    if (streaming.toTarget) this.scheduleNext(call, stream, TO_TARGET);
    return stream.serial;
  }

  /** Time for the next message of a direction. */
  onTick(call: Job, serial: number, direction: number): void {
    const stream = this.find(call, serial);
    if (stream === undefined) return;
    if (direction === TO_TARGET) this.sendRequest(call, stream);
    else this.sendAnswer(call, stream);
  }

  /** A message has arrived as a whole. */
  delivered(call: Job, serial: number, direction: number): void {
    const stream = this.find(call, serial);
    if (stream === undefined || (this.core.jobs.connection[call] as number) < 0) return;
    if (direction === TO_TARGET) this.requestDelivered(call, stream);
    else this.answerDelivered(call, stream);
  }

  /** A server has done its work. True where it streams its answer: the call is answered when the last message has left. */
  answers(job: Job, outcome: OutcomeCode, note: number): boolean {
    const { core } = this;
    const { jobs } = core;
    const stream = this.open.get(job);
    if (stream === undefined) return false;
    // A failure is one message without a stream, and so is an answer whose connection broke meanwhile.
    const isCut = outcome !== OUTCOME_OK || (jobs.connection[job] as number) < 0;
    if (isCut) this.close(job);
    if (isCut || !stream.how.toSource) return false;
    stream.isAnswering = true;
    jobs.outcome[job] = OUTCOME_OK;
    jobs.note[job] = note;
    jobs.state[job] = STATE_STREAMING;
    jobs.dueNs[job] = -1;
    if ((jobs.span[job] as number) >= 0) core.tracer.replied(jobs, job, core.nowNs);
    core.leaveStation(job);
    if (stream.how.toTarget) while (stream.answers.sent < stream.requests.delivered) this.sendAnswer(job, stream);
    else this.sendAnswer(job, stream);
    return true;
  }

  /** The call has ended for its caller, or its server failed: nothing more is sent, and what has not left never will. */
  close(call: Job): void {
    const stream = this.open.get(call);
    if (stream === undefined) return;
    this.open.delete(call);
    this.transport.dropStream(stream.handed, stream.serial);
  }

  private find(call: Job, serial: number): OpenStream | undefined {
    const stream = this.open.get(call);
    return stream?.serial === serial ? stream : undefined;
  }

  private sendRequest(call: Job, stream: OpenStream): void {
    stream.requests.sent += 1;
    stream.link.edge.counters.add(COUNT_MESSAGES_SENT, 1);
    this.hand(call, stream, TO_TARGET, false);
    this.scheduleNext(call, stream, TO_TARGET);
  }

  private sendAnswer(job: Job, stream: OpenStream): void {
    const { core } = this;
    const isFirst = stream.answers.sent === 0;
    stream.answers.sent += 1;
    if (stream.answers.sent === stream.how.messages) this.leave(job);
    stream.link.edge.counters.add(COUNT_MESSAGES_RECEIVED, 1);
    this.hand(job, stream, TO_SOURCE, isFirst);
    if (!stream.how.toTarget) this.scheduleNext(job, stream, TO_SOURCE);
    if ((core.jobs.flags[job] as number) & FLAG_AT_NODE) core.jobs.state[job] = STATE_STREAMING;
  }

  /** The last message leaves: the node is done with the job. */
  private leave(job: Job): void {
    const { jobs } = this.core;
    leaveNode(this.core, job, OUTCOME_OK, jobs.note[job] as number);
    jobs.flags[job] = (jobs.flags[job] as number) | FLAG_ANSWERED;
    jobs.state[job] = STATE_REPLYING;
  }

  private hand(call: Job, stream: OpenStream, direction: number, isFirst: boolean): void {
    stream.handed.push(this.transport.sendMessage(call, stream, direction, isFirst));
  }

  private scheduleNext(call: Job, { how, requests, answers, serial }: OpenStream, direction: number): void {
    const side = direction === TO_TARGET ? requests : answers;
    if (side.sent < how.messages) this.transport.tickAfter(call, direction, how.intervalNs, serial);
  }

  private requestDelivered(call: Job, stream: OpenStream): void {
    const { requests, how } = stream;
    requests.delivered += 1;
    const takesUp = how.toTarget && !how.toSource ? requests.delivered === how.messages : requests.delivered === 1;
    if (takesUp) this.calls.arrive(call);
    else if (stream.isAnswering && how.toTarget && stream.answers.sent < requests.delivered)
      this.sendAnswer(call, stream);
  }

  private answerDelivered(call: Job, { answers, how, link }: OpenStream): void {
    const { core } = this;
    const { jobs } = core;
    answers.delivered += 1;
    if (answers.delivered === 1) {
      link.edge.firstMessage.record(core.nowNs - (jobs.sentNs[call] as number));
      if (how.messages > 1 && (jobs.span[call] as number) >= 0) core.tracer.firstBytes(jobs, call, core.nowNs);
    }
    if (answers.delivered < how.messages) return;
    this.open.delete(call);
    this.calls.returned(call);
  }
}
