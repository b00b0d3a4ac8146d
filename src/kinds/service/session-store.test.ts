import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const USERS = 90;

interface Setup {
  readonly sessions: 'memory' | 'cache';
  readonly cache?: Record<string, unknown>;
  readonly edge?: Record<string, unknown>;
  readonly scenario?: SmallDesign['scenario'];
  readonly method?: 'GET' | 'POST';
}

/** Cookies tie 90 users to three replicas; a call of the service to its cache takes 4 ms there and back. */
function shop({ sessions, cache = {}, edge = {}, scenario = [], method = 'GET' }: Setup): Simulation {
  const classes = [
    {
      name: 'all',
      method,
      path: '/',
      header: '',
      share: 1,
      requestBytes: 1,
      responseBytes: 1,
      keyCount: 40,
      zipfExponent: 0,
      cacheTtlS: null,
      idempotencyKey: false,
      reusedKeyRatio: 0,
      forgedRatio: 0,
      malformedRatio: 0,
      missingRatio: 0,
    },
  ];
  return new Simulation(
    designOf({
      nodes: {
        users: [
          'client',
          { load: { type: 'constant', ratePerSecond: 300 }, access: 'none', users: USERS, classes, goodWithinMs: null },
        ],
        lb: ['load-balancer', { processingMs: 0, activeChecks: false, passiveFailures: 1, stickiness: 'cookie' }],
        app: ['service', { replicas: 3, slots: 100, serviceTime: NO_TIME, restartS: 0, sessions }],
        store: ['cache', { capacity: 1_000, serviceTime: NO_TIME, ...cache }],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'app'],
        ['app', 'store', { rttMs: 4, cacheHolds: 'sessions', timeoutMs: 50, ...edge }],
      ],
      scenario,
      run: { durationS: 25 },
    }),
  );
}

function counts(simulation: Simulation): Readonly<Record<string, number>> {
  return simulation.nodeCounts('app') ?? {};
}

const appDies = [{ atS: 10, untilS: 20, target: { node: 'app', endpoint: 0 }, action: { type: 'crash' } }] as const;
const cacheDies = [{ atS: 10, untilS: 20, target: { node: 'store' }, action: { type: 'crash' } }] as const;

describe('sessions in a cache', () => {
  it('outlive a server; in the memory of a server they are gone with it', () => {
    const lost = (sessions: Setup['sessions']) => {
      const simulation = shop({ sessions, scenario: appDies });
      simulation.run();
      return counts(simulation)['sessions lost'];
    };
    expect(lost('memory')).toBe(USERS / 3);
    expect(lost('cache')).toBe(0);
  });

  it('cost one round trip more, two where the session changes', () => {
    const p50 = (setup: Setup) => {
      const simulation = shop(setup);
      simulation.run();
      return simulation.report().clients['users']?.latencyMs.p50 ?? -1;
    };
    expect(p50({ sessions: 'memory' })).toBeLessThan(0.1);
    expect(p50({ sessions: 'cache' })).toBeCloseTo(4, 1);
    expect(p50({ sessions: 'cache', method: 'POST' })).toBeCloseTo(8, 1);
  });

  it('are all lost with a cache that begins anew, once for each user; meanwhile requests go on without', () => {
    const simulation = shop({ sessions: 'cache', scenario: cacheDies });
    simulation.run();
    expect(counts(simulation)['sessions lost']).toBe(USERS);
    // 300 /s for the ten seconds it is down and the two it takes to start.
    expect(counts(simulation)['requests whose session store did not answer']).toBeGreaterThan(2_990);
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('are lost when there are more of them than the cache holds, one for each request', () => {
    const simulation = shop({ sessions: 'cache', cache: { capacity: 10 } });
    simulation.run();
    const { 'sessions lost': lost = 0, 'requests that found their session': found = 0 } = counts(simulation);
    // Users take turns at random: the chance to be among the ten most recent of 90.
    expect(found / (found + lost)).toBeGreaterThan(0.07);
    expect(found / (found + lost)).toBeLessThan(0.15);
  });

  it('live as long as their user comes again within the time to live', () => {
    const lost = (ttlS: number) => {
      const simulation = shop({ sessions: 'cache', cache: { ttlS } });
      simulation.run();
      return counts(simulation)['sessions lost'] ?? -1;
    };
    // A user comes 3.3 times a second on average: e^-66 of the gaps are longer than 20 s, e^-3.3 longer than 1 s.
    expect(lost(20)).toBe(0);
    expect(lost(1) / 7_500).toBeGreaterThan(0.02);
    expect(lost(1) / 7_500).toBeLessThan(0.06);
  });

  it('and objects in one cache never take each other for their own', () => {
    const nodes = shop({ sessions: 'cache', edge: { cacheHolds: 'auto' } });
    nodes.run();
    const report = nodes.report();
    const { hits = 0, misses = 0 } = report.nodes['store']?.cache ?? {};
    // Each of 90 users and each of 40 objects is a miss once (those in flight together a little more).
    expect(misses).toBeGreaterThanOrEqual(USERS + 40);
    expect(misses).toBeLessThan(USERS + 40 + 10);
    // Two lookups for each request; a few are on their way at the end.
    expect(Math.abs(hits + misses - 2 * (report.nodes['app']?.completed ?? 0))).toBeLessThan(10);
  });

  it('need a cache: without one every request goes without', () => {
    const simulation = shop({ sessions: 'cache', edge: { cacheHolds: 'objects' } });
    simulation.run();
    expect(counts(simulation)['requests whose session store did not answer']).toBe(7_500);
  });

  it('balance and are the same again', () => {
    const run = () => {
      const simulation = shop({ sessions: 'cache', scenario: [...appDies, ...cacheDies], method: 'POST' });
      simulation.run();
      return simulation.report();
    };
    const { totals, digest } = run();
    expect(totals.issued).toBe(totals.succeeded + totals.failed + totals.inFlight);
    expect(run().digest).toBe(digest);
  });
});
