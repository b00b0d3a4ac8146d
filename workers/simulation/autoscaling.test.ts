import { describe, expect, it } from 'vitest';
import type { ScenarioEntry } from '../../src/model/design.ts';
import { designOf } from '../../tests/support/small-design.ts';
import { Simulation } from './simulation.ts';

const SECOND = 1e9;
const SCALING = {
  type: 'utilization',
  target: 0.5,
  min: 2,
  max: 6,
  periodS: 10,
  stabilizationS: 40,
  drainS: 5,
} as const;

interface Setup {
  readonly lb?: Record<string, unknown>;
  readonly scaling?: Record<string, unknown>;
  readonly ratePerSecond?: number;
  readonly scenario?: readonly Omit<ScenarioEntry, 'id'>[];
}

/** Regular requests of 100 ms each for replicas of 4 slots: one replica at half its slots takes 20 a second. */
function design({ lb = {}, scaling = {}, ratePerSecond = 40, scenario = [] }: Setup) {
  return designOf({
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond }, access: 'none' }],
      lb: ['load-balancer', { processingMs: 0, activeChecks: false, passiveFailures: 0, retryNext: 0, ...lb }],
      web: [
        'service',
        {
          replicas: 2,
          slots: 4,
          queueLimit: null,
          serviceTime: { type: 'deterministic', meanMs: 100 },
          restartS: 1,
          autoscaling: { ...SCALING, ...scaling },
        },
      ],
    },
    edges: [
      ['users', 'lb'],
      ['lb', 'web'],
    ],
    scenario,
    run: { durationS: 200 },
  });
}

const twice = (atS: number, untilS: number) =>
  ({ atS, untilS, target: { node: 'users' }, action: { type: 'traffic', factor: 2 } }) as const;

function replicas(simulation: Simulation): number {
  return simulation.core.nodes.find(({ id }) => id === 'web')?.endpointCount ?? -1;
}

function arrivals(simulation: Simulation): number[] {
  return simulation.report().nodes['web']?.replicas.map((replica) => replica.arrivals) ?? [];
}

describe('autoscaling by utilisation', () => {
  it('leaves what is at its target alone', () => {
    const simulation = new Simulation(design({}));
    simulation.run();
    expect(replicas(simulation)).toBe(2);
    expect(simulation.decisions()).toEqual([]);
  });

  it('doubles for twice the load, and goes back when nothing within the window asked for more', () => {
    const simulation = new Simulation(design({ scenario: [twice(20, 60)] }));
    simulation.run(29 * SECOND);
    expect(replicas(simulation)).toBe(2);
    simulation.run(31 * SECOND);
    expect(replicas(simulation)).toBe(4);
    simulation.run();
    expect(replicas(simulation)).toBe(2);
    const [out, ...back] = simulation.decisions();
    expect(out).toMatchObject({ atS: 30, kind: 'scale', target: { node: 'web' } });
    expect(out?.words).toBe('Scaled out from 2 to 4: 100 % busy over 10 s, target 50 %.');
    // Traffic falls at 60 s; the last word for four was at 60 s, 40 s before it is older than the window. At 70 s there was still a tail.
    const [first, last] = [back[0], back.at(-1)];
    expect(first?.words).toMatch(/^Scaled in from 4 to [23]: 2\d % busy/);
    expect(first?.atS).toBeGreaterThan(100);
    expect(first?.atS).toBeLessThanOrEqual(110);
    expect(last?.words).toMatch(/^Scaled in from [34] to 2:/);
    const { totals } = simulation.report();
    expect(totals.failed).toBe(0);
    expect(totals.issued).toBe(totals.succeeded + totals.failed + totals.inFlight);
  });

  it('a new replica gets nothing until it has started up, and then its share; nobody is refused', () => {
    const simulation = new Simulation(design({ scenario: [twice(20, 150)] }));
    simulation.run(30.9 * SECOND);
    expect(arrivals(simulation).slice(2)).toEqual([0, 0]);
    expect(simulation.balancerView('lb')?.backends[2]).toMatchObject({
      state: 'starting',
      reason: 'new, it starts up',
    });
    simulation.run(32 * SECOND);
    expect(simulation.balancerView('lb')?.backends[2]?.state).toBe('up');
    // A quarter of 80 /s for one second.
    expect(Math.abs((arrivals(simulation)[2] ?? 0) - 20)).toBeLessThanOrEqual(1);
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('behind active checks it has to pass as many as a server that comes back', () => {
    const lb = { activeChecks: true, checkIntervalS: 2, rise: 2, fall: 3, checkJitterRatio: 0 };
    const simulation = new Simulation(design({ lb, scenario: [twice(20, 150)] }));
    simulation.run(32.5 * SECOND);
    expect(simulation.balancerView('lb')?.backends[2]).toMatchObject({
      state: 'starting',
      reason: 'new, 2 good probes first',
      requests: 0,
      ejections: 0,
      noticedS: null,
    });
    simulation.run(38 * SECOND);
    expect(simulation.balancerView('lb')?.backends[2]?.state).toBe('up');
    expect(simulation.balancerView('lb')?.backends[2]?.requests).toBeGreaterThan(10);
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('more new replicas than old ones are no panic', () => {
    const lb = { activeChecks: true, panicRatio: 0.5 };
    const simulation = new Simulation(design({ lb, scaling: { target: 0.2 }, ratePerSecond: 60 }));
    simulation.run(12 * SECOND);
    expect(replicas(simulation)).toBe(6);
    expect(
      simulation
        .balancerView('lb')
        ?.backends.slice(2)
        .map(({ requests }) => requests),
    ).toEqual([0, 0, 0, 0]);
    simulation.run();
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('a replica that goes drains first: nothing is cut', () => {
    const simulation = new Simulation(design({ ratePerSecond: 20, scaling: { stabilizationS: 0, min: 1 } }));
    simulation.run(12 * SECOND);
    expect(replicas(simulation)).toBe(2);
    const before = arrivals(simulation)[1];
    expect(simulation.balancerView('lb')?.backends[1]?.state).toBe('draining');
    simulation.run(16 * SECOND);
    expect(replicas(simulation)).toBe(1);
    expect(simulation.report().nodes['web']?.replicas[1]?.arrivals ?? before).toBe(before);
    simulation.run();
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('stays between its limits and says when it would need more', () => {
    const simulation = new Simulation(design({ ratePerSecond: 200, scaling: { max: 3 } }));
    simulation.run(100 * SECOND);
    expect(replicas(simulation)).toBe(3);
    expect(simulation.decisions().map(({ short }) => short)).toEqual(['+1 at 100 %', 'at most 3']);
    expect(simulation.decisions()[1]?.words).toContain('Held at 3, the most allowed, though');
  });

  it('an action that sets the number holds it, and an edit of the service leaves it', () => {
    const held = { atS: 15, untilS: 55, target: { node: 'web' }, action: { type: 'scale', replicas: 5 } } as const;
    const simulation = new Simulation(design({ scenario: [held] }));
    simulation.run(50 * SECOND);
    expect(replicas(simulation)).toBe(5);
    simulation.run(58 * SECOND);
    expect(replicas(simulation)).toBe(2);
    const busy = new Simulation(design({ scenario: [twice(20, 190)] }));
    busy.run(40 * SECOND);
    const edited = design({ scenario: [twice(20, 190)], scaling: { max: 8 } });
    busy.applyDesign(edited);
    expect(replicas(busy)).toBe(4);
    expect(busy.balancerView('lb')?.backends.map(({ state }) => state)).toEqual(['up', 'up', 'up', 'up']);
    busy.run(60 * SECOND);
    expect(replicas(busy)).toBe(4);
  });

  it('a registry lists a new instance with its first heartbeat, and one that goes no more', () => {
    const base = design({ scenario: [twice(20, 60)] });
    const registry = {
      ...base,
      nodes: [
        ...base.nodes.filter(({ id }) => id !== 'lb'),
        {
          id: 'front',
          kind: 'service',
          label: 'front',
          position: { x: 0, y: 0 },
          config: { replicas: 1, slots: 10_000, serviceTime: { type: 'deterministic', meanMs: 0 } },
        },
        {
          id: 'reg',
          kind: 'registry',
          label: 'reg',
          position: { x: 0, y: 0 },
          config: { mode: 'watch', heartbeatS: 2, leaseS: 6 },
        },
      ],
      edges: [
        { id: 'users-front', source: 'users', target: 'front', config: { rttMs: 0 } },
        { id: 'front-reg', source: 'front', target: 'reg', config: { rttMs: 0 } },
        { id: 'reg-web', source: 'reg', target: 'web', config: { rttMs: 0 } },
      ],
    };
    const simulation = new Simulation(registry);
    simulation.run(31 * SECOND);
    // One heartbeat at most, refused while it starts up.
    expect(arrivals(simulation)[2]).toBeLessThanOrEqual(1);
    simulation.run(37 * SECOND);
    expect(arrivals(simulation)[2]).toBeGreaterThan(20);
    simulation.run();
    expect(replicas(simulation)).toBe(2);
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('is the same again, however the run is cut', () => {
    const run = (stepS: number) => {
      const simulation = new Simulation(design({ scenario: [twice(20, 60)] }));
      for (let atS = stepS; atS <= 200; atS += stepS) simulation.run(atS * SECOND);
      simulation.run();
      return simulation.report().digest;
    };
    expect(run(7)).toBe(run(200));
  });
});
