import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import { spec } from './spec.ts';

const MEAN_MS = 10;

interface Farm {
  readonly algorithm: string;
  readonly servers: number;
  readonly rho: number;
  readonly requests: number;
  readonly choices?: number;
}

/** Poisson arrivals over a balancer to n single servers with exponential work and no queue limit. */
function farm({ algorithm, servers, rho, requests, choices = 2 }: Farm): SmallDesign {
  const ratePerSecond = (rho * servers * 1_000) / MEAN_MS;
  return {
    nodes: {
      users: ['client', { load: { type: 'poisson', ratePerSecond }, access: 'none' }],
      lb: ['load-balancer', { algorithm, choices, processingMs: 0, activeChecks: false, passiveFailures: 0 }],
      app: [
        'service',
        { replicas: servers, slots: 1, queueLimit: null, serviceTime: { type: 'exponential', meanMs: MEAN_MS } },
      ],
    },
    edges: [
      ['users', 'lb'],
      ['lb', 'app'],
    ],
    run: { durationS: requests / ratePerSecond, warmupS: (0.1 * requests) / ratePerSecond },
  };
}

/** Mean time in the system in mean service times. */
function meanTime(options: Farm): number {
  return (simulate(farm(options)).clients['users']?.latencyMs.mean ?? Number.NaN) / MEAN_MS;
}

/**
 * Join the shortest queue over n M/M/1 queues: E[T] from the exact Markov chain (truncated at a difference of 8 to 16 between
 * longest and shortest, checked by varying the truncation). Random: 1 / (1 - rho).
 */
describe('least connections over single servers', () => {
  it.each([
    { servers: 2, rho: 0.5, expected: 1.426320751 },
    { servers: 2, rho: 0.7, expected: 2.108197274 },
    { servers: 3, rho: 0.7, expected: 1.708876095 },
    { servers: 4, rho: 0.5, expected: 1.158150638 },
    { servers: 4, rho: 0.8, expected: 1.953135952 },
    { servers: 4, rho: 0.9, expected: 3.240916787 },
  ])('joins the shortest of $servers queues at load $rho', ({ servers, rho, expected }) => {
    const measured = meanTime({ algorithm: 'least-connections', servers, rho, requests: 200_000 });
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.05);
  });
});

/**
 * Mitzenmacher's supermarket model (n to infinity): E[T] = sum of rho^((d^i - d) / (d - 1)) for i >= 1; one random choice:
 * 1 / (1 - rho).
 */
describe('random choices over 100 servers', () => {
  it.each([
    { rho: 0.7, choices: 2, expected: 1.61445377 },
    { rho: 0.7, choices: 3, expected: 1.356842197 },
    { rho: 0.7, choices: 5, expected: 1.168092539 },
    { rho: 0.9, choices: 2, expected: 2.614057377 },
    { rho: 0.9, choices: 3, expected: 2.027855969 },
    { rho: 0.9, choices: 5, expected: 1.632881239 },
  ])('the best of $choices at load $rho', ({ rho, choices, expected }) => {
    const measured = meanTime({ algorithm: 'power-of-two', choices, servers: 100, rho, requests: 200_000 });
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.05);
  });

  it.each([
    { rho: 0.7, expected: 3.333333333 },
    { rho: 0.9, expected: 10 },
  ])('any one at load $rho', ({ rho, expected }) => {
    const measured = meanTime({ algorithm: 'random', servers: 100, rho, requests: 300_000 });
    expect(Math.abs(measured / expected - 1)).toBeLessThan(0.05);
  });
});

/** Arrivals at three services behind a balancer, one after the other at a constant rate. */
function arrivalsBehind(
  lb: Record<string, unknown>,
  edges: readonly Partial<EdgeConfig>[],
  client: Record<string, unknown> = {},
): number[] {
  const services = edges.map((_, index) => `app${index}`);
  const report = simulate({
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 1_000 }, access: 'none', ...client }],
      lb: ['load-balancer', { activeChecks: false, ...lb }],
      ...Object.fromEntries(services.map((id) => [id, ['service', { replicas: 1, serviceTime: NO_TIME }]] as const)),
    },
    edges: [['users', 'lb'], ...services.map((id, index) => ['lb', id, edges[index]] as const)],
    run: { durationS: 7.0005 },
  });
  expect(report.totals.succeeded).toBe(report.totals.issued);
  return services.map((id) => report.nodes[id]?.arrivals ?? -1);
}

describe('which backend a request goes to', () => {
  it('round robin takes turns whatever the weights are', () => {
    const arrivals = arrivalsBehind({ algorithm: 'round-robin' }, [{ weight: 5 }, { weight: 1 }, { weight: 1 }]);
    expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeLessThanOrEqual(1);
  });

  it('weighted round robin follows the weights exactly', () => {
    expect(arrivalsBehind({ algorithm: 'weighted' }, [{ weight: 5 }, { weight: 1 }, { weight: 1 }])).toEqual([
      5_000, 1_000, 1_000,
    ]);
  });

  it('weight 0 takes a target out, whatever the algorithm', () => {
    for (const { value: algorithm } of spec.fields.algorithm.options) {
      expect(arrivalsBehind({ algorithm }, [{}, { weight: 0 }])).toEqual([7_000, 0]);
    }
  });

  it('splits reads and writes where edges say so', () => {
    const common = { requestBytes: 500, responseBytes: 500, keyCount: 10, zipfExponent: 0, cacheTtlS: null };
    const classes = [
      { ...common, name: 'read', method: 'GET', path: '/r', share: 3 },
      { ...common, name: 'write', method: 'POST', path: '/w', share: 1 },
    ];
    const [reads, writes, any] = arrivalsBehind({}, [{ carries: 'reads' }, { carries: 'writes' }, {}], { classes }) as [
      number,
      number,
      number,
    ];
    // Three quarters are reads, half of which take turns with the third target; four standard errors are 145.
    expect(Math.abs(reads - 2_625)).toBeLessThan(145);
    expect(Math.abs(writes - 875)).toBeLessThan(145);
    expect(reads + writes + any).toBe(7_000);
  });

  it('IP hash sends everybody behind one address to one backend', () => {
    const shared = arrivalsBehind({ algorithm: 'ip-hash' }, [{}, {}, {}], { users: 500, usersPerIp: 500 });
    expect(shared.toSorted((a, b) => a - b)).toEqual([0, 0, 7_000]);
    const apart = arrivalsBehind({ algorithm: 'ip-hash' }, [{}, {}, {}], { users: 500, usersPerIp: 1 });
    expect(Math.min(...apart)).toBeGreaterThan(1_500);
  });
});

describe('layers', () => {
  it('L4 keeps a connection on one backend, L7 spreads its requests', () => {
    const onConnection = arrivalsBehind({ layer: 'l4' }, [{}, {}, {}], { users: 1 });
    expect(onConnection.toSorted((a, b) => a - b)).toEqual([0, 0, 7_000]);
    expect(Math.min(...arrivalsBehind({ layer: 'l7' }, [{}, {}, {}], { users: 1 }))).toBeGreaterThan(2_300);
  });

  it('L4 picks anew for calls that open a connection each', () => {
    const report = simulate({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 300 }, users: 1, access: 'none' }],
        lb: ['load-balancer', { layer: 'l4', activeChecks: false }],
        app: ['service', { replicas: 3, serviceTime: NO_TIME }],
      },
      edges: [
        ['users', 'lb', { connection: 'per-call' }],
        ['lb', 'app'],
      ],
      run: { durationS: 10 },
    });
    for (const { arrivals } of report.nodes['app']?.replicas ?? []) expect(arrivals).toBeGreaterThan(990);
  });

  it('refuses what is beyond its capacity', () => {
    const report = simulate({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 100 }, access: 'none' }],
        lb: ['load-balancer', { maxConcurrent: 4, activeChecks: false }],
        app: ['service', { replicas: 1, slots: 100, serviceTime: { type: 'deterministic', meanMs: 100 } }],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'app'],
      ],
      run: { durationS: 10 },
    });
    expect(report.clients['users']?.errors['queue_full']).toBeGreaterThan(500);
    expect(report.nodes['app']?.meanInNode).toBeLessThanOrEqual(4);
    expect(report.nodes['lb']?.utilization).toBeGreaterThan(0.9);
  });

  it('without a backend fails with a reason', () => {
    const report = simulate({
      nodes: { users: ['client', { access: 'none' }], lb: ['load-balancer'] },
      edges: [['users', 'lb']],
      run: { durationS: 5 },
    });
    expect(report.totals.failed).toBe(report.totals.issued);
    expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['no_healthy_backend']);
  });
});

describe('edits during a run', () => {
  const design = (replicas: number, algorithm: string): SmallDesign => ({
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 1_000 }, access: 'none' }],
      lb: ['load-balancer', { algorithm, activeChecks: false }],
      app: ['service', { replicas, slots: 50, serviceTime: { type: 'deterministic', meanMs: 20 } }],
    },
    edges: [
      ['users', 'lb'],
      ['lb', 'app'],
    ],
    run: { durationS: 12 },
  });

  it('keep the load of backends that stay: least connections stays even through scaling up and down', () => {
    const simulation = new Simulation(designOf(design(4, 'least-connections')));
    simulation.run(3e9);
    simulation.applyDesign(designOf(design(6, 'least-connections')));
    simulation.run(6e9);
    const before = simulation.report().nodes['app']?.replicas.map(({ arrivals }) => arrivals) ?? [];
    simulation.applyDesign(designOf(design(3, 'least-connections')));
    simulation.run(9e9);
    const after =
      simulation.report().nodes['app']?.replicas.map(({ arrivals }, index) => arrivals - (before[index] ?? 0)) ?? [];
    // 3 s at 1,000/s over three that have 20 ms of work each in flight.
    for (const arrivals of after.slice(0, 3)) expect(Math.abs(arrivals - 1_000)).toBeLessThan(10);
    expect(after.slice(3)).toEqual([0, 0, 0]);
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('change the algorithm without losing a request', () => {
    const simulation = new Simulation(designOf(design(4, 'round-robin')));
    for (const [index, { value: algorithm }] of spec.fields.algorithm.options.entries()) {
      simulation.run((index + 1) * 1e9);
      simulation.applyDesign(designOf(design(4, algorithm)));
    }
    simulation.run();
    const { totals } = simulation.report();
    expect(totals.failed).toBe(0);
    expect(totals.inFlight).toBeLessThanOrEqual(21);
  });
});
