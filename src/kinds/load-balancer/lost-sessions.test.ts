import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const USERS = 90;

function design({ workMs = 0, ...lb }: Record<string, unknown>, scenario: SmallDesign['scenario']): Simulation {
  return new Simulation(
    designOf({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 300 }, access: 'none', users: USERS }],
        lb: ['load-balancer', { processingMs: 0, activeChecks: false, passiveFailures: 1, ejectionS: 1, ...lb }],
        app: [
          'service',
          { replicas: 3, slots: 100, serviceTime: { ...NO_TIME, meanMs: workMs }, restartS: 0, sessions: 'memory' },
        ],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'app'],
      ],
      scenario: scenario ?? [],
      run: { durationS: 40 },
    }),
  );
}

/** Sessions lost by 9, 19 and 40 s. */
function lostBy(lb: Record<string, unknown>, scenario: SmallDesign['scenario']): number[] {
  const simulation = design(lb, scenario);
  return [9, 19, 40].map((timeS) => {
    simulation.run(timeS * 1e9);
    return simulation.report().nodes['app']!.counts!['sessions lost']!;
  });
}

const crash = [{ atS: 10, untilS: 20, target: { node: 'app', endpoint: 0 }, action: { type: 'crash' } }] as const;

describe('what a lost server costs where sessions are in its memory', () => {
  it('cookie: its users once, for they stay where they went', () => {
    const [before, lost, atEnd] = lostBy({ stickiness: 'cookie', algorithm: 'round-robin' }, crash);
    expect(before).toBe(0);
    expect(lost).toBe(USERS / 3);
    expect(atEnd).toBe(lost);
  });

  it('IP hash: its users twice, for they go back to a server that has forgotten them', () => {
    const [before, lost, atEnd] = lostBy({ algorithm: 'ip-hash' }, crash);
    expect(before).toBe(0);
    expect(lost).toBeGreaterThan(USERS / 6);
    expect(lost).toBeLessThan(USERS / 2);
    expect(atEnd).toBe(2 * lost!);
  });

  it('no stickiness: each user at each server that has not seen them, without any crash', () => {
    expect(lostBy({ algorithm: 'round-robin' }, [])[0]).toBe(2 * USERS);
  });
});

describe('scaling', () => {
  it('out: new servers are balanced to and warmed by slow start; in: they get nothing more and nobody is lost', () => {
    const target = { node: 'app' } as const;
    const simulation = design({ algorithm: 'weighted', workMs: 50, slowStartS: 10 }, [
      { atS: 10, untilS: 30, target, action: { type: 'scale', replicas: 4 } },
    ]);
    const arrivals = (fromS: number, toS: number): number => {
      simulation.run(fromS * 1e9);
      const before = simulation.report().nodes['app']!.replicas[3]?.arrivals ?? 0;
      simulation.run(toS * 1e9);
      return (simulation.report().nodes['app']!.replicas[3]?.arrivals ?? before) - before;
    };
    // A quarter of 300 /s is 75 each second; in the first second of ten between a tenth and a fifth of that.
    const first = arrivals(10.001, 11);
    expect(first).toBeGreaterThan(3);
    expect(first).toBeLessThan(20);
    const warm = arrivals(25, 29);
    expect(warm).toBeGreaterThan(290);
    expect(warm).toBeLessThan(310);
    // What it had when it was taken away is finished there: with 50 ms of work there always was something.
    expect(arrivals(30.001, 40)).toBe(0);
    expect(simulation.report().totals.failed).toBe(0);
    expect(simulation.balancerView('lb')!.backends).toHaveLength(3);
  });
});
