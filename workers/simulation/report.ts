import type { Histogram } from '../../src/algorithms/statistics/histogram.ts';
import type { Design } from '../../src/model/design.ts';
import type { Objective } from '../../src/model/objectives.ts';
import type {
  ClassReport,
  ClientReport,
  EdgeReport,
  EndpointReport,
  LatencyReport,
  NodeReport,
  ObjectiveReport,
  Report,
} from '../../src/model/report.ts';
import { NS_PER_MS, NS_PER_S } from '../../src/model/units.ts';
import {
  COUNT_BEGUN,
  COUNT_CONNECT_NS,
  COUNT_CONNECTIONS_OPENED,
  COUNT_CONNECTIONS_RESUMED,
  COUNT_CONNECTIONS_REUSED,
  COUNT_FAILED,
  COUNT_GOOD,
  COUNT_HITS,
  COUNT_JITTER_NS,
  COUNT_JITTERS,
  COUNT_LATE,
  COUNT_MESSAGES,
  COUNT_MESSAGES_LOST,
  COUNT_MESSAGES_RECEIVED,
  COUNT_MESSAGES_SENT,
  COUNT_MISSES,
  COUNT_NOT_MODIFIED,
  COUNT_PACKETS_LOST,
  COUNT_RECEIVED_BYTES,
  COUNT_RETRIES,
  COUNT_SAVED_BYTES,
  COUNT_SENT_BYTES,
  COUNT_STALE,
  COUNT_SUCCEEDED,
  COUNT_WASTED,
  COUNT_WIRE_RECEIVED_BYTES,
  COUNT_WIRE_SENT_BYTES,
  type Counters,
} from './metrics/counters.ts';
import type { Core } from './core.ts';
import type { LatencyRecorder } from './metrics/latency-recorder.ts';
import type { Windows } from './metrics/windows.ts';
import type { RuntimeClass } from './runtime-class.ts';
import type { RuntimeEdge } from './runtime-edge.ts';
import type { RuntimeNode } from './runtime-node.ts';
import { ConnectionFigures } from './network/connection-figures.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { warningsOf } from './warnings.ts';

/** What a report is about. */
export interface Reported {
  readonly core: Core;
  readonly windows: Windows;
  readonly design: Design;
}

/** The result of a run so far (simulation.md sections 9 and 10). */
export function makeReport(simulation: Reported): Report {
  const { core, windows } = simulation;
  const measuredS = Math.max(0, (core.nowNs - windows.measureStartNs) / NS_PER_S);
  const clients = Object.fromEntries(
    core.nodes.filter((node) => node.isClient).map((node) => [node.id, clientReport(core.classes, node, measuredS)]),
  );
  const { issued, succeeded, failed, inFlight } = core.totals;
  const connections = new ConnectionFigures();
  connections.refresh(core);
  return {
    engineVersion: ENGINE_VERSION,
    seed: core.seed,
    digest: digestOf(simulation),
    simulatedSeconds: core.nowNs / NS_PER_S,
    warmupSeconds: windows.measureStartNs / NS_PER_S,
    eventCount: core.eventCount,
    stopReason: core.stopReason,
    totals: { issued, succeeded, failed, inFlight },
    clients,
    nodes: Object.fromEntries(
      core.nodes.filter((node) => !node.isClient).map((node) => [node.id, nodeReport(simulation, node, measuredS)]),
    ),
    edges: Object.fromEntries(core.edges.map((edge) => [edge.id, edgeReport(connections, edge)])),
    objectives: simulation.design.objectives.map((objective) => objectiveReport(objective, clients, measuredS)),
    warnings: [...warningsOf(core), ...stabilityWarnings(simulation), ...stopWarning(simulation)],
  };
}

/** Everything that happened up to now: what was added on the way, and the counts at this instant. */
function digestOf({ core }: Reported): string {
  const digest = core.digest.copy();
  for (const value of [core.nowNs, core.eventCount, core.totals.issued, core.totals.succeeded, core.totals.failed])
    digest.add(value);
  for (const edge of core.edges) digest.add(edge.counters.now[COUNT_BEGUN] as number);
  return digest.hex();
}

function clientReport(all: readonly RuntimeClass[], node: RuntimeNode, measuredS: number): ClientReport {
  const classes = all.filter((requestClass) => requestClass.clientIndex === node.index);
  const requests: Record<string, ClassReport> = {};
  for (const requestClass of classes)
    if (!requestClass.removed || requests[requestClass.name] === undefined)
      requests[requestClass.name] = classReport(requestClass, measuredS);
  const good = classes.reduce((sum, { counters }) => sum + counters.measured(COUNT_GOOD), 0);
  const ci = classes.length === 1 ? (classes[0]?.batches.halfWidth95() ?? Number.NaN) : Number.NaN;
  return {
    ...totalsOf(node.counters),
    errors: node.counters.errors(),
    latencyMs: latencyReport(mergedLatency(classes), ci),
    goodputPerSecond: measuredS > 0 ? good / measuredS : 0,
    ...messagesOf(node.counters),
    requests,
    ...ownCountsOf(node),
  };
}

function mergedLatency(classes: readonly RuntimeClass[]): Histogram {
  const merged = (classes[0] as RuntimeClass).latency.soFar();
  for (const { latency } of classes.slice(1)) merged.merge(latency.soFar());
  return merged;
}

function classReport(requestClass: RuntimeClass, measuredS: number): ClassReport {
  const { counters, latency, batches } = requestClass;
  return {
    ...totalsOf(counters),
    errors: counters.errors(),
    latencyMs: latencyReport(latency.soFar(), batches.halfWidth95()),
    goodputPerSecond: measuredS > 0 ? counters.measured(COUNT_GOOD) / measuredS : 0,
    ...messagesOf(counters),
  };
}

function messagesOf(counters: Counters): Pick<ClassReport, 'messages'> {
  const sent = counters.measured(COUNT_MESSAGES);
  if (sent === 0) return {};
  const lost = counters.measured(COUNT_MESSAGES_LOST);
  const late = counters.measured(COUNT_LATE);
  const jitters = counters.measured(COUNT_JITTERS);
  const jitterMs = jitters > 0 ? counters.measured(COUNT_JITTER_NS) / jitters / NS_PER_MS : null;
  return {
    messages: { sent, delivered: sent - lost, lost, late, lostRatio: lost / sent, lateRatio: late / sent, jitterMs },
  };
}

function totalsOf(counters: Counters): { issued: number; succeeded: number; failed: number; inFlight: number } {
  return {
    issued: counters.now[COUNT_BEGUN] as number,
    succeeded: counters.now[COUNT_SUCCEEDED] as number,
    failed: counters.now[COUNT_FAILED] as number,
    inFlight: counters.inFlight,
  };
}

function nodeReport(simulation: Reported, node: RuntimeNode, measuredS: number): NodeReport {
  const replicas = node.endpoints.map((_, endpoint) => endpointReport(simulation, node, endpoint, measuredS));
  const counts = node.counters.now;
  const hits = node.counters.measured(COUNT_HITS);
  const misses = node.counters.measured(COUNT_MISSES);
  const present = node.endpoints.reduce(
    (sum, _, endpoint) => sum + simulation.windows.measuredAreas(node, endpoint).present,
    0,
  );
  const used = replicas.slice(0, node.endpointCount);
  return {
    kind: node.spec.id,
    arrivals: counts[COUNT_BEGUN] as number,
    completed: counts[COUNT_SUCCEEDED] as number,
    failed: counts[COUNT_FAILED] as number,
    inFlight: node.counters.inFlight,
    errors: node.counters.errors(),
    utilization:
      node.hasSlots && measuredS > 0
        ? used.reduce((sum, { utilization }) => sum + (utilization ?? 0), 0) / used.length
        : null,
    queueWaitMs: reportOf(node.queueWait),
    timeInNodeMs: reportOf(node.timeInNode),
    meanQueueLength: replicas.reduce((sum, { meanQueueLength }) => sum + meanQueueLength, 0),
    meanInNode: measuredS > 0 ? present / (measuredS * NS_PER_S) : 0,
    replicas,
    staleReads: node.counters.measured(COUNT_STALE),
    ...backendsOf(node),
    ...ownCountsOf(node),
    ...(hits + misses > 0 ? { cache: { hits, misses, hitRatio: hits / (hits + misses), ...validationsOf(node) } } : {}),
  };
}

function validationsOf({ counters }: RuntimeNode): { notModified?: number; savedBytes?: number } {
  const notModified = counters.measured(COUNT_NOT_MODIFIED);
  return notModified === 0 ? {} : { notModified, savedBytes: counters.measured(COUNT_SAVED_BYTES) };
}

function backendsOf(node: RuntimeNode): Pick<NodeReport, 'backends'> {
  const view = node.removed ? undefined : node.behaviour.view?.(false);
  return view === undefined ? {} : { backends: view.backends };
}

function ownCountsOf(node: RuntimeNode): Pick<NodeReport, 'counts'> {
  const counts = node.removed ? undefined : node.behaviour.counts?.();
  return counts === undefined ? {} : { counts };
}

function endpointReport(simulation: Reported, node: RuntimeNode, endpoint: number, measuredS: number): EndpointReport {
  const { arrivals, completed, failed } = node.endpoints[endpoint] ?? { arrivals: 0, completed: 0, failed: 0 };
  const areas = simulation.windows.measuredAreas(node, endpoint);
  const slots = simulation.core.stations.slots[node.stations[endpoint] as number] as number;
  const measuredNs = measuredS * NS_PER_S;
  return {
    arrivals,
    completed,
    failed,
    utilization: node.hasSlots && measuredNs > 0 ? areas.busy / (slots * measuredNs) : null,
    meanQueueLength: measuredNs > 0 ? areas.queue / measuredNs : 0,
  };
}

function edgeReport(connections: ConnectionFigures, edge: RuntimeEdge): EdgeReport {
  const counts = edge.counters.now;
  const answered = edge.latency.soFar();
  return {
    attempts: counts[COUNT_BEGUN] as number,
    retries: counts[COUNT_RETRIES] as number,
    succeeded: counts[COUNT_SUCCEEDED] as number,
    failed: counts[COUNT_FAILED] as number,
    inFlight: edge.counters.inFlight,
    errors: edge.counters.errors(),
    latencyMs: latencyReport(answered, Number.NaN),
    rttMs: edge.direct.rttMs,
    bytes: { sent: counts[COUNT_SENT_BYTES] as number, received: counts[COUNT_RECEIVED_BYTES] as number },
    connections: {
      opened: counts[COUNT_CONNECTIONS_OPENED] as number,
      open: connections.open[edge.index] as number,
      idle: connections.idle[edge.index] as number,
      reused: counts[COUNT_CONNECTIONS_REUSED] as number,
      resumed: counts[COUNT_CONNECTIONS_RESUMED] as number,
      handshakeShare:
        answered.count > 0 && answered.mean > 0
          ? Math.min(1, edge.counters.measured(COUNT_CONNECT_NS) / (answered.count * answered.mean))
          : null,
    },
    wire: {
      sentBytes: counts[COUNT_WIRE_SENT_BYTES] as number,
      receivedBytes: counts[COUNT_WIRE_RECEIVED_BYTES] as number,
      packetsLost: counts[COUNT_PACKETS_LOST] as number,
    },
    wasted: counts[COUNT_WASTED] as number,
    ...streamReport(edge),
    ...(edge.direct.answersInHttp ? { answersInHttp: true } : {}),
  };
}

function streamReport({ direct, counters, firstMessage }: RuntimeEdge): Pick<EdgeReport, 'stream'> {
  if (direct.streaming === null) return {};
  const sent = counters.now[COUNT_MESSAGES_SENT] as number;
  const received = counters.now[COUNT_MESSAGES_RECEIVED] as number;
  return { stream: { sent, received, firstMessageMs: reportOf(firstMessage) } };
}

function objectiveReport(
  objective: Objective,
  clients: Readonly<Record<string, ClientReport>>,
  measuredS: number,
): ObjectiveReport {
  const chosen =
    objective.client === undefined
      ? Object.values(clients)
      : [clients[objective.client]].filter((client) => client !== undefined);
  const values = chosen.map((client) => measure(objective, client)).filter((value) => value !== null);
  const measured =
    values.length === 0 || measuredS === 0
      ? null
      : objective.comparison === '<'
        ? Math.max(...values)
        : Math.min(...values);
  const met =
    measured !== null && (objective.comparison === '<' ? measured < objective.value : measured > objective.value);
  return { ...objective, measured, met };
}

function measure({ metric }: Objective, client: ClientReport): number | null {
  switch (metric) {
    case 'p50Ms':
      return client.latencyMs.p50;
    case 'p95Ms':
      return client.latencyMs.p95;
    case 'p99Ms':
      return client.latencyMs.p99;
    case 'successRatio':
      return client.succeeded + client.failed === 0 ? null : client.succeeded / (client.succeeded + client.failed);
    case 'goodputPerSecond':
      return client.goodputPerSecond;
  }
}

/** A queue that only grew has no mean: utilisation near 1 and more waiting at the end than on average. */
function stabilityWarnings({ core, windows }: Reported): string[] {
  const warnings: string[] = [];
  const measuredNs = core.nowNs - windows.measureStartNs;
  for (const node of core.nodes) {
    if (node.removed || !node.hasSlots || measuredNs <= 0) continue;
    for (let endpoint = 0; endpoint < node.endpointCount; endpoint += 1) {
      const station = node.stations[endpoint] as number;
      const { busy } = windows.measuredAreas(node, endpoint);
      const saturated = busy / ((core.stations.slots[station] as number) * measuredNs) > 0.99;
      if (saturated && (core.stations.queueLength[station] as number) > 0) {
        warnings.push(
          `${node.spec.name} ${node.id} is saturated: requests arrive faster than it can answer, so its waiting times have no stable mean.`,
        );
        break;
      }
    }
  }
  return warnings;
}

function stopWarning({ core }: Reported): string[] {
  if (core.stopReason === 'none') return [];
  const words = {
    live_jobs: 'more requests were alive at once than the engine allows',
    memory: 'the run needed more memory than the engine allows',
    instant_events: 'requests went round without any time passing',
  };
  return [
    `The run was stopped: ${words[core.stopReason]}${core.stopDetail === '' ? '' : ` (at ${core.stopDetail})`}. The results up to then are kept.`,
  ];
}

function reportOf(recorder: LatencyRecorder): LatencyReport {
  return latencyReport(recorder.soFar(), Number.NaN);
}

function latencyReport(histogram: Histogram, ci95Ns: number): LatencyReport {
  const n = histogram.count;
  if (n === 0)
    return { n, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null, meanCi95: null };
  const at = (q: number): number => histogram.percentile(q) / NS_PER_MS;
  return {
    n,
    mean: histogram.mean / NS_PER_MS,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
    max: histogram.max / NS_PER_MS,
    meanCi95: Number.isFinite(ci95Ns) ? ci95Ns / NS_PER_MS : null,
  };
}
