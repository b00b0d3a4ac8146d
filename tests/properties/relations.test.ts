import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPECS } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import type { Distribution } from '../../src/model/distribution-field.ts';
import type { Report } from '../../src/model/report.ts';
import type { Span } from '../../src/model/trace.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { arbitraryValue } from '../support/arbitrary-field.ts';
import { imbalances, notFinite } from '../support/conservation.ts';
import {
  closedClient,
  design,
  edge,
  exponential,
  node,
  poissonClient,
  requestClass,
  station,
} from '../support/queue-designs.ts';
import { runnableDesign } from '../support/runnable-design.ts';

const EVENTS = 6_000;

function reportOf(one: Design): Report {
  const simulation = new Simulation(one);
  simulation.run();
  return simulation.report();
}

describe('traces', () => {
  it('the parts of every kept trace are whole nanoseconds and add up to the latency, on random designs', () => {
    let traces = 0;
    fc.assert(
      fc.property(runnableDesign(), (one) => {
        const simulation = new Simulation(one);
        simulation.advance(simulation.durationNs, EVENTS);
        for (const { requestId, latencyNs, startNs } of simulation.traces()) {
          const trace = simulation.trace(requestId)!;
          const parts = Object.entries(trace.parts);
          expect(parts.filter(([, ns]) => !Number.isSafeInteger(ns) || ns < 0)).toEqual([]);
          expect(parts.reduce((sum, [, ns]) => sum + ns, 0)).toBe(latencyNs);
          const isOdd = ({ startNs: from, sentNs, arrivedNs, endNs }: Span): boolean =>
            from < startNs || endNs > startNs + latencyNs || from > endNs || (arrivedNs >= 0 && arrivedNs < sentNs);
          expect(trace.spans.filter(isOdd)).toEqual([]);
          traces += 1;
        }
      }),
      { numRuns: 150, seed: 20_261_123 },
    );
    expect(traces).toBeGreaterThan(3_000);
  });

  /** Found by the property above: a connect time-out of 1.00000000000003 ms was 1,000,000.00000003 ns. */
  it('times are whole nanoseconds when a connection times out after no whole number of them', () => {
    const client = poissonClient(200, { load: { type: 'constant', ratePerSecond: 200 } });
    const policy = {
      rttMs: 1,
      lossRatio: 0.3,
      connection: 'per-call',
      connectTimeoutMs: 1.00000000000003,
      maxAttempts: 2,
    } as const;
    const simulation = new Simulation(
      design([client, station('server', 1, exponential(1))], [edge('client', 'server', policy)], {
        durationS: 3.000000001,
      }),
    );
    simulation.run(1.5);
    expect(simulation.timeNs).toBe(1);
    simulation.run();
    expect(simulation.report().edges['client-server']!.errors['connect_timeout']).toBeGreaterThan(0);
    expect(
      simulation
        .traces()
        .filter(({ latencyNs, startNs }) => !Number.isSafeInteger(latencyNs) || !Number.isSafeInteger(startNs)),
    ).toEqual([]);
    expect(Number.isSafeInteger(simulation.warmupNs)).toBe(true);
  });
});

const STATION_TIME: fc.Arbitrary<Distribution> = fc.constantFrom<Distribution>(
  exponential(10),
  { type: 'deterministic', meanMs: 10 },
  { type: 'lognormal', meanMs: 10, cv: 2 },
  { type: 'hyperexponential', meanMs: 10, cv2: 9 },
  { type: 'pareto', meanMs: 10, shape: 2.2 },
);

/** Poisson arrivals for ten seconds, then nothing: all requests are answered by the end. */
function burst(ratePerSecond: number) {
  const stages = [
    { ratePerSecond, lengthS: 0.001 },
    { ratePerSecond, lengthS: 10 },
    { ratePerSecond: 0, lengthS: 0.001 },
  ];
  return node('client', 'client', { load: { type: 'stages', stages }, classes: [requestClass()] });
}

describe('relations between runs', () => {
  it('more servers never raise the wait, on the same draws', () => {
    fc.assert(
      fc.property(
        STATION_TIME,
        fc.integer({ min: 50, max: 250 }),
        fc.nat({ max: 1_000 }),
        (serviceTime, rate, seed) => {
          const waits = [1, 2, 3, 4, 6].map((servers) => {
            const { nodes } = reportOf(
              design([burst(rate), station('server', servers, serviceTime)], [edge('client', 'server')], {
                seed,
                durationS: 120,
                warmupS: 0,
              }),
            );
            const { queueWaitMs, inFlight } = nodes['server']!;
            expect(inFlight).toBe(0);
            return { n: queueWaitMs.n, mean: queueWaitMs.mean!, max: queueWaitMs.max! };
          });
          for (const [i, { n, mean, max }] of waits.slice(1).entries()) {
            expect(n).toBe(waits[i]!.n);
            expect(mean).toBeLessThanOrEqual(waits[i]!.mean);
            expect(max).toBeLessThanOrEqual(waits[i]!.max);
          }
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it('a thousand times slower in everything: the same requests, a thousand times the latency', () => {
    const built = (factor: number) =>
      design(
        [
          poissonClient(80 / factor),
          station('a', 2, exponential(20 * factor)),
          station('b', 1, { type: 'lognormal', meanMs: 8 * factor, cv: 1 }),
        ],
        [edge('client', 'a', { rttMs: 4 * factor, jitterMs: factor }), edge('a', 'b', { rttMs: factor })],
        { seed: 5, durationS: 60 * factor, warmupS: 6 * factor },
      );
    const [once, slow] = [reportOf(built(1)), reportOf(built(1_000))];
    expect(slow.totals).toEqual(once.totals);
    expect(slow.eventCount - once.eventCount).toBeLessThan(60_000);
    const [fastMs, slowMs] = [once.clients['client']!.latencyMs, slow.clients['client']!.latencyMs];
    expect(slowMs.n).toBe(fastMs.n);
    // Each draw is rounded to a nanosecond; a request waits for a few dozen of them.
    expect(Math.abs(slowMs.mean! / 1_000 - fastMs.mean!)).toBeLessThan(50e-6);
    expect(slow.nodes['a']!.utilization).toBeCloseTo(once.nodes['a']!.utilization!, 6);
  });

  it('one attempt is no retry, whatever the backoff and the budget', () => {
    fc.assert(
      fc.property(
        runnableDesign(),
        fc.integer({ min: 0, max: 10 }),
        fc.nat({ max: 500 }),
        (one, retryBudgetRatio, baseMs) => {
          const single = (more: object): Design => ({
            ...one,
            // Questions to DNS have attempts of their own, which are the resolver's.
            nodes: one.nodes.map((n) => ({ ...n, config: { ...n.config, lookupAttempts: 1 } })),
            edges: one.edges.map((e) => ({ ...e, config: { ...e.config, maxAttempts: 1, ...more } })),
          });
          const digest = (built: Design): string => {
            const simulation = new Simulation(built);
            simulation.advance(simulation.durationNs, EVENTS);
            expect(Object.values(simulation.report().edges).filter(({ retries }) => retries > 0)).toEqual([]);
            return simulation.report().digest;
          };
          const backoff = { type: 'exponential', baseMs, factor: 3, capMs: 1_000, jitter: 'decorrelated' } as const;
          expect(digest(single({ retryBudgetRatio, backoff }))).toBe(digest(single({})));
        },
      ),
      { numRuns: 60, seed: 2 },
    );
  });

  it('a balancer that costs nothing changes nothing for the clients', () => {
    const lb = node('lb', 'load-balancer', { processingMs: 0, activeChecks: false, passiveFailures: 0, retryNext: 0 });
    for (const client of [poissonClient(70), closedClient(20, 100)]) {
      const server = station('server', 1, exponential(10));
      const run = { seed: 3, durationS: 60, warmupS: 5 };
      const direct = reportOf(design([client, server], [edge('client', 'server')], run));
      const behind = reportOf(design([client, lb, server], [edge('client', 'lb'), edge('lb', 'server')], run));
      expect(behind.clients).toEqual(direct.clients);
      expect(behind.nodes['server']).toEqual(direct.nodes['server']);
    }
  });

  it('a round trip is added to every latency, to the nanosecond', () => {
    const run = { seed: 3, durationS: 20, warmupS: 0 };
    const at = (rttMs: number) =>
      reportOf(
        design(
          [poissonClient(50), station('server', 100, { type: 'deterministic', meanMs: 3 })],
          [edge('client', 'server', { rttMs })],
          run,
        ),
      ).clients['client']!.latencyMs;
    for (const rttMs of [0, 1, 20, 150.000002]) expect([at(rttMs).mean, at(rttMs).max]).toEqual([rttMs + 3, rttMs + 3]);
  });
});

describe('every kind can be run with any configuration of its own', () => {
  it.each(Object.values(SPECS).map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
    const config = fc.record(
      Object.fromEntries(Object.entries(spec.fields).map(([name, field]) => [name, arbitraryValue(field)])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(config, (drawn) => {
        // A million keys in 512 places would only test how much memory there is.
        const { capacity: _, shards: _s, ...rest } = drawn as Record<string, unknown>;
        const one = design([node('x', id, rest), node('client', 'client', { users: 10 })], [], {
          durationS: 1,
          warmupS: 0,
        });
        const simulation = new Simulation(
          spec.provides.includes('http') ? { ...one, edges: [edge('client', 'x')] } : one,
        );
        simulation.advance(simulation.durationNs, 500);
        expect(notFinite(simulation.report())).toEqual([]);
        expect(imbalances(simulation)).toEqual([]);
      }),
      { numRuns: 25, seed: 4 },
    );
  });
});
