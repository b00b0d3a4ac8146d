import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import type { Report } from '../../model/report.ts';

interface Workload {
  readonly keys: number;
  readonly zipf: number;
  readonly ratePerSecond: number;
  readonly durationS: number;
  readonly warmupS?: number;
}

function readers(
  { keys, zipf, ratePerSecond }: Workload,
  more: Record<string, unknown> = {},
): readonly [string, Record<string, unknown>] {
  const read = {
    name: 'read',
    method: 'GET',
    path: '/o',
    share: 1,
    requestBytes: 100,
    responseBytes: 100,
    keyCount: keys,
    zipfExponent: zipf,
    cacheTtlS: null,
  };
  return ['client', { load: { type: 'poisson', ratePerSecond }, access: 'none', classes: [{ ...read, ...more }] }];
}

/** Clients, a service, a look-aside cache and a database, none of which takes any time. */
function lookAside(
  workload: Workload,
  cache: Record<string, unknown>,
  requestClass: Record<string, unknown> = {},
): SmallDesign {
  return {
    nodes: {
      users: readers(workload, requestClass),
      app: ['service', { replicas: 1, slots: 1_000, serviceTime: NO_TIME, restartS: 0 }],
      cache: ['cache', { capacity: 1_000_000, serviceTime: NO_TIME, ...cache }],
      db: ['database', { slots: 1_000, maxConnections: 100_000, readTime: NO_TIME, writeTime: NO_TIME }],
    },
    edges: [
      ['users', 'app'],
      ['app', 'cache'],
      ['app', 'db'],
    ],
    run: { durationS: workload.durationS, warmupS: workload.warmupS ?? 0 },
  };
}

function hitRatio(report: Report): number {
  return report.nodes['cache']?.cache?.hitRatio ?? Number.NaN;
}

/** Hit ratio of a TTL cache that counts from the miss: lambda T / (1 + lambda T). Jung, Berger, Balakrishnan (2003). */
describe('time to live', () => {
  it.each([
    { lambda: 0.01, ttlS: 10, expected: 0.090909091, durationS: 4_000 },
    { lambda: 0.1, ttlS: 60, expected: 0.857142857, durationS: 2_000 },
    { lambda: 1, ttlS: 1, expected: 0.5, durationS: 100 },
    { lambda: 1, ttlS: 10, expected: 0.909090909, durationS: 200 },
    { lambda: 1, ttlS: 60, expected: 0.983606557, durationS: 600 },
    { lambda: 10, ttlS: 1, expected: 0.909090909, durationS: 40 },
  ])('$lambda requests per second and key, kept for $ttlS s', ({ lambda, ttlS, expected, durationS }) => {
    const workload = {
      keys: 250,
      zipf: 0,
      ratePerSecond: 250 * lambda,
      durationS,
      warmupS: 3 * ttlS > durationS / 2 ? durationS / 2 : 3 * ttlS,
    };
    const report = simulate(lookAside(workload, { ttlS }));
    expect(Math.abs(hitRatio(report) - expected)).toBeLessThan(0.01);
  });

  // The same summed over Zipf keys: sum of p_k l_k T / (1 + l_k T).
  it.each([
    { keys: 1_000, zipf: 1, ratePerSecond: 100, ttlS: 10, expected: 0.714773008 },
    { keys: 100, zipf: 1, ratePerSecond: 10, ttlS: 60, expected: 0.880281184 },
    { keys: 1_000, zipf: 0.8, ratePerSecond: 50, ttlS: 60, expected: 0.796722347 },
  ])('$keys keys of Zipf $zipf at $ratePerSecond per second, kept for $ttlS s', ({ ttlS, expected, ...load }) => {
    const durationS = 60_000 / load.ratePerSecond;
    const report = simulate(lookAside({ ...load, durationS, warmupS: Math.min(3 * ttlS, durationS / 2) }, { ttlS }));
    expect(Math.abs(hitRatio(report) - expected)).toBeLessThan(0.01);
    const { attempts } = report.edges['app-db'] ?? { attempts: 0 };
    const { misses } = report.nodes['cache']?.cache ?? { misses: 0 };
    expect(attempts).toBeGreaterThanOrEqual(misses);
  });

  it('of a request class goes before that of the cache, and 0 is never stored', () => {
    const workload = { keys: 100, zipf: 0, ratePerSecond: 1_000, durationS: 30, warmupS: 5 };
    expect(hitRatio(simulate(lookAside(workload, { ttlS: 1_000 }, { cacheTtlS: 0.1 })))).toBeCloseTo(0.5, 1);
    expect(hitRatio(simulate(lookAside(workload, { ttlS: 1_000 }, { cacheTtlS: 0 })))).toBe(0);
  });
});

/** LRU under Zipf: Che's approximation (Che, Tung, Wang 2002), which independent simulations of LRU confirm to 0.001. */
describe('size', () => {
  it.each([
    { keys: 1_000, zipf: 0.6, capacity: 50, expected: 0.126787197 },
    { keys: 1_000, zipf: 0.8, capacity: 100, expected: 0.377790221 },
    { keys: 1_000, zipf: 1, capacity: 10, expected: 0.209463505 },
    { keys: 10_000, zipf: 0.8, capacity: 1_000, expected: 0.436659722 },
    { keys: 1_000, zipf: 0, capacity: 500, expected: 0.5 },
  ])('$capacity of $keys keys of Zipf $zipf', ({ keys, zipf, capacity, expected }) => {
    const report = simulate(lookAside({ keys, zipf, ratePerSecond: 10_000, durationS: 7, warmupS: 2 }, { capacity }));
    expect(Math.abs(hitRatio(report) - expected)).toBeLessThan(0.015);
  });

  it('is split over the shards, by key', () => {
    const report = simulate(
      lookAside(
        { keys: 1_000, zipf: 0, ratePerSecond: 5_000, durationS: 10, warmupS: 3 },
        { capacity: 400, shards: 4 },
      ),
    );
    expect(Math.abs(hitRatio(report) - 0.4)).toBeLessThan(0.015);
    for (const { arrivals } of report.nodes['cache']?.replicas ?? []) expect(arrivals).toBeGreaterThan(10_000);
  });
});

describe('losing what is stored', () => {
  const workload = { keys: 100, zipf: 0, ratePerSecond: 1_000, durationS: 20 };

  it('a flush costs one miss per key', () => {
    const missesWith = (scenario: SmallDesign['scenario']) =>
      simulate({ ...lookAside(workload, {}), ...(scenario === undefined ? {} : { scenario }) }).nodes['cache']?.cache
        ?.misses ?? -1;
    const flush = missesWith([{ atS: 10, target: { node: 'cache' }, action: { type: 'flush' } }]);
    expect(missesWith([])).toBe(100);
    expect(flush).toBe(200);
  });

  it('a crashed shard is empty when it is back, the others are not', () => {
    const crash = { atS: 10, untilS: 10.5, target: { node: 'cache', endpoint: 1 }, action: { type: 'crash' } } as const;
    const report = simulate({ ...lookAside(workload, { shards: 4 }), scenario: [crash] });
    expect(report.nodes['cache']?.cache?.misses).toBe(125);
    // The service takes a failed lookup for a miss.
    expect(report.totals.failed).toBe(0);
    expect(report.edges['app-cache']?.errors['connection_refused']).toBeGreaterThan(50);
  });

  it('a smaller capacity keeps what was used last', () => {
    const design = (capacity: number) => designOf(lookAside(workload, { capacity }));
    const simulation = new Simulation(design(100));
    simulation.run(5e9);
    simulation.applyDesign(design(99));
    simulation.run(5.02e9);
    // 20 requests, at most the one that had to go can be missing.
    expect(simulation.report().nodes['cache']?.cache?.misses).toBeLessThanOrEqual(103);
  });

  it('writes remove what is stored', () => {
    const { nodes, ...rest } = lookAside(workload, {});
    const common = {
      path: '/o',
      requestBytes: 100,
      responseBytes: 100,
      keyCount: 100,
      zipfExponent: 0,
      cacheTtlS: null,
    };
    const classes = [
      { ...common, name: 'read', method: 'GET', share: 4 },
      { ...common, name: 'write', method: 'PUT', share: 1 },
    ];
    const users = ['client', { load: { type: 'poisson', ratePerSecond: 2_000 }, access: 'none', classes }] as const;
    const report = simulate({ ...rest, nodes: { ...nodes, users } });
    // The last request for the key was a read, not a write, with probability 4/5.
    expect(Math.abs(hitRatio(report) - 0.8)).toBeLessThan(0.02);
  });
});

describe('read-through', () => {
  const FETCH_MS = 100;

  function design(workload: Workload, cache: Record<string, unknown>, isConnected = true): SmallDesign {
    return {
      nodes: {
        users: readers(workload),
        app: ['service', { replicas: 1, slots: 10_000, queueLimit: null, serviceTime: NO_TIME }],
        cache: ['cache', { mode: 'read-through', capacity: 1_000, serviceTime: NO_TIME, ...cache }],
        db: [
          'database',
          {
            slots: 10_000,
            maxConnections: 100_000,
            readTime: { type: 'deterministic', meanMs: FETCH_MS },
            restartS: 0,
          },
        ],
      },
      edges: [['users', 'app'], ['app', 'cache'], ...(isConnected ? ([['cache', 'db']] as const) : [])],
      run: { durationS: workload.durationS, warmupS: workload.warmupS ?? 0 },
    };
  }

  it('shares one fetch among concurrent misses: a cycle of T + D + 1 / lambda', () => {
    const workload = { keys: 50, zipf: 0, ratePerSecond: 1_000, durationS: 200, warmupS: 10 };
    const report = simulate(design(workload, { ttlS: 1 }));
    // 20 per second and key: one fetch every 1 + 0.1 + 0.05 s, and of the 23 requests in it 20 are hits.
    const fetches = report.edges['cache-db']?.attempts ?? 0;
    expect(Math.abs(fetches / (50 * 200) - 1 / 1.15)).toBeLessThan(0.01);
    expect(Math.abs(hitRatio(report) - 20 / 23)).toBeLessThan(0.01);
    expect(report.totals.failed).toBe(0);
  });

  it('lets nobody wait longer than one fetch', () => {
    const report = simulate(design({ keys: 1, zipf: 0, ratePerSecond: 2_000, durationS: 5 }, { ttlS: 0.5 }));
    expect(report.clients['users']?.latencyMs.max).toBeLessThanOrEqual(FETCH_MS * 1.02);
    expect(report.edges['cache-db']?.attempts).toBeLessThanOrEqual(10);
  });

  it('passes a failure on to all who wait and asks again for the next', () => {
    const crash = { atS: 2, untilS: 3, target: { node: 'db' }, action: { type: 'crash' } } as const;
    const base = design({ keys: 1, zipf: 0, ratePerSecond: 2_000, durationS: 5 }, { ttlS: 0.01 });
    const report = simulate({ ...base, scenario: [crash] });
    expect(Object.keys(report.clients['users']?.errors ?? {}).toSorted()).toEqual([
      'connection_refused',
      'connection_reset',
    ]);
    expect(report.nodes['db']?.completed).toBeGreaterThan(30);
    expect(report.totals.inFlight).toBeLessThanOrEqual(250);
  });

  it('loses nobody when the cache itself crashes with fetches under way', () => {
    const crash = { atS: 2.05, untilS: 2.5, target: { node: 'cache' }, action: { type: 'crash' } } as const;
    const base = design({ keys: 5, zipf: 0, ratePerSecond: 2_000, durationS: 5 }, { ttlS: 0.05 });
    const { totals, nodes } = simulate({ ...base, scenario: [crash] });
    expect(totals.issued).toBe(totals.succeeded + totals.failed + totals.inFlight);
    expect(totals.failed).toBeGreaterThan(100);
    expect(totals.inFlight).toBeLessThanOrEqual(250);
    expect(nodes['cache']?.inFlight).toBeLessThanOrEqual(250);
  });

  it('lets others go on when the client whose request fetches is removed', () => {
    const base = design({ keys: 1, zipf: 0, ratePerSecond: 50, durationS: 5 }, { ttlS: 0.01 });
    const others = readers({ keys: 1, zipf: 0, ratePerSecond: 50, durationS: 5 });
    const both = designOf({ ...base, nodes: { ...base.nodes, others }, edges: [...base.edges, ['others', 'app']] });
    const simulation = new Simulation(both);
    simulation.run(2.05e9);
    simulation.applyDesign(designOf(base));
    simulation.run();
    const { totals, clients } = simulation.report();
    expect(totals.issued).toBe(totals.succeeded + totals.failed + totals.inFlight);
    expect(clients['users']?.failed).toBe(0);
    expect(clients['users']?.inFlight).toBeLessThanOrEqual(15);
  });

  it('fetches anew for those who wait when the shard that fetched for them crashes', () => {
    const base = design({ keys: 2, zipf: 0, ratePerSecond: 50, durationS: 8 }, { ttlS: 0.01 });
    const db = ['database', { slots: 100, readTime: { type: 'deterministic', meanMs: 1_000 } }] as const;
    const withShards = (shards: number) =>
      designOf({
        ...base,
        nodes: { ...base.nodes, db, cache: ['cache', { mode: 'read-through', shards, ttlS: 0.01 }] },
      });
    const simulation = new Simulation(withShards(1));
    simulation.run(2.5e9);
    // From now on one of the keys belongs to the new shard, while the old one is fetching it.
    simulation.applyDesign(withShards(2));
    simulation.run(2.7e9);
    simulation.act({ node: 'cache', endpoint: 0 }, { type: 'crash' });
    simulation.run();
    const { totals, nodes } = simulation.report();
    // Requests for the key of the living shard: about 25 per second, each done after one second at the latest.
    expect(nodes['cache']?.inFlight).toBeLessThan(50);
    expect(nodes['cache']?.replicas[1]?.completed).toBeGreaterThan(60);
    expect(totals.issued).toBe(totals.succeeded + totals.failed + totals.inFlight);
  });

  it('sends writes through to the store and forgets the object', () => {
    const base = design({ keys: 20, zipf: 0, ratePerSecond: 1, durationS: 20 }, {});
    const common = {
      path: '/o',
      requestBytes: 100,
      responseBytes: 100,
      keyCount: 20,
      zipfExponent: 0,
      cacheTtlS: null,
    };
    const classes = [
      { ...common, name: 'read', method: 'GET', share: 4 },
      { ...common, name: 'write', method: 'PUT', share: 1 },
    ];
    const users = ['client', { load: { type: 'poisson', ratePerSecond: 20 }, access: 'none', classes }] as const;
    const report = simulate({ ...base, nodes: { ...base.nodes, users } });
    const writes = report.clients['users']?.requests['write']?.issued ?? 0;
    const misses = report.nodes['cache']?.cache?.misses ?? 0;
    expect(writes).toBeGreaterThan(50);
    // A few misses shared a fetch.
    const fetches = (report.edges['cache-db']?.attempts ?? 0) - writes;
    expect(fetches).toBeGreaterThan(0.8 * misses);
    expect(fetches).toBeLessThanOrEqual(misses + 3);
    expect(hitRatio(report)).toBeLessThan(0.85);
  });

  it('without a store says so', () => {
    const report = simulate(design({ keys: 5, zipf: 0, ratePerSecond: 50, durationS: 2 }, {}, false));
    expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['not_connected']);
    expect(report.totals.succeeded).toBe(0);
  });
});
