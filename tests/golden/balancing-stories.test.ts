import { describe, expect, it } from 'vitest';
import type { BackendView } from '../../src/model/balancer-view.ts';
import type { Design } from '../../src/model/design.ts';
import type { Report } from '../../src/model/report.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { preset, withNode } from '../support/preset.ts';

/** What the presets about balancing teach, in figures. */

function finished(design: Design): Simulation {
  const simulation = new Simulation(design);
  simulation.run();
  return simulation;
}

function run(design: Design): Report {
  return finished(design).report();
}

function meanMs(report: Report, node: string): number {
  return report.nodes[node]?.timeInNodeMs.mean ?? Number.NaN;
}

function p95Ms(report: Report, node: string): number {
  return report.nodes[node]?.timeInNodeMs.p95 ?? Number.NaN;
}

/** Requests a balancer lost at one backend, and the seconds from `faultS` until it took it out. */
function lostAt(simulation: Simulation, balancer: string, endpoint: number, faultS: number) {
  const view = simulation
    .balancerView(balancer)
    ?.backends.find((backend: BackendView) => backend.endpoint === endpoint);
  return { lost: view?.failed ?? -1, detectedS: (view?.sinceS ?? Number.NaN) - faultS, state: view?.state };
}

describe('balancing algorithms, all with the same arrivals', () => {
  const report = run(preset('balancing-algorithms'));
  it('round robin makes the slow server wait; weights, least connections and peak EWMA do not', () => {
    for (const informed of ['lb2', 'lb3', 'lb4'])
      expect(meanMs(report, informed)).toBeLessThan(meanMs(report, 'lb1') / 2);
    const arrivals = ['lb1', 'lb2', 'lb3', 'lb4'].map((id) => report.nodes[id]?.arrivals);
    expect(new Set(arrivals).size).toBe(1);
  });
});

describe('power of two choices', () => {
  const report = run(preset('power-of-two-choices'));
  it('random is M/M/1, two choices near their theory, all sixteen not far below', () => {
    // 1 / (1 - 0.8) x 20 ms = 100 ms; Mitzenmacher's limit for d = 2 at 0.8 is 1.95 service times, a few per cent more for 16 servers.
    expect(Math.abs(meanMs(report, 'lb1') - 100)).toBeLessThan(15);
    expect(meanMs(report, 'lb2')).toBeGreaterThan(36);
    expect(meanMs(report, 'lb2')).toBeLessThan(46);
    expect(meanMs(report, 'lb3')).toBeLessThan(30);
  });
});

describe('path routing', () => {
  it('slow pages do not hold up the API', () => {
    const design = preset('path-routing');
    const slow = { id: 's', atS: 0, target: { node: 'pages' }, action: { type: 'slow', factor: 5, addMs: 0 } } as const;
    const [before, after] = [run(design), run({ ...design, scenario: [slow] })];
    expect(p95Ms(after, 'pages')).toBeGreaterThan(3 * p95Ms(before, 'pages'));
    expect(p95Ms(after, 'api')).toBeLessThan(1.1 * p95Ms(before, 'api'));
  });
});

describe('canary with rollback', () => {
  it('goes back by itself, and arrives when it is good', () => {
    const design = preset('canary-rollback');
    const bad = run(design);
    expect(bad.warnings.join(' ')).toMatch(
      /Rolled back: the weight of edge lb-canary went back at \d+(\.\d)? s, because the success ratio was 99\.\d+ % over 10 s \(objective: above 99\.8 %\)/,
    );
    expect(bad.totals.failed).toBeLessThan(20);
    const good = run(withNode(design, 'canary', { failureRatio: 0 }));
    expect(good.warnings.join(' ')).not.toContain('Rolled back');
    expect((good.nodes['canary']?.arrivals ?? 0) / good.totals.issued).toBeGreaterThan(0.25);
  });
});

describe('autoscaling behind a balancer', () => {
  it('follows a peak late, gives nothing to who has not started, and takes replicas back without a loss', () => {
    const design = preset('autoscaling');
    const simulation = new Simulation(design);
    const count = () => simulation.balancerView('lb')?.backends.length ?? 0;
    simulation.run(46 * NS_PER_S);
    expect(simulation.balancerView('lb')?.backends.at(-1)).toMatchObject({ state: 'starting', requests: 0 });
    simulation.run(120 * NS_PER_S);
    // 180 /s x 40 ms / (2 slots x 0.6) = 6, and what the queues asked for meanwhile.
    expect(count()).toBeGreaterThanOrEqual(6);
    const lost = simulation.balancerView('lb')?.lost ?? 0;
    expect(lost).toBeGreaterThan(500);
    simulation.run();
    // 60 /s x 40 ms / (2 slots x 0.6) = 2; within a tenth of the target nothing changes.
    expect(count()).toBeLessThanOrEqual(3);
    expect(simulation.balancerView('lb')?.lost).toBe(lost);
    const decisions = simulation.decisions();
    expect(decisions[0]?.words).toMatch(/^Scaled out from 2 to \d: \d+ % busy over 15 s, target 60 %\.$/);
    const firstIn = decisions.find(({ words }) => words.startsWith('Scaled in'));
    expect(firstIn?.atS).toBeGreaterThan(150);
    const sooner = finished(withNode(design, 'api', { restartS: 2 })).balancerView('lb')?.lost ?? lost;
    expect(sooner).toBeLessThan(0.8 * lost);
  });
});

describe('blue-green', () => {
  it('a second pool of the same size makes the switch harmless', () => {
    const design = preset('blue-green');
    expect(run(design).totals.failed).toBeGreaterThan(1_000);
    expect(run(withNode(design, 'green', { replicas: 4 })).totals.failed).toBe(0);
  });
});

describe('sticky sessions and a dead server', () => {
  it('costs a quarter of the users until (fall - 1) to fall probes have failed, and nobody comes back to it', () => {
    const simulation = new Simulation(preset('sticky-sessions-dead-server'));
    simulation.run(70 * NS_PER_S);
    const { lost, detectedS, state } = lostAt(simulation, 'lb', 1, 40);
    expect(state).toBe('down');
    // Three probes every 2 s.
    expect(detectedS).toBeGreaterThan(4);
    expect(detectedS).toBeLessThanOrEqual(6);
    expect(Math.abs(lost - 40 * detectedS)).toBeLessThan(4 * Math.sqrt(40 * 6) + 5);
    simulation.run(90 * NS_PER_S);
    const back = simulation.report().nodes['web']?.replicas[1]?.arrivals ?? 0;
    simulation.run();
    // Its own probes, one every 2 s; with 400 users known nobody is new.
    expect((simulation.report().nodes['web']?.replicas[1]?.arrivals ?? 0) - back).toBeLessThan(40);
    const moved = simulation.balancerView('lb')?.sessionsMoved ?? 0;
    expect(moved).toBeGreaterThan(70);
    expect(simulation.nodeCounts('web')?.['sessions lost']).toBe(moved);
  });
});

describe('sessions in memory and in a cache', () => {
  it('a dead server costs a quarter of the sessions or none, and a round trip more; a dead cache costs them all', () => {
    const design = preset('sessions-in-a-cache');
    const simulation = new Simulation(design);
    const lost = (node: string) => simulation.nodeCounts(node)?.['sessions lost'];
    simulation.run(105 * NS_PER_S);
    expect(lost('web1')).toBe(100);
    expect(lost('web2')).toBe(0);
    // The lookup is 0.5 ms of way and 0.2 ms of work on 40 ms; the probes of the balancers take none.
    const edge = simulation.report().edges['web2-store'];
    expect(edge?.latencyMs.mean).toBeGreaterThan(0.5);
    expect(edge?.latencyMs.mean).toBeLessThan(1);
    simulation.run();
    expect(lost('web1')).toBe(100);
    expect(lost('web2')).toBe(400);
    // 160 /s for 5 s.
    const unanswered = simulation.nodeCounts('web2')?.['requests whose session store did not answer'] ?? 0;
    expect(Math.abs(unanswered - 800)).toBeLessThan(4 * Math.sqrt(800));
    const small = finished(withNode({ ...design, scenario: [] }, 'store', { capacity: 200 }));
    expect(small.nodeCounts('web2')?.['sessions lost']).toBeGreaterThan(5_000);
    expect(small.nodeCounts('web1')?.['sessions lost']).toBe(0);
  });
});

describe('corporate NAT', () => {
  it('one server gets the whole company; a hash of the user spreads it', () => {
    const most = (design: Design) => {
      const counts = run(design).nodes['web']?.replicas.map(({ arrivals }) => arrivals) ?? [];
      return Math.max(...counts) / counts.reduce((sum, own) => sum + own, 0);
    };
    const design = preset('corporate-nat');
    expect(most(design)).toBeGreaterThan(0.5);
    expect(most(withNode(design, 'lb', { algorithm: 'maglev', hashOn: 'user' }))).toBeLessThan(0.33);
  });
});

describe('a shard that goes', () => {
  it('modulo asks its origin again for about three times what the ring does', () => {
    const misses = (scenario: Design['scenario']) => {
      const design = preset('consistent-hash-lost-shard');
      const simulation = new Simulation({ ...design, scenario });
      simulation.run(60 * NS_PER_S);
      const before = simulation.report().nodes;
      simulation.run();
      const after = simulation.report().nodes;
      return ['mo', 'ro'].map((id) => (after[id]?.arrivals ?? 0) - (before[id]?.arrivals ?? 0)) as [number, number];
    };
    const [modulo, ring] = misses(preset('consistent-hash-lost-shard').scenario);
    const [asIs, asIsRing] = misses([]);
    // What would have been asked for the first time anyway is left out.
    expect((modulo - asIs) / (ring - asIsRing)).toBeGreaterThan(2);
  });
});

describe('passive and active checks of a process that hangs', () => {
  it('lose what their rules say', () => {
    const simulation = new Simulation(preset('passive-vs-active-checks'));
    simulation.run(55 * NS_PER_S);
    const [passive, active, connect] = ['lb1', 'lb2', 'lb3'].map((id) => lostAt(simulation, id, 0, 30)) as [
      ReturnType<typeof lostAt>,
      ReturnType<typeof lostAt>,
      ReturnType<typeof lostAt>,
    ];
    // 80 /s over three: five time out after 1 s, with those sent meanwhile.
    expect(passive.state).toBe('ejected');
    expect(passive.lost).toBeGreaterThanOrEqual(27);
    expect(passive.lost).toBeLessThan(60);
    // Three probes every 2 s, each with 1 s to answer: (4, 6] s and the time-out.
    expect(active.state).toBe('down');
    expect(active.detectedS).toBeGreaterThan(4);
    expect(active.detectedS).toBeLessThanOrEqual(7);
    expect(connect.state).toBe('up');
    expect(connect.lost).toBeGreaterThan(500);
  });
});

describe('client-side balancing', () => {
  it('loses least when callers leave out who refused them, less with watch than with polls', () => {
    const design = preset('client-side-balancing');
    const failed = (config: Record<string, unknown>) => run(withNode(design, 'registry', config)).totals.failed;
    const polls = failed({});
    const watch = failed({ mode: 'watch' });
    expect(watch).toBeLessThan(polls);
    expect(failed({ mode: 'watch', leaseS: 6, heartbeatS: 2 })).toBeLessThan(watch / 2);
    expect(failed({ onRefused: 'skip' })).toBeLessThan(polls / 10);
  });
});
