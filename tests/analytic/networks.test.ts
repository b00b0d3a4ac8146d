import { describe, expect, it } from 'vitest';
import type { DesignEdge, DesignNode } from '../../src/model/design.ts';
import {
  closedClient,
  design,
  edge,
  exponential,
  node,
  poissonClient,
  runFor,
  station,
  unitMsFor,
} from '../support/queue-designs.ts';
import { disagreement, FIGURE, measure } from '../support/measure.ts';

/** A pure router: it picks by weight and takes no time. */
const ROUTER = node('router', 'load-balancer', {
  algorithm: 'random',
  processingMs: 0,
  retryNext: 0,
  passiveFailures: 0,
  activeChecks: false,
});

interface Station {
  readonly id: string;
  readonly servers: number;
  readonly mu: number;
  /** Requests in work and waiting there, on average. */
  readonly L: number;
  /** Share of its slots that is busy. */
  readonly rho: number;
}

interface Network {
  readonly lambda: number;
  readonly stations: readonly Station[];
  readonly edges: readonly DesignEdge[];
  readonly routers?: readonly DesignNode[];
  readonly W: number;
  readonly requests?: number;
}

/** What disagrees with the product form: of the whole network and of each of its stations. */
function disagreements({ lambda, stations, edges, routers = [], W, requests = 150_000 }: Network): string[] {
  const unitMs = unitMsFor(lambda, { requests });
  const nodes = stations.map(({ id, servers, mu }) => station(id, servers, exponential(unitMs / mu)));
  const built = design(
    [poissonClient((lambda * 1_000) / unitMs), ...nodes, ...routers],
    edges,
    runFor({ requests }, 1),
  );
  const figures = measure(built, {
    latency: FIGURE.latencyMs,
    ...Object.fromEntries(
      stations.flatMap(({ id }) => [
        [`rho ${id}`, FIGURE.utilization(id)],
        [`Lq ${id}`, FIGURE.queueLength(id)],
      ]),
    ),
  });
  const found = [disagreement('latency', figures.latency, W * unitMs, 0.04)];
  for (const { id, servers, L, rho } of stations) {
    const named = figures as Readonly<Record<string, (typeof figures)['latency']>>;
    found.push(disagreement(`rho ${id}`, named[`rho ${id}`]!, rho, 0.03));
    const waiting = L - rho * servers;
    found.push(disagreement(`Lq ${id}`, named[`Lq ${id}`]!, waiting, 0.2));
  }
  return found.filter((text) => text !== null);
}

/**
 * Open networks of exponential stations: product form of Jackson (1957), "Networks of waiting lines". Each station behaves like an M/M/c
 * of its own; the time in the network is the sum over the visits.
 */
describe('Jackson networks', () => {
  it('two stations in tandem', () => {
    const stations = [
      { id: 'first', servers: 4, mu: 10, rho: 0.75, L: 4.528301887 },
      { id: 'second', servers: 2, mu: 20, rho: 0.75, L: 3.428571429 },
    ];
    const edges = [edge('client', 'first'), edge('first', 'second')];
    expect(disagreements({ lambda: 30, stations, edges, W: 0.265229111 })).toEqual([]);
  });

  it('a front, a web tier and a database that 60 % of the requests need', () => {
    const stations = [
      { id: 'front', servers: 1, mu: 100, rho: 0.2, L: 0.25 },
      { id: 'web', servers: 4, mu: 8, rho: 0.625, L: 3.033094507 },
      { id: 'db', servers: 1, mu: 30, rho: 0.4, L: 0.666666667 },
    ];
    const edges = [edge('client', 'front'), edge('front', 'web'), edge('web', 'db', { probability: 0.6 })];
    expect(disagreements({ lambda: 20, stations, edges, W: 0.197488059 })).toEqual([]);
  });

  it('a fifth of the requests goes on to a slow store', () => {
    const stations = [
      { id: 'web', servers: 4, mu: 20, rho: 0.625, L: 3.033094507 },
      { id: 'cache', servers: 1, mu: 200, rho: 0.25, L: 0.333333333 },
      { id: 'store', servers: 1, mu: 15, rho: 0.666666667, L: 2 },
    ];
    const edges = [edge('client', 'web'), edge('web', 'cache'), edge('cache', 'store', { probability: 0.2 })];
    expect(disagreements({ lambda: 50, stations, edges, W: 0.107328557 })).toEqual([]);
  });

  it('feedback: a tenth comes back to the same station', () => {
    const stations = [{ id: 'server', servers: 1, mu: 6, rho: 0.740740741, L: 2.857142857 }];
    const edges = [edge('client', 'server'), edge('server', 'server', { probability: 0.1 })];
    expect(disagreements({ lambda: 4, stations, edges, W: 0.714285714 })).toEqual([]);
  });

  it('a split, and a station that both branches share', () => {
    const stations = [
      { id: 'entry', servers: 2, mu: 5, rho: 0.6, L: 1.875 },
      { id: 'left', servers: 1, mu: 10, rho: 0.3, L: 0.428571429 },
      { id: 'right', servers: 1, mu: 12, rho: 0.25, L: 0.333333333 },
      { id: 'shared', servers: 1, mu: 20, rho: 0.09, L: 0.098901099 },
    ];
    const edges = [
      edge('client', 'entry'),
      edge('entry', 'router'),
      edge('router', 'left'),
      edge('router', 'right'),
      edge('left', 'shared', { probability: 0.3 }),
      edge('right', 'shared', { probability: 0.3 }),
    ];
    expect(disagreements({ lambda: 6, stations, edges, routers: [ROUTER], W: 0.455967643 })).toEqual([]);
  });

  it('is told from a network whose second station is 5 % slower', () => {
    const stations = [
      { id: 'first', servers: 4, mu: 10, rho: 0.75, L: 4.528301887 },
      { id: 'second', servers: 2, mu: 20 / 1.05, rho: 0.75, L: 3.428571429 },
    ];
    const edges = [edge('client', 'first'), edge('first', 'second')];
    const found = disagreements({ lambda: 30, stations, edges, W: 0.265229111, requests: 200_000 }).join('\n');
    expect(found).toMatch(/latency: .* off by/);
    expect(found).toMatch(/rho second: .* off by/);
    expect(found).not.toMatch('first');
  });
});

interface ClosedLoop {
  readonly demands: readonly number[];
  readonly think: number;
  readonly users: number;
  /** Of the whole loop, per unit of time. */
  readonly throughput: number;
  readonly response: number;
}

/** Exact mean value analysis: Reiser and Lavenberg (1980). Users think, then visit each station once. */
describe('closed loop: mean value analysis', () => {
  it.each([
    [
      '10 users, one station near its limit',
      { demands: [0.2], think: 1, users: 10, throughput: 4.908077148, response: 1.037457786 },
    ],
    ['50 users, one station at its limit', { demands: [0.2], think: 1, users: 50, throughput: 5, response: 9 }],
    [
      '2 users, two stations',
      { demands: [0.1, 0.05], think: 2, users: 2, throughput: 0.92772384, response: 0.155813953 },
    ],
    [
      '10 users, two stations',
      { demands: [0.1, 0.05], think: 2, users: 10, throughput: 4.496046418, response: 0.224176325 },
    ],
    ['100 users, two stations', { demands: [0.1, 0.05], think: 2, users: 100, throughput: 10, response: 8 }],
    [
      '100 users, three stations',
      { demands: [0.005, 0.03, 0.027], think: 15, users: 100, throughput: 6.633362061, response: 0.075311595 },
    ],
  ] satisfies [string, ClosedLoop][])('%s', (_, { demands, think, users, throughput, response }) => {
    const requests = 150_000;
    const unitMs = unitMsFor(throughput, { requests });
    const ids = demands.map((_demand, i) => `s${i}`);
    const nodes = demands.map((demand, i) => station(`s${i}`, 1, exponential(demand * unitMs)));
    const edges = ids.map((id, i) => edge(i === 0 ? 'client' : `s${i - 1}`, id));
    const built = design(
      [closedClient(users, think * unitMs), ...nodes],
      edges,
      runFor({ requests, warmupRatio: 0.1 }, 1),
    );
    const figures = measure(built, {
      throughput: FIGURE.throughput,
      latency: FIGURE.latencyMs,
      bottleneck: FIGURE.utilization(ids[demands.indexOf(Math.max(...demands))]!),
    });
    expect([
      disagreement('throughput', figures.throughput, (throughput * 1_000) / unitMs, 0.01),
      disagreement('response', figures.latency, response * unitMs, 0.03),
      // A station at its limit is always busy: there is nothing left to vary.
      figures.bottleneck.mean > 0.9999
        ? null
        : disagreement('bottleneck', figures.bottleneck, throughput * Math.max(...demands), 0.02),
    ]).toEqual([null, null, null]);
  });
});

/** Balancing over `replicas` servers of one slot each: mean time in the system, service time 1. */
function balanced(algorithm: string, replicas: number, rho: number, requests: number) {
  const unitMs = unitMsFor(rho * replicas, { requests });
  const built = design(
    [
      poissonClient((rho * replicas * 1_000) / unitMs),
      node('lb', 'load-balancer', {
        algorithm,
        processingMs: 0,
        retryNext: 0,
        passiveFailures: 0,
        activeChecks: false,
      }),
      station('server', 1, exponential(unitMs), { replicas }),
    ],
    [edge('client', 'lb'), edge('lb', 'server')],
    runFor({ requests }, 1),
  );
  return { unitMs, latency: measure(built, { latency: FIGURE.latencyMs }).latency };
}

describe('balancing over queues of their own', () => {
  /** Join the shortest queue, by the truncated chain of two to four servers. */
  it.each([
    [2, 0.5, 1.426320751],
    [2, 0.7, 2.108197274],
    [3, 0.7, 1.708876095],
    [4, 0.8, 1.953135952],
  ])('join the shortest of %i queues at %f', (replicas, rho, W) => {
    const { unitMs, latency } = balanced('least-connections', replicas, rho, 220_000);
    expect(disagreement('latency', latency, W * unitMs, 0.03)).toBeNull();
  });

  it('random over 4 queues is four M/M/1', () => {
    const { unitMs, latency } = balanced('random', 4, 0.8, 300_000);
    expect(disagreement('latency', latency, 5 * unitMs, 0.04)).toBeNull();
  });

  /** The limit for many servers: Mitzenmacher (2001), "The power of two choices in randomized load balancing", table 1: 1.614 at 0.7. */
  it('power of two choices over 512 queues', () => {
    const { unitMs, latency } = balanced('power-of-two', 512, 0.7, 500_000);
    expect(disagreement('latency', latency, 1.61445377 * unitMs, 0.01)).toBeNull();
  });
});
