import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import type { EdgeReport } from '../../src/model/report.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { designOf, simulate, type SmallDesign } from '../support/small-design.ts';

/** One user who makes a call each 10 s over a line of 5 ms each way; the first call, which opens the connection, is not measured. */
function streaming(edge: Partial<EdgeConfig>, more: Partial<SmallDesign> = {}): SmallDesign {
  return {
    nodes: {
      caller: ['client', { load: { type: 'constant', ratePerSecond: 0.1 }, access: 'none', users: 1 }],
      api: ['service', { replicas: 1, slots: 4, serviceTime: { type: 'deterministic', meanMs: 20 } }],
    },
    edges: [['caller', 'api', { protocol: 'grpc', rttMs: 10, connection: 'keep-alive', ...edge }]],
    run: { durationS: 55, warmupS: 15 },
    ...more,
  };
}

const how = (type: 'server' | 'client' | 'both', messages = 5, intervalMs = 100) =>
  ({ streaming: { type, messages, intervalMs, messageBytes: 200 } }) as Partial<EdgeConfig>;

const edgeOf = (design: SmallDesign): EdgeReport => simulate(design).edges['caller-api']!;

describe('a call of several messages', () => {
  it('from the server: the first one is there as soon as an answer would be, the call ends with the last', () => {
    const { stream, latencyMs } = edgeOf(streaming(how('server')));
    // 5 there, 20 of work, 5 back; four more of them at 100 ms.
    expect(stream?.firstMessageMs.mean).toBeCloseTo(30, 6);
    expect(latencyMs.mean).toBeCloseTo(430, 6);
    expect([stream?.sent, stream?.received]).toEqual([5, 25]);
  });

  it('from the caller: the server begins with the last one', () => {
    const { stream, latencyMs } = edgeOf(streaming(how('client')));
    expect(latencyMs.mean).toBeCloseTo(400 + 30, 6);
    expect([stream?.sent, stream?.received]).toEqual([25, 0]);
  });

  it('both ways: each message is answered, the first after the work', () => {
    const { stream, latencyMs } = edgeOf(streaming(how('both')));
    expect(stream?.firstMessageMs.mean).toBeCloseTo(30, 6);
    // The last is sent at 400, and answered when it is there.
    expect(latencyMs.mean).toBeCloseTo(400 + 10, 6);
    expect([stream?.sent, stream?.received]).toEqual([25, 25]);
  });

  it('unary is one each way, and says nothing of streams', () => {
    const { stream, latencyMs } = edgeOf(streaming({}));
    expect(stream).toBeUndefined();
    expect(latencyMs.mean).toBeCloseTo(30, 6);
  });

  it('its slot is free when it begins to answer, its place at the node with the last message', () => {
    const { nodes } = simulate(streaming(how('server')));
    expect(nodes['api']!.utilization! * 4 * 40).toBeCloseTo(4 * 0.02, 6);
    expect(nodes['api']!.timeInNodeMs.mean).toBeCloseTo(420, 6);
  });

  it('always has a connection, and counts bytes: a header section once, then a frame and a prefix for each message', () => {
    const { connections, wire, bytes } = edgeOf(streaming({ ...how('server', 3), connection: 'warm' }));
    expect(connections.opened).toBe(1);
    expect(bytes.received).toBe(5 * (240 + 3 * 200));
    // First answer of the connection: 240 + 200 in two frames with a prefix. Later ones: 36 of the header. Each message is a packet.
    const first = 240 + 200 + 9 + 5 + 9;
    const next = 200 + 5 + 9;
    const calls = first + 4 * (first - 240 + 36) + 5 * 2 * next;
    expect(wire.receivedBytes).toBeCloseTo(calls + 5 * 3 * 52 + 52, -2);
  });

  it('the layers of a trace add up to the bytes of all its messages', () => {
    const simulation = new Simulation(designOf(streaming(how('server', 3))), { seed: 1 });
    simulation.run();
    const trace = simulation.trace(simulation.traces()[0]!.requestId)!;
    const answers = trace.flights.filter(({ kind }) => kind === 'response');
    expect(answers).toHaveLength(3);
    const sum = (layer: string) =>
      answers.flatMap(({ layers }) => layers).reduce((all, one) => all + (one.layer === layer ? one.bytes : 0), 0);
    expect(sum('body')).toBe(600);
    expect(sum('message')).toBe(15);
    expect(sum('frame')).toBe(9 + 3 * 9);
    expect(Object.values(trace.parts).reduce((all, ns) => all + ns, 0)).toBe(trace.latencyNs);
  });
});

describe('a stream that is cut', () => {
  it('by its deadline in the middle: what was there counts as messages, the call as DEADLINE_EXCEEDED, and the server stops', () => {
    const { edges, nodes } = simulate(streaming({ ...how('server'), timeoutMs: 250 }));
    expect(edges['caller-api']!.errors).toEqual({ timeout: 5 });
    // Sent at 25, 125 and 225 of each call, but 10 later in the first; the reset is there at 255.
    expect(edges['caller-api']!.stream?.received).toBe(5 * 3);
    expect(nodes['api']!.errors).toEqual({ deadline_exceeded: 5 });
    expect(nodes['api']!.inFlight).toBe(0);
  });

  it('by a crash of the server: the caller sees a reset, and nothing comes twice', () => {
    const { edges, clients } = simulate(
      streaming(how('server'), {
        scenario: [{ atS: 20.2, untilS: 20.4, target: { node: 'api' }, action: { type: 'crash' } }],
      }),
    );
    expect(edges['caller-api']!.errors).toEqual({ connection_reset: 1 });
    expect(clients['caller']!.succeeded).toBe(4);
  });

  it('by the caller before the server has all of it', () => {
    const { edges, nodes } = simulate(streaming({ ...how('client'), timeoutMs: 250 }));
    expect(edges['caller-api']!.errors).toEqual({ timeout: 5 });
    expect(nodes['api']!.arrivals).toBe(0);
    expect(edges['caller-api']!.stream?.sent).toBe(5 * 3);
  });
});

it('a lost packet holds up every stream of the connection: more time between messages is one call waiting for another', () => {
  const busy = (protocol: 'grpc', lossRatio: number) =>
    simulate({
      ...streaming({ protocol, lossRatio, ...how('server', 20, 20) }),
      nodes: {
        caller: ['client', { load: { type: 'constant', ratePerSecond: 5 }, access: 'none', users: 1 }],
        api: ['service', { replicas: 1, slots: 100, serviceTime: { type: 'deterministic', meanMs: 20 } }],
      },
      run: { durationS: 120, warmupS: 10 },
    }).edges['caller-api']!;
  const clean = busy('grpc', 0);
  const lossy = busy('grpc', 0.01);
  expect(clean.latencyMs.max).toBeLessThan(411);
  expect(lossy.wire.packetsLost).toBeGreaterThan(50);
  // One message in a hundred is lost, and waits 200 ms or more for its time-out; ten streams share the connection, so many more wait with it.
  const late = lossy.stream!.firstMessageMs;
  expect(late.p95! - clean.stream!.firstMessageMs.p95!).toBeGreaterThan(50);
});

it('a partition in the middle: the connection is given up, the caller hears of it, and nothing is left at the server', () => {
  const { edges, nodes, clients } = simulate(
    streaming(how('server', 50), {
      scenario: [{ atS: 21, untilS: 2_000, target: { edge: 'caller-api' }, action: { type: 'partition' } }],
      run: { durationS: 2_100, warmupS: 0 },
      nodes: {
        caller: [
          'client',
          { load: { type: 'stages', stages: [{ ratePerSecond: 0.1, lengthS: 1 }] }, access: 'none', users: 1 },
        ],
        api: ['service', { replicas: 1, slots: 4, serviceTime: { type: 'deterministic', meanMs: 20 } }],
      },
    }),
  );
  expect(nodes['api']!.inFlight).toBe(0);
  expect(clients['caller']!.failed).toBeGreaterThan(0);
  expect(edges['caller-api']!.failed).toBe(clients['caller']!.failed);
});

it('an edge edited to unary calls in the middle of a stream: the one that is open ends as it began', () => {
  const design = designOf(streaming(how('both', 50)));
  const simulation = new Simulation(design, { seed: 1 });
  simulation.run(21e9);
  simulation.applyDesign({
    ...design,
    edges: design.edges.map((edge) => ({ ...edge, config: { ...edge.config, streaming: { type: 'unary' } } })),
  });
  simulation.run();
  const { clients } = simulation.report();
  expect(clients['caller']!.failed).toBe(0);
  expect(clients['caller']!.succeeded).toBe(5);
  // Two streams of 4.91 s and more, then three calls of 30 ms.
  expect(clients['caller']!.latencyMs.max).toBeGreaterThan(4_900);
});
