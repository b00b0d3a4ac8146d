import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import type { Action } from '../../model/actions.ts';
import type { BackendState } from '../../model/balancer-view.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const CHECKS = {
  activeChecks: true,
  passiveFailures: 0,
  retryNext: 0,
  checkIntervalS: 0.5,
  checkTimeoutMs: 200,
  fall: 3,
  rise: 2,
};

interface Farm {
  readonly lb?: Record<string, unknown>;
  readonly service?: Record<string, unknown>;
  readonly scenario?: SmallDesign['scenario'];
  readonly ratePerSecond?: number;
}

function farm({ lb = {}, service = {}, scenario = [], ratePerSecond = 20 }: Farm): Simulation {
  return new Simulation(
    designOf({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond }, access: 'none' }],
        lb: ['load-balancer', { ...CHECKS, ...lb }],
        app: ['service', { replicas: 3, serviceTime: NO_TIME, restartS: 0, ...service }],
        db: ['database'],
      },
      edges: [
        ['users', 'lb', { timeoutMs: 400 }],
        ['lb', 'app'],
        ['app', 'db', { probability: 0, inHealthCheck: true }],
      ],
      scenario,
      run: { durationS: 30 },
    }),
  );
}

function on(endpoint: number, action: Action): NonNullable<SmallDesign['scenario']> {
  return [{ atS: 5, untilS: 15, target: { node: 'app', endpoint }, action }];
}

function statesAt(simulation: Simulation, timeS: number): BackendState[] {
  simulation.run(timeS * 1e9);
  return simulation.balancerView('lb')?.backends.map(({ state }) => state) ?? [];
}

const HANG: Action = { type: 'hang' };
const UP = ['up', 'up', 'up'];
const ONE_DOWN = ['up', 'down', 'up'];

describe('a process that hangs', () => {
  // HAProxy 2.6, measured: a TCP check never ejects a hung server and every third request is lost for as long as it hangs.
  it('passes a check by connection and loses a third of the requests', () => {
    const simulation = farm({ lb: { checkKind: 'tcp' }, scenario: on(1, HANG) });
    expect(statesAt(simulation, 14.9)).toEqual(UP);
    simulation.run();
    const lost = simulation.report().totals.failed;
    expect(Math.abs(lost - (10 * 20) / 3)).toBeLessThanOrEqual(4);
  });

  it('fails a check that wants an answer, and is back after the rise', () => {
    const simulation = farm({ lb: { checkKind: 'http' }, scenario: on(1, HANG) });
    expect(statesAt(simulation, 5.9)).toEqual(UP);
    expect(statesAt(simulation, 7)).toEqual(ONE_DOWN);
    const down = simulation.balancerView('lb')?.backends[1];
    expect(down).toMatchObject({ reason: '3 failed probes in a row', share: 0 });
    // (fall - 1) to fall intervals, and the time-out of the last probe.
    expect(down?.sinceS).toBeGreaterThan(5 + 1 + 0.2);
    expect(down?.sinceS).toBeLessThanOrEqual(5 + 1.5 + 0.2);
    expect(statesAt(simulation, 16.1)).toEqual(UP);
  });

  it('answers what it kept when it goes on', () => {
    const simulation = farm({ lb: { activeChecks: false }, scenario: on(1, HANG) });
    simulation.run(14.99e9);
    expect(simulation.report().nodes['app']?.inFlight).toBeGreaterThan(50);
    simulation.run();
    const { inFlight, arrivals, completed } = simulation.report().nodes['app'] ?? {
      inFlight: -1,
      arrivals: 0,
      completed: 0,
    };
    expect(inFlight).toBeLessThanOrEqual(1);
    expect(completed + inFlight).toBe(arrivals);
  });
});

describe('what a check sees', () => {
  it('a crashed process fails both kinds, one that answers 500 only the one that wants an answer', () => {
    for (const checkKind of ['tcp', 'http']) {
      expect(statesAt(farm({ lb: { checkKind }, scenario: on(1, { type: 'crash' }) }), 10)).toEqual(ONE_DOWN);
      const errors: Action = { type: 'errors', ratio: 1 };
      expect(statesAt(farm({ lb: { checkKind }, scenario: on(1, errors) }), 10)).toEqual(
        checkKind === 'tcp' ? UP : ONE_DOWN,
      );
    }
  });

  it('a dependency that is part of the check takes everybody out', () => {
    const scenario = [{ atS: 5, untilS: 15, target: { node: 'db' }, action: { type: 'crash' } as Action }];
    const simulation = farm({ scenario });
    expect(statesAt(simulation, 4.9)).toEqual(UP);
    expect(statesAt(simulation, 10)).toEqual(['down', 'down', 'down']);
    expect(statesAt(simulation, 29)).toEqual(UP);
    expect(statesAt(farm({ scenario, lb: { checkKind: 'tcp' } }), 10)).toEqual(UP);
  });

  it('a saturated service fails checks that need a slot', () => {
    const busy = { slots: 1, queueLimit: 50, serviceTime: { type: 'deterministic', meanMs: 100 } };
    const overload = { ratePerSecond: 60, service: { ...busy, healthMs: 1 } };
    expect(statesAt(farm(overload), 20)).toContain('down');
    expect(statesAt(farm({ ...overload, service: busy }), 20)).toEqual(UP);
    expect(statesAt(farm({ ...overload, ratePerSecond: 10 }), 20)).toEqual(UP);
  });

  it('jitter makes each interval longer or shorter and keeps their mean', () => {
    const gapsOf = (checkJitterRatio: number): number[] => {
      const simulation = farm({ lb: { checkJitterRatio }, service: { replicas: 1 }, ratePerSecond: 0.001 });
      const times: number[] = [];
      for (let at = 0.01, before = 0; at < 30; at += 0.01) {
        simulation.run(at * 1e9);
        const attempts = simulation.core.edges.find(({ id }) => id === 'lb-app')?.counters.now[0] ?? 0;
        if (attempts > before) times.push(at);
        before = attempts;
      }
      return times.slice(1).map((time, index) => time - (times[index] as number));
    };
    const even = gapsOf(0);
    const spread = gapsOf(0.5);
    expect(Math.max(...even) - Math.min(...even)).toBeLessThan(0.03);
    expect(Math.min(...spread)).toBeLessThan(0.35);
    expect(Math.max(...spread)).toBeGreaterThan(0.65);
    // A standard deviation of 0.144 s each.
    const mean = spread.reduce((sum, gap) => sum + gap, 0) / spread.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan((4 * 0.144) / Math.sqrt(spread.length));
  });
});

describe('passive checks', () => {
  it('eject no more than the allowed share, but always one', () => {
    const scenario = [{ atS: 5, target: { node: 'app' }, action: { type: 'crash' } as Action }];
    const ejected = (maxEjectedShare: number) => {
      const lb = { activeChecks: false, passiveFailures: 2, ejectionS: 100, maxEjectedShare };
      return statesAt(farm({ lb, scenario }), 20).filter((state) => state === 'ejected').length;
    };
    expect([0, 0.1, 0.5, 0.67, 1].map(ejected)).toEqual([1, 1, 1, 2, 3]);
  });
});

describe('a check by another balancer that opens a connection to a balancer that hashes', () => {
  it.each([
    ['l4', 'http1', 'ip-hash', 'address'],
    ['l4', 'http1', 'source', 'address'],
    ['l4', 'http1', 'ring-hash', 'key'],
    ['l7', 'websocket', 'ip-hash', 'address'],
  ])('%s, %s, %s on the %s: goes to a backend though no user sent it', (layer, protocol, algorithm, hashOn) => {
    // The first check comes before the first request: it is what opens the connection.
    const report = simulate({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 1 } }],
        outer: ['load-balancer', { checkIntervalS: 0.2 }],
        inner: ['load-balancer', { layer, algorithm, hashOn, activeChecks: false }],
        server: ['service', { replicas: 2, serviceTime: NO_TIME }],
      },
      edges: [
        ['users', 'outer'],
        ['outer', 'inner', { protocol: protocol as 'http1' | 'websocket', connection: 'keep-alive' }],
        ['inner', 'server', { connection: 'keep-alive' }],
      ],
      run: { durationS: 5.009 },
    });
    expect(report.totals.succeeded).toBe(report.totals.issued);
    // Beside the requests the checks of five seconds.
    expect(report.nodes['inner']!.arrivals).toBeGreaterThan(report.totals.issued);
  });
});
