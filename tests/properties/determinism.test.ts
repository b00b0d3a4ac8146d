import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_DESIGN, type Design, type DesignNode } from '../../src/model/design.ts';
import type { Report } from '../../src/model/report.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { arbitraryEdit, mutate } from '../support/mutate-design.ts';
import { edge, node } from '../support/queue-designs.ts';
import { logRequests } from '../support/request-log.ts';
import { runnableDesign, pickAction } from '../support/runnable-design.ts';

/** Events compared of each design: enough to go through everything in it, few enough for many designs. */
const EVENTS = 6_000;
const SETTINGS = { numRuns: 120, seed: 20_261_123 };

/** Runs at most EVENTS events in one go; how far it got is part of what is compared. */
function digestOf(design: Design, seed?: number): string {
  const simulation = new Simulation(design, seed === undefined ? {} : { seed });
  simulation.advance(simulation.durationNs, EVENTS);
  return simulation.report().digest;
}

/** The time a design is at after EVENTS events, so that runs in slices can be cut at the same instant. */
function reachNs(design: Design): number {
  const simulation = new Simulation(design);
  simulation.advance(simulation.durationNs, EVENTS);
  return simulation.timeNs;
}

function shuffled<T>(items: readonly T[], keys: readonly number[]): T[] {
  return items
    .map((item, i) => ({ item, key: keys[i % keys.length]! * 31 + ((i * 7919) % 101) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

const KEYS = fc.array(fc.nat({ max: 1_000 }), { minLength: 5, maxLength: 20 });

describe('the same design and seed give the same digest', () => {
  it('in one go, in slices of time, in single events and in numbers of events', () => {
    fc.assert(
      fc.property(
        runnableDesign(),
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 12 }),
        (design, cuts) => {
          const untilNs = reachNs(design);
          const whole = new Simulation(design);
          whole.run(untilNs);
          const expected = whole.report();
          const inTime = new Simulation(design);
          for (const cut of cuts.toSorted((a, b) => a - b)) inTime.run((untilNs * cut) / 1_000);
          inTime.run(untilNs);
          const inEvents = new Simulation(design);
          for (let i = 0; !inEvents.advance(untilNs, cuts[i % cuts.length]!); i += 1);
          expect(inTime.report()).toEqual(expected);
          expect(inEvents.report()).toEqual(expected);
        },
      ),
      SETTINGS,
    );
  });

  it('whatever is watched: dots, figures, traces and reports change nothing', () => {
    fc.assert(
      fc.property(runnableDesign(), (design) => {
        const untilNs = reachNs(design);
        const alone = new Simulation(design);
        alone.run(untilNs);
        const watched = new Simulation(design);
        watched.setDots(true, 50);
        for (let slice = 1; slice <= 10; slice += 1) {
          watched.run((untilNs * slice) / 10);
          watched.writeFigures(0);
          watched.takeHops(0);
          for (const { requestId } of watched.traces()) watched.trace(requestId);
          watched.report();
        }
        expect(watched.report()).toEqual(alone.report());
      }),
      SETTINGS,
    );
  });

  it('in whatever order nodes and edges stand', () => {
    fc.assert(
      fc.property(runnableDesign(), KEYS, (design, keys) => {
        const other = { ...design, nodes: shuffled(design.nodes, keys), edges: shuffled(design.edges, keys) };
        expect(digestOf(other)).toBe(digestOf(design));
      }),
      SETTINGS,
    );
  });

  it('whatever is written on labels and wherever nodes stand', () => {
    fc.assert(
      fc.property(runnableDesign(), (design) => {
        const nodes = design.nodes.map((one) => ({
          ...one,
          label: `${one.label}!`,
          position: { x: one.position.y, y: one.position.x },
        }));
        expect(digestOf({ ...design, name: 'Other', description: 'Other', nodes })).toBe(digestOf(design));
      }),
      SETTINGS,
    );
  });

  it('with the same edits and faults at the same times, however the time between them is sliced', () => {
    const change = fc.record({
      action: fc.nat({ max: 99 }),
      target: fc.nat({ max: 99 }),
      endpoint: fc.nat({ max: 3 }),
      edit: arbitraryEdit,
    });
    fc.assert(
      fc.property(
        runnableDesign(),
        runnableDesign(),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (design, other, changes) => {
          const times = changes.map((_, i) => Math.round(((i + 1) * reachNs(design)) / 10));
          const run = (slices: number): Report => {
            const simulation = new Simulation(design);
            for (const [i, { action, target, endpoint, edit }] of changes.entries()) {
              for (let slice = 1; slice <= slices; slice += 1)
                simulation.run(simulation.timeNs + Math.floor((times[i]! - simulation.timeNs) * (slice / slices)));
              const picked = pickAction(simulation.design, action, target, endpoint);
              if (picked !== null) simulation.act(picked.target, picked.action);
              simulation.applyDesign(mutate(simulation.design, other, edit));
            }
            simulation.advance(simulation.durationNs, EVENTS);
            return simulation.report();
          };
          expect(run(7)).toEqual(run(1));
        },
      ),
      SETTINGS,
    );
  });

  it('and another seed gives another', () => {
    let different = 0;
    let all = 0;
    fc.assert(
      fc.property(runnableDesign(), (design) => {
        all += 1;
        if (digestOf(design, 1) !== digestOf(design, 2)) different += 1;
      }),
      SETTINGS,
    );
    // A design may have nothing random in it, such as a client that is connected to nothing and sends evenly.
    expect(different / all).toBeGreaterThan(0.95);
  });
});

/** Ids sort after all others, so that numbers of nodes and edges stay what they were. */
const FAR_AWAY = 'z'.repeat(60);

function farAway(kind: string, n: number, config: DesignNode['config'] = {}): DesignNode {
  return { id: `${FAR_AWAY}${n}`, kind, label: 'Unreachable', position: { x: 0, y: 0 }, config };
}

/** All that clients saw until a time: the digest itself also counts events, of which an unreachable balancer's health checks are some. */
function experience(design: Design, untilNs: number): unknown {
  const simulation = new Simulation(design);
  simulation.run(untilNs);
  const { totals, clients } = simulation.report();
  return { totals, clients };
}

describe('what nobody calls changes nothing', () => {
  it('an unreachable service, cache, database', () => {
    fc.assert(
      fc.property(
        runnableDesign(),
        fc.constantFrom('service', 'cache', 'database', 'note', 'region'),
        (design, kind) => {
          expect(digestOf({ ...design, nodes: [...design.nodes, farAway(kind, 1)] })).toBe(digestOf(design));
        },
      ),
      SETTINGS,
    );
  });

  it('an unreachable group of a balancer and what is behind it', () => {
    fc.assert(
      fc.property(runnableDesign(), (design) => {
        const nodes = [...design.nodes, farAway('load-balancer', 1), farAway('service', 2)];
        const edges = [
          ...design.edges,
          { id: `${FAR_AWAY}3`, source: `${FAR_AWAY}1`, target: `${FAR_AWAY}2`, config: {} },
        ];
        const untilNs = reachNs(design);
        expect(experience({ ...design, nodes, edges }, untilNs)).toEqual(experience(design, untilNs));
      }),
      SETTINGS,
    );
  });

  it('the first node in the order of ids, when it is the unreachable one', () => {
    fc.assert(
      fc.property(runnableDesign(), (design) => {
        const first = { ...farAway('service', 0), id: '0' };
        const untilNs = reachNs(design);
        expect(experience({ ...design, nodes: [first, ...design.nodes] }, untilNs)).toEqual(
          experience(design, untilNs),
        );
      }),
      SETTINGS,
    );
  });

  /** Addresses and resolvers of users once depended on how many nodes came before their client. */
  it.each([
    ['ip-hash balancing', { algorithm: 'ip-hash', activeChecks: false }, 'load-balancer'],
    ['resolvers', { resolvers: 7, ttlS: 0.5, policy: 'weighted' }, 'dns'],
  ] as const)('not even %s', (_, config, kind) => {
    const design: Design = {
      ...EMPTY_DESIGN,
      nodes: [
        node('client', 'client', { users: 50, load: { type: 'poisson', ratePerSecond: 300 } }),
        node('router', kind, config),
        node('a', 'service', { replicas: 3, slots: 1, serviceTime: { type: 'deterministic', meanMs: 5 } }),
        node('b', 'service', { replicas: 1, slots: 1, serviceTime: { type: 'deterministic', meanMs: 5 } }),
      ],
      edges: [edge('client', 'router'), edge('router', 'a', { weight: 3 }), edge('router', 'b')],
      run: { durationS: 2, warmupS: 0 },
    };
    const more = { ...design, nodes: [...design.nodes, node('0', 'service')] };
    const isolated = (one: Design) => {
      const simulation = new Simulation(one);
      simulation.run();
      const { '0': _unreachable, ...nodes } = simulation.report().nodes;
      return { ...simulation.report().clients, nodes };
    };
    expect(isolated(more)).toEqual(isolated(design));
  });
});

describe('an edit of one node', () => {
  /** Each edit of a service once made the clients that call it draw their next arrival anew: dragging a slider stopped slow clients. */
  it.each(['poisson', 'constant', 'closed-loop'])('leaves the arrivals of the others as they were: %s', (type) => {
    const load = type === 'closed-loop' ? { type, concurrentUsers: 3, thinkTimeMs: 500 } : { type, ratePerSecond: 2 };
    const server = (meanMs: number) =>
      node('server', 'service', { slots: 100, serviceTime: { type: 'deterministic', meanMs } });
    const built = (meanMs: number): Design => ({
      ...EMPTY_DESIGN,
      nodes: [node('client', 'client', { load }), server(meanMs)],
      edges: [edge('client', 'server')],
      run: { durationS: 30 },
    });
    const starts = (isEdited: boolean): number[] => {
      const simulation = new Simulation(built(5));
      const log = logRequests(simulation);
      for (let tenth = 1; tenth <= 300; tenth += 1) {
        simulation.run(tenth * 1e8);
        // Other slots, the same times: what a closed loop waits for stays the same.
        if (isEdited)
          simulation.applyDesign({
            ...built(5),
            nodes: [built(5).nodes[0]!, { ...server(5), config: { ...server(5).config, queueLimit: tenth } }],
          });
      }
      return log.map(({ startMs }) => startMs);
    };
    expect(starts(true)).toEqual(starts(false));
    expect(starts(true).length).toBeGreaterThan(30);
  });
});
