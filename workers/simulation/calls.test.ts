import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import type { CAPS } from '../../src/model/limits.ts';
import { logRequests, runLogged } from '../../tests/support/request-log.ts';
import { designOf, type SmallDesign } from '../../tests/support/small-design.ts';
import { imbalances } from '../../tests/support/conservation.ts';
import { Simulation } from './simulation.ts';

function every(everyMs: number): Readonly<Record<string, unknown>> {
  return { load: { type: 'constant', ratePerSecond: 1_000 / everyMs } };
}

function takes(meanMs: number, more: object = {}): readonly ['service', Readonly<Record<string, unknown>>] {
  return [
    'service',
    { replicas: 1, slots: 1, queueLimit: null, serviceTime: { type: 'deterministic', meanMs }, ...more },
  ];
}

const AT_ONCE: Partial<EdgeConfig> = {
  backoff: { type: 'exponential', baseMs: 0, factor: 1, capMs: 0, jitter: 'none' },
};

describe('a time-out', () => {
  it('leaves work behind that holds its slot, and is counted as wasted', () => {
    // Each request works for 100 ms and is given up after 30: the second, 50 ms later, still finds the slot taken.
    const simulation = new Simulation(
      designOf({
        nodes: { client: ['client', every(50)], server: takes(100) },
        edges: [['client', 'server', { timeoutMs: 30 }]],
        run: { durationS: 0.16 },
      }),
    );
    const log = logRequests(simulation);
    simulation.run(90e6);
    expect(log).toEqual([{ startMs: 50, latencyMs: 30, outcome: 'timeout' }]);
    expect(simulation.core.wasted).toBe(1);
    expect([simulation.core.totals.inFlight, simulation.core.jobs.live]).toEqual([0, 1]);
    simulation.run(149e6);
    const station = simulation.core.nodes.find(({ id }) => id === 'server')!.stations[0]!;
    expect([simulation.core.stations.busy[station], simulation.core.stations.queueLength[station]]).toEqual([1, 1]);
    simulation.run();
    const { edges, nodes } = simulation.report();
    expect(edges['client-server']).toMatchObject({ attempts: 3, failed: 2, wasted: 2, inFlight: 1 });
    // The work of the first was finished although nobody waited for it.
    expect(nodes['server']).toMatchObject({ arrivals: 3, completed: 1 });
  });

  it('ends exactly then, and an answer at the same instant is not too late or early', () => {
    const latency = (timeoutMs: number): string => {
      const [first] = runLogged({
        nodes: { client: ['client', every(100)], server: takes(10) },
        edges: [['client', 'server', { timeoutMs, rttMs: 4 }]],
        run: { durationS: 0.15 },
      }).log;
      return `${first!.outcome} ${first!.latencyMs}`;
    };
    expect(latency(13.999)).toBe('timeout 13.999');
    expect(latency(14.001)).toBe('ok 14');
  });

  it('holds at each level for itself', () => {
    const { simulation } = runLogged({
      nodes: { client: ['client', every(100)], front: takes(0, { slots: 100 }), back: takes(80, { slots: 100 }) },
      edges: [
        ['client', 'front', { timeoutMs: 20 }],
        ['front', 'back', { timeoutMs: 50 }],
      ],
      run: { durationS: 1.05 },
    });
    const { edges, clients } = simulation.report();
    expect(clients['client']!.errors).toEqual({ timeout: 10 });
    // The front keeps waiting for its own time-out, for nobody.
    expect(edges['front-back']).toMatchObject({ attempts: 10, errors: { timeout: 10 }, wasted: 10 });
  });
});

describe('retries', () => {
  const failing = (config: Partial<EdgeConfig>, method = 'GET'): SmallDesign => ({
    nodes: {
      client: [
        'client',
        {
          ...every(1_000),
          classes: [
            {
              name: 'x',
              method,
              path: '/',
              share: 1,
              requestBytes: 1,
              responseBytes: 1,
              keyCount: 1,
              zipfExponent: 0,
              cacheTtlS: null,
            },
          ],
        },
      ],
      server: takes(10, { failureRatio: 1 }),
    },
    edges: [['client', 'server', config]],
    run: { durationS: 1.9 },
  });

  it('wait as the backoff says: 100, 200, 400 ms', () => {
    const { log } = runLogged(
      failing({
        maxAttempts: 4,
        backoff: { type: 'exponential', baseMs: 100, factor: 2, capMs: 32_000, jitter: 'none' },
      }),
    );
    expect(log).toEqual([{ startMs: 1_000, latencyMs: 4 * 10 + 700, outcome: 'server_error' }]);
  });

  it('a write is not repeated once it may have been done', () => {
    const attempts = (design: SmallDesign): number =>
      runLogged(design).simulation.report().edges['client-server']!.attempts;
    const config = { ...AT_ONCE, maxAttempts: 3 };
    expect([
      attempts(failing(config, 'POST')),
      attempts(failing(config, 'PUT')),
      attempts(failing({ ...config, retryUnsafe: true }, 'POST')),
    ]).toEqual([1, 3, 3]);
    const crash = { scenario: [{ atS: 0, target: { node: 'server' }, action: { type: 'crash' as const } }] };
    expect(attempts({ ...failing(config, 'POST'), ...crash })).toBe(3);
  });

  it('take at most what the budget has: ten at first, then its share', () => {
    const design = { ...failing({ ...AT_ONCE, maxAttempts: 20, retryBudgetRatio: 0.5 }), run: { durationS: 60.5 } };
    const { attempts, retries } = runLogged(design).simulation.report().edges['client-server']!;
    expect([attempts - retries, retries]).toEqual([60, 10 + 30]);
  });

  it('are told from first attempts in the trace', () => {
    const { simulation } = runLogged(
      failing({ maxAttempts: 3, backoff: { type: 'exponential', baseMs: 50, factor: 1, capMs: 50, jitter: 'none' } }),
    );
    const trace = simulation.trace(simulation.traces()[0]!.requestId)!;
    expect(trace.spans.map(({ attempt, backoffNs }) => [attempt, backoffNs])).toEqual([
      [1, 0],
      [1, 0],
      [2, 50e6],
      [3, 50e6],
    ]);
    expect(trace.parts).toMatchObject({ backoff: 100e6, service: 30e6 });
  });
});

describe('limits', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('a request that goes round ends after 64 hops', () => {
    const { simulation, log } = runLogged({
      nodes: { client: ['client', every(100)], a: takes(1), b: takes(1) },
      edges: [
        ['client', 'a'],
        ['a', 'b'],
        ['b', 'a'],
      ].map(([from, to]) => [from!, to!, {}] as const),
      run: { durationS: 0.19 },
    });
    // a and b hold their slots while they wait, so the second visit waits for the first: nothing ends.
    expect(log).toEqual([]);
    expect(simulation.core.totals.inFlight).toBe(1);
    const free = runLogged({
      nodes: { client: ['client', every(100)], a: takes(1, { holdSlot: false }), b: takes(1, { holdSlot: false }) },
      edges: [
        ['client', 'a'],
        ['a', 'b'],
        ['b', 'a'],
      ].map(([from, to]) => [from!, to!, {}] as const),
      run: { durationS: 0.19 },
    });
    expect(free.log).toEqual([{ startMs: 100, latencyMs: 64, outcome: 'loop_limit' }]);
  });

  it('calls that go round without any time stop the run, and name where', () => {
    const { simulation } = runLogged({
      nodes: { client: ['client', every(100)], a: takes(0, { slots: 100_000, callOrder: 'parallel' }) },
      edges: [
        ['client', 'a'],
        ['a', 'a', { count: 3 }],
      ],
      run: { durationS: 1 },
    });
    expect(simulation.stopReason).toBe('instant_events');
    expect(simulation.finished).toBe(true);
    expect(simulation.report().warnings.join(' ')).toMatch(/without any time passing \(at a/);
    expect(imbalances(simulation)).toEqual([]);
  });

  it('too many live requests stop the run with the results so far', async () => {
    vi.resetModules();
    vi.doMock('../../src/model/limits.ts', async (original) => {
      const limits = await original<{ readonly CAPS: typeof CAPS }>();
      return { ...limits, CAPS: { ...limits.CAPS, liveJobs: 50 } };
    });
    const { Simulation: Capped } = await import('./simulation.ts');
    vi.doUnmock('../../src/model/limits.ts');
    const simulation = new Capped(
      designOf({
        nodes: { client: ['client', every(10)], server: takes(1_000) },
        edges: [['client', 'server']],
        run: { durationS: 100 },
      }),
    );
    simulation.run();
    expect(simulation.stopReason).toBe('live_jobs');
    expect(simulation.core.jobs.live).toBeLessThan(60);
    // Two jobs for each request: the 26th is one too many, and none has been answered by then.
    expect(simulation.timeNs).toBe(260e6);
    expect(simulation.report()).toMatchObject({
      stopReason: 'live_jobs',
      totals: { issued: 26, succeeded: 0, inFlight: 26 },
    });
    expect(simulation.advance(Infinity, 10)).toBe(true);
  });
});
