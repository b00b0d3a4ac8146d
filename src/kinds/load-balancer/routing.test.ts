import { describe, expect, it } from 'vitest';
import { simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import type { Report } from '../../model/report.ts';

const COMMON = {
  requestBytes: 500,
  responseBytes: 500,
  keyCount: 10,
  zipfExponent: 0,
  cacheTtlS: null,
  share: 1,
  header: '',
};
const CLASSES = [
  { ...COMMON, name: 'beta', method: 'GET', path: '/api/items', header: 'X-Version: beta' },
  { ...COMMON, name: 'stable', method: 'GET', path: '/api/items', header: 'X-Version: stable' },
  { ...COMMON, name: 'plain', method: 'GET', path: '/api/items' },
  { ...COMMON, name: 'create', method: 'POST', path: '/api/items' },
  { ...COMMON, name: 'page', method: 'GET', path: '/about' },
];

type Router = 'load-balancer' | 'api-gateway';
const OFF = {
  'load-balancer': { activeChecks: false },
  'api-gateway': { authentication: false, limitBy: 'off' },
} as const;

function designFor(kind: Router, edges: SmallDesign['edges'], config: Record<string, unknown> = {}): SmallDesign {
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 100 }, access: 'none', classes: CLASSES }],
      router: [kind, { ...OFF[kind], ...config }],
      beta: ['service'],
      writer: ['service'],
      api: ['service'],
      web: ['service'],
    },
    edges: [['users', 'router'], ...edges],
    run: { durationS: 5.009 },
  };
}

function issued(report: Report, ...names: string[]): number {
  return names.reduce((sum, name) => sum + (report.clients['users']?.requests[name]?.issued ?? Number.NaN), 0);
}

const ROUTES = [
  ['router', 'api', { pathPrefix: '/api' }],
  ['router', 'beta', { pathPrefix: '/api', header: 'x-version: beta' }],
  ['router', 'writer', { pathPrefix: '/api', method: 'POST' }],
] as const;

describe.each(['load-balancer', 'api-gateway'] as const)('routes of a %s', (kind) => {
  it('send by header and method what the path alone would send elsewhere, the rest to the default', () => {
    const report = simulate(designFor(kind, [...ROUTES, ['router', 'web']]));
    expect(report.nodes['beta']?.arrivals).toBe(issued(report, 'beta'));
    expect(report.nodes['writer']?.arrivals).toBe(issued(report, 'create'));
    expect(report.nodes['api']?.arrivals).toBe(issued(report, 'stable', 'plain'));
    expect(report.nodes['web']?.arrivals).toBe(issued(report, 'page'));
    expect(report.totals.failed).toBe(0);
  });

  it('without a default end what nothing takes as 404, and nothing else', () => {
    const report = simulate(designFor(kind, ROUTES));
    expect(report.clients['users']?.errors).toEqual({ no_route: issued(report, 'page') });
    expect(report.nodes['web']?.arrivals).toBe(0);
  });
});

describe('an L4 balancer', () => {
  it('sees no path, method or header: its routes take everything', () => {
    const report = simulate(designFor('load-balancer', ROUTES, { layer: 'l4', algorithm: 'round-robin' }));
    expect(report.totals.failed).toBe(0);
    expect(report.nodes['beta']?.arrivals).toBeGreaterThan(issued(report, 'beta'));
  });
});

describe('a two-tier set-up', () => {
  it('spreads connections at L4 and routes requests at L7', () => {
    const report = simulate({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 200 }, access: 'none', classes: CLASSES }],
        outer: ['load-balancer', { layer: 'l4', activeChecks: false }],
        inner1: ['load-balancer', { activeChecks: false }],
        inner2: ['load-balancer', { activeChecks: false }],
        api: ['service'],
        web: ['service'],
      },
      edges: [
        ['users', 'outer', { connection: 'keep-alive' }],
        ['outer', 'inner1'],
        ['outer', 'inner2'],
        ['inner1', 'api', { pathPrefix: '/api' }],
        ['inner1', 'web'],
        ['inner2', 'api', { pathPrefix: '/api' }],
        ['inner2', 'web'],
      ],
      run: { durationS: 5.009 },
    });
    expect(report.nodes['web']?.arrivals).toBe(issued(report, 'page'));
    for (const inner of ['inner1', 'inner2'])
      expect(report.nodes[inner]?.arrivals).toBeGreaterThan(report.totals.issued / 3);
    expect(report.totals.failed).toBe(0);
  });
});

describe('users with IPv6', () => {
  function busiestShare(ipv6Share: number): number {
    const report = simulate({
      nodes: {
        users: [
          'client',
          { load: { type: 'constant', ratePerSecond: 400 }, access: 'none', users: 500, usersPerIp: 500, ipv6Share },
        ],
        lb: ['load-balancer', { algorithm: 'ip-hash', activeChecks: false }],
        app: ['service', { replicas: 4, slots: 50 }],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'app'],
      ],
      run: { durationS: 5.009 },
    });
    const arrivals = report.nodes['app']?.replicas.map((replica) => replica.arrivals) ?? [];
    return Math.max(...arrivals) / arrivals.reduce((sum, count) => sum + count, 0);
  }

  it('have addresses of their own where a NAT hid them all behind one: nginx hashes the whole of it', () => {
    expect(busiestShare(0)).toBe(1);
    expect(busiestShare(1)).toBeLessThan(0.4);
  });
});
