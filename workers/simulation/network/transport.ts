import { grownWindow, thresholdAfterLoss, windowAfterIdle } from '../../../src/algorithms/transport/congestion.ts';
import { packetsOf, streamBytes, streamedBytes, wireBytes } from '../../../src/algorithms/transport/framing.ts';
import { backedOffNs, MAX_RESENDS, retransmissionTimeoutNs } from '../../../src/algorithms/transport/retransmission.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { Calls } from '../calls.ts';
import type { Core } from '../core.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import type { OpenStream } from '../grpc/streams.ts';
import { STATE_REPLYING, STATE_SENDING } from '../kernel/job-table.ts';
import { COUNT_PACKETS_LOST } from '../metrics/counters.ts';
import { EVENT_SIGNAL } from '../operations.ts';
import { Bursts } from './bursts.ts';
import type { Flights } from './flights.ts';
import { TO_SOURCE, TO_TARGET, type Link } from './link.ts';
import { unlink } from './linked-queue.ts';
import { compressedBytes } from './message-bytes.ts';
import {
  SIGNAL_ACK,
  SIGNAL_CREDIT,
  SIGNAL_DATA,
  SIGNAL_GIVE_UP,
  SIGNAL_HOLE,
  SIGNAL_RECOVERED,
  SIGNAL_RETRY,
  SIGNAL_TICK,
  SIGNAL_TIMEOUT,
} from './transfer-tables.ts';

/** Window after a retransmission time-out (RFC 5681 section 3.1). */
const LOSS_WINDOW = 1;

/**
 * Carries messages over connections: each direction of a connection has a congestion window and a queue of messages; what the window
 * allows leaves as one burst, and each acknowledgement lets more follow. Bursts decides when what has left arrives.
 */
export class Transport {
  /** Told when a connection is given up because nothing gets through. */
  onBroken!: (connection: number) => void;
  private readonly bursts: Bursts;

  constructor(
    private readonly core: Core,
    private readonly flights: Flights,
    private readonly calls: Calls,
  ) {
    this.bursts = new Bursts(core, flights);
  }

  /** A connection has just opened: its receivers' flow control, and what its handshake said about the round trip. */
  opened(connection: number, link: Link): void {
    const { connections } = this.core;
    connections.credit[connection * 2] = link.transport.flowWindowBytes;
    connections.credit[connection * 2 + 1] = link.transport.flowWindowBytes;
    if ((connections.srttNs[connection] as number) > 0) return;
    connections.srttNs[connection] = 2 * this.flights.paths.connectionDelayNs(connection, link);
    connections.rttVarNs[connection] = connections.srttNs[connection] / 2;
  }

  /** Sends a request or an answer over the connection the job has. */
  send(job: Job, link: Link, direction: number): void {
    this.enqueue(job, link, direction, 0);
    this.pump((this.core.jobs.connection[job] as number) * 2 + direction, link);
  }

  /** Puts a message into its connection's queue; `pump` sends it. `joined` 1: in one go with the message before it. */
  enqueue(job: Job, link: Link, direction: number, joined: number): void {
    const { jobs, connections, messages } = this.core;
    const connection = jobs.connection[job] as number;
    const row = connection * 2 + direction;
    const state = direction === TO_TARGET ? STATE_SENDING : STATE_REPLYING;
    const bytes = this.flights.countBytes(job, link, state, direction);
    const sent = streamBytes(link.transport.framing, compressedBytes(link.transport, connections, row, bytes));
    const message = messages.allocate(job, connection, direction, sent);
    jobs.state[job] = state;
    jobs.dueNs[job] = -1;
    jobs.message[job] = message;
    messages.joined[message] = joined;
    if (link.streaming !== null && direction === TO_TARGET)
      messages.stream[message] = this.calls.streams.begins(job, link, message);
    this.append(message, row);
  }

  /** Sends one message of a streaming call; gives its slot. */
  sendMessage(job: Job, { link, how, serial }: OpenStream, direction: number, isFirst: boolean): number {
    const { jobs, connections, messages } = this.core;
    const row = (jobs.connection[job] as number) * 2 + direction;
    const { transport } = link;
    const bytes = this.flights.countMessage(link, how, direction, isFirst);
    const sent = isFirst
      ? streamBytes(transport.framing, compressedBytes(transport, connections, row, bytes))
      : streamedBytes(transport.framing, bytes);
    const message = messages.allocate(job, row >> 1, direction, sent);
    messages.stream[message] = serial;
    this.append(message, row);
    this.pump(row, link);
    return message;
  }

  /** Tells the stream of a job when it is time for its next message, unless its connection is gone by then. */
  tickAfter(job: Job, direction: number, delayNs: number, stream: number): void {
    const { jobs, signals } = this.core;
    const signal = this.bursts.signal(SIGNAL_TICK, (jobs.connection[job] as number) * 2 + direction);
    signals.message[signal] = job;
    signals.amount[signal] = stream;
    this.schedule(this.core.nowNs + delayNs, signal);
  }

  /** Messages of a stream that was cut: nobody waits for them, and those that have not left stay. */
  dropStream(handed: readonly number[], stream: number): void {
    const { messages } = this.core;
    for (const message of handed)
      if (messages.stream[message] === stream && (messages.job[message] as number) >= 0) this.drop(message);
  }

  private append(message: number, row: number): void {
    const { connections, messages } = this.core;
    const last = connections.lastMessage[row] as number;
    if (last < 0) connections.firstMessage[row] = message;
    else messages.next[last] = message;
    connections.lastMessage[row] = message;
    connections.messages[row] = (connections.messages[row] as number) + 1;
  }

  /** Sends what the window of a direction allows. */
  pump(row: number, link: Link): void {
    const { connections } = this.core;
    if ((connections.firstMessage[row] as number) < 0 || connections.stalled[row] === 1) return;
    this.takeQuietAcks(row);
    this.shrinkAfterIdle(row, link);
    const room = Math.floor(connections.window[row] as number) - (connections.inFlight[row] as number);
    if (room <= 0 || (connections.credit[row] as number) <= 0) {
      this.waitForQuietAcks(row);
      return;
    }
    if (this.flights.paths.isConnectionCut(row >> 1, link)) this.stall(row, link);
    else this.bursts.send(row, link, room);
  }

  /** Everything queued or under way for a job is forgotten, except a request that has left as a whole: it will arrive. */
  letGo(job: Job): boolean {
    const { jobs, messages } = this.core;
    const message = jobs.message[job] as number;
    if (message < 0 || messages.job[message] !== job) return false;
    const isRequest = messages.direction[message] === TO_TARGET;
    if (isRequest && messages.unsent[message] === 0 && jobs.state[job] === STATE_SENDING) return true;
    this.drop(message);
    jobs.message[job] = -1;
    return false;
  }

  /** A connection is closed: what has not left never will. */
  closed(connection: number): void {
    for (const row of [connection * 2, connection * 2 + 1]) {
      const { firstMessage } = this.core.connections;
      while ((firstMessage[row] as number) >= 0) this.drop(firstMessage[row] as number);
    }
  }

  /** Whether an answer has left as a whole. */
  hasLeft(job: Job): boolean {
    const { jobs, messages } = this.core;
    const message = jobs.message[job] as number;
    return message >= 0 && messages.job[message] === job && messages.unsent[message] === 0;
  }

  /** Event: something happens to a connection. */
  onSignal(signal: number): void {
    const { signals, connections } = this.core;
    const kind = signals.kind[signal] as number;
    if (kind === SIGNAL_DATA) {
      this.deliver(signal);
      return;
    }
    const connection = signals.connection[signal] as number;
    const isCurrent = connections.generation[connection] === signals.generation[signal];
    if (isCurrent) this.onConnectionSignal(signal, kind, connection * 2 + (signals.direction[signal] as number));
    if (kind === SIGNAL_GIVE_UP) this.settlePiece(signals.message[signal] as number);
    signals.release(signal);
  }

  private onConnectionSignal(signal: number, kind: number, row: number): void {
    const { signals, connections } = this.core;
    const link = this.core.links[connections.link[row >> 1] as number] as Link;
    const segments = signals.segments[signal] as number;
    switch (kind) {
      case SIGNAL_ACK:
        this.sampleRoundTrip(row >> 1, this.core.nowNs - (signals.sentNs[signal] as number));
        this.acknowledged(row, segments);
        break;
      case SIGNAL_HOLE:
        this.reduce(row, signals.sentNs[signal] as number, false);
        this.recoverAt(row, segments, signals.untilNs[signal] as number);
        return;
      case SIGNAL_TIMEOUT:
        // QUIC takes a probe time-out as no more than a loss (RFC 9002 section 6.2).
        this.reduce(row, signals.sentNs[signal] as number, !link.transport.isQuic);
        this.recoverAt(row, segments, signals.untilNs[signal] as number);
        return;
      case SIGNAL_RECOVERED:
        this.acknowledged(row, segments);
        break;
      case SIGNAL_CREDIT:
        connections.credit[row] = (connections.credit[row] as number) + (signals.amount[signal] as number);
        break;
      case SIGNAL_RETRY:
        connections.stalled[row] = 0;
        break;
      case SIGNAL_TICK:
        this.calls.streams.onTick(signals.message[signal] as Job, signals.amount[signal] as number, row & 1);
        return;
      default:
        this.onBroken(row >> 1);
        return;
    }
    this.pump(row, link);
  }

  /** The window grows only while it is what holds the sender back (RFC 7661; Linux tcp_is_cwnd_limited). */
  private acknowledged(row: number, segments: number): void {
    const { connections } = this.core;
    const window = connections.window[row] as number;
    const threshold = connections.threshold[row] as number;
    const peak = connections.peakInFlight[row] as number;
    const inFlight = (connections.inFlight[row] as number) - segments;
    connections.inFlight[row] = inFlight;
    if (inFlight === 0) connections.peakInFlight[row] = 0;
    if (window < threshold ? window < 2 * peak : peak >= Math.floor(window))
      connections.window[row] = grownWindow(window, threshold, segments);
  }

  /** The window after a loss, once for each window's worth of data (RFC 5681 section 3). */
  private reduce(row: number, sentNs: number, isTimeout: boolean): void {
    const { connections } = this.core;
    if (sentNs < (connections.reducedNs[row] as number)) return;
    connections.reducedNs[row] = this.core.nowNs;
    const threshold = thresholdAfterLoss(connections.window[row] as number);
    connections.threshold[row] = threshold;
    connections.window[row] = isTimeout ? LOSS_WINDOW : threshold;
  }

  private recoverAt(row: number, segments: number, untilNs: number): void {
    const signal = this.bursts.signal(SIGNAL_RECOVERED, row);
    this.core.signals.segments[signal] = segments;
    this.schedule(Math.max(untilNs, this.core.nowNs), signal);
  }

  /** RFC 6298 section 2.3. */
  private sampleRoundTrip(connection: number, sampleNs: number): void {
    const { connections } = this.core;
    const srttNs = connections.srttNs[connection] as number;
    const deviationNs = Math.abs(srttNs - sampleNs);
    connections.rttVarNs[connection] = 0.75 * (connections.rttVarNs[connection] as number) + 0.25 * deviationNs;
    connections.srttNs[connection] = 0.875 * srttNs + 0.125 * sampleNs;
  }

  private takeQuietAcks(row: number): void {
    const { connections } = this.core;
    const segments = connections.quietSegments[row] as number;
    if (segments === 0 || this.core.nowNs < (connections.quietNs[row] as number)) return;
    connections.quietSegments[row] = 0;
    this.acknowledged(row, segments);
  }

  /** The window is full: acknowledgements that nobody waited for are waited for now. */
  private waitForQuietAcks(row: number): void {
    const { connections, signals } = this.core;
    const segments = connections.quietSegments[row] as number;
    if (segments === 0) return;
    connections.quietSegments[row] = 0;
    const signal = this.bursts.signal(SIGNAL_ACK, row);
    signals.segments[signal] = segments;
    signals.sentNs[signal] = connections.lastSentNs[row] as number;
    this.schedule(connections.quietNs[row] as number, signal);
  }

  private shrinkAfterIdle(row: number, link: Link): void {
    const { connections } = this.core;
    if ((connections.inFlight[row] as number) > 0) return;
    const idleNs = this.core.nowNs - (connections.lastSentNs[row] as number);
    const rtoNs = this.timeoutNs(row >> 1, link);
    if (idleNs > rtoNs) connections.window[row] = windowAfterIdle(connections.window[row] as number, idleNs, rtoNs);
  }

  private timeoutNs(connection: number, link: Link): number {
    const { connections } = this.core;
    return retransmissionTimeoutNs(
      connections.srttNs[connection] as number,
      connections.rttVarNs[connection] as number,
      link.transport.isQuic,
    );
  }

  /** Nothing gets through: tries again after the retransmission time-out, which doubles. */
  private stall(row: number, link: Link): void {
    const { connections, messages } = this.core;
    const message = connections.firstMessage[row] as number;
    const job = messages.job[message] as Job;
    this.flights.log.lostHop(job, link);
    const times = connections.stalls[row] as number;
    this.loseWindow(job, message, row, link, times);
    const isHopeless = times >= MAX_RESENDS;
    const waitNs = isHopeless ? 0 : backedOffNs(this.timeoutNs(row >> 1, link), times);
    connections.stalled[row] = 1;
    connections.stalls[row] = times + 1;
    const signal = this.bursts.signal(isHopeless ? SIGNAL_GIVE_UP : SIGNAL_RETRY, row);
    this.schedule(Math.round(this.core.nowNs + waitNs), signal);
  }

  /** What the window lets go of the first message is lost. */
  private loseWindow(job: Job, message: number, row: number, link: Link, times: number): void {
    const { messages, connections, jobs } = this.core;
    const { framing } = link.transport;
    const room = (connections.window[row] as number) * framing.segmentBytes;
    const bytes = Math.min(messages.unsent[message] as number, room);
    const packets = packetsOf(framing, bytes);
    link.countWire(row & 1, wireBytes(framing, bytes, packets));
    link.edge.counters.add(COUNT_PACKETS_LOST, packets);
    if (job >= 0 && (jobs.span[job] as number) >= 0)
      this.flights.log.lost(job, link, row & 1, { bytes, packets }, times);
  }

  private deliver(signal: number): void {
    const { signals, messages, jobs, connections } = this.core;
    const message = signals.message[signal] as number;
    const bytes = signals.amount[signal] as number;
    const connection = signals.connection[signal] as number;
    const direction = signals.direction[signal] as number;
    if (connections.generation[connection] === signals.generation[signal]) this.take(connection, direction, bytes);
    signals.release(signal);
    messages.undelivered[message] = (messages.undelivered[message] as number) - bytes;
    const job = messages.job[message] as Job;
    const isWhole = messages.undelivered[message] === 0;
    const stream = messages.stream[message] as number;
    this.settlePiece(message);
    if (stream !== 0) {
      if (job < 0 || !isWhole) return;
      if (jobs.message[job] === message) jobs.message[job] = -1;
      this.calls.streams.delivered(job, stream, direction);
      return;
    }
    const state = direction === TO_TARGET ? STATE_SENDING : STATE_REPLYING;
    if (job < 0 || jobs.message[job] !== message || jobs.state[job] !== state) return;
    if (!isWhole) {
      if (direction === TO_SOURCE && (jobs.span[job] as number) >= 0)
        this.core.tracer.firstBytes(jobs, job, this.core.nowNs);
      return;
    }
    jobs.message[job] = -1;
    if (direction === TO_TARGET) this.calls.arrive(job);
    else this.calls.returned(job);
  }

  /** Flow control: the receiver says that it has room again when half of its window was taken (as nghttp2 does). */
  private take(connection: number, direction: number, bytes: number): void {
    const { connections, signals, links } = this.core;
    const link = links[connections.link[connection] as number] as Link;
    const windowBytes = link.transport.flowWindowBytes;
    if (windowBytes === Infinity) return;
    const row = connection * 2 + direction;
    const taken = (connections.taken[row] as number) + bytes;
    connections.taken[row] = taken;
    if (taken * 2 < windowBytes) return;
    connections.taken[row] = 0;
    const signal = this.bursts.signal(SIGNAL_CREDIT, row);
    signals.amount[signal] = taken;
    this.schedule(Math.round(this.core.nowNs + this.flights.paths.connectionDelayNs(connection, link)), signal);
  }

  private settlePiece(message: number): void {
    if (message < 0) return;
    const { messages } = this.core;
    messages.pieces[message] = (messages.pieces[message] as number) - 1;
    this.settle(message);
  }

  private settle(message: number): void {
    const { messages } = this.core;
    if ((messages.pieces[message] as number) > 0 || (messages.unsent[message] as number) > 0) return;
    messages.job[message] = -1;
    messages.release(message);
  }

  /** Nobody wants a message any more: what has not left stays. */
  private drop(message: number): void {
    const { messages, connections } = this.core;
    messages.job[message] = -1;
    if ((messages.unsent[message] as number) === 0) return;
    const row = (messages.connection[message] as number) * 2 + (messages.direction[message] as number);
    unlink(message, row, messages.next, connections.firstMessage, connections.lastMessage);
    connections.messages[row] = (connections.messages[row] as number) - 1;
    messages.unsent[message] = 0;
    this.settle(message);
  }

  private schedule(timeNs: number, signal: number): void {
    this.core.events.schedule(timeNs, (signal << OP_BITS) | EVENT_SIGNAL);
  }
}
