import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME } from '../../../tests/support/small-design.ts';
import { NS_PER_S } from '../../../src/model/units.ts';
import { Simulation } from '../simulation.ts';

describe('a user whose socket is cut again and again', () => {
  it('waits once to come back, and comes back when that wait is over', () => {
    const users = ['client', { load: { type: 'constant', ratePerSecond: 2 }, users: 1, access: 'none' }] as const;
    const design = (ratePerSecond: number) =>
      designOf({
        nodes: {
          users: [users[0], { ...users[1], load: { type: 'constant', ratePerSecond } }],
          app: ['service', { serviceTime: NO_TIME, slots: 10 }],
        },
        edges: [['users', 'app', { protocol: 'websocket', idleTimeoutMs: 100, reconnectJitterMs: 600_000, rttMs: 10 }]],
        run: { durationS: 3_000 },
      });
    const simulation = new Simulation(design(2), { seed: 3 });
    simulation.run(100.3 * NS_PER_S);
    // It speaks every half second, each time over a socket that was cut when it had been silent for a tenth.
    expect(simulation.report().edges['users-app']!.connections.opened).toBe(200);
    expect(simulation.core.connections.live).toBe(0);
    expect(simulation.core.totals.inFlight).toBe(0);
    expect(simulation.core.jobs.live).toBe(1);
    // From now on it is silent: what is opened is opened by coming back, once for each time it was cut.
    simulation.applyDesign(design(0));
    const { opened } = simulation.report().edges['users-app']!.connections;
    simulation.run();
    const cameBack = simulation.report().edges['users-app']!.connections.opened - opened;
    expect(cameBack).toBeGreaterThan(3);
    expect(cameBack).toBeLessThan(30);
    expect(simulation.core.jobs.live).toBeLessThanOrEqual(1);
  });
});
