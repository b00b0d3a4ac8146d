import { streamBytes, wireBytes } from '../../../src/algorithms/transport/framing.ts';
import type { Job } from '../../../src/model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../../src/model/units.ts';
import type { Core } from '../core.ts';
import { FLAG_ONE_WAY, STATE_BACKING_OFF, STATE_CONNECTING, STATE_IDLE } from '../kernel/job-table.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import { CALL_RECONNECT } from '../operations.ts';
import type { RuntimeNode } from '../runtime-node.ts';
import { OUTCOME } from '../../../src/model/outcome.ts';
import type { Connections } from './connections.ts';
import { CONNECTION_OPEN, NO_CONNECTION } from './connection-table.ts';
import type { Flights } from './flights.ts';
import { TO_SOURCE, TO_TARGET, type Link } from './link.ts';

/** Header of a ping with its mask, and of its pong (RFC 6455 section 5.2); neither carries anything. */
const PING_BYTES = 6;
const PONG_BYTES = 2;
/** Longest wait that is added after failed tries, and the last try that doubles it. */
const LONGEST_BACKOFF_NS = 30 * NS_PER_S;
const LAST_DOUBLING = 5;

/**
 * What WebSockets have besides the connections they are: pings that keep them, and users who open another one when theirs is cut
 * (RFC 6455 section 7.2.3). Who comes back waits as a job of its own that carries nothing.
 */
export class Sockets {
  /** Users who wait to come back, or are opening a socket for it: one job each, however often theirs was cut. */
  private readonly comingBack = new Set<number>();

  constructor(
    private readonly core: Core,
    private readonly flights: Flights,
    private readonly connections: Connections,
  ) {}

  /**
   * A connection has been silent for its heartbeat or its idle time-out, whichever is shorter: true where a ping keeps it. A socket that is
   * cut has a user who comes back.
   */
  outlives(connection: number, link: Link): boolean {
    const { framing, heartbeatNs, idleTimeoutNs } = link.transport;
    if (heartbeatNs >= idleTimeoutNs) {
      this.comeBack(connection, link);
      return false;
    }
    this.core.connections.deadlineNs[connection] = -1;
    link.countWire(TO_TARGET, wireBytes(framing, streamBytes(framing, PING_BYTES), 1));
    link.countWire(TO_SOURCE, wireBytes(framing, streamBytes(framing, PONG_BYTES), 1));
    link.target.behaviour.onHeartbeat?.(this.connections.numberAt(connection));
    return true;
  }

  /** Open sockets to a node among connections of these numbers. */
  among(target: RuntimeNode, numbers: ReadonlySet<number>): Set<number> {
    const { connections, links } = this.core;
    const found = new Set<number>();
    for (let slot = 0; slot < connections.highWater; slot += 1) {
      if (connections.state[slot] !== CONNECTION_OPEN || !numbers.has(this.connections.numberAt(slot))) continue;
      const link = links[connections.link[slot] as number] as Link;
      if (link.target === target && link.transport.isWebSocket) found.add(slot);
    }
    return found;
  }

  /** A socket is cut: its user hears of it and comes back. Servers open another one when they next have something to say. */
  comeBack(connection: number, link: Link): void {
    const { core } = this;
    const { jobs, connections } = core;
    const requestClass = link.source.classes[0];
    if (!link.transport.isWebSocket || requestClass === undefined) return;
    const user = connections.owner[connection] as number;
    const place = placeOf(user, link.index);
    if (this.comingBack.has(place)) return;
    this.comingBack.add(place);
    const job = core.allocate();
    jobs.link[job] = link.index;
    jobs.node[job] = link.target.index;
    jobs.endpoint[job] = -1;
    jobs.namedEndpoint[job] = -1;
    jobs.operation[job] = CALL_RECONNECT;
    jobs.flags[job] = FLAG_ONE_WAY;
    jobs.requestClass[job] = requestClass.index;
    jobs.key[job] = requestClass.firstKey;
    jobs.user[job] = user;
    jobs.requestId[job] = -1;
    jobs.parent[job] = -1;
    jobs.attempt[job] = 0;
    this.wait(job, link, this.flights.paths.connectionDelayNs(connection, link));
  }

  /** Event: a wait is over. True when it was that of a user who comes back; one who has spoken meanwhile has a socket already. */
  reconnects(job: Job): boolean {
    const { core } = this;
    if (core.jobs.operation[job] !== CALL_RECONNECT) return false;
    const link = core.linkOf(job);
    core.jobs.dueNs[job] = -1;
    if (this.connections.hasSocket(job, link)) this.release(job);
    else this.connections.begin(job, link);
    return true;
  }

  /** A user who waited for a place to open a socket finds one that is open: there is nothing to send. */
  isContent(job: Job): boolean {
    const { jobs } = this.core;
    if (jobs.operation[job] !== CALL_RECONNECT) return false;
    this.release(job);
    return true;
  }

  /** The socket is open: nothing is sent. */
  opened(job: Job, connection: number): void {
    const { connections } = this.core;
    connections.streams[connection] = (connections.streams[connection] as number) - 1;
    this.release(job);
  }

  /** Tries again later: 1, 2, 4 ... 30 s, and the random part again. */
  failed(job: Job): void {
    const { jobs } = this.core;
    const tries = jobs.attempt[job] as number;
    jobs.attempt[job] = Math.min(LAST_DOUBLING, tries + 1);
    jobs.endpoint[job] = -1;
    this.wait(job, this.core.linkOf(job), Math.min(LONGEST_BACKOFF_NS, (1 << tries) * NS_PER_S));
  }

  /** The edge is taken away. */
  givenUp(job: Job): void {
    const { jobs } = this.core;
    if (jobs.state[job] === STATE_CONNECTING)
      this.connections.finish(job, this.core.linkOf(job), OUTCOME.cancelled_by_edit);
    jobs.state[job] = STATE_IDLE;
    this.release(job);
  }

  private release(job: Job): void {
    const { jobs } = this.core;
    this.comingBack.delete(placeOf(jobs.user[job] as number, jobs.link[job] as number));
    jobs.release(job);
  }

  private wait(job: Job, link: Link, delayNs: number): void {
    const { jobs, events, nowNs } = this.core;
    const jitterNs = link.edge.config.reconnectJitterMs * NS_PER_MS;
    const randomNs = jitterNs > 0 ? link.stream.uniform() * jitterNs : 0;
    jobs.connection[job] = NO_CONNECTION;
    jobs.state[job] = STATE_BACKING_OFF;
    const dueNs = Math.round(nowNs + delayNs + randomNs);
    jobs.dueNs[job] = dueNs;
    events.schedule(dueNs, (job << OP_BITS) | STATE_BACKING_OFF);
  }
}

/** One number for a user on a link: exact in a double, as links are numbered below 2^20. */
function placeOf(user: number, link: number): number {
  return user * 1_048_576 + link;
}
