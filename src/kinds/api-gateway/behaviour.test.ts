import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const SERVICE = ['service', { slots: 1_000, serviceTime: NO_TIME }] as const;

function door(
  config: Record<string, unknown>,
  more: { client?: Record<string, unknown>; edge?: Record<string, unknown> } = {},
): SmallDesign {
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 200 }, users: 10, ...more.client }],
      door: ['api-gateway', { limitBy: 'off', processingMs: 0, authMs: 0, ...config }],
      api: SERVICE,
    },
    edges: [
      ['users', 'door', more.edge],
      ['door', 'api'],
    ],
    run: { durationS: 50 },
  };
}

describe('authentication', () => {
  it('turns away the share without credentials, and they use up no tokens', () => {
    const limit = { limitBy: 'all', ratePerSecond: 150, burst: 1 };
    const { clients, nodes } = simulate(door({ invalidRatio: 0.4, ...limit }));
    const { unauthorized = 0, ...rest } = clients['users']?.errors ?? {};
    // 10,000 requests: four standard errors of the share are 0.02.
    expect(Math.abs(unauthorized / 10_000 - 0.4)).toBeLessThan(0.02);
    // 120 /s with credentials are below the limit but for their chance gaps of 1/200 s: a burst of 1 refuses every second of two in a row.
    expect(nodes['api']?.arrivals).toBe(10_000 - unauthorized - (rest['rate_limited'] ?? 0));
    expect(rest['rate_limited']).toBeLessThan(3_000);
  });

  it('takes its time for everyone, and is nothing when it is off', () => {
    const mean = (config: Record<string, unknown>) => simulate(door(config)).clients['users']?.latencyMs.mean;
    expect(mean({ authMs: 5, processingMs: 2 })).toBeCloseTo(7, 6);
    expect(mean({ authMs: 5, processingMs: 2, authentication: false })).toBeCloseTo(2, 6);
    expect(simulate(door({ authentication: false, invalidRatio: 1 })).totals.failed).toBe(0);
  });
});

describe('rate limit', () => {
  it('lets the rate and one burst through and answers the rest with 429', () => {
    const { totals, clients } = simulate(door({ limitBy: 'all', ratePerSecond: 80, burst: 100 }));
    expect(Math.abs(totals.succeeded - (100 + 80 * 50))).toBeLessThanOrEqual(2);
    expect(Object.keys(clients['users']?.errors ?? {})).toEqual(['rate_limited']);
  });

  it('per user: one who sends too much takes nothing from the others', () => {
    const heavy = ['client', { load: { type: 'constant', ratePerSecond: 500 }, users: 1 }] as const;
    const base = door({ limitBy: 'user', ratePerSecond: 40, burst: 40 });
    const report = simulate({ ...base, nodes: { ...base.nodes, heavy }, edges: [...base.edges, ['heavy', 'door']] });
    expect(report.clients['users']?.failed).toBe(0);
    expect(Math.abs((report.clients['heavy']?.succeeded ?? 0) - (40 + 40 * 50))).toBeLessThanOrEqual(2);
  });

  it('callers wait as long as Retry-After says, in whole seconds, before they try again', () => {
    const users = { load: { type: 'constant', ratePerSecond: 1 }, users: 1 };
    const edge = {
      maxAttempts: 2,
      backoff: { type: 'exponential', baseMs: 10, factor: 2, capMs: 100, jitter: 'none' },
    };
    const limit = { limitBy: 'all', ratePerSecond: 0.4, burst: 1 };
    const waits = (retryAfter: boolean) => simulate(door({ ...limit, retryAfter }, { client: users, edge }));
    // A token every 2.5 s: who is refused is told 1, 2 or 3 s; without being told, the retry after 10 ms is in vain.
    const told = waits(true);
    expect(told.clients['users']?.latencyMs.max).toBeGreaterThanOrEqual(1_000);
    expect(told.clients['users']?.latencyMs.max).toBeLessThanOrEqual(3_000.001);
    expect(waits(false).clients['users']?.latencyMs.max).toBeLessThan(20);
  });
});

it('passes requests on by the weights of the edges, reads and writes where they belong', () => {
  const report = simulate({
    nodes: {
      users: [
        'client',
        {
          load: { type: 'constant', ratePerSecond: 100 },
          classes: [
            { name: 'read', share: 1 },
            { name: 'write', method: 'POST', share: 1 },
          ].map((own) => ({
            path: '/x',
            requestBytes: 500,
            responseBytes: 500,
            keyCount: 10,
            zipfExponent: 0,
            cacheTtlS: null,
            method: 'GET',
            ...own,
          })),
        },
      ],
      door: ['api-gateway', {}],
      readers: SERVICE,
      more: SERVICE,
      writers: SERVICE,
    },
    edges: [
      ['users', 'door'],
      ['door', 'readers', { carries: 'reads', weight: 3 }],
      ['door', 'more', { carries: 'reads', weight: 1 }],
      ['door', 'writers', { carries: 'writes' }],
    ],
    run: { durationS: 20 },
  });
  const { readers, more, writers } = report.nodes;
  expect(report.totals.failed).toBe(0);
  expect(Math.abs((readers?.arrivals ?? 0) - 3 * (more?.arrivals ?? 0))).toBeLessThanOrEqual(3);
  expect(Math.abs((writers?.arrivals ?? 0) - 1_000)).toBeLessThan(130);
});

it('without a service behind it says so', () => {
  const base = door({});
  const report = simulate({ ...base, edges: [base.edges[0]!] });
  expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['not_connected']);
});

it('sends each path to the longest prefix that fits, the rest to the edge without one', () => {
  const paths = ['/orders/{key}', '/orders/old/{key}', '/users/{key}'];
  const classes = paths.map((path) => ({
    path,
    name: path,
    share: 1,
    method: 'GET',
    requestBytes: 500,
    responseBytes: 500,
    keyCount: 10,
    zipfExponent: 0,
    cacheTtlS: null,
  }));
  const report = simulate({
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 300 }, classes }],
      door: ['api-gateway', {}],
      orders: SERVICE,
      archive: SERVICE,
      other: SERVICE,
    },
    edges: [
      ['users', 'door'],
      ['door', 'orders', { pathPrefix: '/orders' }],
      ['door', 'archive', { pathPrefix: '/orders/old' }],
      ['door', 'other'],
    ],
    run: { durationS: 10 },
  });
  const requests = report.clients['users']?.requests ?? {};
  expect(report.totals.failed).toBe(0);
  for (const [node, path] of [
    ['orders', paths[0]],
    ['archive', paths[1]],
    ['other', paths[2]],
  ] as const) {
    expect(Math.abs((report.nodes[node]?.arrivals ?? 0) - (requests[path ?? '']?.issued ?? -1))).toBeLessThanOrEqual(2);
  }
});

it('shows how requests spread over what is behind it, the connections it holds there and what was lost where', () => {
  const simulation = new Simulation(
    designOf({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 200 }, users: 10 }],
        door: ['api-gateway', { limitBy: 'off', processingMs: 0, authMs: 0, invalidRatio: 0.1 }],
        old: ['service', { slots: 1_000, serviceTime: { type: 'deterministic', meanMs: 50 } }],
        fresh: ['service', { slots: 1_000, serviceTime: NO_TIME, failureRatio: 1 }],
      },
      edges: [
        ['users', 'door'],
        ['door', 'old', { weight: 3, connection: 'keep-alive', protocol: 'http1', rttMs: 2 }],
        ['door', 'fresh', { weight: 1 }],
      ],
      run: { durationS: 20 },
    }),
  );
  simulation.run(10.0005e9);
  const view = simulation.balancerView('door');
  const [old, fresh] = view?.backends ?? [];
  expect(old).toMatchObject({ edgeId: 'door-old', state: 'up', share: 0.75, failed: 0, connections: null });
  // 90 % of 200 /s have credentials; three of four go to the old one.
  expect(Math.abs((old?.ratePerSecond ?? 0) - 135)).toBeLessThan(15);
  // 135 /s x 54 ms are there or on their way at once, each over a connection of its own.
  expect(old?.openConnections).toBeGreaterThanOrEqual(old?.inFlight ?? 99);
  expect(Math.abs((old?.inFlight ?? 0) - 7)).toBeLessThanOrEqual(3);
  expect(fresh).toMatchObject({ share: 0.25, openConnections: 0, failed: fresh?.requests });
  expect(view?.lost).toBe(fresh?.failed);
  expect(Math.abs((fresh?.requests ?? 0) - 450)).toBeLessThan(60);
});
