import {
  BUFFER_KIND,
  EDGE,
  ENDPOINT,
  ENDPOINT_STATES,
  HEADER,
  HOP,
  NODE,
  RUN_STATES,
  STOP_REASONS,
  WINDOW,
  type EndpointState,
} from '../../src/model/snapshot.ts';
import { NS_PER_MS, NS_PER_S } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import {
  COUNT_BEGUN,
  COUNT_CONNECT_NS,
  COUNT_CONNECTIONS_OPENED,
  COUNT_CONNECTIONS_RESUMED,
  COUNT_CONNECTIONS_REUSED,
  COUNT_FAILED,
  COUNT_HITS,
  COUNT_JITTER_NS,
  COUNT_JITTERS,
  COUNT_LATE,
  COUNT_MESSAGES,
  COUNT_MESSAGES_LOST,
  COUNT_MISSES,
  COUNT_NOT_MODIFIED,
  COUNT_RECEIVED_BYTES,
  COUNT_RETRIES,
  COUNT_SENT_BYTES,
  COUNT_SUCCEEDED,
  emptyCounts,
  topFailure,
} from './metrics/counters.ts';
import { WINDOW_LATENCY } from './metrics/latency-recorder.ts';
import { ConnectionFigures } from './network/connection-figures.ts';
import type { Windows } from './metrics/windows.ts';
import type { RuntimeEdge } from './runtime-edge.ts';
import type { RuntimeNode } from './runtime-node.ts';

export interface Topology {
  readonly nodes: string[];
  readonly edges: string[];
  readonly warnings: string[];
}

const STATE_CODE = Object.fromEntries(ENDPOINT_STATES.map((state, code) => [state, code])) as Readonly<
  Record<EndpointState, number>
>;

/** Writes the buffers the page reads while a run goes on (layout in `src/model/snapshot.ts`). */
export class Snapshots {
  private windowsSent = 0;
  private nodes: RuntimeNode[] = [];
  private edges: RuntimeEdge[] = [];
  private rowOfEdge = new Int32Array(0);
  private readonly scratch = emptyCounts();
  private readonly connections = new ConnectionFigures();

  constructor(
    private readonly core: Core,
    private readonly windows: Windows,
  ) {}

  /** Which row of the buffers is about which node and edge. */
  topology(): { nodes: string[]; edges: string[] } {
    this.refreshRows();
    return { nodes: this.nodes.map(({ id }) => id), edges: this.edges.map(({ id }) => id) };
  }

  figures(epoch: number, finished: boolean, into?: ArrayBuffer): Float64Array {
    this.refreshRows();
    const endpointRows = this.nodes.reduce((sum, node) => sum + node.endpointCount, 0);
    const windowRows = this.windows.rows.length - this.windowsSent;
    const length =
      HEADER.length +
      this.nodes.length * NODE.columns +
      this.edges.length * EDGE.columns +
      endpointRows * ENDPOINT.columns +
      windowRows * WINDOW.columns;
    const buffer = bufferOf(length, into);
    this.writeHeader(buffer, BUFFER_KIND.figures, epoch, finished);
    buffer[HEADER.nodeRows] = this.nodes.length;
    buffer[HEADER.edgeRows] = this.edges.length;
    buffer[HEADER.endpointRows] = endpointRows;
    buffer[HEADER.windowRows] = windowRows;
    let at: number = HEADER.length;
    for (const node of this.nodes) at = this.writeNode(buffer, at, node);
    this.connections.refresh(this.core);
    for (const edge of this.edges) at = this.writeEdge(buffer, at, edge);
    this.nodes.forEach((node, row) => (at = this.writeEndpoints(buffer, at, node, row)));
    for (; this.windowsSent < this.windows.rows.length; this.windowsSent += 1, at += WINDOW.columns)
      buffer.set(this.windows.rows[this.windowsSent] as Float64Array, at);
    return buffer;
  }

  hops(epoch: number, finished: boolean, into?: ArrayBuffer): Float64Array {
    this.refreshRows();
    const { hops } = this.core;
    const buffer = bufferOf(HEADER.length + hops.count * HOP.columns, into);
    this.writeHeader(buffer, BUFFER_KIND.hops, epoch, finished);
    buffer[HEADER.dotStride] = hops.stride;
    buffer[HEADER.hopRows] = hops.take(buffer, HEADER.length, this.rowOfEdge);
    return buffer;
  }

  private refreshRows(): void {
    this.nodes = this.core.nodes.filter((node) => !node.removed);
    this.edges = this.core.edges.filter((edge) => !edge.removed);
    if (this.rowOfEdge.length < this.core.edges.length) this.rowOfEdge = new Int32Array(this.core.edges.length);
    this.rowOfEdge.fill(-1);
    this.edges.forEach((edge, row) => (this.rowOfEdge[edge.index] = row));
  }

  private writeHeader(buffer: Float64Array, kind: number, epoch: number, finished: boolean): void {
    const { core } = this;
    buffer.fill(0, 0, HEADER.length);
    buffer[HEADER.kind] = kind;
    buffer[HEADER.epoch] = epoch;
    buffer[HEADER.timeNs] = core.nowNs;
    buffer[HEADER.state] = RUN_STATES.indexOf(
      core.stopReason !== 'none' ? 'stopped' : finished ? 'finished' : 'paused',
    );
    buffer[HEADER.stopReason] = STOP_REASONS.indexOf(core.stopReason);
    buffer[HEADER.issued] = core.totals.issued;
    buffer[HEADER.succeeded] = core.totals.succeeded;
    buffer[HEADER.failed] = core.totals.failed;
    buffer[HEADER.inFlight] = core.totals.inFlight;
    buffer[HEADER.eventCount] = core.eventCount;
    buffer[HEADER.dotStride] = core.hops.stride;
    buffer[HEADER.liveJobs] = core.jobs.live;
    buffer[HEADER.wastedJobs] = core.wasted;
  }

  /** The last closed window's counts, or those of the open one before the first is closed; and how long that was. */
  private windowCounts(counters: RuntimeNode['counters']): { counts: Float64Array; seconds: number } {
    const rows = this.windows.rows;
    const last = rows.at(-1);
    if (last !== undefined) return { counts: counters.window, seconds: last[WINDOW.lengthS] as number };
    counters.describeWindow(this.scratch);
    return { counts: this.scratch, seconds: this.core.nowNs / NS_PER_S };
  }

  private writeNode(buffer: Float64Array, at: number, node: RuntimeNode): number {
    const { counts, seconds } = this.windowCounts(node.counters);
    const { stations } = this.core;
    buffer[at + NODE.ratePerSecond] = ratio(counts[COUNT_BEGUN] as number, seconds);
    buffer[at + NODE.errorRatio] = failureRatio(counts);
    const hits = counts[COUNT_HITS] as number;
    buffer[at + NODE.hitRatio] = ratio(hits, hits + (counts[COUNT_MISSES] as number));
    buffer[at + NODE.topFailure] = topFailure(counts);
    buffer[at + NODE.utilization] = this.windows.utilization(node);
    let queued = 0;
    let present = 0;
    for (const station of node.stations) {
      queued += stations.queueLength[station] as number;
      present += stations.present[station] as number;
    }
    buffer[at + NODE.queueLength] = node.hasSlots ? queued : Number.NaN;
    buffer[at + NODE.inFlight] = present;
    buffer[at + NODE.arrivals] = node.counters.now[COUNT_BEGUN] as number;
    buffer[at + NODE.completed] = node.counters.now[COUNT_SUCCEEDED] as number;
    buffer[at + NODE.failed] = node.counters.now[COUNT_FAILED] as number;
    const messages = counts[COUNT_MESSAGES] as number;
    buffer[at + NODE.lostRatio] = ratio(counts[COUNT_MESSAGES_LOST] as number, messages);
    buffer[at + NODE.lateRatio] = ratio(counts[COUNT_LATE] as number, messages);
    buffer[at + NODE.jitterMs] = ratio(
      (counts[COUNT_JITTER_NS] as number) / NS_PER_MS,
      counts[COUNT_JITTERS] as number,
    );
    buffer[at + NODE.notModified] = node.counters.now[COUNT_NOT_MODIFIED] as number;
    this.writeNodeLatency(buffer, at, node);
    return at + NODE.columns;
  }

  private writeNodeLatency(buffer: Float64Array, at: number, node: RuntimeNode): void {
    const time = node.timeInNode.window();
    buffer[at + NODE.p50Ms] = time[WINDOW_LATENCY.p50Ms] as number;
    buffer[at + NODE.p95Ms] = time[WINDOW_LATENCY.p95Ms] as number;
    buffer[at + NODE.p99Ms] = time[WINDOW_LATENCY.p99Ms] as number;
    buffer[at + NODE.samples] = time[WINDOW_LATENCY.n] as number;
    buffer[at + NODE.queueWaitMs] = node.queueWait.window()[WINDOW_LATENCY.meanMs] as number;
  }

  private writeEdge(buffer: Float64Array, at: number, edge: RuntimeEdge): number {
    const { counts, seconds } = this.windowCounts(edge.counters);
    buffer[at + EDGE.ratePerSecond] = ratio(counts[COUNT_BEGUN] as number, seconds);
    buffer[at + EDGE.errorRatio] = failureRatio(counts);
    buffer[at + EDGE.retryRatio] = ratio(counts[COUNT_RETRIES] as number, counts[COUNT_BEGUN] as number);
    buffer[at + EDGE.topFailure] = topFailure(counts);
    buffer[at + EDGE.load] =
      edge.direct.nsPerByte === 0
        ? Number.NaN
        : ratio(
            ((counts[COUNT_SENT_BYTES] as number) + (counts[COUNT_RECEIVED_BYTES] as number)) * edge.direct.nsPerByte,
            2 * seconds * NS_PER_S,
          );
    buffer[at + EDGE.inFlight] = edge.counters.inFlight;
    buffer[at + EDGE.rttMs] = edge.direct.rttMs;
    buffer[at + EDGE.cut] = edge.direct.trouble?.cut === true ? 1 : 0;
    buffer[at + EDGE.attempts] = edge.counters.now[COUNT_BEGUN] as number;
    buffer[at + EDGE.retries] = edge.counters.now[COUNT_RETRIES] as number;
    const latency = edge.latency.window();
    buffer[at + EDGE.p50Ms] = latency[WINDOW_LATENCY.p50Ms] as number;
    buffer[at + EDGE.p95Ms] = latency[WINDOW_LATENCY.p95Ms] as number;
    this.writeConnections(buffer, at, edge, counts[COUNT_CONNECT_NS] as number);
    return at + EDGE.columns;
  }

  private writeConnections(buffer: Float64Array, at: number, edge: RuntimeEdge, connectNs: number): void {
    const { usesConnections } = edge.direct;
    const counted = edge.counters.now;
    const latency = edge.latency.window();
    const spentNs = (latency[WINDOW_LATENCY.n] as number) * (latency[WINDOW_LATENCY.meanMs] as number) * NS_PER_MS;
    const orNone = (value: number): number => (usesConnections ? value : Number.NaN);
    buffer[at + EDGE.openConnections] = orNone(this.connections.open[edge.index] as number);
    buffer[at + EDGE.idleConnections] = orNone(this.connections.idle[edge.index] as number);
    buffer[at + EDGE.opened] = orNone(counted[COUNT_CONNECTIONS_OPENED] as number);
    buffer[at + EDGE.reused] = orNone(counted[COUNT_CONNECTIONS_REUSED] as number);
    buffer[at + EDGE.resumed] = orNone(counted[COUNT_CONNECTIONS_RESUMED] as number);
    buffer[at + EDGE.handshakeShare] = orNone(Math.min(1, ratio(connectNs, spentNs)));
  }

  private writeEndpoints(buffer: Float64Array, from: number, node: RuntimeNode, row: number): number {
    const { stations } = this.core;
    let at = from;
    for (let endpoint = 0; endpoint < node.endpointCount; endpoint += 1, at += ENDPOINT.columns) {
      const station = node.stations[endpoint] as number;
      buffer[at + ENDPOINT.nodeRow] = row;
      buffer[at + ENDPOINT.endpoint] = endpoint;
      buffer[at + ENDPOINT.state] = STATE_CODE[endpointState(node, endpoint)];
      buffer[at + ENDPOINT.utilization] = node.hasSlots
        ? (stations.busy[station] as number) / (stations.slots[station] as number)
        : Number.NaN;
      buffer[at + ENDPOINT.queueLength] = stations.queueLength[station] as number;
      buffer[at + ENDPOINT.inFlight] = stations.present[station] as number;
    }
    return at;
  }
}

function endpointState(node: RuntimeNode, endpoint: number): EndpointState {
  const { trouble } = node;
  if (trouble?.crashed[endpoint] === 1) return (node.startingUntilNs[endpoint] as number) > 0 ? 'starting' : 'crashed';
  if (trouble?.blackHole[endpoint] === 1) return 'black-hole';
  if (trouble?.hung[endpoint] === 1) return 'hung';
  if (node.draining[endpoint] === 1) return 'draining';
  if ((node.ejectedBy[endpoint] as number) > 0) return 'ejected';
  if (trouble !== null && (trouble.errorRatio[endpoint] as number) > 0) return 'errors';
  const slowed =
    trouble !== null && ((trouble.slowFactor[endpoint] as number) > 1 || (trouble.slowAddNs[endpoint] as number) > 0);
  return slowed ? 'slow' : 'up';
}

function bufferOf(length: number, into: ArrayBuffer | undefined): Float64Array {
  return into !== undefined && into.byteLength >= length * 8 ? new Float64Array(into) : new Float64Array(length);
}

function failureRatio(counts: Float64Array): number {
  const failed = counts[COUNT_FAILED] as number;
  return ratio(failed, failed + (counts[COUNT_SUCCEEDED] as number));
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}
