import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import { pointLocations } from '../../model/points-of-presence.ts';

const READ = {
  name: 'read',
  method: 'GET',
  path: '/o',
  share: 1,
  requestBytes: 100,
  responseBytes: 100,
  keyCount: 100,
  zipfExponent: 0,
  cacheTtlS: null,
};

function viewers(
  ratePerSecond: number,
  classes: readonly Record<string, unknown>[] = [READ],
  more: Record<string, unknown> = {},
) {
  return ['client', { load: { type: 'poisson', ratePerSecond }, access: 'none', classes, ...more }] as const;
}

function site(cdn: Record<string, unknown>, users = viewers(1_000), originMs = 0): SmallDesign {
  return {
    nodes: {
      users,
      cdn: ['cdn', { pops: 'one', processingMs: 0, ...cdn }],
      origin: [
        'service',
        {
          replicas: 1,
          slots: 10_000,
          queueLimit: null,
          serviceTime: { type: 'deterministic', meanMs: originMs },
          restartS: 0,
        },
      ],
    },
    edges: [
      ['users', 'cdn'],
      ['cdn', 'origin'],
    ],
    run: { durationS: 60 },
  };
}

describe('what a point of presence keeps', () => {
  it('is fresh for its lifetime: lambda T / (1 + lambda T)', () => {
    const report = simulate({ ...site({ ttlS: 0.5 }), run: { durationS: 60, warmupS: 5 } });
    // 10 per second and object for half a second.
    expect(Math.abs((report.nodes['cdn']?.cache?.hitRatio ?? 0) - 5 / 6)).toBeLessThan(0.01);
  });

  it('follows the request class before its own setting', () => {
    const users = viewers(1_000, [{ ...READ, cacheTtlS: 0.1 }]);
    expect(simulate(site({ ttlS: 100 }, users)).nodes['cdn']?.cache?.hitRatio).toBeCloseTo(0.5, 1);
  });

  it('counts answers that may not be stored neither as hit nor as miss, and fetches each', () => {
    const report = simulate(site({ ttlS: 100 }, viewers(1_000, [{ ...READ, cacheTtlS: 0 }]), 20));
    expect(report.nodes['cdn']?.cache).toBeUndefined();
    expect(report.edges['cdn-origin']?.attempts).toBe(report.totals.issued);
  });

  it('is limited by its capacity', () => {
    const report = simulate({ ...site({ ttlS: 1_000, capacity: 30 }), run: { durationS: 60, warmupS: 5 } });
    expect(Math.abs((report.nodes['cdn']?.cache?.hitRatio ?? 0) - 0.3)).toBeLessThan(0.015);
  });

  it('goes with a write of the object, which always reaches the origin', () => {
    const classes = [
      { ...READ, share: 4 },
      { ...READ, name: 'write', method: 'PUT', share: 1 },
    ];
    const report = simulate({ ...site({ ttlS: 1_000 }, viewers(2_000, classes)), run: { durationS: 60, warmupS: 5 } });
    const writes = report.clients['users']?.requests['write']?.issued ?? 0;
    expect(Math.abs((report.nodes['cdn']?.cache?.hitRatio ?? 0) - 0.8)).toBeLessThan(0.02);
    expect(report.edges['cdn-origin']?.attempts).toBeGreaterThan(writes);
  });

  it('is lost in a crash and by a flush', () => {
    const design = site({ ttlS: 1_000 });
    const misses = (scenario: NonNullable<SmallDesign['scenario']>) =>
      simulate({ ...design, scenario }).nodes['cdn']?.cache?.misses;
    expect(misses([])).toBe(100);
    expect(misses([{ atS: 20, target: { node: 'cdn' }, action: { type: 'flush' } }])).toBe(200);
    expect(misses([{ atS: 20, untilS: 21, target: { node: 'cdn' }, action: { type: 'crash' } }])).toBe(200);
  });
});

describe('concurrent misses', () => {
  const hot = viewers(1_000, [{ ...READ, keyCount: 1 }]);

  it('share one fetch', () => {
    const report = simulate(site({ ttlS: 1, coalesce: 'on' }, hot, 100));
    // One fetch each 1.1 s.
    expect(Math.abs((report.edges['cdn-origin']?.attempts ?? 0) - 60 / 1.1)).toBeLessThanOrEqual(1);
    expect(report.clients['users']?.latencyMs.max).toBeLessThan(102);
  });

  it('go to the origin each when they may not share', () => {
    const report = simulate(site({ ttlS: 1, coalesce: 'off' }, hot, 100));
    // Those of the first 100 ms of each 1.1 s: about 100.
    const fetches = report.edges['cdn-origin']?.attempts ?? 0;
    expect(Math.abs(fetches / ((60 / 1.1) * 100) - 1)).toBeLessThan(0.1);
  });

  it('fail together when the origin is down, while what is stored is still served', () => {
    const crash = { atS: 22, untilS: 42, target: { node: 'origin' }, action: { type: 'crash' } } as const;
    const report = simulate({ ...site({ ttlS: 10 }), scenario: [crash] });
    // Every object was fetched in the first tenth of a second and then every 10 s: what came at 20.2 s lasts until 30.2 s.
    expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['connection_refused']);
    expect(Math.abs(report.totals.failed - 11_750)).toBeLessThan(500);
    expect(report.totals.inFlight).toBe(0);
  });
});

describe('where it is', () => {
  const place = (location: string) => viewers(100, [READ], { location });
  const design = (pops: string): SmallDesign => ({
    nodes: {
      tokyo: place('tokyo'),
      paris: place('paris'),
      home: ['region', { location: 'us-east' }],
      cdn: ['cdn', { pops, ttlS: 1_000 }],
      origin: ['service', { serviceTime: NO_TIME, slots: 1_000 }],
    },
    edges: [
      ['tokyo', 'cdn', { rttMs: null }],
      ['paris', 'cdn', { rttMs: null }],
      ['cdn', 'origin'],
    ],
    run: { durationS: 30, warmupS: 10 },
  });

  it('users reach the nearest point, and each point fills its own memory', () => {
    const report = simulate(design('many'));
    const cities = pointLocations('many') ?? [];
    const used =
      report.nodes['cdn']?.replicas.flatMap(({ arrivals }, index) => (arrivals > 0 ? [cities[index]] : [])) ?? [];
    expect(new Set(used)).toEqual(new Set(['paris', 'tokyo']));
    expect(report.clients['tokyo']?.latencyMs.p95).toBeLessThan(5);
  });

  it('points do not wait for one another: each fetches for itself', () => {
    const one = { ...READ, keyCount: 1 };
    const hot = (location: string) => viewers(100, [one], { location });
    const base = design('many');
    const origin = ['service', { slots: 1_000, serviceTime: { type: 'deterministic', meanMs: 1_000 } }] as const;
    const nodes = { ...base.nodes, tokyo: hot('tokyo'), paris: hot('paris'), origin };
    const simulation = new Simulation(designOf({ ...base, nodes }));
    // Both have asked and neither has an answer yet.
    simulation.run(0.5e9);
    expect(simulation.report().edges['cdn-origin']?.attempts).toBe(2);
    simulation.run();
    expect(simulation.report().edges['cdn-origin']?.attempts).toBe(2);
  });

  it('is farther with fewer points', () => {
    const few = simulate(design('few')).clients['tokyo']?.latencyMs.p50 ?? 0;
    expect(few).toBeGreaterThan(50);
  });
});

describe('origins', () => {
  it('several take turns by weight', () => {
    const base = site({ ttlS: 0 });
    const other = ['service', { slots: 1_000, serviceTime: NO_TIME }] as const;
    const report = simulate({
      ...base,
      nodes: { ...base.nodes, other },
      edges: [
        ['users', 'cdn'],
        ['cdn', 'origin', { weight: 3 }],
        ['cdn', 'other', { weight: 1 }],
      ],
    });
    const [main, side] = [report.edges['cdn-origin']?.attempts ?? 0, report.edges['cdn-other']?.attempts ?? 0];
    expect(main + side).toBeGreaterThan(report.totals.issued * 0.99);
    expect(main / (main + side)).toBeCloseTo(0.75, 3);
  });

  it('none: says so', () => {
    const { nodes, run } = site({});
    const report = simulate({ nodes, edges: [['users', 'cdn']], ...(run === undefined ? {} : { run }) });
    expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['not_connected']);
  });
});
