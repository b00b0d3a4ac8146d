import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import { NS_PER_MS } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../support/small-design.ts';

const takes = (meanMs: number) => ({ type: 'deterministic', meanMs }) as const;
const service = (meanMs: number, more = {}) =>
  ['service', { replicas: 1, slots: 100, serviceTime: takes(meanMs), ...more }] as const;
const GRPC = { protocol: 'grpc', rttMs: 10 } as const;
const HTTP = { protocol: 'http1', rttMs: 10 } as const;

/** One call at 0.1 s: a caller, a service of 20 ms, and one of 500 ms behind it; every way takes 5 ms. */
function chain(first: Partial<EdgeConfig>, second: Partial<EdgeConfig>, more: Partial<SmallDesign> = {}): SmallDesign {
  return {
    nodes: {
      caller: ['client', { load: { type: 'constant', ratePerSecond: 1 }, access: 'none' }],
      api: service(20),
      store: service(500),
    },
    edges: [
      ['caller', 'api', first],
      ['api', 'store', second],
    ],
    run: { durationS: 1.9 },
    ...more,
  };
}

/** Time at which the first request left, and when each node has nothing in work any more, in ms after that. */
function emptyAt(design: SmallDesign): Readonly<Record<string, number>> {
  const simulation = new Simulation(designOf(design), { seed: 1 });
  const { core } = simulation;
  const busy = (id: string) => core.nodes.find((node) => node.id === id)?.counters.inFlight ?? 0;
  let startNs = -1;
  const ends: Record<string, number> = {};
  const was = new Map<string, number>();
  // One event at a time, up to the second request.
  while (core.totals.issued < 2 && !simulation.finished && !simulation.advance(simulation.durationNs, 1)) {
    if (startNs < 0 && core.totals.issued === 1) startNs = simulation.timeNs;
    for (const { id } of core.nodes) {
      if ((was.get(id) ?? 0) > 0 && busy(id) === 0) ends[id] = (simulation.timeNs - startNs) / NS_PER_MS;
      was.set(id, busy(id));
    }
  }
  return ends;
}

describe('a deadline that travels with the call', () => {
  it('stops the server one way after the caller gave up, and what the server had called one way later still', () => {
    // Out of time at 100; the reset is at the first service at 105, its own at the second at 110. Over HTTP the second goes on until
    // 5 + 20 + 5 + 500 = 530 and the first waits for it until 535.
    expect(emptyAt(chain({ ...GRPC, timeoutMs: 100 }, GRPC))).toEqual({ caller: 100, api: 105, store: 110 });
    expect(emptyAt(chain({ ...HTTP, timeoutMs: 100 }, HTTP))).toEqual({ caller: 100, api: 535, store: 530 });
  });

  it('without it the work goes on as over HTTP, though it is gRPC', () => {
    const off = { ...GRPC, passDeadline: false };
    expect(emptyAt(chain({ ...off, timeoutMs: 100 }, off))).toEqual({ caller: 100, api: 535, store: 530 });
  });

  it('ends as DEADLINE_EXCEEDED where it passed, as CANCELLED for what is below, and frees the slots', () => {
    const { edges, nodes } = simulate(chain({ ...GRPC, timeoutMs: 100 }, GRPC));
    expect(edges['caller-api']!.errors).toEqual({ timeout: 1 });
    expect(nodes['api']!.errors).toEqual({ deadline_exceeded: 1 });
    expect(edges['api-store']!.errors).toEqual({ cancelled: 1 });
    expect(nodes['store']!.errors).toEqual({ cancelled: 1 });
    expect(nodes['store']!.inFlight + nodes['api']!.inFlight).toBe(0);
  });

  it('a longer time-out further down does not outlast it, a shorter one ends before it', () => {
    expect(emptyAt(chain({ ...GRPC, timeoutMs: 100 }, { ...GRPC, timeoutMs: 400 }))['store']).toBe(110);
    // Called at 25, given up at 55, stopped at 60; the answer with the failure is back at 60 too.
    const short = chain({ ...GRPC, timeoutMs: 100 }, { ...GRPC, timeoutMs: 30 });
    expect(emptyAt(short)).toEqual({ caller: 60, api: 55, store: 60 });
    expect(simulate(short).edges['api-store']!.errors).toEqual({ timeout: 1 });
  });

  it('ends where a call over plain HTTP begins: what is behind that goes on', () => {
    const ends = emptyAt(chain({ ...GRPC, timeoutMs: 100 }, HTTP));
    expect(ends).toEqual({ caller: 100, api: 105, store: 530 });
  });

  it('a request still in the queue when its time is over never gets a slot', () => {
    const design = chain({ ...GRPC, timeoutMs: 100 }, GRPC, {
      nodes: {
        caller: ['client', { load: { type: 'constant', ratePerSecond: 100 }, access: 'none' }],
        api: ['service', { replicas: 1, slots: 1, queueLimit: null, serviceTime: takes(50) }],
      },
      edges: [['caller', 'api', { ...GRPC, timeoutMs: 100 }]],
      run: { durationS: 10 },
    });
    const { nodes, edges } = simulate(design);
    // Five times as much comes as the service can do: each call leaves the queue when its time is over.
    const given = edges['caller-api']!.errors['timeout'] ?? 0;
    expect(given).toBeGreaterThan(700);
    expect(nodes['api']!.errors['deadline_exceeded']).toBeGreaterThanOrEqual(given - 2);
    expect(nodes['api']!.inFlight).toBeLessThanOrEqual(11);
    const off = { ...design, edges: [['caller', 'api', { ...GRPC, timeoutMs: 100, passDeadline: false }]] } as const;
    expect(simulate(off).nodes['api']!.inFlight).toBeGreaterThan(700);
  });
});

describe('a caller that does not need the answer any more', () => {
  const fanOut = (edge: Partial<EdgeConfig>): SmallDesign => ({
    nodes: {
      caller: ['client', { load: { type: 'constant', ratePerSecond: 1 }, access: 'none' }],
      api: ['service', { replicas: 1, slots: 10, serviceTime: NO_TIME, callOrder: 'parallel' }],
      broken: service(10, { failureRatio: 1 }),
      slow: service(400),
    },
    edges: [
      ['caller', 'api', GRPC],
      ['api', 'broken', edge],
      ['api', 'slow', edge],
    ],
    run: { durationS: 1.9 },
  });

  it('cancels it: of two calls at once one fails, and the other is stopped', () => {
    // Called at 5, failed and back at 5 + 10 + 10 = 25, stopped at 30.
    expect(emptyAt(fanOut(GRPC))).toMatchObject({ api: 25, slow: 30 });
    expect(simulate(fanOut(GRPC)).edges['api-slow']!.errors).toEqual({ cancelled: 1 });
    expect(emptyAt(fanOut(HTTP))).toMatchObject({ api: 25, slow: 410 });
  });

  it('a replica that dies cancels what it had called', () => {
    const base = chain(GRPC, GRPC, {
      scenario: [{ atS: 1.1, target: { node: 'api' }, action: { type: 'crash' } }],
    });
    // The one request leaves at 1 s and is in work at the second service from 30 ms on; the crash is at 100.
    const { nodes, edges } = simulate(base);
    expect(edges['api-store']!.errors).toEqual({ cancelled: 1 });
    expect(nodes['store']!.errors).toEqual({ cancelled: 1 });
  });
});

it('an edge edited to plain HTTP while its calls are out: they end, and nothing of them is left', () => {
  const design = designOf(chain({ ...GRPC, timeoutMs: 100 }, GRPC));
  const simulation = new Simulation(design, { seed: 1 });
  simulation.run(1_050 * NS_PER_MS);
  simulation.applyDesign({ ...design, edges: design.edges.map((edge) => ({ ...edge, config: HTTP })) });
  simulation.run();
  const { totals, nodes } = simulation.report();
  expect(totals.inFlight).toBe(0);
  expect(nodes['api']!.inFlight + nodes['store']!.inFlight).toBe(0);
});
