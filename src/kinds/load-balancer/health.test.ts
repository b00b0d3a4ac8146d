import { describe, expect, it } from 'vitest';
import { designOf, failureTimes, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import type { Action } from '../../model/actions.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const STEP_S = 0.01;

interface Outage {
  readonly action: Action;
  readonly lb: Record<string, unknown>;
  readonly atS: number;
  readonly untilS?: number;
  readonly edge?: Partial<EdgeConfig>;
  readonly userEdge?: Partial<EdgeConfig>;
}

/** Two replicas behind a balancer at 200 requests per second; one of them breaks. */
function outage({ action, lb, atS, untilS, edge = {}, userEdge = {} }: Outage): SmallDesign {
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 200 }, access: 'none' }],
      lb: ['load-balancer', { passiveFailures: 0, retryNext: 0, activeChecks: false, ...lb }],
      app: ['service', { replicas: 2, serviceTime: NO_TIME, restartS: 0 }],
    },
    edges: [
      ['users', 'lb', userEdge],
      ['lb', 'app', edge],
    ],
    scenario: [{ atS, ...(untilS === undefined ? {} : { untilS }), target: { node: 'app', endpoint: 1 }, action }],
    run: { durationS: 60 },
  };
}

const CRASH: Action = { type: 'crash' };
const BLACK_HOLE: Action = { type: 'black-hole' };

/** Seconds from the fault to the last failure. */
function detectionS(design: SmallDesign, atS: number, seed: number): number {
  const times = failureTimes(new Simulation(designOf(design), { seed }), 30, STEP_S);
  return (times.at(-1) ?? Number.NaN) - atS;
}

describe('active checks', () => {
  const lb = { activeChecks: true, checkIntervalS: 1, checkTimeoutMs: 300, fall: 3, rise: 2 };

  it.each([1, 2, 3, 4, 5, 6])('take a crashed replica out after fall - 1 to fall intervals (seed %i)', (seed) => {
    const measured = detectionS(outage({ action: CRASH, lb, atS: 5.2 }), 5.2, seed);
    // One more step: the last failure is seen when the step it is in ends.
    expect(measured).toBeGreaterThan(2 - STEP_S);
    expect(measured).toBeLessThanOrEqual(3 + 2 * STEP_S);
  });

  it.each([1, 2, 3])('take a hung replica out one check time-out later (seed %i)', (seed) => {
    const design = outage({ action: BLACK_HOLE, lb, atS: 5.2, userEdge: { timeoutMs: 5 } });
    const measured = detectionS(design, 5.2, seed);
    expect(measured).toBeGreaterThan(2.3 - STEP_S);
    expect(measured).toBeLessThanOrEqual(3.3 + 2 * STEP_S);
  });

  it('start at different moments, so that different seeds detect at different times', () => {
    const times = [1, 2, 3, 4].map((seed) => detectionS(outage({ action: CRASH, lb, atS: 5.2 }), 5.2, seed));
    expect(new Set(times).size).toBeGreaterThan(2);
  });

  it('bring a replica back after rise - 1 to rise intervals', () => {
    const simulation = new Simulation(designOf(outage({ action: CRASH, lb, atS: 5, untilS: 20.7 })));
    simulation.run(20.7e9);
    const arrivals = () => simulation.report().nodes['app']?.replicas[1]?.completed ?? -1;
    const before = arrivals();
    let backS = Number.NaN;
    for (let step = 1; step < 500 && Number.isNaN(backS); step += 1) {
      simulation.run((20.7 + step * STEP_S) * 1e9);
      // Good probes are answered too: two of them before real requests come.
      if (arrivals() > before + 2) backS = step * STEP_S;
    }
    expect(backS).toBeGreaterThan(1 - STEP_S);
    expect(backS).toBeLessThanOrEqual(2 + 2 * STEP_S);
  });

  it('cost one probe per replica and interval', () => {
    const report = simulate(outage({ action: CRASH, lb, atS: 59.99 }));
    const requests = report.clients['users']?.issued ?? 0;
    expect(Math.abs((report.edges['lb-app']?.attempts ?? 0) - requests - 2 * 60)).toBeLessThanOrEqual(2);
  });

  it('without them every second request fails until the end', () => {
    const report = simulate(outage({ action: CRASH, lb: {}, atS: 30 }));
    expect(Math.abs(report.totals.failed - 3_000)).toBeLessThanOrEqual(2);
  });
});

describe('passive checks', () => {
  const lb = { passiveFailures: 5, ejectionS: 10 };

  it('eject after the given number of failures in a row, each time the ejection is over', () => {
    // Down from second 5 to 35: ejected at once, back at 15, 25, 35: three times five failures.
    const report = simulate(outage({ action: CRASH, lb, atS: 5, untilS: 34 }));
    expect(report.totals.failed).toBe(15);
  });

  it('count errors at L7 but not at L4', () => {
    const errors: Action = { type: 'errors', ratio: 1 };
    const failed = (layer: string) =>
      simulate(outage({ action: errors, lb: { ...lb, layer }, atS: 5, edge: {} })).totals.failed;
    expect(failed('l7')).toBe(30);
    expect(failed('l4')).toBeGreaterThan(1_000);
  });

  it('L4 leaves a backend that refuses and moves its connections', () => {
    const report = simulate(outage({ action: CRASH, lb: { ...lb, layer: 'l4', ejectionS: 100 }, atS: 5 }));
    expect(report.totals.failed).toBe(5);
  });

  it('panic: with too few healthy ones all are used', () => {
    const design = (panicRatio: number) =>
      outage({ action: CRASH, lb: { ...lb, ejectionS: 100, panicRatio }, atS: 30 });
    expect(simulate(design(0.5)).totals.failed).toBe(5);
    expect(Math.abs(simulate(design(0.6)).totals.failed - 3_000)).toBeLessThanOrEqual(2);
  });

  it('with everybody ejected fails with a reason', () => {
    const design = outage({ action: CRASH, lb: { ...lb, ejectionS: 100 }, atS: 30 });
    const all = { ...design, scenario: [{ atS: 30, target: { node: 'app' }, action: CRASH }] };
    const report = simulate(all);
    expect(report.clients['users']?.errors['connection_refused']).toBe(10);
    expect(report.clients['users']?.errors['no_healthy_backend']).toBeGreaterThan(5_900);
  });
});

describe('what the canvas shows', () => {
  const lb = { passiveFailures: 5, ejectionS: 10 };
  const ejectedIn = (simulation: Simulation) => [
    ...(simulation.core.nodes.find((node) => node.id === 'app')?.ejectedBy ?? []),
  ];

  it('is ejected from the ejection to its end', () => {
    const simulation = new Simulation(designOf(outage({ action: CRASH, lb, atS: 5, untilS: 9 })));
    const seen = [4.9, 5.5, 14.9, 15.2].map((timeS) => {
      simulation.run(timeS * 1e9);
      return ejectedIn(simulation);
    });
    expect(seen).toEqual([
      [0, 0],
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('is over when the edge is taken away', () => {
    const design = outage({ action: CRASH, lb, atS: 5 });
    const simulation = new Simulation(designOf(design));
    simulation.run(6e9);
    expect(ejectedIn(simulation)).toEqual([0, 1]);
    simulation.applyDesign(designOf({ ...design, edges: design.edges.slice(0, 1) }));
    expect(ejectedIn(simulation)).toEqual([0, 0]);
  });
});

describe('a crash of the balancer itself', () => {
  it('costs what is in flight and what comes meanwhile, and leaves nothing behind', () => {
    const base = outage({
      action: CRASH,
      lb: { algorithm: 'least-connections', activeChecks: true },
      atS: 10,
      untilS: 12,
    });
    const app = ['service', { replicas: 4, slots: 100, serviceTime: { type: 'deterministic', meanMs: 100 } }] as const;
    const scenario = (base.scenario ?? []).map((entry) => ({ ...entry, target: { node: 'lb' } }));
    const simulation = new Simulation(designOf({ ...base, nodes: { ...base.nodes, app }, scenario }));
    simulation.run();
    const report = simulation.report();
    expect(report.clients['users']?.errors['connection_reset']).toBe(20);
    expect(Math.abs((report.clients['users']?.errors['connection_refused'] ?? 0) - 400)).toBeLessThanOrEqual(1);
    // Load that was left counted would keep requests away from a replica for ever.
    const arrivals = report.nodes['app']?.replicas.map((replica) => replica.arrivals) ?? [];
    expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeLessThan(30);
  });
});

describe('next backend', () => {
  const failing = (method: string, action: Action, edge: Partial<EdgeConfig> = {}) => {
    const design = outage({ action, lb: { retryNext: 1 }, atS: 5, edge });
    const classes = [
      {
        name: 'all',
        method,
        path: '/x',
        share: 1,
        requestBytes: 500,
        responseBytes: 500,
        keyCount: 10,
        zipfExponent: 0,
        cacheTtlS: null,
      },
    ];
    const users = ['client', { load: { type: 'constant', ratePerSecond: 200 }, access: 'none', classes }] as const;
    return simulate({ ...design, nodes: { ...design.nodes, users } }).totals.failed;
  };

  it('hides a refusing backend from every kind of request', () => {
    expect(failing('GET', CRASH)).toBe(0);
    expect(failing('POST', CRASH)).toBe(0);
  });

  it('hides a hanging one from idempotent requests only', () => {
    expect(failing('PUT', BLACK_HOLE, { timeoutMs: 20 })).toBe(0);
    expect(failing('POST', BLACK_HOLE, { timeoutMs: 20 })).toBeGreaterThan(5_000);
  });

  it('passes a 500 on, as nginx does', () => {
    expect(failing('GET', { type: 'errors', ratio: 1 })).toBeGreaterThan(5_000);
  });
});

describe('two tiers', () => {
  it('L4 in front of L7 in front of a service, with checks on both, loses nothing when an L7 balancer dies', () => {
    const report = simulate({
      nodes: {
        users: ['client', { load: { type: 'poisson', ratePerSecond: 200 }, users: 50, access: 'none' }],
        front: ['load-balancer', { layer: 'l4', checkIntervalS: 1, passiveFailures: 1 }],
        one: ['load-balancer', { checkIntervalS: 1 }],
        two: ['load-balancer', { checkIntervalS: 1 }],
        app: ['service', { replicas: 3, serviceTime: { type: 'exponential', meanMs: 5 } }],
      },
      edges: [
        ['users', 'front', { maxAttempts: 3 }],
        ['front', 'one'],
        ['front', 'two'],
        ['one', 'app'],
        ['two', 'app'],
      ],
      scenario: [{ atS: 10, untilS: 20, target: { node: 'one' }, action: CRASH }],
      run: { durationS: 40 },
    });
    expect(report.nodes['one']?.arrivals).toBeGreaterThan(500);
    expect(report.totals.failed).toBeLessThanOrEqual(3);
    expect(report.totals.issued).toBe(report.totals.succeeded + report.totals.failed + report.totals.inFlight);
  });
});
