import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import type { Report } from '../../model/report.ts';

const SERVICE = ['service', { slots: 1_000, serviceTime: NO_TIME, restartS: 0 }] as const;

interface Names {
  readonly dns: Record<string, unknown>;
  readonly ratePerSecond?: number;
  readonly users?: number;
  readonly cacheNames?: boolean;
  readonly records?: readonly Partial<EdgeConfig>[];
  readonly durationS?: number;
  readonly scenario?: SmallDesign['scenario'];
}

/** Users, a DNS, and a site behind each record: site0, site1, ... */
function names({
  dns,
  ratePerSecond = 100,
  users = 1_000,
  cacheNames = true,
  records = [{}, {}],
  durationS = 60,
  scenario = [],
}: Names): SmallDesign {
  const sites = records.map((_, index) => `site${index}`);
  return {
    nodes: {
      users: ['client', { load: { type: 'poisson', ratePerSecond }, users, cacheNames, access: 'none' }],
      dns: ['dns', { rootRttMs: 0, tldRttMs: 0, authoritativeRttMs: 0, healthChecks: 'off', staggered: false, ...dns }],
      ...Object.fromEntries(sites.map((id) => [id, SERVICE] as const)),
    },
    edges: [['users', 'dns'], ...sites.map((id, index) => ['dns', id, records[index]] as const)],
    scenario,
    run: { durationS },
  };
}

function arrivals(report: Report, sites: number): number[] {
  return Array.from({ length: sites }, (_, index) => report.nodes[`site${index}`]?.arrivals ?? -1);
}

describe('resolver caches', () => {
  it('answer lambda T / (1 + lambda T) of the questions by themselves', () => {
    // 100 resolvers, one question per second each, kept for 4 s.
    const report = simulate(names({ dns: { ttlS: 4, resolvers: 100 }, cacheNames: false, durationS: 400 }));
    expect(Math.abs((report.nodes['dns']?.cache?.hitRatio ?? 0) - 0.8)).toBeLessThan(0.01);
    expect(report.totals.failed).toBe(0);
  });

  it('pass on what is left of the lifetime: everyone behind one resolver asks again at the same time', () => {
    const report = simulate(names({ dns: { ttlS: 10, resolvers: 1 }, users: 50, ratePerSecond: 500, durationS: 100 }));
    // One miss per lifetime, and one question per user and lifetime (five more for rounding at the ends of lifetimes).
    expect(report.nodes['dns']?.cache?.misses).toBeLessThanOrEqual(10);
    expect(report.nodes['dns']?.arrivals).toBeLessThanOrEqual(50 * 10 + 5);
    expect(report.nodes['dns']?.arrivals).toBeGreaterThan(50 * 9);
  });

  it('let no answer grow older than its lifetime, however many hands it goes through', () => {
    const dns = { ttlS: 10, resolvers: 1 };
    const simulation = new Simulation(designOf(names({ dns, users: 50, ratePerSecond: 50, durationS: 100 })));
    const asked = (fromS: number, untilS: number) => {
      simulation.run(fromS * 1e9);
      const before = simulation.report().nodes['dns']?.arrivals ?? 0;
      simulation.run(untilS * 1e9);
      return (simulation.report().nodes['dns']?.arrivals ?? 0) - before;
    };
    // The tenth answer is asked for at about 90.2 s; users who send once a second ask at their first request after that.
    expect(asked(90.1, 95)).toBeGreaterThan(40);
    expect(asked(95, 100)).toBeLessThan(5);
  });

  it('with a lifetime of 0 keep nothing', () => {
    const report = simulate(names({ dns: { ttlS: 0, resolvers: 5 } }));
    expect(report.nodes['dns']?.cache?.hits).toBe(0);
    expect(report.nodes['dns']?.arrivals).toBe(report.totals.issued);
  });

  it('ask the zone once for many users who ask meanwhile', () => {
    const report = simulate(
      names({
        dns: { ttlS: 1_000, resolvers: 1, authoritativeRttMs: 500 },
        cacheNames: false,
        ratePerSecond: 1_000,
        durationS: 10,
      }),
    );
    expect(report.clients['users']?.latencyMs.max).toBeLessThan(505);
    // One answer for all: one site gets everything.
    expect(Math.min(...arrivals(report, 2))).toBe(0);
  });

  it('are emptied by a flush', () => {
    const flush = { atS: 30, target: { node: 'dns' }, action: { type: 'flush' } } as const;
    const design = names({ dns: { ttlS: 1_000, resolvers: 20 }, cacheNames: false });
    expect(simulate(design).nodes['dns']?.cache?.misses).toBe(20);
    expect(simulate({ ...design, scenario: [flush] }).nodes['dns']?.cache?.misses).toBe(40);
  });
});

describe('policies', () => {
  it('round robin: records take turns', () => {
    const report = simulate(names({ dns: { ttlS: 0 }, records: [{}, {}, {}] }));
    const counts = arrivals(report, 3);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  });

  it('round robin is uneven behind caches, which is why it is no load balancer', () => {
    const counts = arrivals(simulate(names({ dns: { ttlS: 300, resolvers: 5 }, records: [{}, {}, {}] })), 3);
    expect(Math.max(...counts) / Math.min(...counts)).toBeGreaterThan(1.5);
  });

  it('weighted: by the weights of the edges', () => {
    const [heavy, light] = arrivals(
      simulate(
        names({ dns: { policy: 'weighted', ttlS: 0 }, records: [{ weight: 3 }, { weight: 1 }], durationS: 100 }),
      ),
      2,
    ) as [number, number];
    // 10,000 answers: four standard errors of the share are 0.018.
    expect(Math.abs(heavy / (heavy + light) - 0.75)).toBeLessThan(0.018);
  });

  it('weight 0 is not in the zone, whatever the policy; nothing in the zone is a DNS failure', () => {
    for (const policy of ['round-robin', 'weighted', 'geo', 'latency', 'failover']) {
      const counts = arrivals(simulate(names({ dns: { policy }, records: [{ weight: 0 }, {}], durationS: 10 })), 2);
      expect(counts[0]).toBe(0);
      expect(counts[1]).toBeGreaterThan(900);
    }
    const report = simulate(names({ dns: {}, records: [{ weight: 0 }], durationS: 10 }));
    expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['dns_failure']);
  });

  it('nearest: each user to the nearest region, also behind a shared resolver', () => {
    const region = (location: string) => ['region', { location }] as const;
    const client = (location: string) =>
      ['client', { load: { type: 'poisson', ratePerSecond: 50 }, location }] as const;
    const base = designOf({
      nodes: {
        paris: client('paris'),
        tokyo: client('tokyo'),
        dns: ['dns', { policy: 'geo', resolvers: 1, ttlS: 60, healthChecks: 'off' }],
        east: region('frankfurt'),
        far: region('singapore'),
        europe: SERVICE,
        asia: SERVICE,
      },
      edges: [
        ['paris', 'dns'],
        ['tokyo', 'dns'],
        ['dns', 'europe', { rttMs: null }],
        ['dns', 'asia', { rttMs: null }],
      ],
      run: { durationS: 30 },
    });
    const parents: Record<string, string> = { europe: 'east', asia: 'far' };
    const placed = {
      ...base,
      nodes: base.nodes.map((node) => ({
        ...node,
        ...(parents[node.id] === undefined ? {} : { parent: parents[node.id] as string }),
      })),
    };
    const simulation = new Simulation(placed);
    simulation.run();
    const report = simulation.report();
    expect(report.totals.failed).toBe(0);
    // All but those on their way, who are about 50/s x 0.1 s.
    for (const [site, user] of [
      ['europe', 'paris'],
      ['asia', 'tokyo'],
    ] as const) {
      const { arrivals: served = 0 } = report.nodes[site] ?? {};
      expect(served).toBeLessThanOrEqual(report.clients[user]?.issued ?? 0);
      expect(served).toBeGreaterThanOrEqual(report.clients[user]?.succeeded ?? 0);
      expect(report.clients[user]?.inFlight).toBeLessThan(25);
    }
  });

  it('without records says so', () => {
    const report = simulate(names({ dns: {}, records: [], durationS: 10 }));
    expect(report.totals.succeeded).toBe(0);
    expect(report.totals.failed).toBe(report.totals.issued);
  });
});

/**
 * Failover: a check finds a dead site in ((threshold - 1) x interval, threshold x interval], evenly over that range; then users
 * leave as their answers expire, evenly over the lifetime. The mean over users is the number of failures / the rate.
 */
describe('failover by health checks', () => {
  const PERIOD_S = 400;
  const RATE = 50;
  const RESOLVERS = 250;
  const FAULTS = 12;

  it.each([
    { intervalS: 10, threshold: 3, ttlS: 60, meanS: 55, worstS: 90, bestS: 20 },
    { intervalS: 10, threshold: 1, ttlS: 30, meanS: 20, worstS: 40, bestS: 0 },
    { intervalS: 30, threshold: 1, ttlS: 60, meanS: 45, worstS: 90, bestS: 0 },
    { intervalS: 30, threshold: 3, ttlS: 60, meanS: 105, worstS: 150, bestS: 60 },
    { intervalS: 10, threshold: 3, ttlS: 0, meanS: 25, worstS: 30, bestS: 20 },
  ])(
    'checked every $intervalS s, $threshold failures, kept for $ttlS s',
    ({ intervalS, threshold, ttlS, meanS, worstS, bestS }) => {
      // Faults at twelve moments spread evenly over the rhythm of the checks; before each, the first site is back for long enough.
      const starts = Array.from(
        { length: FAULTS },
        (_, index) => 2_000 + index * PERIOD_S + ((index + 0.5) / FAULTS) * intervalS,
      );
      const scenario = starts.map(
        (atS) => ({ atS, untilS: atS + 160, target: { node: 'site0' }, action: { type: 'crash' } }) as const,
      );
      const dns = {
        policy: 'failover',
        ttlS,
        resolvers: RESOLVERS,
        healthChecks: 'on',
        healthIntervalS: intervalS,
        healthThreshold: threshold,
      };
      const simulation = new Simulation(
        designOf(
          names({ dns, ratePerSecond: RATE, cacheNames: false, durationS: 2_000 + FAULTS * PERIOD_S, scenario }),
        ),
      );
      let failed = 0;
      for (const atS of starts) {
        simulation.run(atS * 1e9);
        const before = simulation.core.totals.failed;
        simulation.run((atS + bestS) * 1e9);
        // Nobody leaves before the first possible detection: every request fails.
        const early = simulation.core.totals.failed - before;
        expect(Math.abs(early - RATE * bestS)).toBeLessThan(5 * Math.sqrt(RATE * bestS) + 1);
        simulation.run((atS + worstS + 0.1) * 1e9);
        const all = simulation.core.totals.failed;
        simulation.run((atS + 160) * 1e9);
        // Nobody is left on the dead site after the last possible moment.
        expect(simulation.core.totals.failed).toBe(all);
        failed += all - before;
      }
      expect(Math.abs(failed / RATE / FAULTS / meanS - 1)).toBeLessThan(0.1);
    },
  );

  it.each([
    { intervalS: 30, threshold: 3, ttlS: 300, meanS: 225, worstS: 390, bestS: 60, rate: 12 },
    { intervalS: 30, threshold: 3, ttlS: 3_600, meanS: 1_875, worstS: 3_690, bestS: 60, rate: 2 },
  ])(
    'long lifetimes: kept for $ttlS s by resolvers that asked at different times',
    ({ intervalS, threshold, ttlS, meanS, worstS, bestS, rate }) => {
      const PHASES = 6;
      let failed = 0;
      for (let phase = 0; phase < PHASES; phase += 1) {
        const atS = ttlS + ((phase + 0.5) / PHASES) * intervalS;
        const dns = {
          policy: 'failover',
          ttlS,
          resolvers: 500,
          staggered: true,
          healthChecks: 'on',
          healthIntervalS: intervalS,
          healthThreshold: threshold,
        };
        const scenario = [{ atS, target: { node: 'site0' }, action: { type: 'crash' } } as const];
        const durationS = atS + worstS + 100;
        const simulation = new Simulation(
          designOf(names({ dns, ratePerSecond: rate, cacheNames: false, durationS, scenario })),
        );
        simulation.run((atS + bestS) * 1e9);
        const early = simulation.core.totals.failed;
        expect(Math.abs(early - rate * bestS)).toBeLessThan(5 * Math.sqrt(rate * bestS));
        simulation.run((atS + worstS + 0.1) * 1e9);
        const all = simulation.core.totals.failed;
        simulation.run();
        expect(simulation.core.totals.failed).toBe(all);
        failed += all;
      }
      expect(Math.abs(failed / rate / PHASES / meanS - 1)).toBeLessThan(0.1);
    },
  );

  it('answers with none when none is healthy, if the zone is told so, and that answer is kept', () => {
    const crash = { atS: 10, untilS: 20, target: { node: 'site0' }, action: { type: 'crash' } } as const;
    const dns = {
      ttlS: 0,
      healthChecks: 'on',
      healthIntervalS: 1,
      healthThreshold: 1,
      noneHealthy: 'none',
      soaMinimumS: 15,
      resolvers: 1,
    };
    const report = simulate(names({ dns, records: [{}], scenario: [crash], durationS: 60 }));
    // From about 11 s, when the check fails, the negative answer is kept for 15 s: one answer outlives the outage.
    const { dns_failure: unnamed = 0 } = report.clients['users']?.errors ?? {};
    expect(unnamed / 100).toBeGreaterThan(14);
    expect(unnamed / 100).toBeLessThan(16.5);
  });

  it('answers with all records when none is healthy, as Route 53', () => {
    const crash = { atS: 10, target: { node: 'site0' }, action: { type: 'crash' } } as const;
    const both = [crash, { ...crash, target: { node: 'site1' } }];
    const dns = { ttlS: 0, healthChecks: 'on', healthIntervalS: 1, healthThreshold: 1 };
    const report = simulate(names({ dns, scenario: both }));
    expect(Object.keys(report.clients['users']?.errors ?? {}).filter((name) => name !== 'connection_reset')).toEqual([
      'connection_refused',
    ]);
    const [one, two] = arrivals(report, 2) as [number, number];
    expect(Math.abs(one / (one + two) - 0.5)).toBeLessThan(0.02);
  });

  it('without checks never leaves a dead site', () => {
    const crash = { atS: 10, target: { node: 'site0' }, action: { type: 'crash' } } as const;
    const report = simulate(names({ dns: { policy: 'failover', ttlS: 1 }, scenario: [crash] }));
    expect(report.nodes['site1']?.arrivals).toBe(0);
    expect(report.clients['users']?.errors['connection_refused']).toBeGreaterThan(4_500);
  });
});
