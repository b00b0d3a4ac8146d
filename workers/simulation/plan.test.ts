import { describe, expect, it } from 'vitest';
import type { Design, ScenarioEntry } from '../../src/model/design.ts';
import { designOf } from '../../tests/support/small-design.ts';
import { Simulation } from './simulation.ts';

const CRASH: ScenarioEntry = { id: 'a', atS: 2, untilS: 4, target: { node: 'server' }, action: { type: 'crash' } };

function planned(...scenario: readonly ScenarioEntry[]): Design {
  const design = designOf({
    nodes: {
      client: ['client', { load: { type: 'constant', ratePerSecond: 10 } }],
      server: ['service', { restartS: 0 }],
    },
    edges: [['client', 'server']],
    run: { durationS: 10 },
  });
  return { ...design, scenario };
}

/** Whole seconds of the run in whose middle something planned is in force; `edits` are made at their second. */
function secondsInForce(first: Design, edits: Readonly<Record<number, Design>> = {}): number[] {
  const simulation = new Simulation(first);
  const seconds: number[] = [];
  for (let second = 0; second < 10; second += 1) {
    simulation.run(second * 1e9 + 0.25e9);
    const edited = edits[second];
    if (edited !== undefined) simulation.applyDesign(edited);
    simulation.run(second * 1e9 + 0.5e9);
    if (simulation.activeActions().length > 0) seconds.push(second);
  }
  return seconds;
}

describe('a plan that is changed while the run goes on', () => {
  it('is kept by an edit of something else', () => {
    const other = { ...planned(CRASH), name: 'another name' };
    expect(secondsInForce(planned(CRASH), { 1: other, 3: other })).toEqual([2, 3]);
  });

  it('has the entry that was added', () => expect(secondsInForce(planned(), { 1: planned(CRASH) })).toEqual([2, 3]));

  it('has the entry at its new time only', () =>
    expect(secondsInForce(planned(CRASH), { 1: planned({ ...CRASH, atS: 6, untilS: 7 }) })).toEqual([6]));

  it('has no entry that was taken away', () => expect(secondsInForce(planned(CRASH), { 1: planned() })).toEqual([]));

  it('does nothing for times that have passed', () =>
    expect(secondsInForce(planned(), { 5: planned({ ...CRASH, untilS: 9 }) })).toEqual([]));

  it('ends what is in force at its new end', () => {
    expect(secondsInForce(planned(CRASH), { 3: planned({ ...CRASH, untilS: 6 }) })).toEqual([2, 3, 4, 5]);
    expect(secondsInForce(planned({ ...CRASH, untilS: 9 }), { 4: planned({ ...CRASH, untilS: 3 }) })).toEqual([2, 3]);
  });

  it('ends what is in force when its entry is taken away', () =>
    expect(secondsInForce(planned({ ...CRASH, untilS: 9 }), { 4: planned() })).toEqual([2, 3]));

  it('keeps what is in force for good when its end is taken away', () => {
    const { untilS: _end, ...forGood } = CRASH;
    expect(secondsInForce(planned(CRASH), { 3: planned(forGood) })).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('moves what is in force to a later time', () =>
    expect(secondsInForce(planned(CRASH), { 2: planned({ ...CRASH, atS: 5, untilS: 7 }) })).toEqual([5, 6]));

  it('does not double an entry by two edits', () => {
    const simulation = new Simulation(planned());
    simulation.applyDesign(planned(CRASH));
    simulation.applyDesign(planned({ ...CRASH, untilS: 5 }));
    simulation.run(3e9);
    expect(simulation.activeActions()).toHaveLength(1);
  });
});

it('the edited plan acts on the requests', () => {
  const simulation = new Simulation(planned());
  simulation.run(1e9);
  simulation.applyDesign(planned(CRASH));
  simulation.run(1.9e9);
  expect(simulation.core.totals.failed).toBe(0);
  simulation.run(5e9);
  expect(simulation.core.totals.failed).toBe(20);
});
