import { DESIGN_VERSION, EMPTY_DESIGN, type Design, type DesignEdge, type DesignNode } from '../../src/model/design.ts';
import type { Distribution } from '../../src/model/distribution-field.ts';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import type { RunConfig } from '../../src/model/run-spec.ts';

type Config = Readonly<Record<string, unknown>>;

/** No distance at all, so that only queues and work take time. */
export const NO_DISTANCE: Partial<EdgeConfig> = { rttMs: 0 };

export function node(id: string, kind: string, config: Config = {}): DesignNode {
  return { id, kind, label: id, position: { x: 0, y: 0 }, config };
}

/** An edge named `source-target`, without distance unless the configuration says otherwise. */
export function edge(source: string, target: string, config: Partial<EdgeConfig> = {}): DesignEdge {
  return { id: `${source}-${target}`, source, target, config: { ...NO_DISTANCE, ...config } };
}

export function design(
  nodes: readonly DesignNode[],
  edges: readonly DesignEdge[],
  run: Partial<RunConfig> = {},
): Design {
  return { ...EMPTY_DESIGN, version: DESIGN_VERSION, nodes, edges, run };
}

export function exponential(meanMs: number): Distribution {
  return { type: 'exponential', meanMs };
}

export function constant(meanMs: number): Distribution {
  return { type: 'deterministic', meanMs };
}

/** One request class with these overrides of a small GET for the same object. */
export function requestClass(overrides: Config = {}): Config {
  return {
    name: 'read',
    method: 'GET',
    path: '/items/{key}',
    share: 1,
    requestBytes: 500,
    responseBytes: 5_000,
    keyCount: 1,
    zipfExponent: 0,
    cacheTtlS: null,
    ...overrides,
  };
}

/** Independent users who send at a mean rate. */
export function poissonClient(ratePerSecond: number, config: Config = {}): DesignNode {
  return node('client', 'client', { load: { type: 'poisson', ratePerSecond }, classes: [requestClass()], ...config });
}

/** Users who wait for their answer and think before they send again. */
export function closedClient(concurrentUsers: number, thinkTimeMs: number): DesignNode {
  return node('client', 'client', {
    load: { type: 'closed-loop', concurrentUsers, thinkTimeMs },
    classes: [requestClass()],
    users: concurrentUsers,
  });
}

/**
 * A queueing station: `servers` slots in one replica, no limit to the queue unless given. The slot is free while a request
 * waits for stations behind it, as in the networks of queueing theory.
 */
export function station(id: string, servers: number, serviceTime: Distribution, config: Config = {}): DesignNode {
  return node(id, 'service', {
    replicas: 1,
    slots: servers,
    queueLimit: null,
    holdSlot: false,
    serviceTime,
    ...config,
  });
}

export interface Amount {
  /** Requests of the run, on average. */
  readonly requests: number;
  /** Share of the run that is left out. */
  readonly warmupRatio?: number;
}

/** Simulated seconds a run of an analytic case takes: at most as long as the windows of the metrics stay a second or less. */
const RUN_S = 600;

/**
 * Cases are stated in their own unit of time. A run always lasts 600 simulated seconds, so one unit is as many milliseconds as
 * make the wanted number of requests fit.
 */
export function unitMsFor(ratePerUnit: number, { requests }: Amount): number {
  return (RUN_S * 1_000 * ratePerUnit) / requests;
}

export function runFor({ warmupRatio = 0.05 }: Amount, seed: number): Partial<RunConfig> {
  return { seed, durationS: RUN_S, warmupS: RUN_S * warmupRatio };
}
