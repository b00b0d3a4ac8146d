import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../src/model/design.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { STATE_FREE } from '../../workers/simulation/kernel/job-table.ts';
import { imbalances, notFinite } from '../support/conservation.ts';
import { arbitraryEdit, mutate, type Edit } from '../support/mutate-design.ts';
import { pickAction, runnableDesign } from '../support/runnable-design.ts';

/** Long enough for everything in flight to come to an end after the traffic has stopped. */
const RUN_S = 200;
const NS_PER_MS = 1e6;
/** Events of one design while it is edited, and while it comes to rest. A design that multiplies its requests has no end. */
const EVENTS_PER_STEP = 1_500;
const EVENTS_AT_REST = 60_000;

interface Step {
  readonly advanceMs: number;
  readonly edit: Edit | null;
  readonly action: { readonly pick: number; readonly target: number; readonly endpoint: number } | null;
  readonly endAction: boolean;
}

const STEP: fc.Arbitrary<Step> = fc.record({
  advanceMs: fc.integer({ min: 0, max: 150 }),
  edit: fc.option(arbitraryEdit, { nil: null, freq: 20 }),
  action: fc.option(
    fc.record({ pick: fc.nat({ max: 1_000 }), target: fc.nat({ max: 1_000 }), endpoint: fc.nat({ max: 3 }) }),
    { nil: null, freq: 1 },
  ),
  endAction: fc.boolean(),
});

/** Runs a step; the first imbalance is reported with what was done before it. */
function take(simulation: Simulation, step: Step, other: Design, actions: number[]): void {
  const before = simulation.timeNs;
  simulation.advance(simulation.timeNs + step.advanceMs * NS_PER_MS, EVENTS_PER_STEP);
  if (simulation.timeNs < before) throw new Error(`time went back from ${before} to ${simulation.timeNs}`);
  check(simulation, 'after advancing');
  if (step.action !== null) {
    const picked = pickAction(simulation.design, step.action.pick, step.action.target, step.action.endpoint);
    if (picked !== null) actions.push(simulation.act(picked.target, picked.action));
    check(simulation, `after ${JSON.stringify(picked)}`);
  }
  if (step.endAction && actions.length > 0) simulation.endAction(actions.shift()!);
  if (step.edit !== null) simulation.applyDesign(mutate(simulation.design, other, step.edit));
  check(simulation, `after ${step.edit?.type ?? 'ending an action'}`);
}

function check(simulation: Simulation, when: string): void {
  const found = imbalances(simulation, { mayBeOverfull: true });
  if (found.length > 0) throw new Error(`${when}, at ${simulation.timeNs} ns: ${found.join('; ')}`);
}

/** Stops all traffic and lets what is in flight come to an end. False when it had to be cut off. */
function comeToRest(simulation: Simulation): boolean {
  simulation.endAction('all');
  for (const node of simulation.design.nodes)
    if (node.kind === 'client') simulation.act({ node: node.id }, { type: 'traffic', factor: 0 });
  const isDone = simulation.advance(simulation.durationNs, EVENTS_AT_REST);
  check(simulation, 'at rest');
  return isDone && simulation.stopReason === 'none';
}

/** Jobs that belong to a request of a client; health checks go on for ever. */
function jobsOfRequests({ core }: Simulation): number {
  let n = 0;
  for (let job = 0; job < core.jobs.highWater; job += 1)
    if (core.jobs.state[job] !== STATE_FREE && core.jobs.requestId[job]! >= 0) n += 1;
  return n;
}

/** Whether requests can come back to where they have been: then they can wait for each other for ever, as threads do in life. */
function hasCircle({ nodes, edges }: Design): boolean {
  const left = new Set(nodes.map(({ id }) => id));
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const id of left) if (!edges.some(({ source, target }) => source === id && left.has(target))) left.delete(id);
  }
  return left.size > 0;
}

describe('whatever is drawn, done and edited, nothing is lost', () => {
  it.each([1, 2, 3, 4])(
    '250 random designs, 2,500 edits and a thousand faults: every count balances at every step, and all comes to rest (%i of 4)',
    (quarter) => {
      let edits = 0;
      let rested = 0;
      let requests = 0;
      const designs = fc.tuple(
        runnableDesign({ durationS: RUN_S }),
        runnableDesign({ durationS: RUN_S }),
        fc.array(STEP, { minLength: 11, maxLength: 12, size: 'max' }),
      );
      fc.assert(
        fc.property(designs, ([design, other, steps]) => {
          const simulation = new Simulation(design);
          const actions: number[] = [];
          for (const step of steps) take(simulation, step, other, actions);
          edits += steps.filter(({ edit }) => edit !== null).length;
          requests += simulation.core.totals.issued;
          if (comeToRest(simulation) && !hasCircle(simulation.design)) {
            rested += 1;
            if (simulation.core.totals.inFlight > 0)
              throw new Error(`${simulation.core.totals.inFlight} requests never end`);
            if (jobsOfRequests(simulation) > 0)
              throw new Error(`${jobsOfRequests(simulation)} jobs of requests that have ended never end`);
          }
          const odd = notFinite(simulation.report());
          if (odd.length > 0) throw new Error(odd.join('; '));
        }),
        { numRuns: 250, seed: 20_261_123 + quarter },
      );
      expect(edits).toBeGreaterThan(2_500);
      expect(rested).toBeGreaterThan(100);
      expect(requests).toBeGreaterThan(25_000);
    },
  );

  it('the census finds each kind of mistake', () => {
    const design = fc
      .sample(runnableDesign(), { numRuns: 40, seed: 3 })
      .find((one) => one.edges.some(({ config }) => config.timeoutMs === undefined))!;
    const mistakes: readonly ((core: Simulation['core']) => void)[] = [
      ({ totals }) => (totals.succeeded += 1),
      ({ jobs }) => (jobs.live += 1),
      (core) => (core.wasted += 1),
      ({ edges }) => edges[0]!.counters.begin(),
      ({ classes }) => classes[0]!.counters.end(2),
      ({ nodes }) => nodes[0]!.counters.begin(),
      ({ nodes, stations }) => (stations.present[nodes[0]!.stations[0]!]! += 1),
      ({ nodes, stations }) => (stations.busy[nodes[0]!.stations[0]!]! += 1),
      ({ nodes, stations }) => (stations.queueLength[nodes[0]!.stations[0]!]! += 1),
      ({ clientCounts }) => (clientCounts[clientCounts.length - 1]! += 1),
    ];
    for (const mistake of mistakes) {
      const simulation = new Simulation(design);
      simulation.advance(simulation.durationNs, 2_000);
      expect(imbalances(simulation)).toEqual([]);
      mistake(simulation.core);
      expect(imbalances(simulation), String(mistake)).not.toEqual([]);
    }
  });
});
