import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { runLogged } from '../../../tests/support/request-log.ts';
import { SingleRequests } from '../../../tests/support/single-requests.ts';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { NS_PER_MS, NS_PER_S } from '../../../src/model/units.ts';
import { Simulation } from '../simulation.ts';

const RTT_MS = 20;
const WORK_MS = 10;
const SILENT = { load: { type: 'constant', ratePerSecond: 0.000_001 }, users: 1, access: 'none' } as const;
const SERVER = {
  replicas: 1,
  slots: 1_000,
  serviceTime: { type: 'deterministic', meanMs: WORK_MS },
  restartS: 0,
} as const;

function alone(edge: Partial<EdgeConfig>, server: Record<string, unknown> = SERVER): SingleRequests {
  const design: SmallDesign = {
    nodes: { client: ['client', SILENT], server: ['service', server] },
    edges: [['client', 'server', { rttMs: RTT_MS, ...edge }]],
    run: { durationS: 100 },
  };
  return new SingleRequests(design, 'client');
}

/** Milliseconds until each of `count` requests sent at once is answered. */
function atOnce(requests: SingleRequests, count: number): number[] {
  const startNs = requests.simulation.timeNs;
  const sent = Array.from({ length: count }, () => requests.send('client'));
  requests.simulation.run(startNs + 10 * NS_PER_S);
  return sent.map(({ endedNs }) => (endedNs - startNs) / NS_PER_MS);
}

describe('a pool', () => {
  it('of six connections: the seventh call waits for the first that is free, and the trace says so', () => {
    const requests = alone({ connection: 'keep-alive', maxConnections: 6 });
    const first = 2 * RTT_MS + WORK_MS;
    expect(atOnce(requests, 7)).toEqual([...Array.from({ length: 6 }, () => first), first + RTT_MS + WORK_MS]);
    const { simulation } = requests;
    const slowest = simulation.trace(simulation.traces()[0]!.requestId)!;
    expect(slowest.parts).toMatchObject({ pool: first * NS_PER_MS, connect: 0, network: RTT_MS * NS_PER_MS });
    expect(simulation.report().edges['client-server']!.connections).toMatchObject({
      opened: 6,
      open: 6,
      idle: 6,
      reused: 1,
      resumed: 0,
    });
  });

  it('of one connection with two streams: the third call waits for a stream', () => {
    const requests = alone({ connection: 'keep-alive', protocol: 'http2', maxConcurrentStreams: 2 });
    const first = 2 * RTT_MS + WORK_MS;
    expect(atOnce(requests, 3)).toEqual([first, first, first + RTT_MS + WORK_MS]);
    expect(requests.simulation.report().edges['client-server']!.connections.opened).toBe(1);
  });

  it('lets a call that waits go when its time-out is over', () => {
    const requests = alone({ connection: 'keep-alive', maxConnections: 1, timeoutMs: 55 });
    expect(atOnce(requests, 2)).toEqual([50, 55]);
    expect(requests.simulation.report().edges['client-server']!.errors).toEqual({ timeout: 1 });
    // It had just got the connection, which is closed under a request nobody waits for; the next call opens another.
    expect(atOnce(requests, 1)).toEqual([2 * RTT_MS + WORK_MS]);
  });
});

describe('a connection ends', () => {
  it('with the replica it is bound to, and not with another', () => {
    const requests = alone({ connection: 'keep-alive' }, { ...SERVER, replicas: 2 });
    atOnce(requests, 2);
    const { simulation } = requests;
    const connections = (): number => simulation.report().edges['client-server']!.connections.open;
    expect(connections()).toBe(2);
    simulation.endAction(simulation.act({ node: 'server', endpoint: 1 }, { type: 'crash' }));
    expect(connections()).toBe(1);
  });

  it('under the requests that are on it, which hear of it half a round trip later', () => {
    const { log } = runLogged({
      nodes: {
        client: ['client', { load: { type: 'constant', ratePerSecond: 1 }, users: 1, access: 'none' }],
        server: ['service', SERVER],
      },
      edges: [['client', 'server', { rttMs: RTT_MS, connection: 'keep-alive' }]],
      scenario: [{ atS: 2.015, untilS: 2.016, target: { node: 'server' }, action: { type: 'crash' } }],
      run: { durationS: 4 },
    });
    expect(log.map(({ latencyMs, outcome }) => `${outcome} ${latencyMs}`)).toEqual([
      'ok 50',
      'connection_reset 25',
      'ok 50',
    ]);
  });

  it.each([
    ['none', 'off', 'ok'],
    ['tls13', 'off', 'tls_failed'],
    ['tls12', 'off', 'tls_failed'],
    ['tls13', 'tickets', 'ok'],
  ] as const)('an expired certificate: security %s, resumption %s: %s', (security, resumption, outcome) => {
    const requests = alone({ connection: 'per-call', security, resumption });
    atOnce(requests, 1);
    requests.act('server', { type: 'certificate-expired' });
    const request = requests.send('client');
    requests.simulation.run(requests.simulation.timeNs + NS_PER_S);
    expect(request.outcome).toBe(outcome);
  });

  it('an expired certificate leaves open connections alone', () => {
    const requests = alone({ connection: 'keep-alive', security: 'tls13' });
    atOnce(requests, 1);
    requests.act('server', { type: 'certificate-expired' });
    expect(atOnce(requests, 1)).toEqual([RTT_MS + WORK_MS]);
  });
});

describe('behind a balancer', () => {
  function balanced(layer: 'l4' | 'l7'): SmallDesign {
    return {
      nodes: {
        client: ['client', { load: { type: 'constant', ratePerSecond: 1 }, users: 1, access: 'none' }],
        lb: ['load-balancer', { layer, processingMs: 0, activeChecks: false }],
        server: ['service', { ...SERVER, replicas: 4, serviceTime: NO_TIME }],
      },
      edges: [
        ['client', 'lb', { rttMs: RTT_MS, connection: 'keep-alive', security: 'tls13' }],
        ['lb', 'server', { rttMs: 6 }],
      ],
      run: { durationS: 9.5 },
    };
  }

  it('L7 terminates: the handshake ends there, and each request goes where it picks', () => {
    const { log, simulation } = runLogged(balanced('l7'));
    expect(log[0]!.latencyMs).toBe(2 * RTT_MS + RTT_MS + 6);
    expect(simulation.report().nodes['server']!.replicas.every(({ arrivals }) => arrivals > 0)).toBe(true);
  });

  it('L4 passes through: the handshake goes all the way, and the connection keeps its backend', () => {
    const { log, simulation } = runLogged(balanced('l4'));
    expect(log[0]!.latencyMs).toBe(2 * (RTT_MS + 6) + RTT_MS + 6);
    expect(log[1]!.latencyMs).toBe(RTT_MS + 6);
    expect(
      simulation
        .report()
        .nodes['server']!.replicas.map(({ arrivals }) => arrivals)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 0, 0, 9]);
  });
});

describe('what travels', () => {
  const sizes = { requestBytes: 500, responseBytes: 5_000 };

  it('is counted with the headers of every layer', () => {
    const report = simulate({
      nodes: {
        client: [
          'client',
          { load: { type: 'constant', ratePerSecond: 1 }, users: 1, classes: [{ ...CLASS, ...sizes }] },
        ],
        server: ['service', SERVER],
      },
      edges: [['client', 'server', { rttMs: RTT_MS, connection: 'per-call', security: 'tls13' }]],
      run: { durationS: 1.5 },
    });
    // SYN, ClientHello, and 500 bytes in a TLS record of 22 more and a segment of 52; back: SYN-ACK, certificates, 5,022 bytes in 4 segments.
    expect(report.edges['client-server']!.wire).toEqual({
      sentBytes: 60 + 569 + 500 + 22 + 52,
      receivedBytes: 60 + 3_500 + 5_000 + 22 + 4 * 52,
      packetsLost: 0,
    });
  });

  it('HPACK: later requests of an HTTP/2 connection are smaller, those of HTTP/1.1 are not', () => {
    const sent = (protocol: 'http1' | 'http2'): number[] => {
      const simulation = new Simulation(
        designOf({
          nodes: {
            client: [
              'client',
              { load: { type: 'constant', ratePerSecond: 1 }, users: 1, classes: [{ ...CLASS, ...sizes }] },
            ],
            server: ['service', SERVER],
          },
          edges: [['client', 'server', { rttMs: RTT_MS, connection: 'keep-alive', protocol }]],
          run: { durationS: 4 },
        }),
      );
      return [1.5, 2.5, 3.5].map((timeS) => {
        simulation.run(timeS * NS_PER_S);
        return simulation.report().edges['client-server']!.wire.sentBytes;
      });
    };
    const growth = ([a, b, c]: number[]): number[] => [b! - a!, c! - b!];
    expect(growth(sent('http1'))).toEqual([552, 552]);
    expect(growth(sent('http2'))).toEqual([100 + 36 + 18 + 52, 100 + 36 + 18 + 52]);
  });

  it('a window is kept while the connection is used and shrinks while it rests', () => {
    const requests = new SingleRequests(
      {
        nodes: {
          client: ['client', { ...SILENT, classes: [{ ...CLASS, responseBytes: 100_000 }] }],
          server: ['service', { ...SERVER, serviceTime: NO_TIME }],
        },
        edges: [['client', 'server', { rttMs: RTT_MS, connection: 'keep-alive' }]],
        run: { durationS: 100 },
      },
      'client',
    );
    const once = (afterMs: number): number => {
      const startNs = requests.simulation.timeNs;
      const request = requests.send('client');
      requests.simulation.run(startNs + afterMs * NS_PER_MS);
      return (request.endedNs - startNs) / NS_PER_MS;
    };
    // 70 segments: three rounds cold; in one round while warm; after 10 s of rest three again.
    expect([once(100), once(10_000), once(100)]).toEqual([4 * RTT_MS, RTT_MS, 3 * RTT_MS]);
  });
});

const CLASS = {
  name: 'read',
  method: 'GET',
  path: '/',
  share: 1,
  requestBytes: 100,
  responseBytes: 1_000,
  keyCount: 1,
  zipfExponent: 0,
};
