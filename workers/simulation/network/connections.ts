import { handshakeOf } from '../../../src/algorithms/transport/handshake.ts';
import { OUTCOME, type OutcomeCode } from '../../../src/model/outcome.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import type { Calls } from '../calls.ts';
import type { Core } from '../core.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import {
  FLAG_ABANDONED,
  FLAG_ANSWERED,
  FLAG_AT_NODE,
  FLAG_ONE_WAY,
  STATE_CONNECTING,
  STATE_ENDED,
  STATE_FREE,
  STATE_IDLE,
  STATE_POOLED,
  STATE_REPLYING,
  STATE_SENDING,
  STATE_STREAMING,
} from '../kernel/job-table.ts';
import { COUNT_CONNECTIONS_REUSED } from '../metrics/counters.ts';
import { CALL_RECONNECT, EVENT_IDLE } from '../operations.ts';
import type { RuntimeNode } from '../runtime-node.ts';
import { removeFrom, type ConnectionPool, type Host } from './connection-pool.ts';
import { countOpened } from './connection-figures.ts';
import { connectionsAt } from './connections-at.ts';
import { CONNECTION_FREE, CONNECTION_OPEN, NO_CONNECTION } from './connection-table.ts';
import type { Flights } from './flights.ts';
import { Handshakes, type HandshakeEnd } from './handshakes.ts';
import { keepsConnection } from './keeps-connection.ts';
import { TO_SOURCE, TO_TARGET, type Link } from './link.ts';
import { Sockets } from './sockets.ts';
import { unlink } from './linked-queue.ts';
import { Transport } from './transport.ts';

/** Connections that are always open have numbers of their own, by caller endpoint, above those of users. */
const FIRST_SERVER_CONNECTION = 0x40000000;
/** Numbers of connections opened during the run, above those. */
const FIRST_OPENED_CONNECTION = 0x60000000;
const MAX_ENDPOINTS = 512;
/** Stands in the job table for a connection that is open anyway: its number is worked out only when somebody asks. */
export const WARM_CONNECTION = -2;
/** Connections that are gone stand there as this minus their number. */
const FIRST_GONE = -3;

/**
 * Gets calls a connection and takes it back: an idle one of their owner, a stream of a shared one, a new one by handshake, or a place in the
 * queue for one.
 */
export class Connections implements HandshakeEnd {
  readonly handshakes: Handshakes;
  readonly transport: Transport;
  readonly sockets: Sockets;
  /** Host of each connection, by slot. */
  private readonly hosts: Host[] = [];

  constructor(
    private readonly core: Core,
    private readonly flights: Flights,
    private readonly calls: Calls,
  ) {
    this.handshakes = new Handshakes(core, flights, this);
    this.transport = new Transport(core, flights, calls);
    this.sockets = new Sockets(core, flights, this);
    this.transport.onBroken = (connection) => this.breakOff(new Set([connection]), OUTCOME.partitioned);
  }

  /** Number of a connection that was opened, as behaviours see it. */
  numberAt(connection: number): number {
    return FIRST_OPENED_CONNECTION + (this.core.connections.serial[connection] as number);
  }

  /** Number of the connection a job came over; -1 when there was none. One that is open anyway: by user of a client, by endpoint of a server. */
  numberOf(call: Job): number {
    const { jobs } = this.core;
    const connection = jobs.connection[call] as number;
    if (connection >= 0) return this.numberAt(connection);
    if (connection <= FIRST_GONE) return FIRST_OPENED_CONNECTION + FIRST_GONE - connection;
    if (connection !== WARM_CONNECTION) return connection;
    const link = this.core.linkOf(call);
    if (link.source.isClient) return jobs.user[call] as number;
    return FIRST_SERVER_CONNECTION + link.source.index * MAX_ENDPOINTS + this.flights.paths.sourceEndpoint(call);
  }

  /** A call wants to be sent. */
  begin(call: Job, link: Link): void {
    const { jobs } = this.core;
    jobs.connection[call] = NO_CONNECTION;
    if ((jobs.endpoint[call] as number) >= 0 || link.picksEndpoint) this.calls.chooseEndpoint(call, link);
    const host = this.hostOf(call, link);
    if (host.waiting.length > 0 || !this.place(call, link, host)) {
      jobs.state[call] = STATE_POOLED;
      jobs.dueNs[call] = this.core.nowNs;
      host.waiting.push(call);
    }
  }

  /** An attempt has ended for its caller: what it had of a connection is free again, or the connection is closed. */
  finish(call: Job, link: Link, outcome: OutcomeCode): void {
    const { jobs, connections } = this.core;
    if (jobs.state[call] === STATE_POOLED) {
      removeFrom(this.hostOf(call, link).waiting, call);
      jobs.state[call] = STATE_IDLE;
      return;
    }
    const connection = jobs.connection[call] as number;
    if (connection < 0) return;
    jobs.connection[call] = FIRST_GONE - (connections.serial[connection] as number);
    if (jobs.state[call] === STATE_CONNECTING) {
      unlink(call, connection, jobs.next, connections.firstWaiting, connections.lastWaiting);
      connections.streams[connection] = (connections.streams[connection] as number) - 1;
      jobs.state[call] = STATE_IDLE;
      return;
    }
    if (!this.transport.letGo(call) && jobs.state[call] === STATE_SENDING) jobs.state[call] = STATE_IDLE;
    connections.streams[connection] = (connections.streams[connection] as number) - 1;
    const { isMultiplexed, isPerCall } = link.transport;
    const isOver = isPerCall || !link.usesConnections || (!isMultiplexed && !keepsConnection(outcome));
    if (isOver && connections.streams[connection] === 0) this.close(connection);
    else this.rest(connection, link);
  }

  /** Sends the answer of a job over the connection it came over. */
  answer(job: Job, link: Link): void {
    this.transport.send(job, link, TO_SOURCE);
  }

  opened(connection: number): void {
    const { connections, jobs, links } = this.core;
    const link = links[connections.link[connection] as number] as Link;
    const host = this.hosts[connection] as Host;
    connections.state[connection] = CONNECTION_OPEN;
    countOpened(this.core, connection, link);
    host.hasTicket = link.transport.hasTls;
    host.hasCookie = true;
    this.transport.opened(connection, link);
    // Requests that waited for it leave in one burst.
    for (let job = connections.firstWaiting[connection] as number; job >= 0;) {
      const next = jobs.next[job] as number;
      if (jobs.operation[job] === CALL_RECONNECT) this.sockets.opened(job as Job, connection);
      else this.use(job as Job, connection, link, 1);
      job = next;
    }
    connections.firstWaiting[connection] = -1;
    connections.lastWaiting[connection] = -1;
    this.transport.pump(connection * 2 + TO_TARGET, link);
    if (connections.streams[connection] === 0) this.rest(connection, link);
    else if (link.transport.isMultiplexed) this.serve(host, link);
  }

  failed(connection: number, outcome: OutcomeCode): void {
    const { connections, jobs } = this.core;
    const waiting: Job[] = [];
    for (let job = connections.firstWaiting[connection] as number; job >= 0; job = jobs.next[job] as number)
      waiting.push(job as Job);
    for (const job of waiting) {
      jobs.state[job] = STATE_IDLE;
      jobs.connection[job] = NO_CONNECTION;
    }
    const link = connections.link[connection];
    this.close(connection);
    for (const job of waiting) {
      // The end of one may have cancelled the next: another call of the same caller.
      if (jobs.state[job] !== STATE_IDLE || jobs.link[job] !== link) continue;
      if (jobs.operation[job] === CALL_RECONNECT) this.sockets.failed(job);
      else this.calls.attemptEnded(job, outcome);
    }
  }

  /** Event: a connection has been idle for the whole idle time-out. */
  onIdle(connection: number): void {
    const { connections, links } = this.core;
    const link = links[connections.link[connection] as number] as Link;
    if (this.sockets.outlives(connection, link)) this.rest(connection, link);
    else this.close(connection);
  }

  /** WebSockets among the connections to a balancer, by number: their users see a reset. */
  closeSockets(target: RuntimeNode, numbers: ReadonlySet<number>): void {
    const broken = this.sockets.among(target, numbers);
    if (broken.size > 0) this.breakOff(broken, OUTCOME.connection_reset);
  }

  /** The owner of a call has a socket, or is opening one. */
  hasSocket(call: Job, link: Link): boolean {
    return this.hostOf(call, link).shared.length > 0;
  }

  /** A process has died: connections that end at it or begin there are gone, those of its other replicas stay. */
  crashed(node: RuntimeNode, endpoint: number): void {
    const broken = connectionsAt(this.core, node, endpoint);
    if (broken.size > 0) this.breakOff(broken, OUTCOME.connection_reset);
  }

  /** A link is taken away, and all its calls have ended. */
  closeLink(link: Link): void {
    const { connections } = this.core;
    for (let connection = 0; connection < connections.highWater; connection += 1)
      if (connections.state[connection] !== CONNECTION_FREE && connections.link[connection] === link.index)
        this.close(connection);
  }

  /** Gives a call what there is. False when it has to wait for a connection of somebody else. */
  private place(call: Job, link: Link, host: Host): boolean {
    const { connections } = this.core;
    const { isMultiplexed, isPerCall, maxStreams, maxConnections } = link.transport;
    if (!isPerCall && !isMultiplexed) {
      const idle = this.idleOf(host, link);
      if (idle >= 0) {
        this.reuse(call, idle, link);
        return true;
      }
    }
    if (isMultiplexed && !isPerCall) {
      for (const connection of host.shared) {
        if ((connections.streams[connection] as number) >= maxStreams || this.isGone(connection, link)) continue;
        if (connections.state[connection] === CONNECTION_OPEN) this.reuse(call, connection, link);
        else this.waitFor(call, connection);
        return true;
      }
    }
    if (host.count >= maxConnections) return false;
    this.open(call, link, host);
    return true;
  }

  private idleOf(host: Host, link: Link): number {
    for (let idle = host.idle.pop(); idle !== undefined; idle = host.idle.pop()) {
      if (!this.isGone(idle, link)) return idle;
      this.close(idle);
    }
    return -1;
  }

  /** Its endpoint was scaled away, or its idle time-out ends at this instant. */
  private isGone(connection: number, link: Link): boolean {
    const { connections, nowNs } = this.core;
    const deadlineNs = connections.deadlineNs[connection] as number;
    if (deadlineNs >= 0 && deadlineNs <= nowNs) return true;
    return (connections.endpoint[connection] as number) >= link.target.endpointCount && !link.isAddress;
  }

  private open(call: Job, link: Link, host: Host): void {
    const { connections, jobs, nowNs } = this.core;
    const connection = connections.allocate(nowNs);
    const { transport } = link;
    this.calls.chooseEndpoint(call, link);
    this.hosts[connection] = host;
    host.count += 1;
    if (transport.isMultiplexed && !transport.isPerCall) host.shared.push(connection);
    connections.link[connection] = link.index;
    connections.owner[connection] = this.ownerOf(call, link);
    connections.sourceEndpoint[connection] = Math.max(0, this.flights.paths.sourceEndpoint(call));
    connections.endpoint[connection] = jobs.endpoint[call] as number;
    connections.srttNs[connection] = 0;
    connections.rttVarNs[connection] = 0;
    const ticket = transport.usesTickets && host.hasTicket;
    const { protocol, security } = link.edge.config;
    const handshake = handshakeOf(protocol, security, {
      ticket,
      cookie: transport.usesFastOpen && host.hasCookie,
      early: transport.usesEarlyData && this.core.classes[jobs.requestClass[call] as number]?.isWrite === false,
    });
    connections.transportRounds[connection] = handshake.transport;
    connections.securityRounds[connection] = handshake.security;
    connections.upgradeRounds[connection] = handshake.upgrade;
    connections.resumed[connection] = ticket ? 1 : 0;
    this.waitFor(call, connection);
    this.handshakes.go(connection, link);
  }

  private waitFor(call: Job, connection: number): void {
    const { connections, jobs } = this.core;
    jobs.state[call] = STATE_CONNECTING;
    jobs.dueNs[call] = -1;
    jobs.connection[call] = connection;
    jobs.endpoint[call] = connections.endpoint[connection] as number;
    jobs.next[call] = -1;
    const last = connections.lastWaiting[connection] as number;
    if (last < 0) connections.firstWaiting[connection] = call;
    else jobs.next[last] = call;
    connections.lastWaiting[connection] = call;
    connections.streams[connection] = (connections.streams[connection] as number) + 1;
  }

  private reuse(call: Job, connection: number, link: Link): void {
    if (this.sockets.isContent(call)) return;
    link.edge.counters.add(COUNT_CONNECTIONS_REUSED, 1);
    const { connections } = this.core;
    connections.streams[connection] = (connections.streams[connection] as number) + 1;
    this.use(call, connection, link, 0);
    this.transport.pump(connection * 2 + TO_TARGET, link);
  }

  private use(call: Job, connection: number, link: Link, joined: number): void {
    const { connections, jobs, tracer, nowNs } = this.core;
    connections.deadlineNs[connection] = -1;
    jobs.connection[call] = connection;
    jobs.endpoint[call] = connections.endpoint[connection] as number;
    if ((jobs.span[call] as number) >= 0) tracer.sent(jobs, call, nowNs);
    this.transport.enqueue(call, link, TO_TARGET, joined);
  }

  /** A connection is free, wholly or in part: those who wait get it, else it waits to be used or closed. */
  private rest(connection: number, link: Link): void {
    const { connections, events } = this.core;
    const host = this.hosts[connection] as Host;
    if (connections.streams[connection] === 0) {
      if (link.transport.isPerCall || !link.usesConnections || this.isGone(connection, link)) {
        this.close(connection);
        return;
      }
      if (!link.transport.isMultiplexed) host.idle.push(connection);
      const quietNs = Math.min(link.transport.idleTimeoutNs, link.transport.heartbeatNs);
      connections.deadlineNs[connection] = this.core.nowNs + quietNs;
      const payload = (connection << OP_BITS) | EVENT_IDLE;
      if (link.idleLane >= 0) events.scheduleInLane(link.idleLane, payload);
      else events.scheduleAfter(quietNs, payload);
    }
    this.serve(host, link);
  }

  /** Those who wait for a connection of a host, as long as there is one for them. */
  private serve(host: Host, link: Link): void {
    const { jobs, tracer, nowNs } = this.core;
    while (host.waiting.length > 0 && !link.edge.removed) {
      const call = host.waiting[0] as Job;
      host.waiting.shift();
      jobs.state[call] = STATE_IDLE;
      if (!this.place(call, link, host)) {
        jobs.state[call] = STATE_POOLED;
        host.waiting.unshift(call);
        return;
      }
      if ((jobs.span[call] as number) >= 0) tracer.pooled(jobs, call, nowNs);
    }
  }

  private close(connection: number): void {
    const { connections, links } = this.core;
    const link = links[connections.link[connection] as number] as Link;
    const host = this.hosts[connection] as Host;
    this.transport.closed(connection);
    host.forget(connection);
    const number = this.numberAt(connection);
    const wasPassedOn = connections.throughLink[connection] !== NO_CONNECTION;
    connections.release(connection);
    if (wasPassedOn && !link.target.removed) link.target.behaviour.onDisconnect?.(number);
    this.serve(host, link);
  }

  /**
   * Connections break under their calls. What is at the target is answered by what becomes of it there; an answer that has left arrives; the
   * rest learns of it from a reset.
   */
  private breakOff(broken: ReadonlySet<number>, outcome: OutcomeCode): void {
    const { jobs, connections, links } = this.core;
    const ended: Job[] = [];
    for (let job = 0; job < jobs.highWater; job += 1) {
      const connection = jobs.connection[job] as number;
      const state = jobs.state[job] as number;
      if (!broken.has(connection) || state === STATE_FREE || state === STATE_ENDED || state === STATE_CONNECTING)
        continue;
      const isAtNode = ((jobs.flags[job] as number) & FLAG_AT_NODE) !== 0;
      const hasLeft = state === STATE_REPLYING && this.transport.hasLeft(job as Job);
      jobs.connection[job] = FIRST_GONE - (connections.serial[connection] as number);
      if (state === STATE_STREAMING || (!isAtNode && !hasLeft)) ended.push(job as Job);
    }
    for (const connection of broken) {
      this.sockets.comeBack(connection, links[connections.link[connection] as number] as Link);
      this.close(connection);
    }
    for (const job of ended) {
      jobs.message[job] = -1;
      // What a server streams has nowhere to go: its call has failed there too.
      if (jobs.state[job] === STATE_STREAMING) {
        this.calls.answer(job, outcome, 0);
        continue;
      }
      jobs.outcome[job] = outcome;
      jobs.flags[job] = (jobs.flags[job] as number) | FLAG_ANSWERED;
      const link = links[jobs.link[job] as number] as Link;
      if ((jobs.flags[job] & (FLAG_ABANDONED | FLAG_ONE_WAY)) !== 0) this.calls.endUnawaited(job);
      else this.flights.toSource(job, link, STATE_REPLYING);
    }
  }

  private hostOf(call: Job, link: Link): Host {
    const { jobs } = this.core;
    return (link.pool as ConnectionPool).host(this.ownerOf(call, link), jobs.endpoint[call] as number);
  }

  private ownerOf(call: Job, link: Link): number {
    return link.source.isClient
      ? (this.core.jobs.user[call] as number)
      : Math.max(0, this.flights.paths.sourceEndpoint(call));
  }
}
