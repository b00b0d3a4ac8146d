import { OUTCOMES } from '../../../src/model/outcome.ts';
import { WINDOW } from '../../../src/model/snapshot.ts';
import { NS_PER_MS, NS_PER_S } from '../../../src/model/units.ts';
import type { Core } from '../core.ts';
import type { RuntimeNode } from '../runtime-node.ts';
import {
  COUNT_BEGUN,
  COUNT_BY_OUTCOME,
  COUNT_HITS,
  COUNT_JITTER_NS,
  COUNT_JITTERS,
  COUNT_LATE,
  COUNT_MESSAGES,
  COUNT_MESSAGES_LOST,
  COUNT_MISSES,
  emptyCounts,
} from './counters.ts';
import { WINDOW_LATENCY } from './latency-recorder.ts';

/** Station integrals at the last window's end and at the end of the warm-up. */
interface NodeAreas {
  windowBusy: number;
  utilization: number;
  measureBusy: Float64Array;
  measureQueue: Float64Array;
  measurePresent: Float64Array;
}

/** Closes the metrics' windows and keeps the series over all clients. */
export class Windows {
  /** Rows of WINDOW, one per closed window since the start. */
  readonly rows: Float64Array[] = [];
  measureStartNs = 0;
  private startNs = 0;
  private readonly areas = new Map<RuntimeNode, NodeAreas>();
  private readonly countsBefore = emptyCounts();
  private issuedBefore = 0;
  private succeededBefore = 0;
  private failedBefore = 0;
  private attemptsBefore = 0;

  constructor(private readonly core: Core) {}

  /** Start of the open window in ns. */
  get openSinceNs(): number {
    return this.startNs;
  }

  close(): void {
    const { core } = this;
    const now = core.nowNs;
    this.absorbClasses();
    this.pushRow(now);
    for (const node of core.nodes) this.closeNode(node, now);
    for (const edge of core.edges) {
      edge.counters.closeWindow();
      edge.latency.closeWindow();
      if (edge.direct.streaming !== null) edge.firstMessage.closeWindow();
    }
    for (const requestClass of core.classes) {
      requestClass.counters.closeWindow();
      requestClass.latency.closeWindow();
    }
    core.tracer.adapt();
    this.startNs = now;
  }

  /** The warm-up is over: what was measured so far is left out of latencies and rates. */
  startMeasuring(): void {
    const { core } = this;
    this.measureStartNs = core.nowNs;
    core.clientLatency.reset();
    for (const node of core.nodes) {
      node.counters.startMeasuring();
      node.timeInNode.reset();
      node.queueWait.reset();
      this.markAreas(node);
    }
    for (const edge of core.edges) {
      edge.counters.startMeasuring();
      edge.latency.reset();
      edge.firstMessage.reset();
    }
    for (const requestClass of core.classes) {
      requestClass.counters.startMeasuring();
      requestClass.latency.reset();
      requestClass.batches.reset();
    }
  }

  /** Busy slots / slots of a node in the last closed window; NaN without slots. */
  utilization(node: RuntimeNode): number {
    return this.areas.get(node)?.utilization ?? Number.NaN;
  }

  /** Busy, queue and presence integrals of one endpoint since the warm-up ended. */
  measuredAreas(node: RuntimeNode, endpoint: number): { busy: number; queue: number; present: number } {
    const { stations } = this.core;
    const station = node.stations[endpoint] as number;
    const marks = this.areasOf(node);
    return {
      busy: stations.busyArea(station) - (marks.measureBusy[endpoint] ?? 0),
      queue: stations.queueArea(station) - (marks.measureQueue[endpoint] ?? 0),
      present: stations.presentArea(station) - (marks.measurePresent[endpoint] ?? 0),
    };
  }

  /** Latency of each client and of all of them, from their classes. */
  private absorbClasses(): void {
    const { core } = this;
    for (const { clientIndex, latency } of core.classes) {
      core.nodes[clientIndex]?.timeInNode.absorb(latency);
      core.clientLatency.absorb(latency);
    }
  }

  private closeNode(node: RuntimeNode, now: number): void {
    node.counters.closeWindow();
    node.timeInNode.closeWindow();
    node.queueWait.closeWindow();
    const marks = this.areasOf(node);
    let busy = 0;
    for (const station of node.stations) busy += this.core.stations.busyArea(station);
    const capacity = node.hasSlots
      ? (this.core.stations.slots[node.stations[0] as number] as number) * node.endpointCount
      : 0;
    marks.utilization = capacity === 0 ? Number.NaN : (busy - marks.windowBusy) / (capacity * (now - this.startNs));
    marks.windowBusy = busy;
  }

  private markAreas(node: RuntimeNode): void {
    const marks = this.areasOf(node);
    const { stations } = this.core;
    marks.measureBusy = Float64Array.from(node.stations, (station) => stations.busyArea(station));
    marks.measureQueue = Float64Array.from(node.stations, (station) => stations.queueArea(station));
    marks.measurePresent = Float64Array.from(node.stations, (station) => stations.presentArea(station));
  }

  private areasOf(node: RuntimeNode): NodeAreas {
    let marks = this.areas.get(node);
    if (marks === undefined) {
      marks = {
        windowBusy: 0,
        utilization: Number.NaN,
        measureBusy: new Float64Array(0),
        measureQueue: new Float64Array(0),
        measurePresent: new Float64Array(0),
      };
      this.areas.set(node, marks);
    }
    return marks;
  }

  /** Of a count of all clients: what the open window added. */
  private sinceBefore(column: number): number {
    return (this.core.clientCounts[column] as number) - (this.countsBefore[column] as number);
  }

  private pushRow(now: number): void {
    const { totals, clientCounts, clientLatency, edges } = this.core;
    clientLatency.closeWindow();
    let attempts = 0;
    for (const edge of edges) attempts += edge.counters.now[COUNT_BEGUN] as number;
    const row = new Float64Array(WINDOW.columns);
    row[WINDOW.startS] = this.startNs / NS_PER_S;
    row[WINDOW.lengthS] = (now - this.startNs) / NS_PER_S;
    row[WINDOW.issued] = totals.issued - this.issuedBefore;
    row[WINDOW.succeeded] = totals.succeeded - this.succeededBefore;
    row[WINDOW.failed] = totals.failed - this.failedBefore;
    const latency = clientLatency.window();
    row[WINDOW.meanMs] = latency[WINDOW_LATENCY.meanMs] as number;
    row[WINDOW.p50Ms] = latency[WINDOW_LATENCY.p50Ms] as number;
    row[WINDOW.p95Ms] = latency[WINDOW_LATENCY.p95Ms] as number;
    row[WINDOW.p99Ms] = latency[WINDOW_LATENCY.p99Ms] as number;
    row[WINDOW.hits] = this.sinceBefore(COUNT_HITS);
    row[WINDOW.misses] = this.sinceBefore(COUNT_MISSES);
    row[WINDOW.attempts] = attempts - this.attemptsBefore;
    row[WINDOW.messages] = this.sinceBefore(COUNT_MESSAGES);
    row[WINDOW.messagesLost] = this.sinceBefore(COUNT_MESSAGES_LOST);
    row[WINDOW.messagesLate] = this.sinceBefore(COUNT_LATE);
    row[WINDOW.jitterMs] = this.sinceBefore(COUNT_JITTER_NS) / this.sinceBefore(COUNT_JITTERS) / NS_PER_MS;
    for (let code = 0; code < OUTCOMES.length; code += 1) {
      row[WINDOW.byOutcome + code] = this.sinceBefore(COUNT_BY_OUTCOME + code);
    }
    this.rows.push(row);
    this.countsBefore.set(clientCounts);
    this.issuedBefore = totals.issued;
    this.succeededBefore = totals.succeeded;
    this.failedBefore = totals.failed;
    this.attemptsBefore = attempts;
  }
}
