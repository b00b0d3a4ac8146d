import { describe, expect, it } from 'vitest';
import { designOf, failureTimes, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const FAST = ['service', { replicas: 4, slots: 100, serviceTime: NO_TIME, restartS: 0 }] as const;

/** A caller with two replicas, and one service behind a registry. */
function calling(registry: Record<string, unknown>, more: Partial<SmallDesign> = {}): SmallDesign {
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 200 } }],
      shop: ['service', { replicas: 2, slots: 100, serviceTime: NO_TIME }],
      registry: ['registry', registry],
      stock: FAST,
      ...more.nodes,
    },
    edges: [
      ['users', 'shop'],
      ['shop', 'registry', { rttMs: 2 }],
      ['registry', 'stock', { rttMs: 1 }],
    ],
    run: { durationS: 60 },
    ...(more.scenario === undefined ? {} : { scenario: more.scenario }),
  };
}

function arrivals(design: SmallDesign): readonly number[] {
  return simulate(design).nodes['stock']?.replicas.map((replica) => replica.arrivals) ?? [];
}

const crash = { atS: 20, target: { node: 'stock', endpoint: 0 }, action: { type: 'crash' } } as const;

describe('callers', () => {
  it('pick in turns and call the instances directly: only questions pass the registry', () => {
    const report = simulate(calling({ pollS: 10 }));
    expect(report.totals.failed).toBe(0);
    const requests = report.nodes['stock']?.replicas.map(({ arrivals: own }) => own) ?? [];
    // 12,000 requests by turns, each with twelve heartbeats besides.
    for (const own of requests) expect(Math.abs(own - 3_012)).toBeLessThanOrEqual(4);
    // The first requests of each replica find no list and ask; then each of the two asks every 10 s.
    expect(report.nodes['registry']?.arrivals).toBeGreaterThanOrEqual(2 + 2 * 5);
    expect(report.nodes['registry']?.arrivals).toBeLessThanOrEqual(4 + 2 * 6);
  });

  it('a client can be one of them', () => {
    const report = simulate({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 100 } }],
        registry: ['registry', {}],
        stock: FAST,
      },
      edges: [
        ['users', 'registry'],
        ['registry', 'stock'],
      ],
      run: { durationS: 10 },
    });
    expect(report.totals.succeeded).toBeGreaterThan(990);
    expect(report.totals.failed).toBe(0);
  });

  it.each(['least-connections', 'power-of-two'])('with %s send less to an instance that is slow', (algorithm) => {
    const slow = {
      atS: 0,
      target: { node: 'stock', endpoint: 3 },
      action: { type: 'slow', factor: 20, addMs: 0 },
    } as const;
    const stock = ['service', { replicas: 4, slots: 100, serviceTime: { type: 'deterministic', meanMs: 20 } }] as const;
    const counts = arrivals(calling({ algorithm }, { nodes: { stock }, scenario: [slow] }));
    expect(counts[3]).toBeLessThan((counts[0] as number) / 3);
    expect(arrivals(calling({}, { nodes: { stock }, scenario: [slow] }))[3]).toBeGreaterThan((counts[0] as number) / 2);
  });

  it('say so when the list is empty', () => {
    const report = simulate({
      ...calling({}),
      edges: [
        ['users', 'shop'],
        ['shop', 'registry'],
      ],
    });
    expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['no_healthy_backend']);
  });
});

describe('a dead instance', () => {
  const LEASE_S = 6;
  const HEARTBEAT_S = 2;

  /** Seconds after the crash at which a request failed for the last time. */
  function lastFailureS(registry: Record<string, unknown>): number {
    const design = calling({ leaseS: LEASE_S, heartbeatS: HEARTBEAT_S, ...registry }, { scenario: [crash] });
    const times = failureTimes(new Simulation(designOf(design)), 60, 0.05);
    return (times.at(-1) ?? -1) - crash.atS;
  }

  it('is called until its lease is over and the list was read again: poll', () => {
    const lastS = lastFailureS({ pollS: 5 });
    expect(lastS).toBeGreaterThan(LEASE_S - HEARTBEAT_S);
    expect(lastS).toBeLessThanOrEqual(LEASE_S + 5 + 0.1);
  });

  it('watch: a propagation after the end of the lease', () => {
    const lastS = lastFailureS({ mode: 'watch', watchDelayMs: 200 });
    expect(lastS).toBeGreaterThan(LEASE_S - HEARTBEAT_S + 0.1);
    expect(lastS).toBeLessThanOrEqual(LEASE_S + 0.2 + 0.1);
  });

  it('costs its share of the requests until then, next to none for callers that leave it out', () => {
    const failed = (registry: Record<string, unknown>) =>
      simulate(calling({ leaseS: LEASE_S, heartbeatS: HEARTBEAT_S, ...registry }, { scenario: [crash] })).totals.failed;
    // A quarter of 200 /s for 4 to 6.2 s.
    expect(failed({ mode: 'watch' })).toBeGreaterThan(190);
    expect(failed({ mode: 'watch' })).toBeLessThan(320);
    expect(failed({ mode: 'watch', onRefused: 'skip' })).toBeLessThan(10);
  });

  it('is called again after it is back and its heartbeat registered it', () => {
    const back = { ...crash, untilS: 40 };
    const design = calling({ mode: 'watch', leaseS: LEASE_S, heartbeatS: HEARTBEAT_S }, { scenario: [back] });
    const simulation = new Simulation(designOf(design));
    simulation.run(40e9);
    const before = simulation.report().nodes['stock']?.replicas[0]?.completed ?? 0;
    simulation.run();
    const after = simulation.report().nodes['stock']?.replicas[0]?.completed ?? 0;
    expect(after - before).toBeGreaterThan(17 * 50);
  });
});

it('an instance that was scaled away is called on by callers with an old list, and refuses', () => {
  const scale = { atS: 20, target: { node: 'stock' }, action: { type: 'scale', replicas: 2 } } as const;
  const errors = simulate(calling({ pollS: 10 }, { scenario: [scale] })).clients['users']?.errors ?? {};
  expect(Object.keys(errors)).toEqual(['connection_refused']);
  // Half of the requests until the polls of the two callers, on average 5 s each.
  expect(errors['connection_refused']).toBeLessThanOrEqual(200 * 10 * 0.5 + 5);
});

it('callers outlive their registry: with it gone they go on with the list they have', () => {
  const gone = { atS: 20, target: { node: 'registry' }, action: { type: 'crash' } } as const;
  expect(simulate(calling({ pollS: 2 }, { scenario: [gone] })).totals.failed).toBe(0);
});

describe('a failed call to an instance', () => {
  it('is made again at another where the library does that, and costs the user nothing', () => {
    const without = new Simulation(designOf(calling({}, { scenario: [crash] })));
    without.run();
    const withRetry = new Simulation(designOf(calling({ retryNext: 1 }, { scenario: [crash] })));
    withRetry.run();
    expect(without.report().totals.failed).toBeGreaterThan(200);
    expect(withRetry.report().totals.failed).toBe(0);
  });

  it('is shown with the instance, and how long the lease took to run out', () => {
    const simulation = new Simulation(designOf(calling({ leaseS: 9, heartbeatS: 3 }, { scenario: [crash] })));
    simulation.run();
    const view = simulation.balancerView('registry');
    const [dead, ...others] = view?.backends ?? [];
    expect(dead).toMatchObject({ state: 'down', reason: 'no heartbeat for 9 s' });
    expect(dead?.failed).toBe(simulation.report().totals.failed);
    expect(view?.lost).toBe(dead?.failed);
    expect(dead?.noticedS).toBeGreaterThan(6);
    expect(dead?.noticedS).toBeLessThanOrEqual(9.01);
    expect(others.map(({ state }) => state)).toEqual(['up', 'up', 'up']);
    expect(others.every(({ ratePerSecond }) => ratePerSecond > 30)).toBe(true);
  });
});
