import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { COUNT_STALE } from '../../../workers/simulation/metrics/counters.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

interface Load {
  readonly readsPerSecond: number;
  readonly writesPerSecond?: number;
  readonly keys?: number;
  readonly durationS?: number;
}

function design(
  { readsPerSecond, writesPerSecond = 0, keys = 10, durationS = 100 }: Load,
  db: Record<string, unknown>,
): SmallDesign {
  const common = {
    path: '/row',
    requestBytes: 100,
    responseBytes: 100,
    keyCount: keys,
    zipfExponent: 0,
    cacheTtlS: null,
  };
  const classes = [
    { ...common, name: 'read', method: 'GET', share: readsPerSecond },
    { ...common, name: 'write', method: 'POST', share: writesPerSecond },
  ];
  return {
    nodes: {
      users: [
        'client',
        { load: { type: 'poisson', ratePerSecond: readsPerSecond + writesPerSecond }, access: 'none', classes },
      ],
      app: ['service', { replicas: 1, slots: 100_000, queueLimit: null, serviceTime: NO_TIME }],
      db: ['database', { restartS: 0, ...db }],
    },
    edges: [
      ['users', 'app'],
      ['app', 'db'],
    ],
    run: { durationS, warmupS: durationS / 20 },
  };
}

const TEN_MS = { type: 'exponential', meanMs: 10 } as const;

describe('slots and connections', () => {
  it('M/M/2 at load 0.75: mean time 22.857 ms (Erlang C)', () => {
    const report = simulate(
      design({ readsPerSecond: 150, durationS: 1_000 }, { slots: 2, maxConnections: 100_000, readTime: TEN_MS }),
    );
    expect(Math.abs((report.nodes['db']?.timeInNodeMs.mean ?? 0) / 22.857 - 1)).toBeLessThan(0.04);
    expect(report.nodes['db']?.utilization).toBeCloseTo(0.75, 1);
  });

  it('M/M/1/5 at load 0.8 refuses 8.88 % with a reason', () => {
    const report = simulate(
      design({ readsPerSecond: 80, durationS: 1_000 }, { slots: 1, maxConnections: 5, readTime: TEN_MS }),
    );
    const refused = report.clients['users']?.errors['too_many_connections'] ?? 0;
    expect(refused).toBe(report.totals.failed);
    expect(Math.abs(refused / report.totals.issued - 0.088819)).toBeLessThan(0.006);
  });

  it('a connection limit below the slots limits the slots: M/M/2/2 at load 1 loses 20 % (Erlang B)', () => {
    const report = simulate(
      design({ readsPerSecond: 100, durationS: 1_000 }, { slots: 16, maxConnections: 2, readTime: TEN_MS }),
    );
    expect(Math.abs(report.totals.failed / report.totals.issued - 0.2)).toBeLessThan(0.01);
  });

  it('reads and writes have times of their own', () => {
    const times = { readTime: { type: 'deterministic', meanMs: 3 }, writeTime: { type: 'deterministic', meanMs: 30 } };
    const report = simulate(design({ readsPerSecond: 10, writesPerSecond: 10 }, { slots: 100, ...times }));
    const requests = report.clients['users']?.requests ?? {};
    expect(requests['read']?.latencyMs.max).toBeCloseTo(3, 1);
    expect(requests['write']?.latencyMs.mean).toBeCloseTo(30, 0);
  });
});

describe('primary and replicas', () => {
  const load = { readsPerSecond: 90, writesPerSecond: 30 };
  const arrivals = (db: Record<string, unknown>) =>
    simulate(design(load, db)).nodes['db']?.replicas.map((replica) => replica.arrivals) ?? [];

  it('split reads: writes to the primary, reads in turns to the others', () => {
    const [primary, ...replicas] = arrivals({ readReplicas: 3 }) as [number, number, number, number];
    expect(primary).toBeGreaterThan(2_700);
    expect(primary).toBeLessThan(3_300);
    expect(Math.max(...replicas) - Math.min(...replicas)).toBeLessThanOrEqual(1);
  });

  it('unsplit or alone: everything to the primary', () => {
    expect(arrivals({ readReplicas: 2, splitReads: false }).slice(1)).toEqual([0, 0]);
    expect(arrivals({})).toHaveLength(1);
  });

  it('with the primary down reads go on and writes fail', () => {
    const crash = { atS: 0, target: { node: 'db', endpoint: 0 }, action: { type: 'crash' } } as const;
    const report = simulate({ ...design(load, { readReplicas: 2 }), scenario: [crash] });
    const requests = report.clients['users']?.requests ?? {};
    expect(requests['read']?.failed).toBe(0);
    expect(requests['write']?.succeeded).toBe(0);
    expect(requests['write']?.errors['connection_refused']).toBeGreaterThan(2_500);
  });
});

describe('replication lag', () => {
  /** Share of reads that were answered from before the latest write. */
  function staleShare(db: Record<string, unknown>): number {
    const times = { readTime: NO_TIME, writeTime: NO_TIME };
    const simulation = new Simulation(
      designOf(design({ readsPerSecond: 500, writesPerSecond: 20 }, { ...times, ...db })),
    );
    simulation.run();
    const stale = simulation.core.nodes.find((node) => node.id === 'db')?.counters.now[COUNT_STALE] ?? Number.NaN;
    return stale / (simulation.report().clients['users']?.requests['read']?.succeeded ?? 0);
  }

  it('makes reads stale with probability 1 - exp(-write rate of the key x lag)', () => {
    // 2 writes per second and key: 1 - exp(-0.4) and 1 - exp(-0.1).
    expect(Math.abs(staleShare({ readReplicas: 2, replicationLagMs: 200 }) - 0.3297)).toBeLessThan(0.02);
    expect(Math.abs(staleShare({ readReplicas: 2, replicationLagMs: 50 }) - 0.0952)).toBeLessThan(0.01);
  });

  it('does not matter without a lag, without replicas, or for reads of the primary', () => {
    expect(staleShare({ readReplicas: 2, replicationLagMs: 0 })).toBe(0);
    expect(staleShare({ readReplicas: 0, replicationLagMs: 200 })).toBe(0);
    expect(staleShare({ readReplicas: 2, replicationLagMs: 200, splitReads: false })).toBe(0);
  });
});
