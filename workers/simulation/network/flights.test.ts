import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { runLogged } from '../../../tests/support/request-log.ts';
import type { SmallDesign } from '../../../tests/support/small-design.ts';

const RTT_MS = 20;
const CLASS = {
  name: 'read',
  method: 'GET',
  path: '/',
  share: 1,
  requestBytes: 1_000,
  responseBytes: 10_000,
  keyCount: 1,
  zipfExponent: 0,
  cacheTtlS: null,
};
const SERVER = ['service', { replicas: 1, slots: 1_000, serviceTime: { type: 'deterministic', meanMs: 0 } }] as const;

function evenly(
  config: Partial<EdgeConfig>,
  { everyMs = 1_000, durationS = 10, responseBytes = CLASS.responseBytes } = {},
): SmallDesign {
  return {
    nodes: {
      client: [
        'client',
        { load: { type: 'constant', ratePerSecond: 1_000 / everyMs }, classes: [{ ...CLASS, responseBytes }] },
      ],
      server: SERVER,
    },
    edges: [['client', 'server', { rttMs: RTT_MS, ...config }]],
    run: { durationS },
  };
}

describe('what is lost is sent again after 200 ms, doubling', () => {
  it('during a partition: at 200, 600, 1,400, 3,000 ms', () => {
    const cutFor = (cutS: number): number =>
      runLogged({
        ...evenly({}, { everyMs: 10_000, durationS: 30 }),
        scenario: [{ atS: 9.99, untilS: 10 + cutS, target: { edge: 'client-server' }, action: { type: 'partition' } }],
      }).log[0]!.latencyMs;
    expect([0.1, 0.5, 0.7, 1.5].map(cutFor)).toEqual([200 + RTT_MS, 600 + RTT_MS, 1_400 + RTT_MS, 3_000 + RTT_MS]);
  });

  it('half of all flights: the latencies are exactly the sums of such waits', () => {
    // One packet each way, so there is nothing behind it that could tell of its loss.
    const { log } = runLogged(evenly({ lossRatio: 0.5 }, { everyMs: 100, durationS: 60, responseBytes: 1_000 }));
    const waits = [0, 200, 600, 1_400, 3_000, 6_200, 12_600, 25_400, 51_000];
    const possible = new Set(waits.flatMap((there) => waits.map((back) => there + back + RTT_MS)));
    expect(log.length).toBeGreaterThan(500);
    expect(log.filter(({ latencyMs }) => !possible.has(latencyMs))).toEqual([]);
    // Neither lost: a quarter, within four standard errors.
    const clean = log.filter(({ latencyMs }) => latencyMs === RTT_MS).length / 599;
    expect(Math.abs(clean - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 599));
  });

  it('a partition without a time-out ends as partitioned after 15 times', () => {
    const { log } = runLogged({
      ...evenly({}, { everyMs: 100_000, durationS: 1_200 }),
      scenario: [{ atS: 1, target: { edge: 'client-server' }, action: { type: 'partition' } }],
    });
    expect(log[0]!.outcome).toBe('partitioned');
    // 0.2 s doubling up to 60 s: 0.2 (2^9 - 1) + 7 x 60 s.
    expect(log[0]!.latencyMs).toBe(200 * 511 + 7 * 60_000);
  });

  it('a time-out ends the wait before', () => {
    const { log } = runLogged({
      ...evenly({ timeoutMs: 250 }),
      scenario: [{ atS: 0, target: { edge: 'client-server' }, action: { type: 'partition' } }],
    });
    expect(new Set(log.map(({ latencyMs, outcome }) => `${outcome} ${latencyMs}`))).toEqual(new Set(['timeout 250']));
  });
});

describe('bandwidth', () => {
  it('a message takes bytes x 8 / bandwidth each way', () => {
    // 1,000 and 10,000 bytes in 1 and 7 packets with 52 bytes of headers each, at 8 Mbit/s, which is 1,000 bytes per ms.
    const { log, simulation } = runLogged(evenly({ bandwidthMbps: 8 }));
    expect(new Set(log.map(({ latencyMs }) => latencyMs))).toEqual(new Set([1.052 + 10.364 + RTT_MS]));
    // The tenth is sent when the run ends.
    expect(simulation.report().edges['client-server']!.bytes).toEqual({ sent: 10_000, received: 90_000 });
    expect(simulation.report().edges['client-server']!.wire).toEqual({
      sentBytes: 10 * 1_052,
      receivedBytes: 9 * 10_364,
      packetsLost: 0,
    });
  });

  it('messages of one direction leave one after the other', () => {
    const { log } = runLogged(evenly({ bandwidthMbps: 8 }, { everyMs: 5, durationS: 0.202 }));
    // The answers need 10.364 ms each but requests come every 5 ms: the n-th waits 5.364 (n - 1) ms.
    expect(log.map(({ latencyMs }) => latencyMs)).toEqual(
      log.map((_, n) => Math.round((1.052 + 10.364 + RTT_MS + 5.364 * n) * 1e6) / 1e6),
    );
    expect(log.length).toBeGreaterThan(1);
  });

  it('latency and jitter of an action come on top', () => {
    const { log } = runLogged({
      ...evenly({}),
      scenario: [{ atS: 0, target: { edge: 'client-server' }, action: { type: 'latency', addMs: 7, jitterMs: 0 } }],
    });
    expect(new Set(log.map(({ latencyMs }) => latencyMs))).toEqual(new Set([RTT_MS + 14]));
  });

  it('jitter has the mean it should have, each way', () => {
    const { log } = runLogged(evenly({ jitterMs: 5 }, { everyMs: 1, durationS: 20 }));
    const mean = log.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / log.length;
    // Two exponential delays of 5 ms: standard deviation 5 sqrt(2) ms.
    expect(Math.abs(mean - RTT_MS - 10)).toBeLessThan((4 * 5 * Math.SQRT2) / Math.sqrt(log.length));
  });
});
