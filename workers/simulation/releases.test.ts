import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/actions.ts';
import type { Objective } from '../../src/model/objectives.ts';
import { ENDPOINT, ENDPOINT_STATES, HEADER, NODE, EDGE } from '../../src/model/snapshot.ts';
import { designOf, NO_TIME, type SmallDesign } from '../../tests/support/small-design.ts';
import { Simulation } from './simulation.ts';

const SECOND = 1e9;
const WORK = { type: 'deterministic', meanMs: 50 } as const;

/** A steady load over a balancer on two services, `old` with three replicas and `fresh` with one. */
function design(
  more: {
    readonly fresh?: Record<string, unknown>;
    readonly weight?: number;
    readonly lb?: Record<string, unknown>;
  } & Pick<SmallDesign, 'scenario'>,
): SmallDesign {
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 100 } }],
      lb: [
        'load-balancer',
        { algorithm: 'weighted', activeChecks: false, passiveFailures: 0, retryNext: 0, processingMs: 0, ...more.lb },
      ],
      old: ['service', { replicas: 3, slots: 100, serviceTime: WORK }],
      fresh: ['service', { replicas: 1, slots: 100, serviceTime: NO_TIME, ...more.fresh }],
    },
    edges: [
      ['users', 'lb'],
      ['lb', 'old', { weight: 10 }],
      ['lb', 'fresh', { weight: more.weight ?? 0 }],
    ],
    scenario: more.scenario ?? [],
    run: { durationS: 120 },
  };
}

function at(atS: number, target: { node: string; endpoint?: number } | { edge: string }, action: Action) {
  return { atS, target, action };
}

function arrivals(simulation: Simulation, node: string): number {
  return simulation.report().nodes[node]?.arrivals ?? -1;
}

/** States of the replicas of `old`, which is the third node of the topology. */
function statesOf(simulation: Simulation): string[] {
  const figures = simulation.writeFigures(1);
  const row = simulation.topology().nodes.indexOf('old');
  const offset =
    HEADER.length + (figures[HEADER.nodeRows] ?? 0) * NODE.columns + (figures[HEADER.edgeRows] ?? 0) * EDGE.columns;
  const rows = Array.from(
    { length: figures[HEADER.endpointRows] ?? 0 },
    (_, index) => offset + index * ENDPOINT.columns,
  );
  return rows
    .filter((from) => figures[from + ENDPOINT.nodeRow] === row)
    .map((from) => ENDPOINT_STATES[figures[from + ENDPOINT.state] ?? 0] ?? '?');
}

describe('drain', () => {
  it('sends nothing new to one replica, finishes what is there, and gives it back at the end', () => {
    const drain = { ...at(10, { node: 'old', endpoint: 1 }, { type: 'drain' }), untilS: 40 };
    const simulation = new Simulation(designOf(design({ scenario: [drain] })));
    const own = () => simulation.report().nodes['old']?.replicas[1]?.arrivals ?? -1;
    simulation.run(10 * SECOND);
    const before = own();
    simulation.run(40 * SECOND);
    expect(own()).toBe(before);
    expect(simulation.report().nodes['old']?.replicas[1]?.completed).toBe(before);
    simulation.run(50 * SECOND);
    expect(own() - before).toBeGreaterThan(300);
    expect(simulation.report().totals.failed).toBe(0);
  });
});

describe('deploy', () => {
  const deploy = (drainS: number): Action => ({ type: 'deploy', batch: 1, drainS, startS: 5 });

  it('replaces one replica after the other and is over by itself', () => {
    const simulation = new Simulation(designOf(design({ scenario: [at(10, { node: 'old' }, deploy(10))] })));
    const seen = [11, 21, 26, 36, 41, 51, 56].map((atS) => {
      simulation.run(atS * SECOND);
      return statesOf(simulation).join(' ');
    });
    expect(seen).toEqual([
      'draining up up',
      'starting up up',
      'up draining up',
      'up starting up',
      'up up draining',
      'up up starting',
      'up up up',
    ]);
    expect(simulation.activeActions()).toEqual([]);
  });

  it('loses nothing with draining, and what was in work and what came while it was down without', () => {
    const failed = (drainS: number) => {
      const simulation = new Simulation(designOf(design({ scenario: [at(10, { node: 'old' }, deploy(drainS))] })));
      simulation.run();
      return simulation.report().clients['users']?.errors ?? {};
    };
    expect(failed(10)).toEqual({});
    // A third of 100 /s for 3 x 5 s refused, and about 100/3 /s x 50 ms in work at each of three stops.
    const { connection_refused: refused = 0, connection_reset: reset = 0 } = failed(0);
    expect(Math.abs(refused - 500)).toBeLessThanOrEqual(6);
    expect(reset).toBeGreaterThanOrEqual(3);
    expect(reset).toBeLessThanOrEqual(9);
  });

  it('ended early leaves the other replicas as they are', () => {
    const simulation = new Simulation(designOf(design({})));
    simulation.run(10 * SECOND);
    const id = simulation.act({ node: 'old' }, deploy(10));
    simulation.run(22 * SECOND);
    simulation.endAction(id);
    expect(statesOf(simulation)).toEqual(['starting', 'up', 'up']);
    simulation.run(60 * SECOND);
    expect(statesOf(simulation)).toEqual(['up', 'up', 'up']);
  });
});

describe('weight', () => {
  const shift = (
    weight: number,
    overS = 0,
    rollbackErrorRatio: number | null = null,
    rollbackP95Ms: number | null = null,
    rollbackOnObjective: number | null = null,
  ): Action => ({
    type: 'weight',
    weight,
    overS,
    rollbackErrorRatio,
    rollbackP95Ms,
    rollbackOnObjective,
  });

  it('blue-green: at once, everything goes to the other side, and back when the actions end', () => {
    const scenario = [
      { ...at(30, { edge: 'lb-old' }, shift(0)), untilS: 60 },
      { ...at(30, { edge: 'lb-fresh' }, shift(10)), untilS: 60 },
    ];
    const simulation = new Simulation(designOf(design({ scenario })));
    simulation.run(31 * SECOND);
    const [old, fresh] = [arrivals(simulation, 'old'), arrivals(simulation, 'fresh')];
    simulation.run(59.5 * SECOND);
    expect(arrivals(simulation, 'old')).toBe(old);
    expect(Math.abs(arrivals(simulation, 'fresh') - fresh - 2_850)).toBeLessThanOrEqual(1);
    simulation.run(61 * SECOND);
    const later = arrivals(simulation, 'fresh');
    simulation.run();
    expect(arrivals(simulation, 'fresh')).toBe(later);
    expect(simulation.report().totals.failed).toBe(0);
  });

  it('a canary is given more by and by: half of the final share half way', () => {
    const simulation = new Simulation(designOf(design({ scenario: [at(10, { edge: 'lb-fresh' }, shift(10, 100))] })));
    simulation.run(110 * SECOND);
    const before = arrivals(simulation, 'fresh');
    simulation.run(120 * SECOND);
    expect(Math.abs(arrivals(simulation, 'fresh') - before - 500)).toBeLessThanOrEqual(5);
    // Weights 0, 0.5, 1, ... 9.5 of 10 + w, 5 s each.
    const expected = Array.from({ length: 20 }, (_, step) => (500 * step) / 2 / (10 + step / 2)).reduce(
      (sum, part) => sum + part,
      0,
    );
    expect(Math.abs(before - expected)).toBeLessThan(expected * 0.03);
  });

  it('goes back when too many calls of the edge fail, with a note; and not below the limit', () => {
    const run = (failureRatio: number) => {
      const scenario = [at(10, { edge: 'lb-fresh' }, shift(10, 100, 0.1))];
      const simulation = new Simulation(designOf(design({ scenario, fresh: { failureRatio } })));
      simulation.run();
      return simulation.report();
    };
    const bad = run(0.5);
    expect(bad.warnings.join(' ')).toMatch(/Rolled back: the weight of edge lb-fresh went back at \d/);
    expect(bad.totals.failed).toBeLessThan(60);
    const fine = run(0.03);
    expect(fine.warnings.join(' ')).not.toContain('Rolled back');
    expect(fine.nodes['fresh']?.arrivals).toBeGreaterThan(2_000);
  });

  it('goes back when its calls are slower than the objective, though none fails; and not when they are quick', () => {
    const run = (meanMs: number) => {
      const serviceTime = { type: 'deterministic', meanMs };
      const scenario = [at(10, { edge: 'lb-fresh' }, shift(10, 0, null, 200))];
      const simulation = new Simulation(designOf(design({ scenario, fresh: { serviceTime } })));
      simulation.run();
      return simulation.report();
    };
    const slow = run(400);
    expect(slow.warnings.join(' ')).toMatch(/went back at 1\d(\.\d)? s, because p95 was 4\d\d ms, more than 200 ms/);
    expect(slow.nodes['fresh']?.arrivals).toBeLessThan(600);
    const quick = run(50);
    expect(quick.warnings.join(' ')).not.toContain('Rolled back');
    expect(quick.nodes['fresh']?.arrivals).toBeGreaterThan(5_000);
  });

  it('goes back when the clients miss the objective that guards it, and says which; not while they meet it', () => {
    const run = (objective: Objective, fresh: Record<string, unknown>) => {
      const scenario = [at(10, { edge: 'lb-fresh' }, shift(10, 60, null, null, 2))];
      const other: Objective = { metric: 'goodputPerSecond', comparison: '<', value: 0.001 };
      const simulation = new Simulation({ ...designOf(design({ scenario, fresh })), objectives: [other, objective] });
      simulation.run();
      return { decisions: simulation.decisions(), fresh: arrivals(simulation, 'fresh') };
    };
    const success: Objective = { metric: 'successRatio', comparison: '>', value: 0.98 };
    const failing = run(success, { failureRatio: 0.2 });
    expect(failing.decisions).toHaveLength(1);
    expect(failing.decisions[0]).toMatchObject({ kind: 'rollback', target: { edge: 'lb-fresh' } });
    expect(failing.decisions[0]?.words).toMatch(
      /because the success ratio was 9[67]\.\d+ % over 10 s \(objective: above 98 %\)/,
    );
    // A tenth of the requests there would be 2 % of all: weight 1.1 of 11.1, after 6.7 s of 60, and 10 s until it shows.
    expect(failing.decisions[0]?.atS).toBeGreaterThan(20);
    expect(failing.decisions[0]?.atS).toBeLessThan(35);
    const fine = run(success, { failureRatio: 0.01 });
    expect(fine.decisions).toEqual([]);
    expect(fine.fresh).toBeGreaterThan(1_500);

    const quick: Objective = { metric: 'p95Ms', comparison: '<', value: 200, client: 'users' };
    const slow = run(quick, { serviceTime: { type: 'deterministic', meanMs: 400 } });
    expect(slow.decisions[0]?.words).toMatch(
      /because the p95 latency of users was (399|4\d\d).ms in 3 windows in a row \(objective: below 200.ms\)/,
    );
    expect(run(quick, {}).decisions).toEqual([]);
  });

  it('an objective that is not there guards nothing', () => {
    const scenario = [at(10, { edge: 'lb-fresh' }, shift(10, 0, null, null, 1))];
    const simulation = new Simulation(designOf(design({ scenario, fresh: { failureRatio: 1 } })));
    simulation.run();
    expect(simulation.decisions()).toEqual([]);
  });

  it('keeps its hold through an edit of the design', () => {
    const simulation = new Simulation(designOf(design({ scenario: [at(10, { edge: 'lb-fresh' }, shift(10))] })));
    simulation.run(20 * SECOND);
    const label = designOf(design({ fresh: { slots: 50 }, scenario: [at(10, { edge: 'lb-fresh' }, shift(10))] }));
    simulation.applyDesign({
      ...label,
      edges: label.edges.map((edge) =>
        edge.id === 'lb-fresh' ? { ...edge, config: { ...edge.config, rttMs: 1 } } : edge,
      ),
    });
    const before = arrivals(simulation, 'fresh');
    simulation.run(30 * SECOND);
    expect(arrivals(simulation, 'fresh') - before).toBeGreaterThan(490);
  });
});
