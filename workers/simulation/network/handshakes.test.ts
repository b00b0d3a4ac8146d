import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { runLogged } from '../../../tests/support/request-log.ts';
import type { SmallDesign } from '../../../tests/support/small-design.ts';

const RTT_MS = 20;
const WORK_MS = 3;
const SERVER = [
  'service',
  { replicas: 1, slots: 1_000, serviceTime: { type: 'deterministic', meanMs: WORK_MS } },
] as const;

/** One user who sends every `everyMs` over one edge. */
function oneUser(config: Partial<EdgeConfig>, { everyMs = 100, durationS = 1, users = 1 } = {}): SmallDesign {
  return {
    nodes: {
      client: ['client', { load: { type: 'constant', ratePerSecond: 1_000 / everyMs }, users }],
      server: SERVER,
    },
    edges: [['client', 'server', { rttMs: RTT_MS, ...config }]],
    run: { durationS },
  };
}

function latencies(config: Partial<EdgeConfig>, timing = {}): number[] {
  return runLogged(oneUser(config, timing)).log.map(({ latencyMs }) => latencyMs);
}

/** Round trips until the first byte of an answer, as measured on real stacks: HTTP 2, TLS 1.3 3, TLS 1.2 4, kept alive 1. */
describe('a connection of its own for each call', () => {
  it.each([
    ['none', 2],
    ['tls13', 3],
    ['tls12', 4],
  ] as const)('security %s: %i round trips and the work', (security, roundTrips) => {
    const all = latencies({ connection: 'per-call', security });
    expect(all).toHaveLength(9);
    expect(new Set(all)).toEqual(new Set([roundTrips * RTT_MS + WORK_MS]));
  });

  it('opens one for each call and keeps none', () => {
    const { simulation } = runLogged(oneUser({ connection: 'per-call' }));
    expect(simulation.report().edges['client-server']!.connections).toMatchObject({ opened: 9, open: 0, reused: 0 });
  });

  it('is shown in the trace, with the encryption apart', () => {
    const { simulation } = runLogged(oneUser({ connection: 'per-call', security: 'tls12' }));
    const { parts } = simulation.trace(simulation.traces()[0]!.requestId)!;
    expect([parts.connect, parts.tls, parts.network, parts.service]).toEqual([20e6, 40e6, 20e6, 3e6]);
  });
});

describe('keep-alive', () => {
  it('pays once, then finds its connection open', () => {
    const [first, ...later] = latencies({ connection: 'keep-alive', security: 'tls13' });
    expect(first).toBe(3 * RTT_MS + WORK_MS);
    expect(new Set(later)).toEqual(new Set([RTT_MS + WORK_MS]));
  });

  it('opens another one when the time between two calls is the idle time-out', () => {
    // 100 ms between two requests: the connection is idle for 100 - 23 ms.
    const idle = 100 - RTT_MS - WORK_MS;
    expect(new Set(latencies({ connection: 'keep-alive', idleTimeoutMs: idle + 0.001 }).slice(1))).toEqual(
      new Set([RTT_MS + WORK_MS]),
    );
    expect(new Set(latencies({ connection: 'keep-alive', idleTimeoutMs: idle - RTT_MS }).slice(1))).toEqual(
      new Set([2 * RTT_MS + WORK_MS]),
    );
  });

  it('each user has a connection of its own', () => {
    const { simulation } = runLogged(oneUser({ connection: 'keep-alive' }, { users: 5, everyMs: 1, durationS: 2 }));
    const { opened } = simulation.report().edges['client-server']!.connections;
    // A user whose last request is still under way opens another.
    expect(opened).toBeGreaterThanOrEqual(5);
    expect(opened).toBeLessThan(100);
  });

  it('a crash closes all: the next call opens a new one', () => {
    const { log } = runLogged({
      ...oneUser({ connection: 'keep-alive' }),
      nodes: { ...oneUser({}).nodes, server: ['service', { ...SERVER[1], restartS: 0 }] },
      scenario: [{ atS: 0.25, untilS: 0.27, target: { node: 'server' }, action: { type: 'crash' } }],
    });
    expect(log.map(({ latencyMs }) => latencyMs)).toEqual([43, 23, 43, 23, 23, 23, 23, 23, 23]);
  });

  it('what is sent without waiting gives its connection back too', () => {
    const { simulation } = runLogged({
      nodes: {
        client: [
          'client',
          {
            load: { type: 'constant', ratePerSecond: 10 },
            users: 1,
            classes: [
              {
                name: 'read',
                method: 'GET',
                path: '/',
                share: 1,
                requestBytes: 1,
                responseBytes: 1,
                keyCount: 1_000,
                zipfExponent: 0,
                cacheTtlS: null,
              },
            ],
          },
        ],
        api: ['service', { replicas: 1 }],
        cache: ['cache', { capacity: 1 }],
        db: ['database'],
      },
      edges: [
        ['client', 'api'],
        ['api', 'cache', { rttMs: 1, connection: 'keep-alive' }],
        ['api', 'db'],
      ],
      run: { durationS: 5 },
    });
    expect(simulation.report().edges['api-cache']!.connections.opened).toBe(1);
  });

  it('open are those in use and those that are kept', () => {
    // Each request takes 23 ms and 20 ms more for the first of its user; at the end two are under way.
    const { simulation } = runLogged(oneUser({ connection: 'keep-alive' }, { users: 1, everyMs: 10, durationS: 0.1 }));
    const { opened, open } = simulation.report().edges['client-server']!.connections;
    expect(open).toBe(opened);
    const perCall = runLogged(oneUser({ connection: 'per-call' }, { everyMs: 10, durationS: 0.1 })).simulation.report()
      .edges['client-server']!;
    // Opened from 20 to 43 ms after the start of each, which is every 10 ms: 2 at any time, and one that has just got there.
    expect(perCall.connections.open).toBe(perCall.connections.opened - perCall.succeeded);
    expect(perCall.connections.open).toBeGreaterThan(0);
  });

  it('a third of the time of calls over a plain connection of their own is its handshake; open ones that rest are idle', () => {
    const perCall = runLogged(oneUser({ connection: 'per-call' })).simulation.report().edges['client-server']!;
    expect(perCall.connections.handshakeShare).toBeCloseTo(RTT_MS / (2 * RTT_MS + WORK_MS), 3);
    const kept = runLogged(oneUser({ connection: 'keep-alive', security: 'tls13' }, { durationS: 0.95 })).simulation;
    // The first of nine pays two round trips; the last is answered before the end.
    const { handshakeShare, open, idle } = kept.report().edges['client-server']!.connections;
    expect(handshakeShare).toBeCloseTo((2 * RTT_MS) / (9 * (RTT_MS + WORK_MS) + 2 * RTT_MS), 3);
    expect([open, idle]).toEqual([1, 1]);
    const warm = runLogged(oneUser({})).simulation.report().edges['client-server']!;
    expect(warm.connections).toMatchObject({ opened: 0, open: 0, idle: 0, handshakeShare: 0 });
  });

  it('a call that was never sent keeps no connection', () => {
    const { simulation } = runLogged({
      nodes: {
        client: ['client', { load: { type: 'constant', ratePerSecond: 5 } }],
        api: [
          'service',
          { replicas: 1, slots: 1_000, queueLimit: null, serviceTime: { type: 'deterministic', meanMs: 0 } },
        ],
      },
      edges: [
        ['client', 'api'],
        ['api', 'api', { connection: 'keep-alive' }],
      ],
      run: { durationS: 1 },
    });
    const { connections, errors, attempts } = simulation.report().edges['api-api']!;
    expect(errors).toMatchObject({ loop_limit: attempts });
    // 64 hops at once, 63 of them over this edge.
    expect(connections).toMatchObject({ opened: 63, open: 63 });
  });

  it('a DNS lookup needs no connection', () => {
    const { simulation } = runLogged({
      nodes: {
        client: ['client', { load: { type: 'constant', ratePerSecond: 10 }, users: 1, cacheNames: false }],
        dns: ['dns', { healthChecks: 'off' }],
        server: SERVER,
      },
      edges: [
        ['client', 'dns', { connection: 'keep-alive' }],
        ['dns', 'server'],
      ],
      run: { durationS: 1 },
    });
    expect(simulation.report().edges['client-dns']!.connections).toMatchObject({ opened: 0, open: 0 });
  });
});

describe('a connection that cannot be opened', () => {
  it('refused after exactly one round trip', () => {
    const { log } = runLogged({
      ...oneUser({ connection: 'per-call', security: 'tls13', connectTimeoutMs: 1_000 }),
      scenario: [{ atS: 0, target: { node: 'server' }, action: { type: 'crash' } }],
    });
    expect(new Set(log.map(({ latencyMs, outcome }) => `${outcome} ${latencyMs}`))).toEqual(
      new Set([`connection_refused ${RTT_MS}`]),
    );
  });

  it.each([1, 70, 300, 2_500])('a black hole: given up after the connect time-out of %f ms', (connectTimeoutMs) => {
    const { log } = runLogged({
      ...oneUser({ connection: 'keep-alive', connectTimeoutMs }, { durationS: 4 }),
      scenario: [{ atS: 0, target: { node: 'server' }, action: { type: 'black-hole' } }],
    });
    expect(new Set(log.map(({ latencyMs, outcome }) => `${outcome} ${latencyMs}`))).toEqual(
      new Set([`connect_timeout ${connectTimeoutMs}`]),
    );
  });

  it('a round trip longer than the connect time-out', () => {
    const { log } = runLogged(oneUser({ connection: 'per-call', security: 'tls13', connectTimeoutMs: 30 }));
    expect(new Set(log.map(({ latencyMs, outcome }) => `${outcome} ${latencyMs}`))).toEqual(
      new Set(['connect_timeout 30']),
    );
    expect(
      new Set(latencies({ connection: 'per-call', security: 'tls13', connectTimeoutMs: 2 * RTT_MS + 0.001 })),
    ).toEqual(new Set([3 * RTT_MS + WORK_MS]));
  });

  it('a lost SYN is sent again after 1 s, then 2 s, then 4 s', () => {
    const { log } = runLogged({
      ...oneUser({ connection: 'per-call', connectTimeoutMs: 600_000 }, { everyMs: 10_000, durationS: 30 }),
      scenario: [{ atS: 9.9, untilS: 13.5, target: { edge: 'client-server' }, action: { type: 'partition' } }],
    });
    // Sent at 10 s and again at 11 s and 13 s in vain, and at 17 s with success.
    expect(log[0]).toEqual({ startMs: 10_000, latencyMs: 7_000 + 2 * RTT_MS + WORK_MS, outcome: 'ok' });
  });
});
