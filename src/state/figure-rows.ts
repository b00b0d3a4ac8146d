import { outcomeInfo, outcomeText } from '../model/outcome.ts';
import { EDGE, ENDPOINT, ENDPOINT_STATES, NODE, type EndpointState } from '../model/snapshot.ts';
import { formatCount, formatMs, formatRate, formatRatio, quantityText, type Quantity } from '../model/units.ts';
import { healthOfErrors, type Health } from './health.ts';

/** One endpoint (replica, point of presence) of a node, coarse enough for a dot on a card. */
export interface ReplicaFigures {
  readonly endpoint: number;
  readonly state: EndpointState;
  /** Utilisation in tenths, 0 to 10; 0 where there are no slots. */
  readonly busyTenths: number;
}

/** What a card prints, already rounded: a new object exists only when one of these texts changed. */
export interface NodeFigures {
  readonly rate: Quantity;
  readonly errors: Quantity;
  readonly p50: Quantity;
  readonly p95: Quantity;
  readonly p99: Quantity;
  readonly utilization: Quantity;
  /** Waiting now. */
  readonly queue: Quantity;
  readonly inFlight: Quantity;
  readonly hitRatio: Quantity;
  readonly queueWait: Quantity;
  /** One-way messages that were lost, or came too late to be played; jitter of media. */
  readonly lost: Quantity;
  readonly late: Quantity;
  readonly jitter: Quantity;
  /** Answers of an origin that what is stored is still right, since the start. */
  readonly notModified: Quantity;
  /** Requests behind the percentiles. */
  readonly samples: Quantity;
  readonly health: Health;
  /** Most frequent failure in words ("queue full"), null when nothing failed. */
  readonly topFailure: string | null;
  readonly replicas: readonly ReplicaFigures[];
}

/** Connections of one edge; counts but the first two are since the start. */
export interface ConnectionFigures {
  readonly open: Quantity;
  readonly idle: Quantity;
  readonly opened: Quantity;
  readonly reused: Quantity;
  readonly resumed: Quantity;
  /** Share of the time of its calls that went into opening connections, lately. */
  readonly handshakes: Quantity;
  /** The same, 0 to 1; NaN while nothing was answered. */
  readonly handshakeShare: number;
}

/** What an edge prints and how wide it is, already rounded. */
export interface EdgeFigures {
  readonly rate: Quantity;
  readonly errors: Quantity;
  readonly p50: Quantity;
  readonly p95: Quantity;
  readonly load: Quantity;
  readonly retries: Quantity;
  readonly inFlight: Quantity;
  readonly rtt: Quantity;
  /** What its calls travel on; null where connections are always open. */
  readonly connections: ConnectionFigures | null;
  /** Line width by the logarithm of the rate: 1.5 to 5 px in half pixels. */
  readonly widthPx: number;
  readonly health: Health;
  /** A partition cuts it now. */
  readonly cut: boolean;
  readonly topFailure: string | null;
}

/** Continuous values of a card, rounded to what can be seen; for writing to the DOM, never through React. */
export interface NodeBars {
  /** 0 to 100; 0 where there are no slots. */
  readonly utilizationPercent: number;
  /** Share of failed requests, 0 to 100. */
  readonly errorPercent: number;
  /** 0 to 100, or -1 when no cache was asked. */
  readonly hitPercent: number;
  readonly queueLength: number;
  readonly inFlight: number;
  readonly health: Health;
}

function failureWords(code: number): string | null {
  return code > 0 ? outcomeText(outcomeInfo(code)) : null;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

function percent(ratio: number, missing = 0): number {
  return Number.isNaN(ratio) ? missing : Math.round(Math.min(Math.max(ratio, 0), 1) * 100);
}

/** Reads the endpoint rows `first` up to `end` of the block that starts at `offset`. */
export function readReplicas(values: Float64Array, offset: number, first: number, end: number): ReplicaFigures[] {
  const replicas: ReplicaFigures[] = [];
  for (let row = first; row < end; row++) {
    const base = offset + row * ENDPOINT.columns;
    replicas.push({
      endpoint: at(values, base + ENDPOINT.endpoint),
      state: ENDPOINT_STATES[at(values, base + ENDPOINT.state)] ?? 'up',
      busyTenths: Math.round(percent(at(values, base + ENDPOINT.utilization)) / 10),
    });
  }
  return replicas;
}

export function readNodeFigures(values: Float64Array, base: number, replicas: readonly ReplicaFigures[]): NodeFigures {
  const errorRatio = at(values, base + NODE.errorRatio);
  return {
    rate: formatRate(at(values, base + NODE.ratePerSecond)),
    errors: formatRatio(errorRatio),
    p50: formatMs(at(values, base + NODE.p50Ms)),
    p95: formatMs(at(values, base + NODE.p95Ms)),
    p99: formatMs(at(values, base + NODE.p99Ms)),
    utilization: formatRatio(at(values, base + NODE.utilization)),
    queue: formatCount(at(values, base + NODE.queueLength)),
    inFlight: formatCount(at(values, base + NODE.inFlight)),
    hitRatio: formatRatio(at(values, base + NODE.hitRatio)),
    queueWait: formatMs(at(values, base + NODE.queueWaitMs)),
    lost: formatRatio(at(values, base + NODE.lostRatio)),
    late: formatRatio(at(values, base + NODE.lateRatio)),
    jitter: formatMs(at(values, base + NODE.jitterMs)),
    notModified: formatCount(at(values, base + NODE.notModified)),
    samples: formatCount(at(values, base + NODE.samples)),
    health: healthOfErrors(errorRatio),
    topFailure: failureWords(at(values, base + NODE.topFailure)),
    replicas,
  };
}

/** 1.5 px up to 1 request/s, then half a pixel and a bit per factor of ten, 5 px from 10,000/s on. */
export function widthOfRate(ratePerSecond: number): number {
  if (!(ratePerSecond > 1)) return 1.5;
  const width = 1.5 + (3.5 * Math.min(Math.log10(ratePerSecond), 4)) / 4;
  return Math.round(width * 2) / 2;
}

function readConnections(values: Float64Array, base: number): ConnectionFigures | null {
  const open = at(values, base + EDGE.openConnections);
  if (Number.isNaN(open)) return null;
  const handshakeShare = at(values, base + EDGE.handshakeShare);
  return {
    open: formatCount(open),
    idle: formatCount(at(values, base + EDGE.idleConnections)),
    opened: formatCount(at(values, base + EDGE.opened)),
    reused: formatCount(at(values, base + EDGE.reused)),
    resumed: formatCount(at(values, base + EDGE.resumed)),
    handshakes: formatRatio(handshakeShare),
    handshakeShare: Math.round(handshakeShare * 100) / 100,
  };
}

export function readEdgeFigures(values: Float64Array, base: number): EdgeFigures {
  const ratePerSecond = at(values, base + EDGE.ratePerSecond);
  const errorRatio = at(values, base + EDGE.errorRatio);
  return {
    rate: formatRate(ratePerSecond),
    errors: formatRatio(errorRatio),
    p50: formatMs(at(values, base + EDGE.p50Ms)),
    p95: formatMs(at(values, base + EDGE.p95Ms)),
    load: formatRatio(at(values, base + EDGE.load)),
    retries: formatRatio(at(values, base + EDGE.retryRatio)),
    inFlight: formatCount(at(values, base + EDGE.inFlight)),
    rtt: formatMs(at(values, base + EDGE.rttMs)),
    connections: readConnections(values, base),
    widthPx: widthOfRate(ratePerSecond),
    health: healthOfErrors(errorRatio),
    cut: at(values, base + EDGE.cut) === 1,
    topFailure: failureWords(at(values, base + EDGE.topFailure)),
  };
}

export function readNodeBars(values: Float64Array, base: number): NodeBars {
  const errorRatio = at(values, base + NODE.errorRatio);
  return {
    utilizationPercent: percent(at(values, base + NODE.utilization)),
    errorPercent: percent(errorRatio),
    hitPercent: percent(at(values, base + NODE.hitRatio), -1),
    queueLength: at(values, base + NODE.queueLength) || 0,
    inFlight: at(values, base + NODE.inFlight) || 0,
    health: healthOfErrors(errorRatio),
  };
}

function valueKey(value: unknown): string {
  if (Array.isArray(value))
    return (value as ReplicaFigures[]).map((one) => `${one.endpoint}:${one.state}:${one.busyTenths}`).join();
  if (typeof value === 'object' && value !== null)
    return 'number' in value ? quantityText(value as Quantity) : Object.values(value).map(valueKey).join();
  return String(value);
}

/** Two figures with equal keys look the same on screen. */
export function figuresKey(figures: NodeFigures | EdgeFigures | NodeBars): string {
  return Object.values(figures).map(valueKey).join('|');
}
