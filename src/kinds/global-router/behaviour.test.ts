import { describe, expect, it } from 'vitest';
import { designOf, failureTimes, NO_TIME, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import type { Report } from '../../model/report.ts';

const REGIONS: Readonly<Record<string, string>> = { europe: 'frankfurt', asia: 'singapore', america: 'us-east' };
const SERVICE = ['service', { slots: 1_000, serviceTime: NO_TIME, restartS: 0 }] as const;

interface World {
  readonly router?: Record<string, unknown>;
  readonly weights?: Readonly<Record<string, number>>;
  readonly scenario?: SmallDesign['scenario'];
  readonly durationS?: number;
}

/** Users in Paris, Tokyo and New York, and a service in each of three regions. */
function world({ router = {}, weights = {}, scenario = [], durationS = 60 }: World): Simulation {
  const places = { paris: 'paris', tokyo: 'tokyo', york: 'new-york' };
  const clients = Object.entries(places).map(
    ([id, location]) =>
      [id, ['client', { load: { type: 'constant', ratePerSecond: 50 }, location, access: 'none' }] as const] as const,
  );
  const design = designOf({
    nodes: {
      ...Object.fromEntries(clients),
      router: ['global-router', { processingMs: 0, healthChecks: false, ...router }],
      ...Object.fromEntries(
        Object.entries(REGIONS).map(([id, location]) => [`${id}-region`, ['region', { location }] as const]),
      ),
      ...Object.fromEntries(Object.keys(REGIONS).map((id) => [id, SERVICE] as const)),
    },
    edges: [
      ...Object.keys(places).map((id) => [id, 'router', { rttMs: null }] as const),
      ...Object.keys(REGIONS).map((id) => ['router', id, { rttMs: null, weight: weights[id] ?? 1 }] as const),
    ],
    scenario,
    run: { durationS },
  });
  const nodes = design.nodes.map((node) =>
    Object.hasOwn(REGIONS, node.id) ? { ...node, parent: `${node.id}-region` } : node,
  );
  return new Simulation({ ...design, nodes });
}

function reportOf(options: World): Report {
  const simulation = world(options);
  simulation.run();
  return simulation.report();
}

function arrivals(report: Report): Record<string, number> {
  return Object.fromEntries(Object.keys(REGIONS).map((id) => [id, report.nodes[id]?.arrivals ?? -1]));
}

const crash = { atS: 20, target: { node: 'europe' }, action: { type: 'crash' } } as const;

describe('policies', () => {
  it('nearest: each user to the region nearby, a way that is hardly longer than the direct one', () => {
    const report = reportOf({});
    for (const count of Object.values(arrivals(report))) expect(Math.abs(count - 3_000)).toBeLessThan(20);
    expect(report.totals.failed).toBe(0);
    // Paris has an edge location of its own; the region is in Frankfurt, some 10 ms there and back.
    expect(report.clients['paris']?.latencyMs.p50).toBeLessThan(20);
  });

  it('weighted: by the weights of the edges; a user stays with a region', () => {
    const {
      america = 0,
      asia = 0,
      europe = 0,
    } = arrivals(reportOf({ router: { policy: 'weighted' }, weights: { america: 3, asia: 0 } }));
    expect(asia).toBe(0);
    expect(Math.abs(america / (america + europe) - 0.75)).toBeLessThan(0.03);
  });

  it('latency: a region that has become slow loses its users to others, with nearest it keeps them', () => {
    const slow = { atS: 0, target: { node: 'europe' }, action: { type: 'slow', factor: 1, addMs: 400 } } as const;
    const { europe = 0 } = arrivals(reportOf({ router: { policy: 'latency' }, scenario: [slow] }));
    expect(europe).toBeLessThan(1_500);
    expect(arrivals(reportOf({ scenario: [slow] }))['europe']).toBeGreaterThan(2_900);
  });

  it('pinned by place: users of a lost region are refused, those of the others notice nothing', () => {
    const router = { policy: 'geo', healthChecks: true, checkIntervalS: 1, fall: 1 };
    const { clients } = reportOf({ router, scenario: [crash] });
    expect(clients['paris']?.errors['no_healthy_backend']).toBeGreaterThan(1_800);
    expect(clients['tokyo']?.failed).toBe(0);
    expect(clients['york']?.failed).toBe(0);
  });

  it('failover: all to the first, then all to the next', () => {
    const router = { policy: 'failover', healthChecks: true, checkIntervalS: 1, fall: 1 };
    // Edges are in the order of their ids, the shortest first: asia, europe, america.
    const gone = { ...crash, target: { node: 'asia' } };
    const counts = arrivals(reportOf({ router, scenario: [gone] }));
    expect(counts['asia']).toBeGreaterThan(2_900);
    expect(counts['europe']).toBeGreaterThan(5_500);
    expect(counts['america']).toBeLessThan(100);
  });
});

describe('failover by health checks', () => {
  it.each([
    { checkIntervalS: 5, fall: 3 },
    { checkIntervalS: 2, fall: 1 },
    { checkIntervalS: 1, fall: 4 },
  ])(
    'a region is left between (fall - 1) and fall intervals of $checkIntervalS s, fall $fall',
    ({ checkIntervalS, fall }) => {
      const simulation = world({ router: { healthChecks: true, checkIntervalS, fall }, scenario: [crash] });
      const times = failureTimes(simulation, 60, 0.05);
      const lastS = (times.at(-1) ?? -1) - crash.atS;
      // The probe comes from the first edge location, and the answers of the last requests have a way back: 0.3 s at most.
      expect(lastS).toBeGreaterThan((fall - 1) * checkIntervalS - 0.1);
      expect(lastS).toBeLessThanOrEqual(fall * checkIntervalS + 0.3);
      const [, view] = simulation.balancerView('router')?.backends ?? [];
      expect(view).toMatchObject({
        edgeId: 'router-europe',
        state: 'down',
        ejections: 1,
        reason: `${fall} checks in a row failed`,
      });
      expect((view?.sinceS ?? -1) - crash.atS).toBeGreaterThan((fall - 1) * checkIntervalS);
    },
  );

  it('comes back after the region does', () => {
    const router = { healthChecks: true, checkIntervalS: 1, fall: 2, rise: 2 };
    const simulation = world({ router, scenario: [{ ...crash, untilS: 30 }] });
    simulation.run(34e9);
    const before = simulation.report().nodes['europe']?.completed ?? 0;
    simulation.run(44e9);
    // 50 /s from Paris, and a probe each second.
    expect((simulation.report().nodes['europe']?.completed ?? 0) - before).toBeGreaterThan(500);
  });

  it('with every region lost goes on trying', () => {
    const all = Object.keys(REGIONS).map((node) => ({ ...crash, target: { node } }));
    const { clients } = reportOf({ router: { healthChecks: true, checkIntervalS: 1, fall: 1 }, scenario: all });
    expect(Object.keys(clients['paris']?.errors ?? {}).toSorted()).toContain('connection_refused');
    expect(clients['paris']?.errors['no_healthy_backend']).toBeUndefined();
  });
});

describe('another region', () => {
  it('is tried when one fails, so that nobody notices what the checks have yet to find', () => {
    const checks = { healthChecks: true, checkIntervalS: 2, fall: 3 };
    const without = world({ router: checks, scenario: [crash] });
    without.run();
    const withRetry = world({ router: { ...checks, retryRegions: 1 }, scenario: [crash] });
    withRetry.run();
    expect(without.report().totals.failed).toBeGreaterThan(150);
    expect(withRetry.report().totals.failed).toBe(0);
    const view = withRetry.balancerView('router');
    expect(view?.lost).toBe(0);
    expect(view?.triedAgain).toBe(without.report().totals.failed);
  });

  it('detection: the view says how long it took, within the rule it states', () => {
    const simulation = world({ router: { healthChecks: true, checkIntervalS: 2, fall: 3 }, scenario: [crash] });
    simulation.run();
    const view = simulation.balancerView('router');
    const dead = view?.backends.find(({ targetId }) => targetId === 'europe');
    expect(view?.noticeRule).toMatchObject({ aboveS: 4, atMostS: 6 });
    expect(dead?.noticedS).toBeGreaterThan(4);
    // A refusal takes its way there and back.
    expect(dead?.noticedS).toBeLessThanOrEqual(6.1);
  });
});
