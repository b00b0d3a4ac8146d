import {
  QUIC_FULL_FLIGHT,
  QUIC_SHORT_FLIGHT,
  TCP_FLIGHT,
  TLS_FULL_FLIGHT,
  TLS_SHORT_FLIGHT,
  UPGRADE_FLIGHT,
  type HandshakeFlight,
} from '../../../src/algorithms/transport/handshake.ts';
import {
  backedOffNs,
  BurstLoss,
  FIRST_RTO_NS,
  retransmissionTimeoutNs,
} from '../../../src/algorithms/transport/retransmission.ts';
import { exponentialNs } from '../../../src/algorithms/sampling/exponential.ts';
import { OUTCOME, type OutcomeCode } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { FlightKind } from '../../../src/model/trace.ts';
import type { Core } from '../core.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import { COUNT_PACKETS_LOST } from '../metrics/counters.ts';
import { EVENT_HANDSHAKE } from '../operations.ts';
import type { RuntimeEdge } from '../runtime-edge.ts';
import {
  NO_CONNECTION,
  PHASE_AT_BACKEND,
  PHASE_AT_TARGET,
  PHASE_BACK,
  PHASE_REFUSED,
  PHASE_RESEND,
  PHASE_TIMED_OUT,
} from './connection-table.ts';
import { burstFlights, resentBytes } from './burst-flights.ts';
import type { Flights } from './flights.ts';
import { TO_SOURCE, TO_TARGET, type Link } from './link.ts';

/** What becomes of a handshake. */
export interface HandshakeEnd {
  /** Number of a connection, as behaviours see it. */
  numberAt(connection: number): number;
  opened(connection: number): void;
  failed(connection: number, outcome: OutcomeCode): void;
}

/** Opens connections: each round trip of a handshake is two flights that take time, may be lost, and find the target as it is then. */
export class Handshakes {
  private readonly loss = new BurstLoss();

  constructor(
    private readonly core: Core,
    private readonly flights: Flights,
    private readonly end: HandshakeEnd,
  ) {}

  /** Sends the next flight; when there is none left to send, the connection is open. */
  go(connection: number, link: Link): void {
    if (this.roundsLeft(connection) > 0) this.sendThere(connection, link);
    else if (this.passOn(connection, link)) this.end.opened(connection);
    else this.end.failed(connection, OUTCOME.connection_refused);
  }

  /** Event: a flight arrives, or a time-out is over. */
  onEvent(connection: number): void {
    const { connections, links, nowNs } = this.core;
    if (connections.dueNs[connection] !== nowNs) return;
    connections.dueNs[connection] = -1;
    const link = links[connections.link[connection] as number] as Link;
    switch (connections.phase[connection]) {
      case PHASE_AT_TARGET:
        this.atTarget(connection, link);
        return;
      case PHASE_AT_BACKEND:
        this.answer(connection, link);
        return;
      case PHASE_BACK:
        this.back(connection, link);
        return;
      case PHASE_RESEND:
        connections.resends[connection] = (connections.resends[connection] as number) + 1;
        this.sendThere(connection, link);
        return;
      case PHASE_REFUSED:
        this.end.failed(connection, OUTCOME.connection_refused);
        return;
      default:
        this.end.failed(connection, OUTCOME.connect_timeout);
    }
  }

  private sendThere(connection: number, link: Link): void {
    const { connections, nowNs } = this.core;
    const flight = this.flightOf(connection, link);
    connections.lastSentNs[connection * 2] = nowNs;
    const isKnown = connections.throughLink[connection] !== NO_CONNECTION;
    const phase = isKnown ? PHASE_AT_BACKEND : PHASE_AT_TARGET;
    this.fly(connection, link, TO_TARGET, phase, flight.sentBytes, flight.sentPackets);
  }

  /** An L4 balancer gives the connection to a backend and passes the packet on; anything else answers itself. */
  private atTarget(connection: number, link: Link): void {
    const { connections } = this.core;
    if (this.isDown(link, connections.endpoint[connection] as number) || !this.passOn(connection, link)) {
      this.fly(connection, link, TO_SOURCE, PHASE_REFUSED, TCP_FLIGHT.receivedBytes, 1);
      return;
    }
    const through = connections.throughLink[connection] as number;
    if (through === NO_CONNECTION) {
      this.answer(connection, link);
      return;
    }
    const delayNs = this.flights.paths.backendDelayNs(connection);
    this.schedule(connection, link, PHASE_AT_BACKEND, this.core.nowNs + delayNs);
  }

  /** Asks an L4 balancer for a backend, or an L7 one when the upgrade to WebSocket arrives. False when it has none. */
  private passOn(connection: number, link: Link): boolean {
    const { connections } = this.core;
    const { target } = link;
    const isAsked = target.passesThrough || this.isUpgrading(connection);
    if (!isAsked || connections.throughLink[connection] !== NO_CONNECTION) return true;
    if (target.behaviour.onConnect === undefined) return true;
    const opener = connections.firstWaiting[connection] as Job;
    // A socket that nobody waits for any more is not opened.
    if (opener < 0) return !link.transport.isWebSocket;
    const passage = target.behaviour.onConnect(opener, this.end.numberAt(connection));
    if (passage === null) return false;
    connections.throughLink[connection] = (passage.edge as RuntimeEdge).direct.index;
    connections.throughEndpoint[connection] = passage.endpoint;
    return true;
  }

  /** Whoever terminates the connection answers, or refuses. */
  private answer(connection: number, link: Link): void {
    const { connections, links } = this.core;
    const through = connections.throughLink[connection] as number;
    const isDown =
      through === NO_CONNECTION
        ? this.isDown(link, connections.endpoint[connection] as number)
        : this.isDown(links[through] as Link, connections.throughEndpoint[connection] as number);
    const flight = this.flightOf(connection, link);
    if (isDown) this.fly(connection, link, TO_SOURCE, PHASE_REFUSED, TCP_FLIGHT.receivedBytes, 1);
    else this.fly(connection, link, TO_SOURCE, PHASE_BACK, flight.receivedBytes, flight.receivedPackets);
  }

  /** A round trip is done. */
  private back(connection: number, link: Link): void {
    const { connections, nowNs } = this.core;
    const sampleNs = nowNs - (connections.lastSentNs[connection * 2] as number);
    connections.resends[connection] = 0;
    if (this.isUpgrading(connection)) {
      connections.upgradeRounds[connection] = 0;
      this.end.opened(connection);
      return;
    }
    connections.srttNs[connection] = sampleNs;
    connections.rttVarNs[connection] = sampleNs / 2;
    if ((connections.transportRounds[connection] as number) > 0) {
      connections.transportRounds[connection] = (connections.transportRounds[connection] as number) - 1;
      this.noteTcp(connection);
    } else if (connections.resumed[connection] === 0 && this.isCertificateExpired(connection, link)) {
      this.end.failed(connection, OUTCOME.tls_failed);
      return;
    } else connections.securityRounds[connection] = (connections.securityRounds[connection] as number) - 1;
    if (this.roundsLeft(connection) > 0) this.sendThere(connection, link);
    else this.end.opened(connection);
  }

  private roundsLeft(connection: number): number {
    const { transportRounds, securityRounds, upgradeRounds } = this.core.connections;
    return (
      (transportRounds[connection] as number) +
      (securityRounds[connection] as number) +
      (upgradeRounds[connection] as number)
    );
  }

  /** The round trip under way is that of the upgrade to WebSocket: the last one. */
  private isUpgrading(connection: number): boolean {
    return this.core.connections.upgradeRounds[connection] === 1 && this.roundsLeft(connection) === 1;
  }

  private noteTcp(connection: number): void {
    const { connections, jobs, tracer, nowNs } = this.core;
    for (let job = connections.firstWaiting[connection] as number; job >= 0; job = jobs.next[job] as number)
      if ((jobs.span[job] as number) >= 0) tracer.shook(jobs, job, nowNs);
  }

  /**
   * Sends one flight. A lost SYN or SYN-ACK is sent again after 1 s, 2 s, 4 s (RFC 6298); of later flights each packet has its own
   * recovery; nothing is answered where the path is cut.
   */
  private fly(connection: number, link: Link, direction: number, phase: number, bytes: number, packets: number): void {
    const { connections, nowNs } = this.core;
    link.countWire(direction, bytes);
    const leftNs = link.sentNs(direction, bytes, nowNs);
    const lateNs = this.lateNs(connection, link, packets);
    const { log } = this.flights;
    const opener = connections.firstWaiting[connection] as Job;
    const kind = this.kindOf(connection, link, phase);
    if (lateNs < 0) {
      log.lostHop(opener, link);
      if (log.watches(connection))
        log.handshake(connection, link, kind, { bytes, packets, sentNs: nowNs, arrivedNs: -1, resend: 0 });
      this.schedule(connection, link, PHASE_RESEND, this.resendNs(connection, link));
      return;
    }
    const segmentBytes = Math.ceil(bytes / packets);
    if (lateNs > 0) {
      link.countWire(direction, resentBytes(this.loss, bytes, packets, segmentBytes));
      // The round trip is measured on what was sent again, not on what was lost (Karn's algorithm, RFC 6298 section 3; RFC 7323 section 4.1).
      connections.lastSentNs[connection * 2] = (connections.lastSentNs[connection * 2] as number) + lateNs;
    }
    let delayNs = link.endpointsDelayNs(connection, connections) + lateNs;
    const passesThrough = connections.throughLink[connection] !== NO_CONNECTION;
    if (passesThrough && (phase === PHASE_AT_BACKEND || phase === PHASE_BACK))
      delayNs += this.flights.paths.backendDelayNs(connection);
    if (link.jitterNs > 0) delayNs += exponentialNs(link.stream, link.jitterNs);
    const arrivedNs = Math.round(leftNs + delayNs);
    this.schedule(connection, link, phase, arrivedNs);
    log.handshakeHop(opener, link, direction, arrivedNs);
    if (!log.watches(connection)) return;
    const segments = { first: 0, last: packets - 1, segments: packets, segmentBytes, sharedBytes: 0 };
    const piece = { ...segments, bytes, delayNs: delayNs - lateNs, resend: 0 };
    for (const flight of burstFlights(this.loss, piece, nowNs, new Float64Array(packets).fill(leftNs)))
      log.handshake(connection, link, kind, flight);
  }

  /** By how much a flight is late because packets were lost; -1 when it is lost as a whole. */
  private lateNs(connection: number, link: Link, packets: number): number {
    const { loss } = this;
    loss.reset();
    if (this.flights.paths.isConnectionCut(connection, link)) return -1;
    if (link.lossRatio === 0) return 0;
    const isFirst = this.isFirstRound(connection, link);
    const rttNs = 2 * this.flights.paths.connectionDelayNs(connection, link);
    const rtoNs = isFirst ? FIRST_RTO_NS : this.rtoNs(connection, link);
    const lateNs = loss.draw(link.stream, link.lossRatio, packets, rttNs, rtoNs);
    if (loss.lost === 0) return 0;
    const isLost = loss.isHopeless || isFirst;
    link.edge.counters.add(COUNT_PACKETS_LOST, isLost ? loss.lost : loss.losses);
    return isLost ? -1 : lateNs;
  }

  /** The round trip has not been measured: the SYN, or the first packet of QUIC. */
  private isFirstRound(connection: number, link: Link): boolean {
    const { connections } = this.core;
    return (
      link.transport.isQuic ||
      (connections.transportRounds[connection] as number) > 0 ||
      (connections.srttNs[connection] as number) === 0
    );
  }

  private rtoNs(connection: number, link: Link): number {
    const { connections } = this.core;
    return retransmissionTimeoutNs(
      connections.srttNs[connection] as number,
      connections.rttVarNs[connection] as number,
      link.transport.isQuic,
    );
  }

  /** When the caller sends its flight again: so long after it sent it. */
  private resendNs(connection: number, link: Link): number {
    const { connections } = this.core;
    const rtoNs = this.isFirstRound(connection, link) ? FIRST_RTO_NS : this.rtoNs(connection, link);
    const waitNs = backedOffNs(rtoNs, connections.resends[connection] as number);
    return Math.round((connections.lastSentNs[connection * 2] as number) + waitNs);
  }

  /** What would happen after the connect time-out does not: the caller has given up. */
  private schedule(connection: number, link: Link, phase: number, timeNs: number): void {
    const { connections, events } = this.core;
    const giveUpNs = (connections.beganNs[connection] as number) + link.connectTimeoutNs;
    const isInTime = timeNs < giveUpNs || (timeNs === giveUpNs && phase !== PHASE_RESEND);
    const dueNs = isInTime ? timeNs : Math.max(giveUpNs, this.core.nowNs);
    connections.phase[connection] = isInTime ? phase : PHASE_TIMED_OUT;
    connections.dueNs[connection] = dueNs;
    events.schedule(dueNs, (connection << OP_BITS) | EVENT_HANDSHAKE);
  }

  private kindOf(connection: number, link: Link, phase: number): FlightKind {
    if (phase === PHASE_REFUSED) return 'refusal';
    const isThere = phase !== PHASE_BACK;
    if ((this.core.connections.transportRounds[connection] as number) > 0) return isThere ? 'syn' : 'syn-ack';
    if (this.isUpgrading(connection)) return isThere ? 'upgrade' : 'upgraded';
    if (link.transport.isQuic) return isThere ? 'quic-client' : 'quic-server';
    return isThere ? 'tls-client' : 'tls-server';
  }

  private flightOf(connection: number, link: Link): HandshakeFlight {
    const { connections } = this.core;
    if ((connections.transportRounds[connection] as number) > 0) return TCP_FLIGHT;
    if (this.isUpgrading(connection)) return UPGRADE_FLIGHT;
    const isShort = connections.resumed[connection] === 1;
    if (link.transport.isQuic) return isShort ? QUIC_SHORT_FLIGHT : QUIC_FULL_FLIGHT;
    return isShort ? TLS_SHORT_FLIGHT : TLS_FULL_FLIGHT;
  }

  private isDown(link: Link, endpoint: number): boolean {
    return link.target.trouble?.crashed[endpoint] === 1 || endpoint >= link.target.endpointCount;
  }

  private isCertificateExpired(connection: number, link: Link): boolean {
    const { connections, links } = this.core;
    const through = connections.throughLink[connection] as number;
    return through === NO_CONNECTION
      ? link.target.trouble?.certificateExpired[connections.endpoint[connection] as number] === 1
      : (links[through] as Link).target.trouble?.certificateExpired[
          connections.throughEndpoint[connection] as number
        ] === 1;
  }
}
