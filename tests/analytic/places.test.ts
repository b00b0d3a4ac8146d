import { describe, expect, it } from 'vitest';
import type { Design } from '../../src/model/design.ts';
import { distanceKm, fibreBoundMs, LOCATIONS } from '../../src/model/geography.ts';
import { NS_PER_MS } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { designOf, NO_TIME } from '../support/small-design.ts';
import { BOUND_TOLERANCE, FIBRE_BOUNDS, PAIR_TOLERANCE, PLACE_PAIRS } from './places.fixture.ts';

/** One user in a place calls a service in a region elsewhere once a second; it answers at once. The first call opens the connection. */
function farCall(from: string, to: string): Design {
  const design = designOf({
    nodes: {
      user: ['client', { load: { type: 'constant', ratePerSecond: 1 }, users: 1, access: 'none', location: from }],
      region: ['region', { location: to }],
      service: ['service', { replicas: 1, serviceTime: NO_TIME }],
    },
    edges: [['user', 'service', { rttMs: null, connection: 'keep-alive' }]],
    run: { durationS: 3 },
  });
  return {
    ...design,
    nodes: design.nodes.map((node) => (node.id === 'service' ? { ...node, parent: 'region' } : node)),
  };
}

/** Round trips in ms of the calls that found the connection open, each measured by itself. */
function roundTripsMs(from: string, to: string): number[] {
  const simulation = new Simulation(farCall(from, to));
  simulation.run();
  expect(simulation.report().totals.failed).toBe(0);
  const latenciesMs = simulation
    .traces()
    .toSorted((a, b) => a.startNs - b.startNs)
    .map(({ latencyNs }) => latencyNs / NS_PER_MS);
  const [first, ...open] = latenciesMs;
  expect(open.length).toBeGreaterThan(0);
  for (const openMs of open) expect(first! / openMs).toBeCloseTo(2, 6);
  return open;
}

describe('a call between two places takes the round trip that was published', () => {
  it.each(PLACE_PAIRS)('$id: $from and $to, $publishedMs ms', ({ from, to, publishedMs, boundMs }) => {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      for (const measuredMs of roundTripsMs(one, other)) {
        expect(Math.abs(measuredMs - publishedMs) / publishedMs).toBeLessThanOrEqual(PAIR_TOLERANCE);
        expect(measuredMs).toBeGreaterThanOrEqual(boundMs);
      }
    }
  });

  it.each(FIBRE_BOUNDS)('$id: never below light in fibre, $boundMs ms', ({ from, to, km, boundMs }) => {
    expect(Math.abs(distanceKm(from, to) - km) / km).toBeLessThanOrEqual(BOUND_TOLERANCE);
    expect(Math.abs(fibreBoundMs(from, to) - boundMs) / boundMs).toBeLessThanOrEqual(BOUND_TOLERANCE);
    for (const measuredMs of roundTripsMs(from, to)) expect(measuredMs).toBeGreaterThanOrEqual(boundMs);
  });

  // Times are whole nanoseconds, each way.
  it('no place is reached faster than by light in fibre', () => {
    const home = LOCATIONS[0]!.id;
    for (const { id } of LOCATIONS.slice(1)) {
      const boundMs = fibreBoundMs(home, id);
      for (const measuredMs of roundTripsMs(home, id)) expect(measuredMs).toBeGreaterThanOrEqual(boundMs - 0.000_002);
    }
  });
});
