import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { isStreaming, speaksGrpc } from '../../../src/model/grpc-status.ts';
import type { RandomStream } from '../../../src/model/random-stream.ts';
import { NS_PER_MS } from '../../../src/model/units.ts';
import { COUNT_WIRE_RECEIVED_BYTES, COUNT_WIRE_SENT_BYTES } from '../metrics/counters.ts';
import type { EventQueue } from '../kernel/event-queue.ts';
import { codecOf, type Codec } from '../grpc/codec.ts';
import { streamingOf, type Streaming } from '../grpc/streaming.ts';
import type { JobTable } from '../kernel/job-table.ts';
import type { RuntimeEdge } from '../runtime-edge.ts';
import type { RuntimeNode } from '../runtime-node.ts';
import { ConnectionPool } from './connection-pool.ts';
import type { ConnectionTable } from './connection-table.ts';
import { transportOf, type LinkTransport } from './link-transport.ts';
import { rttMs } from './places.ts';

/** Directions of a flight: index in `busyUntilNs`. */
export const TO_TARGET = 0;
export const TO_SOURCE = 1;

/** Extra trouble an action put on a link. */
export interface LinkTrouble {
  readonly cut: boolean;
  readonly addNs: number;
  readonly jitterNs: number;
  readonly lossRatio: number;
}

/**
 * A directed path that calls travel: from a node, over an edge's configuration, to the edge's target. It knows how long a
 * flight takes; `flights.ts` decides what happens on it.
 */
export class Link {
  /** Without jitter, loss, bandwidth, handshakes, trouble or several places: one constant delay through one lane. */
  plain = true;
  oneWayNs = 0;
  lane = -1;
  timeoutNs = 0;
  timeoutLane = -1;
  connectTimeoutNs = 0;
  jitterNs = 0;
  lossRatio = 0;
  /** 0 without a bandwidth limit. */
  nsPerByte = 0;
  readonly busyUntilNs = new Float64Array(2);
  /** Nanoseconds each direction was sending, for the load figure. */
  readonly sendingNs = new Float64Array(2);
  trouble: LinkTrouble | null = null;
  /** Calls need a connection: one is taken from the pool, or opened. False where connections are always open. */
  usesConnections = false;
  /** Kept once there was one, so that connections under way end well after an edit. */
  pool: ConnectionPool | null = null;
  transport!: LinkTransport;
  idleLane = -1;
  /** What goes over it need not be answered: datagrams, messages of a WebSocket, and whatever a balancer of connections passes on. */
  carriesMessages = false;
  hasRetryBudget = false;
  hasRetryThrottle = false;
  /** How payloads are written; null where that is not counted. */
  codec: Codec | null = null;
  /** Calls carry several messages; null where they are unary. */
  streaming: Streaming | null = null;
  /** The server knows the caller's deadline, and what it calls inherits it. */
  passesDeadline = false;
  /** A caller that goes away tells the server, which stops. */
  cancels = false;
  /** It did at some time of the run: calls that began then are in the lists of their callers. */
  hasCancelled = false;
  /** A page in a browser cannot speak this protocol: its calls fail at once. */
  isRefused = false;
  /** One-way delays by (source endpoint, target endpoint) when an end has several places; else null. */
  private matrix: Float64Array | null = null;
  /** Nearest target endpoint by source endpoint, when the target has several places. */
  private nearest: Int16Array | null = null;
  private config!: EdgeConfig;

  constructor(
    readonly index: number,
    readonly edge: RuntimeEdge,
    readonly source: RuntimeNode,
    readonly stream: RandomStream,
  ) {}

  /** The path to an address that was looked up, not an edge of the caller's own. */
  get isAddress(): boolean {
    return this.source !== this.edge.source;
  }

  get target(): RuntimeNode {
    return this.edge.targetNode;
  }

  /** How often a question to DNS is sent in all; 1 for everything else. A node that looks names up says so in its configuration. */
  get lookupAttempts(): number {
    return this.isLookup ? Math.max(this.config.maxAttempts, Number(this.source.config['lookupAttempts'] ?? 1)) : 1;
  }

  private get lookupTimeoutMs(): number | null {
    const timeoutMs = this.source.config['lookupTimeoutMs'];
    return this.isLookup && typeof timeoutMs === 'number' ? timeoutMs : null;
  }

  private get isLookup(): boolean {
    return this.target.spec.provides.includes('dns');
  }

  /**
   * Over gRPC: the target passes calls on over HTTP alone, so nobody behind it knows of gRPC statuses. Failures come back as HTTP answers,
   * of which the caller's library makes a status (gRPC doc/http-grpc-status-mapping.md).
   */
  get answersInHttp(): boolean {
    const { target } = this;
    if (target.spec.passesAnswersOn !== true || target.passesThrough || target.edges.length === 0) return false;
    return speaksGrpc(this.config.protocol) && !target.edges.some(({ config }) => speaksGrpc(config.protocol));
  }

  get rttMs(): number {
    return (this.oneWayNs * 2) / NS_PER_MS;
  }

  /** Takes over configuration, places and trouble. Called at the start, on an edit, and when a fault begins or ends. */
  configure(events: EventQueue, jobs: JobTable, connections: ConnectionTable): void {
    const config = this.edge.config;
    this.config = config;
    this.jitterNs = config.jitterMs * NS_PER_MS + (this.trouble?.jitterNs ?? 0);
    this.lossRatio = 1 - (1 - config.lossRatio) * (1 - (this.trouble?.lossRatio ?? 0));
    this.nsPerByte = config.bandwidthMbps === null ? 0 : 8000 / config.bandwidthMbps;
    const timeoutMs = config.timeoutMs ?? this.lookupTimeoutMs;
    this.timeoutNs = timeoutMs === null ? 0 : Math.max(1, Math.round(timeoutMs * NS_PER_MS));
    this.timeoutLane = this.timeoutNs === 0 ? -1 : events.lane(this.timeoutNs, jobs);
    this.connectTimeoutNs = Math.round(config.connectTimeoutMs * NS_PER_MS);
    this.configurePlaces();
    this.lane = events.lane(this.oneWayNs);
    this.hasRetryBudget = config.retryBudgetRatio !== null;
    this.hasRetryThrottle = config.retryThrottle.type !== 'off';
    this.configureGrpc();
    this.configureTransport(events, connections);
    this.plain = this.isPlain();
  }

  /** One-way delay in ns between two endpoints, without jitter and without waiting for the line. */
  delayNs(sourceEndpoint: number, targetEndpoint: number): number {
    const base =
      this.matrix === null
        ? this.oneWayNs
        : (this.matrix[sourceEndpoint * this.target.endpointCount + targetEndpoint] ?? this.oneWayNs);
    return base + (this.trouble?.addNs ?? 0);
  }

  /** One-way delay of a connection over this link, without what lies behind an L4 balancer. */
  endpointsDelayNs(connection: number, connections: ConnectionTable): number {
    return this.delayNs(
      connections.sourceEndpoint[connection] as number,
      Math.max(0, connections.endpoint[connection] as number),
    );
  }

  /** The target's endpoint depends on the call: the caller may not take just any connection. */
  get picksEndpoint(): boolean {
    return this.nearest !== null || this.target.behaviour.chooseEndpoint !== undefined;
  }

  /** When the last byte has left: messages of one direction leave one after the other. */
  sentNs(direction: number, bytes: number, nowNs: number): number {
    if (this.nsPerByte === 0) return nowNs;
    const start = Math.max(nowNs, this.busyUntilNs[direction] as number);
    const durationNs = bytes * this.nsPerByte;
    this.busyUntilNs[direction] = start + durationNs;
    this.sendingNs[direction] = (this.sendingNs[direction] as number) + durationNs;
    return start + durationNs;
  }

  countWire(direction: number, bytes: number): void {
    this.edge.counters.add(direction === TO_TARGET ? COUNT_WIRE_SENT_BYTES : COUNT_WIRE_RECEIVED_BYTES, bytes);
  }

  /** Round trip from one endpoint of the source to the nearest of the target, without faults. */
  rttMsFrom(sourceEndpoint: number): number {
    const target = Math.max(0, this.nearestEndpoint(sourceEndpoint));
    const oneWayNs = this.matrix?.[sourceEndpoint * this.target.endpointCount + target] ?? this.oneWayNs;
    return (oneWayNs * 2) / NS_PER_MS;
  }

  /** The nearest endpoint when the target is in several places, else -1. */
  nearestEndpoint(sourceEndpoint: number): number {
    return this.nearest === null ? -1 : (this.nearest[sourceEndpoint] ?? 0);
  }

  private isPlain(): boolean {
    const endsTroubled = this.source.trouble !== null || this.target.trouble !== null;
    return (
      this.jitterNs === 0 &&
      this.lossRatio === 0 &&
      this.nsPerByte === 0 &&
      this.trouble === null &&
      this.matrix === null &&
      !endsTroubled
    );
  }

  private configureTransport(events: EventQueue, connections: ConnectionTable): void {
    this.transport = transportOf(this.config, this.target.socketIdleNs);
    const { isDatagram, isWebSocket, idleTimeoutNs, heartbeatNs } = this.transport;
    this.carriesMessages = isDatagram || isWebSocket || this.source.passesThrough;
    const opens = this.config.connection !== 'warm' || isWebSocket || isStreaming(this.config);
    // What an L4 balancer passes on travels over the connection it came by.
    this.usesConnections = opens && !isDatagram && !this.source.passesThrough;
    this.streaming = this.usesConnections ? streamingOf(this.config, this.codec) : null;
    if (!this.usesConnections) return;
    this.pool ??= new ConnectionPool();
    this.idleLane = events.lane(Math.min(idleTimeoutNs, heartbeatNs), connections);
  }

  private configureGrpc(): void {
    const { config } = this;
    this.codec = codecOf(config);
    this.passesDeadline = speaksGrpc(config.protocol) && config.passDeadline;
    this.cancels = this.passesDeadline || isStreaming(config);
    this.hasCancelled ||= this.cancels;
    this.isRefused = config.protocol === 'grpc' && this.source.config['runsIn'] === 'browser';
  }

  private configurePlaces(): void {
    this.matrix = null;
    this.nearest = null;
    this.oneWayNs = this.halfRttNs(0, 0);
    if (this.source.locations === null && this.target.locations === null) return;
    const { endpointCount: sources } = this.source;
    const { endpointCount: targets } = this.target;
    this.matrix = new Float64Array(sources * targets);
    for (let i = 0; i < sources * targets; i += 1)
      this.matrix[i] = this.halfRttNs(Math.floor(i / targets), i % targets);
    if (this.target.locations !== null) this.nearest = nearestColumns(this.matrix, sources, targets);
  }

  private halfRttNs(sourceEndpoint: number, targetEndpoint: number): number {
    const set = this.config.rttMs;
    const rtt = set ?? rttMs(this.source.placeOf(sourceEndpoint), this.target.placeOf(targetEndpoint));
    return Math.round((rtt * NS_PER_MS) / 2);
  }
}

function nearestColumns(matrix: Float64Array, rows: number, columns: number): Int16Array {
  const nearest = new Int16Array(rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 1; column < columns; column += 1) {
      if ((matrix[row * columns + column] as number) < (matrix[row * columns + (nearest[row] as number)] as number))
        nearest[row] = column;
    }
  }
  return nearest;
}
