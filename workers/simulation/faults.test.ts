import { describe, expect, it } from 'vitest';
import type { ScenarioEntry } from '../../src/model/design.ts';
import { runLogged } from '../../tests/support/request-log.ts';
import { designOf, type SmallDesign } from '../../tests/support/small-design.ts';
import { Simulation } from './simulation.ts';

type Entry = Omit<ScenarioEntry, 'id'>;

function withFault(
  action: Entry['action'],
  times: { atS: number; untilS?: number },
  endpoint?: number,
  server: object = {},
): SmallDesign {
  const target = endpoint === undefined ? { node: 'server' } : { node: 'server', endpoint };
  return {
    nodes: {
      client: ['client', { load: { type: 'constant', ratePerSecond: 10 } }],
      server: [
        'service',
        { replicas: 2, slots: 1, restartS: 0, serviceTime: { type: 'deterministic', meanMs: 30 }, ...server },
      ],
    },
    edges: [['client', 'server', { rttMs: 10 }]],
    scenario: [{ ...times, target, action }],
    run: { durationS: 1.05 },
  };
}

function outcomes(design: SmallDesign): string[] {
  return runLogged(design).log.map(({ outcome, latencyMs }) => `${outcome} ${latencyMs}`);
}

describe('crash', () => {
  it('resets what is in flight at that moment and refuses what comes later', () => {
    // Requests at 0.1, 0.2, ... take 10 + 30 ms: that of 0.2 s is in work when the server dies at 0.22 s.
    const seen = outcomes(withFault({ type: 'crash' }, { atS: 0.22, untilS: 0.45 }));
    expect(seen.slice(0, 5)).toEqual([
      'ok 40',
      'connection_reset 25',
      'connection_refused 10',
      'connection_refused 10',
      'ok 40',
    ]);
  });

  it('of one replica leaves the other', () => {
    const seen = outcomes(withFault({ type: 'crash' }, { atS: 0.15 }, 1));
    expect(seen).toHaveLength(10);
    expect(seen.filter((text) => text === 'connection_refused 10').length).toBeGreaterThanOrEqual(4);
    expect(seen.filter((text) => text === 'ok 40').length).toBeGreaterThanOrEqual(5);
  });

  it('is followed by the start-up time', () => {
    const seen = outcomes(withFault({ type: 'crash' }, { atS: 0.05, untilS: 0.15 }, undefined, { restartS: 0.3 }));
    // It accepts again from 0.45 s on.
    expect(seen.slice(0, 5)).toEqual([...Array.from({ length: 4 }, () => 'connection_refused 10'), 'ok 40']);
  });

  it('of a region does not end the users in it', () => {
    const simulation = new Simulation({
      ...designOf({
        nodes: {
          place: ['region'],
          client: ['client', { load: { type: 'closed-loop', concurrentUsers: 5, thinkTimeMs: 10 } }],
          server: [
            'service',
            { replicas: 1, slots: 10, restartS: 0, serviceTime: { type: 'deterministic', meanMs: 50 } },
          ],
        },
        edges: [['client', 'server', {}]],
        scenario: [{ atS: 1, untilS: 2, target: { node: 'place' }, action: { type: 'crash' } }],
        run: { durationS: 5 },
      }),
    });
    const { design } = simulation;
    const inside = new Simulation({
      ...design,
      nodes: design.nodes.map((node) => (node.id === 'place' ? node : { ...node, parent: 'place' })),
    });
    inside.run(2_500_000_000);
    const before = inside.core.totals.succeeded;
    inside.run();
    // Five users who take 60 ms for each request: some 80 a second.
    expect(inside.core.totals.succeeded - before).toBeGreaterThan(150);
  });
});

describe('other faults', () => {
  it('slow multiplies and adds to each piece of work', () => {
    expect(outcomes(withFault({ type: 'slow', factor: 2, addMs: 5 }, { atS: 0 })).slice(0, 2)).toEqual([
      'ok 75',
      'ok 75',
    ]);
  });

  it('a black hole holds the request back until it is over', () => {
    // Sent at 0.1 s into nothing; again at 0.3 s into nothing, at 0.7 s with success.
    const first = runLogged(withFault({ type: 'black-hole' }, { atS: 0.05, untilS: 0.5 })).log.find(
      ({ startMs }) => startMs === 100,
    );
    expect(first).toEqual({ startMs: 100, latencyMs: 640, outcome: 'ok' });
  });

  it('errors hit their share of the requests', () => {
    const design = withFault({ type: 'errors', ratio: 0.3 }, { atS: 0 });
    const { simulation } = runLogged({
      ...design,
      nodes: { ...design.nodes, client: ['client', { load: { type: 'constant', ratePerSecond: 20 } }] },
      run: { durationS: 200 },
    });
    const { succeeded, failed, errors } = simulation.report().clients['client']!;
    expect(errors).toEqual({ server_error: failed });
    const n = succeeded + failed;
    expect(Math.abs(failed / n - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / n));
  });

  it('traffic multiplies the rate, 0 stops it, and its end brings it back', () => {
    const design = designOf({
      nodes: { client: ['client', { load: { type: 'constant', ratePerSecond: 100 } }], server: ['service'] },
      edges: [['client', 'server']],
      run: { durationS: 4 },
    });
    const simulation = new Simulation(design);
    const issuedBy = (second: number): number => {
      simulation.run(second * 1e9);
      return simulation.core.totals.issued;
    };
    const first = issuedBy(1);
    const more = simulation.act({ node: 'client' }, { type: 'traffic', factor: 5 });
    const second = issuedBy(2);
    simulation.endAction(more);
    const stop = simulation.act({ node: 'client' }, { type: 'traffic', factor: 0 });
    const third = issuedBy(3);
    simulation.endAction(stop);
    const fourth = issuedBy(4);
    expect([first, second - first, third - second, fourth - third]).toEqual([100, 500, 0, 100]);
  });

  it('two of a kind add up, and ending one leaves the other', () => {
    const simulation = new Simulation(
      designOf({ nodes: { client: ['client'], server: ['service', { replicas: 2 }] }, edges: [['client', 'server']] }),
    );
    const first = simulation.act({ node: 'server', endpoint: 0 }, { type: 'crash' });
    simulation.act({ node: 'server' }, { type: 'crash' });
    const server = simulation.core.nodes.find(({ id }) => id === 'server')!;
    expect([...server.trouble!.crashed]).toEqual([1, 1]);
    simulation.endAction(first);
    expect([...server.trouble!.crashed]).toEqual([1, 1]);
    expect(simulation.activeActions()).toHaveLength(1);
    simulation.endAction('all');
    expect(simulation.activeActions()).toHaveLength(0);
  });

  it('scaled down, the work that is there is finished', () => {
    const { log, simulation } = runLogged({
      ...withFault({ type: 'scale', replicas: 1 }, { atS: 0.22 }),
      run: { durationS: 1 },
    });
    expect(new Set(log.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
    expect(simulation.report().nodes['server']!.replicas.map(({ arrivals }) => arrivals)).toEqual([8, 1]);
  });
});
