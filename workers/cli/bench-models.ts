import { DESIGN_VERSION, EMPTY_DESIGN, type Design, type DesignEdge, type DesignNode } from '../../src/model/design.ts';

/** Simulated seconds of a benchmark run, and the part that is left out of the latencies. */
const DURATION_S = 600;
const WARMUP_S = 20;

function node(id: string, kind: string, config: Readonly<Record<string, unknown>>): DesignNode {
  return { id, kind, label: id, position: { x: 0, y: 0 }, config };
}

function edge(id: string, source: string, target: string, config: DesignEdge['config']): DesignEdge {
  return { id, source, target, config };
}

/** Half a millisecond per hop. */
const HOP = { rttMs: 1 } as const;

function design(name: string, nodes: DesignNode[], edges: DesignEdge[]): Design {
  return {
    ...EMPTY_DESIGN,
    version: DESIGN_VERSION,
    name,
    nodes,
    edges,
    run: { durationS: DURATION_S, warmupS: WARMUP_S },
  };
}

/** Reads of objects whose popularity follows a Zipf law of exponent 0.9. */
const READ = {
  name: 'read',
  method: 'GET',
  path: '/items/{key}',
  share: 1,
  requestBytes: 500,
  responseBytes: 5000,
  zipfExponent: 0.9,
  cacheTtlS: null,
} as const;

/** M/M/c at utilisation 0.8 behind a client, both with one hop between them. */
function queue(name: string, servers: number): Design {
  const meanMs = 1;
  const client = node('client', 'client', {
    load: { type: 'poisson', ratePerSecond: (0.8 * servers * 1000) / meanMs },
  });
  const server = node('server', 'service', {
    replicas: 1,
    slots: servers,
    queueLimit: null,
    serviceTime: { type: 'exponential', meanMs },
  });
  return design(name, [client, server], [edge('e1', 'client', 'server', HOP)]);
}

/**
 * Three tiers of performance.md: 1,000 requests/s over an L7 balancer with least connections, 8 replicas of 8 slots (lognormal 45 ms),
 * an LRU of 10,000 of 100,000 keys (Zipf 0.9), on a miss a database of 16 slots (lognormal 20 ms); time-out 300 ms, one retry.
 */
function threeTiers(): Design {
  return design(
    't3',
    [
      node('client', 'client', {
        load: { type: 'poisson', ratePerSecond: 1000 },
        classes: [{ ...READ, keyCount: 100_000 }],
      }),
      node('lb', 'load-balancer', {
        algorithm: 'least-connections',
        processingMs: 0,
        retryNext: 0,
        passiveFailures: 0,
        activeChecks: false,
      }),
      node('api', 'service', {
        replicas: 8,
        slots: 8,
        queueLimit: null,
        serviceTime: { type: 'lognormal', meanMs: 45, cv: 1 },
      }),
      node('cache', 'cache', { capacity: 10_000, serviceTime: { type: 'deterministic', meanMs: 0 } }),
      node('db', 'database', {
        slots: 16,
        maxConnections: 1_000_000,
        readTime: { type: 'lognormal', meanMs: 20, cv: 1 },
      }),
    ],
    [
      edge('e1', 'client', 'lb', {
        ...HOP,
        timeoutMs: 300,
        maxAttempts: 2,
        backoff: { type: 'exponential', baseMs: 50, factor: 1, capMs: 50, jitter: 'equal' },
      }),
      edge('e2', 'lb', 'api', HOP),
      edge('e3', 'api', 'cache', HOP),
      edge('e4', 'api', 'db', HOP),
    ],
  );
}

/** The benchmark models by name. */
export const BENCH_MODELS: Readonly<Record<string, () => Design>> = {
  mm1: () => queue('mm1', 1),
  mmc: () => queue('mmc', 8),
  t3: threeTiers,
};
