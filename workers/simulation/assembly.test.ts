import { describe, expect, it } from 'vitest';
import type { Design } from '../../src/model/design.ts';
import { requestClass } from '../../tests/support/queue-designs.ts';
import { designOf } from '../../tests/support/small-design.ts';
import { Simulation } from './simulation.ts';

const READ = requestClass({ name: 'read', path: '/read', share: 1 });
const WRITE = requestClass({ name: 'write', path: '/write', method: 'POST', share: 1 });

function at(ratePerSecond: number, classes: readonly object[] = [READ, WRITE]): Design {
  return designOf({
    nodes: {
      client: ['client', { load: { type: 'poisson', ratePerSecond }, classes }],
      server: ['service', { slots: 100 }],
    },
    edges: [['client', 'server']],
    run: { durationS: 10 },
  });
}

describe('an edit of a client during a run', () => {
  it('of its rate leaves the figures of its classes, however often', () => {
    const simulation = new Simulation(at(100));
    for (let i = 1; i <= 500; i += 1) {
      simulation.run(i * 10e6);
      simulation.applyDesign(at(100 + i));
    }
    simulation.run();
    const { issued, requests, latencyMs } = simulation.report().clients['client']!;
    expect(simulation.core.classes).toHaveLength(2);
    expect(requests['read']!.issued + requests['write']!.issued).toBe(issued);
    expect(requests['read']!.latencyMs.n + requests['write']!.latencyMs.n).toBe(latencyMs.n);
  });

  it('of one class leaves the other', () => {
    const simulation = new Simulation(at(100));
    simulation.run(5e9);
    const before = simulation.report().clients['client']!.requests;
    simulation.applyDesign(at(100, [READ, { ...WRITE, responseBytes: 1 }]));
    const { requests, issued } = simulation.report().clients['client']!;
    expect(requests['read']).toEqual(before['read']);
    expect(requests['write']).toMatchObject({ issued: 0 });
    expect(issued).toBe(before['read']!.issued + before['write']!.issued);
    simulation.applyDesign(at(100, [WRITE, READ]));
    expect(simulation.report().clients['client']!.requests['read']).toEqual(before['read']);
  });

  it('two classes that look the same stay two', () => {
    const simulation = new Simulation(at(100, [READ, READ]));
    simulation.run(1e9);
    simulation.applyDesign(at(200, [READ, READ]));
    expect(simulation.core.classes).toHaveLength(2);
    expect(new Set(simulation.core.nodes.find(({ id }) => id === 'client')!.classes).size).toBe(2);
  });

  it('of the number of objects keeps the numbers of those there are', () => {
    const simulation = new Simulation(at(100, [requestClass({ keyCount: 10 })]));
    for (let keyCount = 11; keyCount <= 500; keyCount += 1)
      simulation.applyDesign(at(100, [requestClass({ keyCount })]));
    const [now] = simulation.core.nodes.find(({ id }) => id === 'client')!.classes;
    expect([now!.firstKey, now!.keyCount, simulation.core.keyCount]).toEqual([0, 500, 500]);
  });

  it('of the number of objects reaches the caches: the new ones are found again too', () => {
    const cached = (keyCount: number): Design =>
      designOf({
        nodes: {
          client: [
            'client',
            { load: { type: 'constant', ratePerSecond: 1_000 }, classes: [requestClass({ keyCount })] },
          ],
          cdn: ['cdn', { pops: 'one', capacity: 10_000, ttlS: 1_000 }],
          api: ['service', { slots: 1_000, queueLimit: null }],
          cache: ['cache', { capacity: 10_000 }],
          db: ['database', { slots: 1_000, maxConnections: 100_000 }],
        },
        edges: [
          ['client', 'cdn', { carries: 'reads' }],
          ['cdn', 'api'],
          ['api', 'cache'],
          ['api', 'db'],
        ],
        run: { durationS: 20 },
      });
    const simulation = new Simulation(cached(10));
    simulation.run(2e9);
    simulation.applyDesign(cached(1_000));
    simulation.run();
    // 18,000 requests for 1,000 objects, each of which has to be fetched once.
    expect(simulation.report().nodes['db']!.arrivals).toBeLessThan(1_300);
    expect(simulation.report().nodes['db']!.arrivals).toBeGreaterThan(900);
  });
});
