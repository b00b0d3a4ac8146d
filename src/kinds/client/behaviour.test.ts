import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const SERVER = ['service', { replicas: 1, slots: 1_000, queueLimit: null, serviceTime: NO_TIME }] as const;
const READ = {
  name: 'read',
  method: 'GET',
  path: '/a',
  share: 1,
  requestBytes: 1,
  responseBytes: 1,
  keyCount: 1,
  zipfExponent: 0,
  cacheTtlS: null,
};

function issued(load: unknown, durationS: number, seed = 1): number {
  const report = simulate(
    { nodes: { users: ['client', { load }], api: SERVER }, edges: [['users', 'api']], run: { durationS } },
    seed,
  );
  return report.totals.issued;
}

/** How many standard deviations a Poisson count is from its mean. */
function deviation(count: number, mean: number): number {
  return Math.abs(count - mean) / Math.sqrt(mean);
}

describe('open loads', () => {
  it('a constant rate is exact', () => {
    expect(issued({ type: 'constant', ratePerSecond: 50 }, 10)).toBe(500);
  });

  it('Poisson, ramp, spike and wave send as many requests as the integral of their rate', () => {
    expect(deviation(issued({ type: 'poisson', ratePerSecond: 200 }, 50), 10_000)).toBeLessThan(4);
    expect(deviation(issued({ type: 'ramp', fromPerSecond: 0, toPerSecond: 400, overS: 40 }, 50), 12_000)).toBeLessThan(
      4,
    );
    expect(
      deviation(issued({ type: 'spike', ratePerSecond: 20, spikePerSecond: 1_000, startS: 10, lengthS: 5 }, 20), 5_300),
    ).toBeLessThan(4);
    expect(deviation(issued({ type: 'wave', ratePerSecond: 100, swingRatio: 1, periodS: 20 }, 40), 4_000)).toBeLessThan(
      4,
    );
  });

  it('a slow server does not slow the arrivals down', () => {
    const slow = [
      'service',
      { replicas: 1, slots: 1, queueLimit: null, serviceTime: { type: 'deterministic', meanMs: 10_000 } },
    ] as const;
    const load = { type: 'constant', ratePerSecond: 50 };
    const report = simulate({
      nodes: { users: ['client', { load }], api: slow },
      edges: [['users', 'api']],
      run: { durationS: 10 },
    });
    expect(report.totals).toEqual({ issued: 500, succeeded: 0, failed: 0, inFlight: 500 });
  });
});

describe('the closed loop', () => {
  it('never has more requests under way than users', () => {
    const load = { type: 'closed-loop', concurrentUsers: 5, thinkTimeMs: 1 };
    const api = [
      'service',
      { replicas: 1, slots: 1, queueLimit: null, serviceTime: { type: 'exponential', meanMs: 10 } },
    ] as const;
    const simulation = new Simulation(
      designOf({ nodes: { users: ['client', { load }], api }, edges: [['users', 'api']], run: { durationS: 20 } }),
    );
    simulation.run();
    expect(simulation.core.mostInFlight).toBe(5);
    expect(simulation.report().nodes['api']?.utilization).toBeGreaterThan(0.95);
  });

  it('goes on after failures', () => {
    const load = { type: 'closed-loop', concurrentUsers: 2, thinkTimeMs: 100 };
    const report = simulate({ nodes: { users: ['client', { load }] }, edges: [], run: { durationS: 10 } });
    expect(deviation(report.totals.failed, 200)).toBeLessThan(4);
    expect(report.clients['users']?.errors).toEqual({ not_connected: report.totals.failed });
  });
});

describe('the mix', () => {
  it('follows the shares, and weights of the edges choose among targets', () => {
    const classes = [
      { ...READ, share: 3 },
      { ...READ, name: 'write', method: 'POST', share: 1 },
    ];
    const load = { type: 'constant', ratePerSecond: 1_000 };
    const report = simulate({
      nodes: { users: ['client', { load, classes }], a: SERVER, b: SERVER },
      edges: [
        ['users', 'a', { weight: 4 }],
        ['users', 'b', { weight: 1 }],
      ],
      run: { durationS: 20 },
    });
    const reads = report.clients['users']?.requests['read']?.issued ?? 0;
    expect(Math.abs(reads - 15_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.75 * 0.25));
    expect(Math.abs((report.nodes['a']?.arrivals ?? 0) - 16_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.8 * 0.2));
  });

  it('edges that carry writes only get no reads', () => {
    const classes = [READ, { ...READ, name: 'write', method: 'POST' }];
    const report = simulate({
      nodes: { users: ['client', { load: { type: 'constant', ratePerSecond: 100 }, classes }], a: SERVER, b: SERVER },
      edges: [
        ['users', 'a', { carries: 'reads' }],
        ['users', 'b', { carries: 'writes' }],
      ],
      run: { durationS: 5 },
    });
    expect(report.nodes['a']?.arrivals).toBe(report.clients['users']?.requests['read']?.issued);
    expect(report.nodes['b']?.arrivals).toBe(report.clients['users']?.requests['write']?.issued);
  });
});

describe('names', () => {
  it('are asked for once per user and time to live; requests then go straight to the address', () => {
    const users = ['client', { load: { type: 'constant', ratePerSecond: 100 }, users: 1 }] as const;
    const noTime = { rootRttMs: 0, tldRttMs: 0, authoritativeRttMs: 0 };
    const dns = ['dns', { ttlS: 2, healthChecks: 'off', ...noTime, resolvers: 1, staggered: false }] as const;
    const report = simulate({
      nodes: { users, dns, api: SERVER },
      edges: [
        ['users', 'dns'],
        ['dns', 'api'],
      ],
      run: { durationS: 10 },
    });
    expect(report.edges['users-dns']?.attempts).toBe(5);
    expect(report.nodes['api']?.arrivals).toBe(report.totals.issued);
    expect(report.totals.failed).toBe(0);
  });

  it('that cannot be resolved fail the request with that reason', () => {
    const users = ['client', { load: { type: 'constant', ratePerSecond: 10 } }] as const;
    const report = simulate({
      nodes: { users, dns: ['dns'], api: SERVER },
      edges: [
        ['users', 'dns'],
        ['dns', 'api'],
      ],
      run: { durationS: 5 },
      scenario: [{ atS: 0, target: { node: 'dns' }, action: { type: 'crash' } }],
    });
    expect(report.clients['users']?.errors).toEqual({ dns_failure: report.totals.failed });
    expect(report.totals.failed).toBe(report.totals.issued);
  });
});
