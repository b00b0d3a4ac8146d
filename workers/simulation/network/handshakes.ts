import { OUTCOME, type OutcomeCode } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import { NS_PER_MS } from '../../../src/model/units.ts';
import type { Calls } from '../calls.ts';
import type { Core } from '../core.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import { STATE_RESENDING, STATE_SHAKING, STATE_SHAKING_BACK } from '../kernel/job-table.ts';
import { COUNT_CONNECTIONS_OPENED } from '../metrics/counters.ts';
import type { Flights } from './flights.ts';
import type { Link } from './link.ts';

/**
 * Round trips before the first request byte can be sent: TCP 1 (RFC 9293 section 3.5), TLS 1.3 one more
 * (RFC 8446 section 2), TLS 1.2 two more (RFC 5246 section 7.3).
 */
const HANDSHAKE_ROUND_TRIPS = { none: 1, tls13: 2, tls12: 3 } as const;

/** Connections that are always open have numbers of their own, by caller endpoint, above those of users. */
const FIRST_SERVER_CONNECTION = 0x40000000;
/** Numbers of connections opened during the run, above those. */
const FIRST_OPENED_CONNECTION = 0x60000000;
const MAX_ENDPOINTS = 512;
/** Stands in the job table for a connection that is open anyway: its number is worked out only when somebody asks. */
export const WARM_CONNECTION = -2;

/** Gets calls a connection: a warm one, an idle one from the pool, or a new one by handshake flights. */
export class Handshakes {
  private opened = 0;

  constructor(
    private readonly core: Core,
    private readonly flights: Flights,
    private readonly calls: Calls,
  ) {}

  /** Number of the connection a job came over; -1 when it has one of its own. One that is open anyway: by user of a client, by endpoint of a server. */
  connectionOf(call: Job): number {
    const { jobs } = this.core;
    const connection = jobs.connection[call] as number;
    if (connection !== WARM_CONNECTION) return connection;
    const link = this.core.linkOf(call);
    if (link.source.isClient) return jobs.user[call] as number;
    return FIRST_SERVER_CONNECTION + link.source.index * MAX_ENDPOINTS + this.flights.sourceEndpoint(call);
  }

  /** Takes an idle connection, or starts the handshake of a new one. */
  begin(call: Job, link: Link): void {
    const { jobs, nowNs } = this.core;
    const { config } = link.edge;
    if (config.connection === 'keep-alive') {
      const idle = link.pool?.take(this.owner(call, link), nowNs, config.idleTimeoutMs * NS_PER_MS) ?? -1;
      if (idle >= 0) {
        jobs.connection[call] = idle;
        this.calls.transmit(call, link);
        return;
      }
    }
    jobs.handshakes[call] = HANDSHAKE_ROUND_TRIPS[config.security];
    this.calls.chooseEndpoint(call, link);
    this.flights.toTarget(call, link, STATE_SHAKING);
    this.limit(call, link);
  }

  /** Event: a handshake packet arrives at the target, which answers at once or refuses. */
  atTarget(call: Job): void {
    const { core } = this;
    const link = core.linkOf(call);
    if (link.target.trouble?.crashed[core.jobs.endpoint[call] as number] === 1)
      core.jobs.outcome[call] = OUTCOME.connection_refused;
    this.flights.toSource(call, link, STATE_SHAKING_BACK);
    this.limit(call, link);
  }

  /** Event: a handshake packet is back at the caller. */
  atSource(call: Job): void {
    const { core } = this;
    const { jobs } = core;
    const link = core.linkOf(call);
    if (jobs.outcome[call] === OUTCOME.connection_refused) {
      this.calls.attemptEnded(call, OUTCOME.connection_refused);
      return;
    }
    jobs.handshakes[call] = (jobs.handshakes[call] as number) - 1;
    if ((jobs.span[call] as number) >= 0) core.tracer.shook(jobs, call, core.nowNs);
    if (jobs.handshakes[call] > 0) {
      this.flights.toTarget(call, link, STATE_SHAKING);
      this.limit(call, link);
      return;
    }
    this.opened += 1;
    jobs.connection[call] = link.edge.config.connection === 'keep-alive' ? FIRST_OPENED_CONNECTION + this.opened : -1;
    link.edge.counters.add(COUNT_CONNECTIONS_OPENED, 1);
    link.pool?.opened();
    this.calls.transmit(call, link);
  }

  /** A packet that would come after the connect time-out is not waited for: the event of its arrival is dropped as one that came too late. */
  private limit(call: Job, link: Link): void {
    const { jobs, events } = this.core;
    const giveUpNs = (jobs.sentNs[call] as number) + link.connectTimeoutNs;
    if ((jobs.dueNs[call] as number) <= giveUpNs) return;
    jobs.state[call] = STATE_RESENDING;
    jobs.dueNs[call] = giveUpNs;
    events.schedule(giveUpNs, (call << OP_BITS) | STATE_RESENDING);
  }

  /** Event: a lost handshake packet is due again; gives up when the connect time-out is over. Returns false when it gave up. */
  stillConnecting(call: Job, link: Link): boolean {
    const { jobs, nowNs } = this.core;
    if ((jobs.handshakes[call] as number) === 0) return true;
    return nowNs < (jobs.sentNs[call] as number) + link.connectTimeoutNs;
  }

  /** An attempt has ended: its connection goes back to the pool, or is closed. */
  finish(call: Job, link: Link, outcome: OutcomeCode): void {
    const { jobs, nowNs } = this.core;
    const id = jobs.connection[call] as number;
    // It never got one, or it began when connections of this edge were open anyway.
    if ((jobs.handshakes[call] as number) > 0 || id === WARM_CONNECTION) return;
    if (id >= 0 && keepsConnection(outcome)) link.pool?.put(this.owner(call, link), id, nowNs);
    else link.pool?.closed();
  }

  private owner(call: Job, link: Link): number {
    return link.source.isClient ? (this.core.jobs.user[call] as number) : this.flights.sourceEndpoint(call);
  }
}

/** An answer leaves the connection usable; a time-out, a reset or a dead process does not. */
function keepsConnection(outcome: OutcomeCode): boolean {
  return (
    outcome !== OUTCOME.timeout &&
    outcome !== OUTCOME.connection_reset &&
    outcome !== OUTCOME.connection_refused &&
    outcome !== OUTCOME.partitioned &&
    outcome !== OUTCOME.cancelled_by_edit
  );
}
