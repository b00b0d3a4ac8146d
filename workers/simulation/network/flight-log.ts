import { OUTCOME_OK } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { FlightKind } from '../../../src/model/trace.ts';
import { NS_PER_MS } from '../../../src/model/units.ts';
import type { Core } from '../core.ts';
import { WINDOW_LATENCY } from '../metrics/latency-recorder.ts';
import { CALL_RESOLVE } from '../operations.ts';
import { LOOK } from '../tracing/hop-log.ts';
import type { BurstFlight } from './burst-flights.ts';
import { TO_TARGET, type Link } from './link.ts';

const NOT_ARRIVED = -1;
const HANDSHAKES_THERE: ReadonlySet<FlightKind> = new Set(['syn', 'tls-client', 'quic-client', 'upgrade']);

/** What left together. */
export interface Load {
  /** For the layer above TCP, UDP or QUIC. */
  readonly bytes: number;
  readonly packets: number;
}

/**
 * Tells the canvas (dots) and the traces (flights) what is under way. Nothing in the simulation depends on it; ask `hops.wants` or
 * `jobs.span` first, so that what nobody looks at costs nothing.
 */
export class FlightLog {
  constructor(private readonly core: Core) {}

  /** Dot of a message that arrives at the job's `dueNs`. */
  hop(job: Job, link: Link, direction: number): void {
    const { jobs, hops, nowNs } = this.core;
    const durationNs = (jobs.dueNs[job] as number) - nowNs;
    hops.log(link.edge.index, nowNs, durationNs, jobs.requestId[job] as number, this.lookOf(job, link, direction));
  }

  /** Dot of a piece of a message on a connection. */
  pieceHop(job: Job, link: Link, direction: number, dueNs: number): void {
    const { jobs, hops, nowNs } = this.core;
    if (job < 0 || !hops.wants(jobs.requestId[job] as number)) return;
    hops.log(link.edge.index, nowNs, dueNs - nowNs, jobs.requestId[job] as number, this.lookOf(job, link, direction));
  }

  /** Dot of a flight of a handshake, made for the call that waits longest. */
  handshakeHop(job: Job, link: Link, direction: number, dueNs: number): void {
    const { jobs, hops, nowNs } = this.core;
    if (job < 0 || !hops.wants(jobs.requestId[job] as number)) return;
    const look = direction === TO_TARGET ? LOOK.handshake : LOOK.ok;
    hops.log(link.edge.index, nowNs, dueNs - nowNs, jobs.requestId[job] as number, look);
  }

  /** Dot of something that is lost. */
  lostHop(job: Job, link: Link): void {
    const { jobs, hops, nowNs } = this.core;
    if (job < 0 || !hops.wants(jobs.requestId[job] as number)) return;
    hops.log(link.edge.index, nowNs, Math.max(link.oneWayNs, NS_PER_MS), jobs.requestId[job] as number, LOOK.lost);
  }

  /** Flight of a message that arrives at the job's `dueNs`. */
  message(job: Job, link: Link, direction: number, load: Load): void {
    const { jobs } = this.core;
    this.flight(job, link, direction, load, jobs.dueNs[job] as number, jobs.resends[job] as number);
  }

  /** Flight that never arrives, after as many that did not either. */
  lost(job: Job, link: Link, direction: number, load: Load, resend: number): void {
    this.flight(job, link, direction, load, NOT_ARRIVED, resend);
  }

  /** Flights of a message, or of a piece of one, that is handed over at `dueNs`: later than it arrives where something before it is missing. */
  burst(job: Job, link: Link, direction: number, flights: readonly BurstFlight[], dueNs: number): void {
    for (const flight of flights) {
      const arrivedNs = Math.min(flight.arrivedNs, dueNs);
      this.flight(job, link, direction, flight, arrivedNs, flight.resend, flight.sentNs, dueNs);
    }
  }

  /** A watched call waits for the connection. */
  watches(connection: number): boolean {
    const { jobs, connections } = this.core;
    for (let job = connections.firstWaiting[connection] as number; job >= 0; job = jobs.next[job] as number)
      if ((jobs.span[job] as number) >= 0) return true;
    return false;
  }

  /** Flight of a handshake, for each of the calls that wait for the connection. */
  handshake(connection: number, link: Link, kind: FlightKind, flight: BurstFlight): void {
    const { jobs, connections, tracer } = this.core;
    for (let job = connections.firstWaiting[connection] as number; job >= 0; job = jobs.next[job] as number) {
      if ((jobs.span[job] as number) < 0) continue;
      tracer.flew(jobs, job, {
        kind,
        toTarget: HANDSHAKES_THERE.has(kind),
        link: link.index,
        connection: connections.serial[connection] as number,
        ...flight,
        deliveredNs: flight.arrivedNs,
        resend: (connections.resends[connection] as number) + flight.resend,
      });
    }
  }

  private flight(
    job: Job,
    link: Link,
    direction: number,
    { bytes, packets }: Load,
    arrivedNs: number,
    resend: number,
    sentNs: number = this.core.nowNs,
    deliveredNs: number = arrivedNs,
  ): void {
    const { jobs, tracer, connections } = this.core;
    const toTarget = direction === TO_TARGET;
    const connection = jobs.connection[job] as number;
    tracer.flew(jobs, job, {
      kind: flightKind(jobs.operation[job] as number, link, toTarget),
      toTarget,
      link: link.index,
      connection: connection < 0 ? -1 : (connections.serial[connection] as number),
      sentNs,
      arrivedNs,
      deliveredNs: arrivedNs < 0 ? NOT_ARRIVED : deliveredNs,
      bytes,
      packets,
      resend,
    });
  }

  private lookOf(job: Job, link: Link, direction: number): number {
    const { jobs } = this.core;
    if (direction !== TO_TARGET) return this.replyLook(job, link);
    if (jobs.operation[job] === CALL_RESOLVE) return LOOK.lookup;
    return (jobs.attempt[job] as number) > 1 ? LOOK.retry : LOOK.request;
  }

  private replyLook(job: Job, link: Link): number {
    const { jobs, nowNs } = this.core;
    if (jobs.outcome[job] !== OUTCOME_OK) return LOOK.failed;
    if (jobs.note[job] === 1) return LOOK.hit;
    const p95Ms = link.edge.latency.window()[WINDOW_LATENCY.p95Ms] as number;
    return (nowNs - (jobs.sentNs[job] as number)) / NS_PER_MS > p95Ms ? LOOK.slow : LOOK.ok;
  }
}

function flightKind(operation: number, link: Link, toTarget: boolean): FlightKind {
  if (operation === CALL_RESOLVE) return toTarget ? 'dns-query' : 'dns-answer';
  if (link.transport.isDatagram) return 'datagram';
  return toTarget ? 'request' : 'response';
}
