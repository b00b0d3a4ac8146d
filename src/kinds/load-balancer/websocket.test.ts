import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import { NS_PER_S } from '../../model/units.ts';

const USERS = 30;
const CLASS = {
  name: 'say',
  method: 'POST',
  path: '/say',
  share: 1,
  keyCount: 1,
  zipfExponent: 0,
  requestBytes: 100,
  responseBytes: 1_000,
};

interface Wish {
  readonly lb?: Record<string, unknown>;
  readonly edge?: Partial<EdgeConfig>;
  readonly load?: Record<string, unknown>;
  readonly users?: number;
  readonly scenario?: SmallDesign['scenario'];
  readonly durationS?: number;
}

function design({ lb = {}, edge = {}, load, users = USERS, scenario = [], durationS = 20 }: Wish): Simulation {
  return new Simulation(
    designOf({
      nodes: {
        users: [
          'client',
          { load: load ?? { type: 'constant', ratePerSecond: 100 }, access: 'none', users, classes: [CLASS] },
        ],
        lb: ['load-balancer', { processingMs: 0, activeChecks: false, algorithm: 'round-robin', ...lb }],
        app: ['service', { replicas: 3, slots: 100, serviceTime: NO_TIME, restartS: 0 }],
      },
      edges: [
        ['users', 'lb', { rttMs: 10, protocol: 'websocket', connection: 'keep-alive', reconnectJitterMs: 0, ...edge }],
        ['lb', 'app', { rttMs: 100 }],
      ],
      scenario,
      run: { durationS, warmupS: 0 },
    }),
  );
}

function opened(simulation: Simulation): number {
  return simulation.report().edges['users-lb']!.connections.opened;
}

function open(simulation: Simulation): number {
  return simulation.core.connections.live;
}

function arrivals(simulation: Simulation): number[] {
  return simulation.report().nodes['app']!.replicas.map((replica) => replica.arrivals);
}

describe.each(['l7', 'l4'])('WebSocket through %s', (layer) => {
  it('makes one handshake for each user, then messages only, all of them to one backend', () => {
    const one = design({ lb: { layer }, users: 1 });
    one.run();
    expect(opened(one)).toBe(1);
    expect(
      arrivals(one)
        .toSorted((a, b) => a - b)
        .slice(0, 2),
    ).toEqual([0, 0]);
    expect(one.report().totals.failed).toBe(0);
    const many = design({ lb: { layer } });
    many.run();
    expect(opened(many)).toBe(USERS);
    // Connections take turns: ten users for each backend.
    const view = many.balancerView('lb')!;
    expect(view.backends.map(({ inFlight }) => inFlight)).toEqual([10, 10, 10]);
  });

  it('pays one round trip for the upgrade, all the way to the backend', () => {
    const first = design({ lb: { layer }, users: 1, load: { type: 'constant', ratePerSecond: 0.9 }, durationS: 2 });
    first.run();
    // TCP and TLS end at L7 and at the backend behind L4; upgrade and message take 110 ms each.
    const tcp = layer === 'l7' ? 10 : 110;
    expect(first.report().clients['users']!.latencyMs.max).toBeCloseTo(tcp + 2 * 110, 0);
  });

  it('is cut when it is silent, and not with a heartbeat', () => {
    const load = { type: 'constant', ratePerSecond: 0.002 };
    const idleS = layer === 'l7' ? 60 : 350;
    const run = (heartbeatS: number | null): Simulation =>
      design({ lb: { layer }, edge: { heartbeatS, reconnectJitterMs: 600_000 }, load, users: 1, durationS: 950 });
    const silent = run(null);
    silent.run((500 + idleS - 1) * NS_PER_S);
    expect(open(silent)).toBe(1);
    silent.run((500 + idleS + 1) * NS_PER_S);
    expect(open(silent)).toBe(0);
    const kept = run(25);
    kept.run();
    expect(open(kept)).toBe(1);
    expect(opened(kept)).toBe(1);
    // Pings every 25 s, each a frame of 6 bytes in a segment of 52; SYN, upgrade and message before them.
    const pings = Math.floor(449.6 / 25);
    expect(kept.report().edges['users-lb']!.wire.sentBytes).toBe(60 + 622 + (100 + 6 + 52) + pings * (6 + 52));
  });

  it('comes back to the other backends when its own crashes, at once or spread', () => {
    // Few messages afterwards: who speaks comes back at once.
    const scenario = [
      { atS: 5.003, target: { node: 'app', endpoint: 0 }, action: { type: 'crash' } },
      { atS: 5.01, target: { node: 'users' }, action: { type: 'traffic', factor: 0.02 } },
    ] as const;
    const run = (reconnectJitterMs: number): Simulation =>
      design({ lb: { layer, passiveFailures: 1 }, edge: { reconnectJitterMs }, scenario, durationS: 20 });
    const storm = run(0);
    storm.run(5 * NS_PER_S);
    expect(opened(storm)).toBe(USERS);
    const [before] = arrivals(storm);
    storm.run(5.5 * NS_PER_S);
    const stormOpened = opened(storm) - USERS;
    const spread = run(5_000);
    spread.run(5.5 * NS_PER_S);
    expect(stormOpened).toBeGreaterThan(2 * (opened(spread) - USERS));
    storm.run();
    spread.run();
    for (const simulation of [storm, spread]) {
      expect(simulation.balancerView('lb')!.backends.map(({ inFlight }) => inFlight)).toEqual([
        0,
        expect.any(Number),
        expect.any(Number),
      ]);
      expect(open(simulation)).toBe(USERS);
    }
    expect(arrivals(storm)[0]! - before!).toBeLessThan(20);
    // What was under way to it or sent before the user heard of it is lost: a third of the messages of 110 ms, and no more.
    expect(storm.report().totals.failed).toBeGreaterThan(0);
    expect(storm.report().totals.failed).toBeLessThan(15);
  });

  it('stays on a draining backend until it is cut, then goes elsewhere', () => {
    const simulation = design({
      lb: { layer, drainTimeoutS: 5 },
      scenario: [{ atS: 5.003, target: { node: 'app', endpoint: 0 }, action: { type: 'drain' } }],
    });
    simulation.run(9.9 * NS_PER_S);
    expect(opened(simulation)).toBe(USERS);
    const before = arrivals(simulation)[0]!;
    simulation.run(10.3 * NS_PER_S);
    const cut = arrivals(simulation)[0]!;
    expect(cut).toBeGreaterThan(before);
    simulation.run();
    expect(arrivals(simulation)[0]).toBe(cut);
    expect(opened(simulation)).toBe(USERS + 10);
    expect(open(simulation)).toBe(USERS);
  });

  it('comes back after the balancer was away, by a backoff that grows', () => {
    const simulation = design({
      lb: { layer },
      scenario: [
        { atS: 5.003, target: { node: 'lb' }, action: { type: 'crash' }, untilS: 11 },
        { atS: 4, target: { node: 'users' }, action: { type: 'traffic', factor: 0 } },
      ],
    });
    simulation.run(10 * NS_PER_S);
    expect(opened(simulation)).toBe(USERS);
    expect(open(simulation)).toBe(0);
    // Tries follow after 1, 2 and 4 s: the one at 12 s is the first that finds it.
    simulation.run(11.9 * NS_PER_S);
    expect(opened(simulation)).toBe(USERS);
    simulation.run(13 * NS_PER_S);
    expect(opened(simulation)).toBe(2 * USERS);
    expect(open(simulation)).toBe(USERS);
  });
});
