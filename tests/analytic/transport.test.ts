import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import { NS_PER_MS } from '../../src/model/units.ts';
import { runLogged } from '../support/request-log.ts';
import { SingleRequests } from '../support/single-requests.ts';
import { NO_TIME, simulate, type SmallDesign } from '../support/small-design.ts';
import {
  BBR_TRANSFERS,
  EXCHANGES,
  LOSSY,
  PARALLELS,
  TRANSFER_HEADER_BYTES,
  TRANSFER_TOLERANCE,
  TRANSFERS,
  type Exchange,
  type ExchangeScenario,
} from './transport.fixture.ts';

const SILENT = { type: 'constant', ratePerSecond: 0.000_001 };
const ANY_SERVER = ['service', { replicas: 1, slots: 1_000, queueLimit: 10_000, serviceTime: NO_TIME }] as const;

function classOf(requestBytes: number, responseBytes: number): Record<string, unknown> {
  return {
    name: 'read',
    method: 'GET',
    path: '/',
    share: 1,
    requestBytes,
    responseBytes,
    keyCount: 1,
    zipfExponent: 0,
  };
}

/** A user whose requests are sent one by one by the test. */
function alone(edge: Partial<EdgeConfig>, requestBytes: number, responseBytes: number): SingleRequests {
  const design: SmallDesign = {
    nodes: {
      client: ['client', { load: SILENT, users: 1, access: 'none', classes: [classOf(requestBytes, responseBytes)] }],
      server: ANY_SERVER,
    },
    edges: [['client', 'server', edge]],
    run: { durationS: 1_000 },
  };
  return new SingleRequests(design, 'client');
}

/** Round trips from sending to the last byte of the answer. */
function roundTrips(requests: SingleRequests, rttMs: number): number {
  const startNs = requests.simulation.timeNs;
  const request = requests.send('client');
  requests.simulation.run(startNs + 60_000 * NS_PER_MS);
  expect(request.outcome).toBe('ok');
  return (request.endedNs - startNs) / (rttMs * NS_PER_MS);
}

function transferRoundTrips(bytes: number, rttMs: number): number {
  const requests = alone({ rttMs, connection: 'per-call' }, 100, bytes + TRANSFER_HEADER_BYTES);
  return roundTrips(requests, rttMs);
}

describe('slow start, as measured', () => {
  it.each(TRANSFERS)('$id: $bytes bytes in $roundTrips round trips', ({ bytes, rttMs, roundTrips: expected }) => {
    expect(Math.abs(transferRoundTrips(bytes, rttMs) - expected)).toBeLessThanOrEqual(TRANSFER_TOLERANCE);
  });

  it.each(BBR_TRANSFERS)(
    '$id: covered by slow start: $isCovered',
    ({ bytes, rttMs, roundTrips: expected, isCovered }) => {
      expect(Math.abs(transferRoundTrips(bytes, rttMs) - expected) <= 0.5).toBe(isCovered);
    },
  );

  it('total = 1 + k round trips with the smallest k for which 10 (2^k - 1) segments are enough', () => {
    for (const [segments, rounds] of [
      [10, 1],
      [11, 2],
      [30, 2],
      [31, 3],
      [70, 3],
      [71, 4],
      [1_270, 7],
      [1_271, 8],
    ] as const)
      expect(transferRoundTrips(segments * 1_448 - TRANSFER_HEADER_BYTES, 80)).toBe(1 + rounds);
  });
});

/** How each scenario is set up; the request that counts is the one after `before` others. */
const SCENARIOS: Readonly<
  Record<Exclude<ExchangeScenario, 'dns_udp'>, { edge: Partial<EdgeConfig>; before: number; dns?: true }>
> = {
  http_cold_ip: { edge: { connection: 'per-call' }, before: 0 },
  http_cold_with_dns: { edge: { connection: 'per-call' }, before: 1, dns: true },
  http_keepalive_2nd: { edge: { connection: 'keep-alive' }, before: 1 },
  http_tfo: { edge: { connection: 'per-call', tcpFastOpen: true }, before: 1 },
  https_tls13_cold_h1: { edge: { connection: 'per-call', security: 'tls13' }, before: 0 },
  https_tls13_cold_h2: { edge: { connection: 'keep-alive', security: 'tls13', protocol: 'http2' }, before: 0 },
  https_tls13_cold_h2_with_dns: {
    edge: { connection: 'per-call', security: 'tls13', protocol: 'http2' },
    before: 1,
    dns: true,
  },
  https_tls13_keepalive_2nd: { edge: { connection: 'keep-alive', security: 'tls13' }, before: 1 },
  https_tls13_resume_no_early: {
    edge: { connection: 'per-call', security: 'tls13', resumption: 'tickets' },
    before: 1,
  },
  https_tls13_0rtt: { edge: { connection: 'per-call', security: 'tls13', resumption: 'early-data' }, before: 1 },
  https_tls12_cold: { edge: { connection: 'per-call', security: 'tls12' }, before: 0 },
  https_tls12_resume: { edge: { connection: 'per-call', security: 'tls12', resumption: 'tickets' }, before: 1 },
};

/** One user whose name lookups the resolver answers from its cache, but for the first. */
function lookedUp(edge: Partial<EdgeConfig>, rttMs: number): number[] {
  const { log } = runLogged({
    nodes: {
      client: [
        'client',
        {
          load: { type: 'constant', ratePerSecond: 0.1 },
          users: 1,
          access: 'none',
          cacheNames: false,
          classes: [classOf(100, 1_000)],
        },
      ],
      dns: ['dns', { resolvers: 1, staggered: false, healthChecks: 'off', ttlS: 3_600 }],
      server: ANY_SERVER,
    },
    edges: [
      ['client', 'dns', { rttMs }],
      ['dns', 'server', { rttMs, ...edge }],
    ],
    run: { durationS: 45 },
  });
  return log.map(({ latencyMs }) => latencyMs / rttMs);
}

function exchangeRoundTrips({ scenario, rttMs }: Exchange): number {
  // Without a connection to open, what is left beside the answer itself is the lookup.
  if (scenario === 'dns_udp') return (lookedUp({ connection: 'warm' }, rttMs)[1] ?? NaN) - 1;
  const { edge, before, dns } = SCENARIOS[scenario];
  if (dns) return lookedUp(edge, rttMs)[before] ?? NaN;
  const requests = alone({ rttMs, ...edge }, 100, 1_000);
  for (let i = 0; i < before; i += 1) roundTrips(requests, rttMs);
  return roundTrips(requests, rttMs);
}

describe('connect, TLS, first byte, as measured', () => {
  it.each(EXCHANGES)('$id: $roundTrips round trips', (exchange) => {
    expect(Math.abs(exchangeRoundTrips(exchange) - exchange.roundTrips)).toBeLessThanOrEqual(0.1);
  });

  it('QUIC: 2 round trips cold, 1 with early data, and a POST is not sent early', () => {
    const edge = { rttMs: 80, connection: 'per-call', protocol: 'http3' } as const;
    expect(roundTrips(alone(edge, 100, 1_000), 80)).toBe(2);
    const early = alone({ ...edge, resumption: 'early-data' }, 100, 1_000);
    expect([roundTrips(early, 80), roundTrips(early, 80)]).toEqual([2, 1]);
  });
});

describe('a WebSocket (project truth set, ws-rtts)', () => {
  it.each([
    ['none', 2],
    ['tls13', 3],
    ['tls12', 4],
  ] as const)('security %s: open after %i round trips, then one for a message and its echo', (security, opening) => {
    const socket = alone({ rttMs: 80, protocol: 'websocket', connection: 'keep-alive', security }, 100, 100);
    expect([roundTrips(socket, 80), roundTrips(socket, 80)]).toEqual([opening + 1, 1]);
  });
});

describe('requests at once, as measured', () => {
  const http1 = { connection: 'keep-alive', security: 'tls13', maxConnections: 6 } as const;
  // Node leaves the flow-control window where the RFC has it.
  const http2 = { connection: 'keep-alive', security: 'tls13', protocol: 'http2', flowWindowBytes: 65_535 } as const;

  function parallelRoundTrips(isHttp2: boolean, count: number, rttMs: number): number {
    const requests = alone({ rttMs, ...(isHttp2 ? http2 : http1) }, 400, 1_000 + TRANSFER_HEADER_BYTES);
    const sent = Array.from({ length: count }, () => requests.send('client'));
    requests.runTo(100);
    expect(sent.every(({ outcome }) => outcome === 'ok')).toBe(true);
    return Math.max(...sent.map(({ endedNs }) => endedNs)) / (rttMs * NS_PER_MS);
  }

  it.each(PARALLELS)(
    '$id: $roundTrips round trips',
    ({ requests, isHttp2, rttMs, roundTrips: expected, measured, tolerance }) => {
      const found = parallelRoundTrips(isHttp2, requests, rttMs);
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(0.05);
      if (rttMs >= 80) expect(Math.abs(found - measured)).toBeLessThanOrEqual(tolerance);
    },
  );
});

describe('loss', () => {
  it.each(LOSSY)('$id: connects that wait a second', ({ rttMs, lossRatio, delayedShare }) => {
    const { log } = runLogged({
      nodes: {
        client: [
          'client',
          { load: { type: 'constant', ratePerSecond: 100 }, access: 'none', classes: [classOf(100, 1_000)] },
        ],
        server: ANY_SERVER,
      },
      edges: [['client', 'server', { rttMs, lossRatio, connection: 'per-call', connectTimeoutMs: 60_000 }]],
      run: { durationS: 200 },
    });
    // The request and its answer are lost too, at 240 ms and more each: a second and more is a lost SYN or SYN-ACK, or a third time-out.
    const isDelayed = ({ latencyMs }: { latencyMs: number }): boolean => latencyMs >= 1_000;
    const share = log.filter(isDelayed).length / log.length;
    const deviation = Math.sqrt((delayedShare * (1 - delayedShare)) / log.length);
    const thirdTimeOut = 2 * lossRatio ** 3;
    expect(Math.abs(share - delayedShare)).toBeLessThan(4 * deviation + thirdTimeOut);
  });

  it.each(LOSSY)('$id: datagrams that get no answer', ({ rttMs, lossRatio, lostShare }) => {
    const report = simulate({
      nodes: {
        client: [
          'client',
          { load: { type: 'constant', ratePerSecond: 100 }, access: 'none', classes: [classOf(100, 1_000)] },
        ],
        server: ANY_SERVER,
      },
      edges: [['client', 'server', { rttMs, lossRatio, protocol: 'udp', timeoutMs: 1_000 }]],
      run: { durationS: 200 },
    });
    const { succeeded, failed, errors } = report.clients['client']!;
    expect(errors).toEqual({ timeout: failed });
    const deviation = Math.sqrt((lostShare * (1 - lostShare)) / (succeeded + failed));
    expect(Math.abs(failed / (succeeded + failed) - lostShare)).toBeLessThan(4 * deviation);
  });

  /** Mean latency of 20 streams of one connection at once, and how often the shortest of them was held up. */
  function streams(protocol: 'http2' | 'http3', lossRatio: number): { mean: number; heldUp: number } {
    const { log } = runLogged({
      nodes: {
        client: [
          'client',
          {
            load: { type: 'constant', ratePerSecond: 20 },
            users: 1,
            access: 'none',
            classes: [classOf(400, 1_000)],
          },
        ],
        server: ANY_SERVER,
      },
      edges: [['client', 'server', { rttMs: 80, lossRatio, connection: 'keep-alive', security: 'tls13', protocol }]],
      run: { durationS: 300 },
    });
    const later = log.filter(({ startMs }) => startMs > 5_000);
    return {
      mean: later.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / later.length,
      heldUp: later.filter(({ latencyMs }) => latencyMs > 81).length / later.length,
    };
  }

  it('2 %: a hole holds up every stream of HTTP/2, and only its own of HTTP/3', () => {
    expect(streams('http2', 0).heldUp).toBe(0);
    expect(streams('http3', 0).heldUp).toBe(0);
    const http2 = streams('http2', 0.02);
    const http3 = streams('http3', 0.02);
    // A stream of HTTP/3 has two packets of its own to lose; a few more wait for the window.
    const own = 1 - 0.98 ** 2;
    expect(http3.heldUp).toBeGreaterThan(own * 0.8);
    expect(http3.heldUp).toBeLessThan(own * 2);
    expect(http2.heldUp).toBeGreaterThan(3 * http3.heldUp);
    expect(http2.mean).toBeGreaterThan(http3.mean * 1.2);
  });
});
