import { describe, expect, it } from 'vitest';
import { NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';

const USERS = 20;

function design(lb: Record<string, unknown>, edge: Partial<EdgeConfig>): SmallDesign {
  return {
    nodes: {
      users: [
        'client',
        {
          load: { type: 'constant', ratePerSecond: 100 },
          access: 'none',
          users: USERS,
        },
      ],
      lb: ['load-balancer', { processingMs: 0, activeChecks: false, passiveFailures: 0, ...lb }],
      app: ['service', { replicas: 4, slots: 100, serviceTime: NO_TIME }],
    },
    edges: [
      ['users', 'lb', { rttMs: 10, idleTimeoutMs: 60_000, ...edge }],
      ['lb', 'app', { rttMs: 100 }],
    ],
    run: { durationS: 20, warmupS: 0 },
  };
}

function timeInBalancer(lb: Record<string, unknown>, edge: Partial<EdgeConfig>): number {
  return simulate(design(lb, edge)).nodes['lb']?.timeInNodeMs.mean ?? Number.NaN;
}

/** A hundred milliseconds are the way to the backend and back. */
const WAY_MS = 100;

describe('what terminating a connection costs', () => {
  it('is paid for each request that has a connection of its own', () => {
    const mean = timeInBalancer({ connectionMs: 5 }, { connection: 'per-call', security: 'tls13' });
    expect(Math.abs(mean - WAY_MS - 5)).toBeLessThan(0.2);
  });

  it('is paid once for a connection that is kept', () => {
    const report = simulate(design({ connectionMs: 50 }, { connection: 'keep-alive', security: 'tls13' }));
    const mean = report.nodes['lb']?.timeInNodeMs.mean ?? Number.NaN;
    // A user may open a second one while the first is busy, never more than a few in all.
    const opened = ((mean - WAY_MS) * (report.nodes['lb']?.arrivals ?? 0)) / 50;
    expect(opened).toBeGreaterThanOrEqual(USERS - 0.5);
    expect(opened).toBeLessThan(4 * USERS);
  });
});

describe('who makes the handshake', () => {
  function coldMs(layer: string): number {
    const report = simulate(design({ layer }, { connection: 'per-call', security: 'tls13' }));
    return report.clients['users']?.latencyMs.p50 ?? Number.NaN;
  }

  it('an L7 balancer near the user: only the request goes all the way', () => {
    // TCP and TLS 1.3 are two round trips of 10 ms, then the request takes 10 and 100.
    expect(Math.abs(coldMs('l7') - 130)).toBeLessThan(2);
  });

  it('the backend, through an L4 balancer: each round trip of it goes all the way', () => {
    // Three round trips of 110 ms.
    expect(Math.abs(coldMs('l4') - 330)).toBeLessThan(4);
  });
});

describe('gRPC, many calls on one connection', () => {
  function busiestShare(layer: string): number {
    const report = simulate({
      ...design({ layer, algorithm: 'round-robin' }, { connection: 'keep-alive', protocol: 'grpc' }),
      nodes: {
        ...design({}, {}).nodes,
        users: ['client', { load: { type: 'constant', ratePerSecond: 100 }, access: 'none', users: 1 }],
        lb: ['load-balancer', { layer, processingMs: 0, activeChecks: false }],
      },
    });
    const arrivals = report.nodes['app']?.replicas.map((replica) => replica.arrivals) ?? [];
    return Math.max(...arrivals) / arrivals.reduce((sum, count) => sum + count, 0);
  }

  it('is pinned to one backend behind L4, and spread call by call at L7', () => {
    expect(busiestShare('l4')).toBe(1);
    expect(busiestShare('l7')).toBeLessThan(0.26);
  });
});
