import { LARGEST_WINDOW } from '../../../src/algorithms/transport/congestion.ts';
import { wireBytes } from '../../../src/algorithms/transport/framing.ts';
import { BurstLoss, retransmissionTimeoutNs } from '../../../src/algorithms/transport/retransmission.ts';
import { exponentialNs } from '../../../src/algorithms/sampling/exponential.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { Core } from '../core.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import { COUNT_PACKETS_LOST } from '../metrics/counters.ts';
import { EVENT_SIGNAL } from '../operations.ts';
import { burstFlights } from './burst-flights.ts';
import type { Flights } from './flights.ts';
import type { Link } from './link.ts';
import { SIGNAL_ACK, SIGNAL_DATA, SIGNAL_GIVE_UP, SIGNAL_HOLE, SIGNAL_TIMEOUT } from './transfer-tables.ts';

/**
 * One burst: the segments that a window lets go at one instant. They leave one after the other, each may be lost, and what arrives is handed
 * over in order: of the connection on TCP, of each stream on QUIC.
 */
export class Bursts {
  private readonly loss = new BurstLoss();
  /** By how much each segment of the burst is late. */
  private readonly lateNs = new Float64Array(LARGEST_WINDOW + 1);
  /** When the last bit of each segment has left. */
  private readonly leftNs = new Float64Array(LARGEST_WINDOW + 1);
  /** Bytes of each segment. */
  private readonly segmentBytes = new Float64Array(LARGEST_WINDOW + 1);
  /** Pieces of the burst, as signals, in order, and the segments each begins and ends in. */
  private readonly pieces: number[] = [];
  private readonly firstSegment = new Int32Array(LARGEST_WINDOW + 1);
  private readonly lastSegment = new Int32Array(LARGEST_WINDOW + 1);
  /** Bytes of the piece's first segment that belong to the piece before. */
  private readonly sharedBytes = new Float64Array(LARGEST_WINDOW + 1);
  /** Bytes of the whole burst. */
  private bytes = 0;
  /** How often what leaves now was sent in vain before, because nothing got through. */
  private stalls = 0;

  constructor(
    private readonly core: Core,
    private readonly flights: Flights,
  ) {}

  /** Sends up to `room` segments from the queue of a direction, and schedules what follows from it. */
  send(row: number, link: Link, room: number): void {
    const { connections } = this.core;
    this.stalls = connections.stalls[row] as number;
    connections.stalls[row] = 0;
    const segments = this.cut(row, link, room);
    const inFlight = (connections.inFlight[row] as number) + segments;
    connections.inFlight[row] = inFlight;
    connections.peakInFlight[row] = Math.max(connections.peakInFlight[row] as number, inFlight);
    connections.lastSentNs[row] = this.core.nowNs;
    connections.credit[row] = (connections.credit[row] as number) - this.bytes;
    this.leave(row, link, segments);
    this.drawLosses(row, link, segments);
    this.arrive(row, link, segments);
    this.acknowledge(row, link, segments);
  }

  /** A signal about a direction of a connection, not yet scheduled. */
  signal(kind: number, row: number): number {
    const { signals, connections } = this.core;
    return signals.allocate(kind, row >> 1, connections.generation[row >> 1] as number, row & 1);
  }

  /**
   * Takes pieces off the queue, in turns where several messages are in it. Each message begins a segment of its own, as servers flush
   * each answer, except those that were written in one go. Returns the segments.
   */
  private cut(row: number, link: Link, room: number): number {
    const { connections, messages, signals } = this.core;
    const { segmentBytes } = link.transport.framing;
    // A WebSocket message is one frame: the next begins after it.
    const inTurns = !link.transport.isWebSocket;
    this.pieces.length = 0;
    this.bytes = 0;
    let credit = connections.credit[row] as number;
    let segment = 0;
    let filled = 0;
    while (credit > 0 && (connections.firstMessage[row] as number) >= 0) {
      const message = connections.firstMessage[row] as number;
      const joins = messages.joined[message] === 1 && filled > 0;
      if (!joins && filled > 0) {
        segment += 1;
        filled = 0;
      }
      const left = (room - segment) * segmentBytes - filled;
      if (left <= 0) break;
      const amount = Math.min(
        messages.unsent[message] as number,
        inTurns ? this.shareOf(row, left, segmentBytes) : left,
        left,
        credit,
      );
      messages.unsent[message] = (messages.unsent[message] as number) - amount;
      messages.pieces[message] = (messages.pieces[message] as number) + 1;
      const piece = this.signal(SIGNAL_DATA, row);
      signals.message[piece] = message;
      signals.amount[piece] = amount;
      this.firstSegment[this.pieces.length] = filled === segmentBytes ? segment + 1 : segment;
      this.sharedBytes[this.pieces.length] = filled === segmentBytes ? 0 : filled;
      for (let rest = amount; rest > 0;) {
        if (filled === segmentBytes) {
          segment += 1;
          filled = 0;
        }
        const part = Math.min(rest, segmentBytes - filled);
        filled += part;
        this.segmentBytes[segment] = filled;
        rest -= part;
      }
      this.lastSegment[this.pieces.length] = segment;
      this.pieces.push(piece);
      this.bytes += amount;
      credit -= amount;
      if (inTurns || messages.unsent[message] === 0) this.nextTurn(row, message);
    }
    return (this.lastSegment[this.pieces.length - 1] as number) + 1;
  }

  /** Bytes of one turn: whole segments, the same for all messages in the queue. */
  private shareOf(row: number, left: number, segmentBytes: number): number {
    const turns = this.core.connections.messages[row] as number;
    return turns === 1 ? left : segmentBytes * Math.max(1, Math.ceil(left / turns / segmentBytes));
  }

  /** A message that was sent leaves the queue; one with more to send goes to its end. */
  private nextTurn(row: number, message: number): void {
    const { connections, messages } = this.core;
    const isSent = messages.unsent[message] === 0;
    if (!isSent && connections.messages[row] === 1) return;
    const next = messages.next[message] as number;
    messages.next[message] = -1;
    connections.firstMessage[row] = next;
    if (isSent) {
      connections.messages[row] = (connections.messages[row] as number) - 1;
      if (next < 0) connections.lastMessage[row] = -1;
      return;
    }
    messages.next[connections.lastMessage[row] as number] = message;
    connections.lastMessage[row] = message;
  }

  private leave(row: number, link: Link, segments: number): void {
    const { framing } = link.transport;
    const direction = row & 1;
    link.countWire(direction, wireBytes(framing, this.bytes, segments));
    const { nowNs } = this.core;
    for (let i = 0; i < segments; i += 1) {
      const bytes = (this.segmentBytes[i] as number) + framing.packetOverhead;
      this.leftNs[i] = link.sentNs(direction, bytes, nowNs);
    }
  }

  private drawLosses(row: number, link: Link, segments: number): void {
    const { loss, lateNs } = this;
    loss.reset();
    if (link.lossRatio === 0) {
      lateNs.fill(0, 0, segments);
      return;
    }
    const connection = row >> 1;
    const rttNs = 2 * this.flights.paths.connectionDelayNs(connection, link);
    const rtoNs = this.timeoutNs(connection, link);
    for (let i = segments - 1; i >= 0; i -= 1) lateNs[i] = loss.draw(link.stream, link.lossRatio, 1, rttNs, rtoNs);
    if (loss.lost > 0) this.countResends(link, row & 1, segments);
  }

  /** What is sent again is on the wire again. */
  private countResends(link: Link, direction: number, segments: number): void {
    const { loss, segmentBytes } = this;
    link.edge.counters.add(COUNT_PACKETS_LOST, loss.losses);
    for (const place of loss.resentPackets)
      link.countWire(direction, (segmentBytes[segments - 1 - place] as number) + link.transport.framing.packetOverhead);
  }

  /** Schedules each piece for when its last segment is there and nothing before it is missing. */
  private arrive(row: number, link: Link, segments: number): void {
    const { core, pieces } = this;
    const { signals } = core;
    let delayNs = link.endpointsDelayNs(row >> 1, core.connections);
    if (link.jitterNs > 0) delayNs += exponentialNs(link.stream, link.jitterNs);
    for (const [index, piece] of pieces.entries()) {
      const first = this.firstSegment[index] as number;
      const last = this.lastSegment[index] as number;
      let arrivedNs = 0;
      for (let i = first; i <= last; i += 1)
        arrivedNs = Math.max(arrivedNs, (this.leftNs[i] as number) + (this.lateNs[i] as number));
      const dueNs = Math.round(this.inOrder(row, link, piece, arrivedNs + delayNs));
      signals.sentNs[piece] = core.nowNs;
      if (this.loss.isHopeless) signals.kind[piece] = SIGNAL_GIVE_UP;
      core.events.schedule(dueNs, (piece << OP_BITS) | EVENT_SIGNAL);
      this.report(index, link, segments, delayNs, dueNs);
    }
  }

  /** Tells the canvas and the trace of a watched request what left for it. */
  private report(index: number, link: Link, segments: number, delayNs: number, dueNs: number): void {
    const { signals, messages, jobs, nowNs } = this.core;
    const piece = this.pieces[index] as number;
    const job = messages.job[signals.message[piece] as number] as Job;
    if (job < 0) return;
    const direction = signals.direction[piece] as number;
    this.flights.log.pieceHop(job, link, direction, dueNs);
    if ((jobs.span[job] as number) < 0) return;
    const load = {
      bytes: signals.amount[piece] as number,
      first: this.firstSegment[index] as number,
      last: this.lastSegment[index] as number,
      segments,
      segmentBytes: link.transport.framing.segmentBytes,
      sharedBytes: this.sharedBytes[index] as number,
      delayNs,
      resend: this.stalls,
    };
    this.flights.log.burst(job, link, direction, burstFlights(this.loss, load, nowNs, this.leftNs), dueNs);
  }

  /** TCP hands bytes over in the order of the connection, QUIC in the order of each stream. */
  private inOrder(row: number, link: Link, piece: number, arrivedNs: number): number {
    const { connections, messages, signals } = this.core;
    const [column, at] = link.transport.isQuic
      ? [messages.inOrderNs, signals.message[piece] as number]
      : [connections.inOrderNs, row];
    const dueNs = Math.max(arrivedNs, column[at] as number);
    column[at] = dueNs;
    return dueNs;
  }

  /** When the sender hears of what arrived, and of what did not. */
  private acknowledge(row: number, link: Link, segments: number): void {
    const { core, loss } = this;
    const { connections, signals } = core;
    const connection = row >> 1;
    const leftNs = this.leftNs[segments - 1] as number;
    const rttNs = 2 * this.flights.paths.connectionDelayNs(connection, link);
    const ackNs = Math.round(leftNs + rttNs);
    const arrived = segments - loss.lost;
    if (arrived > 0) this.acknowledgeArrived(row, arrived, ackNs);
    if (loss.lost === 0) return;
    let lateNs = 0;
    for (let i = 0; i < segments; i += 1) lateNs = Math.max(lateNs, this.lateNs[i] as number);
    const signal = this.signal(loss.timedOut ? SIGNAL_TIMEOUT : SIGNAL_HOLE, row);
    signals.segments[signal] = loss.lost;
    signals.sentNs[signal] = core.nowNs;
    signals.untilNs[signal] = Math.round(leftNs + lateNs + rttNs);
    const noticedNs = loss.timedOut ? Math.round(leftNs + this.timeoutNs(connection, link)) : ackNs;
    core.events.schedule(noticedNs, (signal << OP_BITS) | EVENT_SIGNAL);
    if (loss.isHopeless) connections.stalled[row] = 1;
  }

  /** An acknowledgement that changes nothing but the count of what is in flight needs no event: `pump` looks for it. */
  private acknowledgeArrived(row: number, segments: number, ackNs: number): void {
    const { connections, signals, events, nowNs } = this.core;
    const isHalfFull = 2 * (connections.inFlight[row] as number) > (connections.window[row] as number);
    const isMoreToSend = (connections.firstMessage[row] as number) >= 0;
    if (!isHalfFull && !isMoreToSend) {
      connections.quietSegments[row] = (connections.quietSegments[row] as number) + segments;
      connections.quietNs[row] = Math.max(connections.quietNs[row] as number, ackNs);
      return;
    }
    const signal = this.signal(SIGNAL_ACK, row);
    signals.segments[signal] = segments;
    signals.sentNs[signal] = nowNs;
    events.schedule(ackNs, (signal << OP_BITS) | EVENT_SIGNAL);
  }

  private timeoutNs(connection: number, link: Link): number {
    const { connections } = this.core;
    return retransmissionTimeoutNs(
      connections.srttNs[connection] as number,
      connections.rttVarNs[connection] as number,
      link.transport.isQuic,
    );
  }
}
