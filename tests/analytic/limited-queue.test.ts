import { describe, expect, it } from 'vitest';
import { design, edge, exponential, poissonClient, runFor, station, unitMsFor } from '../support/queue-designs.ts';
import { disagreement, FIGURE, measure } from '../support/measure.ts';

interface Limited {
  readonly servers: number;
  /** Most requests in the system: in work and waiting. */
  readonly capacity: number;
  readonly lambda: number;
  readonly mu?: number;
  readonly requests?: number;
}

function measured({ servers, capacity, lambda, mu = 1, requests = 200_000 }: Limited) {
  const unitMs = unitMsFor(lambda, { requests });
  const built = design(
    [
      poissonClient((lambda * 1_000) / unitMs),
      station('server', servers, exponential(unitMs / mu), { queueLimit: capacity - servers }),
    ],
    [edge('client', 'server')],
    // Failures are counted from the start; an empty system fills within a hundredth of a run.
    { ...runFor({ requests }, 1), warmupS: 0 },
  );
  const figures = measure(built, {
    failureRatio: FIGURE.failureRatio,
    throughput: FIGURE.throughput,
    latencyMs: FIGURE.latencyMs,
    queueLength: FIGURE.queueLength('server'),
    utilization: FIGURE.utilization('server'),
  });
  return { unitMs, figures };
}

interface Blocking {
  readonly blocked: number;
  readonly throughput: number;
  readonly W: number;
  readonly Lq: number;
}

/** Birth-death chains of M/M/c/K: Gross, Shortle, Thompson, Harris, section 3.5. W is that of accepted requests. */
describe('M/M/c/K: a limited queue', () => {
  it.each([
    [
      'M/M/1/5 at 0.8',
      { servers: 1, capacity: 5, lambda: 0.8 },
      { blocked: 0.088819499, throughput: 0.728944401, W: 2.563065207, Lq: 1.139387631 },
    ],
    [
      'M/M/1/5 at 1',
      { servers: 1, capacity: 5, lambda: 1 },
      { blocked: 0.166666667, throughput: 0.833333333, W: 3, Lq: 1.666666667 },
    ],
    [
      'M/M/1/5 at 2',
      { servers: 1, capacity: 5, lambda: 2 },
      { blocked: 0.507936508, throughput: 0.984126984, W: 4.161290323, Lq: 3.111111111 },
    ],
    [
      'M/M/2/10 at 0.9',
      { servers: 2, capacity: 10, lambda: 1.8 },
      { blocked: 0.054807332, throughput: 1.701346802, W: 2.516483193, Lq: 2.580063831 },
    ],
    [
      'M/M/16/32 at 1.25',
      { servers: 16, capacity: 32, lambda: 20 },
      { blocked: 0.201789998, throughput: 15.964200035, W: 1.765525209, Lq: 12.220997565 },
    ],
  ] satisfies [string, Limited, Blocking][])('%s', (_, queue, { blocked, throughput, W, Lq }) => {
    const { unitMs, figures } = measured(queue);
    expect([
      disagreement('blocked', figures.failureRatio, blocked, 0.05),
      disagreement('throughput', figures.throughput, (throughput * 1_000) / unitMs, 0.01),
      disagreement('latency', figures.latencyMs, W * unitMs, 0.02),
      disagreement('queue', figures.queueLength, Lq, 0.05),
    ]).toEqual([null, null, null, null]);
  });

  it('tells a queue from one with a place more', () => {
    const { figures } = measured({ servers: 1, capacity: 6, lambda: 1 });
    expect(disagreement('blocked', figures.failureRatio, 0.166666667, 0.05)).toMatch('off by');
  });
});

interface Loss {
  readonly blocked: number;
  readonly utilization: number;
}

/** No queue at all: Erlang's loss formula (Erlang 1917; ITU-D Teletraffic Engineering Handbook, chapter 7). */
describe('M/M/c/c: Erlang B', () => {
  it.each([
    ['1 server, 1 erlang', { servers: 1, capacity: 1, lambda: 1 }, { blocked: 0.5, utilization: 0.5 }],
    ['5 servers, 3 erlang', { servers: 5, capacity: 5, lambda: 3 }, { blocked: 0.110054348, utilization: 0.533967391 }],
    [
      '10 servers, 8 erlang',
      { servers: 10, capacity: 10, lambda: 8 },
      { blocked: 0.121661064, utilization: 0.702671149 },
    ],
    [
      '50 servers, 40 erlang',
      { servers: 50, capacity: 50, lambda: 40, requests: 400_000 },
      { blocked: 0.018690671, utilization: 0.785047463 },
    ],
  ] satisfies [string, Limited, Loss][])('%s', (_, queue, { blocked, utilization }) => {
    const { unitMs, figures } = measured(queue);
    expect([
      disagreement('blocked', figures.failureRatio, blocked, 0.1),
      disagreement('utilisation', figures.utilization, utilization, 0.02),
      disagreement('latency', figures.latencyMs, unitMs, 0.01),
    ]).toEqual([null, null, null]);
    expect(figures.queueLength.mean).toBe(0);
  });
});
