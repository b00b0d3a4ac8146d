import { exponentialNs } from '../../../src/algorithms/sampling/exponential.ts';
import {
  framingOf,
  packetsOf,
  streamBytes,
  wireBytes,
  type Framing,
} from '../../../src/algorithms/transport/framing.ts';
import {
  backedOffNs,
  BurstLoss,
  MAX_RESENDS,
  retransmissionTimeoutNs,
} from '../../../src/algorithms/transport/retransmission.ts';
import { CACHE_NOTE, OUTCOME_OK } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { Core } from '../core.ts';
import { encodedBytes } from '../grpc/codec.ts';
import { firstMessageBytes, type Streaming } from '../grpc/streaming.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import { FLAG_ANSWERED, STATE_IDLE, STATE_REPLYING, STATE_RESENDING, STATE_SENDING } from '../kernel/job-table.ts';
import { COUNT_PACKETS_LOST, COUNT_RECEIVED_BYTES, COUNT_SENT_BYTES } from '../metrics/counters.ts';
import { notModifiedBytes } from '../object-versions.ts';
import { CALL_CONDITIONAL, CALL_FILL, CALL_MESSAGE, CALL_REQUEST, CALL_RESOLVE, isRequest } from '../operations.ts';
import { burstFlights, resentBytes } from './burst-flights.ts';
import { FlightLog } from './flight-log.ts';
import { TO_SOURCE, TO_TARGET, type Link } from './link.ts';
import { Paths } from './paths.ts';

/** Bytes of a message that carries no body: a handshake packet, a probe, a refusal, an error. */
const SMALL_MESSAGE_BYTES = 200;
/** Bytes of a DNS exchange over UDP, each way. */
const LOOKUP_BYTES = 80;
const DNS_FRAMING = framingOf('udp', 'none', 1_500);

/**
 * Sends jobs over links whose connections are always open, and datagrams: how long a flight takes, whether it is lost or cut and sent again.
 * A job's state says what flies: a request or an answer. What connections have in common with that is here too.
 */
export class Flights {
  readonly log: FlightLog;
  readonly paths: Paths;
  private readonly loss = new BurstLoss();

  constructor(private readonly core: Core) {
    this.log = new FlightLog(core);
    this.paths = new Paths(core);
  }

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
    const state = answered ? STATE_REPLYING : STATE_SENDING;
    this.send(job, this.core.linkOf(job), state, answered ? TO_SOURCE : TO_TARGET);
    return true;
  }

  private send(job: Job, link: Link, state: number, direction: number): void {
    const { jobs, events } = this.core;
    const bytes = this.countBytes(job, link, state, direction);
    if (link.plain) {
      jobs.state[job] = state;
      const payload = (job << OP_BITS) | state;
      jobs.dueNs[job] = (events.clock[0] as number) + link.oneWayNs;
      if (link.lane >= 0) events.scheduleInLane(link.lane, payload);
      else events.scheduleAfter(link.oneWayNs, payload);
      if (this.core.hops.wants(jobs.requestId[job] as number)) this.log.hop(job, link, direction);
      if ((jobs.span[job] as number) >= 0) {
        const framing = this.framingOf(job, link);
        const sent = streamBytes(framing, bytes);
        this.log.message(job, link, direction, { bytes: sent, packets: packetsOf(framing, sent) });
      }
      return;
    }
    this.sendOverRealLink(job, link, state, direction, bytes);
  }

  /** Bytes of a message of a job, counted on its edge. */
  countBytes(job: Job, link: Link, state: number, direction: number): number {
    const { streaming } = link;
    if (streaming?.toTarget === true && direction === TO_TARGET && this.core.jobs.operation[job] === CALL_REQUEST)
      return this.countMessage(link, streaming, direction, true);
    let bytes = this.bytesOf(job, state);
    if (link.codec !== null) bytes = encodedBytes(link.codec, bytes, direction === TO_TARGET);
    const counts = link.edge.counters.now;
    const column = direction === TO_TARGET ? COUNT_SENT_BYTES : COUNT_RECEIVED_BYTES;
    counts[column] = (counts[column] as number) + bytes;
    return bytes;
  }

  /** Bytes of a message of a streaming call, counted on its edge; the first of a direction has the header section before it. */
  countMessage(link: Link, how: Streaming, direction: number, isFirst: boolean): number {
    const bytes = isFirst ? firstMessageBytes(how, direction === TO_TARGET) : how.bytes;
    link.edge.counters.add(direction === TO_TARGET ? COUNT_SENT_BYTES : COUNT_RECEIVED_BYTES, bytes);
    return bytes;
  }

  private sendOverRealLink(job: Job, link: Link, state: number, direction: number, bytes: number): void {
    const framing = this.framingOf(job, link);
    const isDatagram = this.isDatagram(job, link);
    const sent = streamBytes(framing, bytes);
    const packets = packetsOf(framing, sent);
    const source = Math.max(0, this.paths.sourceEndpoint(job));
    const target = Math.max(0, this.core.jobs.endpoint[job] as number);
    const delayNs = link.delayNs(source, target);
    const lateNs = this.isCut(job, link) ? Infinity : this.lateNs(link, packets, delayNs);
    const wire = wireBytes(framing, sent, packets);
    link.countWire(direction, wire);
    if (lateNs === Infinity || (lateNs > 0 && isDatagram)) {
      this.lose(job, link, direction, sent, packets);
      return;
    }
    if (lateNs > 0) this.countResends(link, direction, framing, sent, packets);
    const leftNs = link.sentNs(direction, wire, this.core.nowNs);
    let arrivalNs = leftNs + delayNs + lateNs;
    if (link.jitterNs > 0) arrivalNs += exponentialNs(link.stream, link.jitterNs);
    this.core.jobs.state[job] = state;
    this.scheduleAt(job, Math.round(arrivalNs), (job << OP_BITS) | state);
    if (this.core.hops.wants(this.core.jobs.requestId[job] as number)) this.log.hop(job, link, direction);
    if ((this.core.jobs.span[job] as number) < 0) return;
    if (lateNs === 0) this.log.message(job, link, direction, { bytes: sent, packets });
    else this.logBurst(job, link, direction, sent, packets, leftNs, arrivalNs - leftNs - lateNs);
  }

  /** What is sent again is on the wire again. */
  private countResends(link: Link, direction: number, framing: Framing, bytes: number, packets: number): void {
    const { loss } = this;
    const again = resentBytes(loss, bytes, packets, framing.segmentBytes);
    link.countWire(direction, again + loss.losses * framing.packetOverhead);
  }

  /** For a watched request: what was lost of a message, and when it was sent again. */
  private logBurst(
    job: Job,
    link: Link,
    direction: number,
    bytes: number,
    packets: number,
    leftNs: number,
    delayNs: number,
  ): void {
    const { segmentBytes } = this.framingOf(job, link);
    const segments = { first: 0, last: packets - 1, segments: packets, segmentBytes, sharedBytes: 0 };
    const piece = { ...segments, bytes, delayNs, resend: this.core.jobs.resends[job] as number };
    const left = new Float64Array(packets).fill(leftNs);
    const flights = burstFlights(this.loss, piece, this.core.nowNs, left);
    this.log.burst(job, link, direction, flights, this.core.jobs.dueNs[job] as number);
  }

  /** Questions to DNS go over UDP, whatever else the edge carries. */
  private framingOf(job: Job, link: Link): Framing {
    return this.core.jobs.operation[job] === CALL_RESOLVE ? DNS_FRAMING : link.transport.framing;
  }

  /** By how much a message that leaves as one burst is late because packets of it were lost; Infinity when nothing gets through. */
  private lateNs(link: Link, packets: number, delayNs: number): number {
    if (link.lossRatio === 0) return 0;
    if (link.lossRatio >= 1) return Infinity;
    const { loss } = this;
    loss.reset();
    const rttNs = 2 * delayNs;
    const rtoNs = retransmissionTimeoutNs(rttNs, 2 * link.jitterNs, link.transport.isQuic);
    const lateNs = loss.draw(link.stream, link.lossRatio, packets, rttNs, rtoNs);
    if (loss.lost > 0) link.edge.counters.add(COUNT_PACKETS_LOST, link.transport.isDatagram ? loss.lost : loss.losses);
    return loss.isHopeless ? Infinity : lateNs;
  }

  private isCut(job: Job, link: Link): boolean {
    if (link.trouble?.cut === true) return true;
    const source = Math.max(0, this.paths.sourceEndpoint(job));
    return this.paths.isBlackHole(link, source, this.core.jobs.endpoint[job] as number);
  }

  /**
   * What is lost as a whole is sent again after the time-out, which doubles. A datagram is not: its caller gives up when its own time-out
   * is over, or, without one, as late as it would give up a connection.
   */
  private lose(job: Job, link: Link, direction: number, bytes: number, packets: number): void {
    const { jobs, nowNs } = this.core;
    if ((jobs.resends[job] as number) === 0) this.log.lostHop(job, link);
    if ((jobs.span[job] as number) >= 0)
      this.log.lost(job, link, direction, { bytes, packets }, jobs.resends[job] as number);
    if (this.isDatagram(job, link)) {
      this.waitForNothing(job, link);
      return;
    }
    const rtoNs = retransmissionTimeoutNs(2 * link.oneWayNs, 2 * link.jitterNs, link.transport.isQuic);
    jobs.state[job] = STATE_RESENDING;
    const waitNs = backedOffNs(rtoNs, jobs.resends[job] as number);
    this.scheduleAt(job, Math.round(nowNs + waitNs), (job << OP_BITS) | STATE_RESENDING);
  }

  /** Questions to DNS are, whatever else the edge carries. */
  private isDatagram(job: Job, link: Link): boolean {
    return link.transport.isDatagram || this.core.jobs.operation[job] === CALL_RESOLVE;
  }

  private waitForNothing(job: Job, link: Link): void {
    const { jobs, nowNs } = this.core;
    jobs.state[job] = STATE_IDLE;
    jobs.dueNs[job] = -1;
    if ((jobs.deadlineNs[job] as number) >= 0) return;
    jobs.state[job] = STATE_RESENDING;
    // Nobody waits for a message: it is missing from when it should have been there.
    const isMessage = jobs.operation[job] === CALL_MESSAGE;
    const giveUpNs = isMessage ? nowNs + link.oneWayNs : (jobs.sentNs[job] as number) + link.connectTimeoutNs;
    this.scheduleAt(job, Math.max(nowNs, giveUpNs), (job << OP_BITS) | STATE_RESENDING);
  }

  private scheduleAt(job: Job, timeNs: number, payload: number): void {
    this.core.jobs.dueNs[job] = timeNs;
    this.core.events.schedule(timeNs, payload);
  }

  private bytesOf(job: Job, state: number): number {
    const { jobs, classes } = this.core;
    const operation = jobs.operation[job] as number;
    if (!isRequest(operation) && operation !== CALL_FILL && operation !== CALL_MESSAGE)
      return operation === CALL_RESOLVE ? LOOKUP_BYTES : SMALL_MESSAGE_BYTES;
    const requestClass = classes[jobs.requestClass[job] as number];
    if (requestClass === undefined) return SMALL_MESSAGE_BYTES;
    if (state === STATE_SENDING)
      return operation === CALL_FILL ? requestClass.responseBytes : requestClass.requestBytes;
    if (state !== STATE_REPLYING || jobs.outcome[job] !== OUTCOME_OK) return SMALL_MESSAGE_BYTES;
    const isBare = operation === CALL_CONDITIONAL && jobs.note[job] === CACHE_NOTE['not modified'];
    return isBare ? notModifiedBytes(requestClass.responseBytes) : requestClass.responseBytes;
  }
}
