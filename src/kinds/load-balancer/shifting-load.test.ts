import { describe, expect, it } from 'vitest';
import { designOf, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

/** Four servers behind a balancer; the last is made 20 times slower. */
function farm(lb: Record<string, unknown>, slow = true): SmallDesign {
  return {
    nodes: {
      users: ['client', { load: { type: 'poisson', ratePerSecond: 200 }, access: 'none', users: 5_000, usersPerIp: 1 }],
      lb: ['load-balancer', { activeChecks: false, passiveFailures: 0, ...lb }],
      app: ['service', { replicas: 4, slots: 100, queueLimit: null, serviceTime: { type: 'exponential', meanMs: 10 } }],
    },
    edges: [
      ['users', 'lb'],
      ['lb', 'app'],
    ],
    scenario: slow
      ? [{ atS: 0, target: { node: 'app', endpoint: 3 }, action: { type: 'slow', factor: 20, addMs: 0 } }]
      : [],
    run: { durationS: 60 },
  };
}

function shareOfLast(lb: Record<string, unknown>): number {
  const replicas = simulate(farm(lb)).nodes['app']?.replicas ?? [];
  return (replicas[3]?.arrivals ?? 0) / replicas.reduce((sum, { arrivals }) => sum + arrivals, 0);
}

describe('a server made 20 times slower', () => {
  it.each(['least-connections', 'power-of-two', 'least-time', 'peak-ewma'])('gets much less from %s', (algorithm) => {
    expect(shareOfLast({ algorithm })).toBeLessThan(0.15);
  });

  it.each(['round-robin', 'random', 'ip-hash', 'hash', 'ring-hash', 'maglev'])(
    'gets its usual share from %s',
    (algorithm) => {
      expect(Math.abs(shareOfLast({ algorithm, hashOn: 'user' }) - 0.25)).toBeLessThan(0.06);
    },
  );
});

describe('hashing rules in a whole design', () => {
  it.each(['hash', 'ring-hash', 'maglev'])(
    '%s: the same user, address or object meets the same backend',
    (algorithm) => {
      for (const hashOn of ['user', 'address', 'key'] as const) {
        const design = farm({ algorithm, hashOn }, false);
        const one = {
          ...design.nodes,
          users: ['client', { load: { type: 'constant', ratePerSecond: 50 }, access: 'none', users: 1 }] as const,
        };
        const arrivals =
          simulate({ ...design, nodes: one }).nodes['app']?.replicas.map((replica) => replica.arrivals) ?? [];
        const used = arrivals.filter((count) => count > 0).length;
        if (hashOn === 'key') expect(used).toBe(4);
        else expect(used).toBe(1);
      }
    },
  );

  it('ring: the view shows the points and how much of the circle a lost backend moved', () => {
    const design = farm({ algorithm: 'ring-hash', passiveFailures: 1, ejectionS: 100 }, false);
    const simulation = new Simulation(
      designOf({ ...design, scenario: [{ atS: 10, target: { node: 'app', endpoint: 2 }, action: { type: 'crash' } }] }),
    );
    simulation.run(9e9);
    const before = simulation.balancerView('lb')?.ring;
    expect(before?.points).toHaveLength(4 * 160);
    expect(before?.movedShare).toBeNull();
    simulation.run(12e9);
    const moved = simulation.balancerView('lb')?.ring?.movedShare ?? 0;
    expect(Math.abs(moved - 0.25)).toBeLessThan(0.06);
  });

  it('ring: a backend whose weight goes to 0 moves its keys and no others, and the view says which', () => {
    const design = farm({ algorithm: 'ring-hash' }, false);
    const edges = [...design.edges, ['lb', 'more']] as const;
    const scenario = [
      {
        atS: 10,
        target: { edge: 'lb-more' },
        action: {
          type: 'weight',
          weight: 0,
          overS: 0,
          rollbackErrorRatio: null,
          rollbackP95Ms: null,
          rollbackOnObjective: null,
        },
      },
    ] as const;
    const nodes = { ...design.nodes, more: ['service', { replicas: 1, slots: 100 }] as const };
    const simulation = new Simulation(designOf({ ...design, nodes, edges, scenario }));
    simulation.run(9e9);
    expect(simulation.balancerView('lb')?.ring?.movedShare).toBeNull();
    simulation.run(12e9);
    const ring = simulation.balancerView('lb')?.ring;
    expect(Math.abs((ring?.movedShare ?? 0) - 0.5)).toBeLessThan(0.1);
    expect(ring?.moved).toHaveLength(Math.round((ring?.movedShare ?? 0) * 1_024));
  });
});

describe('what a balancer shows', () => {
  it('rates, shares and the spread agree with what the backends got', () => {
    const simulation = new Simulation(designOf(farm({ algorithm: 'weighted' }, false)));
    simulation.run(10.5e9);
    const view = simulation.balancerView('lb');
    const arrivals = simulation.report().nodes['app']?.replicas.map((replica) => replica.arrivals) ?? [];
    expect(view?.backends.map(({ requests }) => requests)).toEqual(arrivals);
    expect(view?.backends.map(({ share }) => share)).toEqual([0.25, 0.25, 0.25, 0.25]);
    const rate = view?.backends.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0) ?? 0;
    expect(Math.abs(rate - 200)).toBeLessThan(60);
    // Turns: the rates of one second differ by one request at most.
    expect(view?.spread).toBeLessThan(0.02);
    expect(simulation.report().nodes['lb']?.backends).toEqual(simulation.balancerView('lb')?.backends);
  });
});
