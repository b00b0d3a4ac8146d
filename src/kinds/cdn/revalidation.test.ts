import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import { RESPONSE_HEADER_BYTES } from '../../algorithms/transport/framing.ts';
import { defaultsOf } from '../../model/fields.ts';
import { REQUEST_CLASS_FIELDS } from '../../model/request.ts';

const KEYS = 20;
const BODY = 20_000;
const READ = {
  ...defaultsOf(REQUEST_CLASS_FIELDS),
  path: '/o',
  keyCount: KEYS,
  zipfExponent: 0,
  responseBytes: BODY,
};
const ORIGIN = ['service', { slots: 1_000, serviceTime: NO_TIME }] as const;

interface Wish {
  readonly requestClass?: Record<string, unknown>;
  readonly cdn?: Record<string, unknown>;
  readonly nodes?: SmallDesign['nodes'];
  readonly edges?: SmallDesign['edges'];
  readonly durationS?: number;
}

/** Every object is asked for ten times a second and kept for five. */
function site({ requestClass = {}, cdn = {}, nodes = {}, edges, durationS = 100 }: Wish): SmallDesign {
  const load = { type: 'poisson', ratePerSecond: 10 * KEYS };
  return {
    nodes: {
      users: ['client', { load, access: 'none', classes: [{ ...READ, ...requestClass }] }],
      cdn: ['cdn', { pops: 'one', ttlS: 5, processingMs: 0, revalidate: true, ...cdn }],
      origin: ORIGIN,
      ...nodes,
    },
    edges: edges ?? [
      ['users', 'cdn'],
      ['cdn', 'origin', { rttMs: 50 }],
    ],
    run: { durationS },
  };
}

const VALID = 'answers 304, still right';
const FULL = 'answers 200, new or changed';

describe('a CDN that revalidates', () => {
  it('fetches each object once while nothing changes, and asks about it with 240 bytes from then on', () => {
    const { edges, nodes } = simulate(site({}));
    const { counts, cache } = nodes['cdn']!;
    const notModified = counts![VALID]!;
    expect(counts![FULL]).toBe(KEYS);
    // Every 5 s, and the next request after that: 5.1 s.
    expect(Math.abs(notModified / (KEYS * (95 / 5.15)) - 1)).toBeLessThan(0.05);
    expect(edges['cdn-origin']!.bytes.received).toBe(KEYS * BODY + notModified * RESPONSE_HEADER_BYTES);
    expect(cache!.notModified).toBe(notModified);
    expect(cache!.savedBytes).toBe(notModified * (BODY - RESPONSE_HEADER_BYTES));
    expect(counts!['bytes saved by 304']).toBe(cache!.savedBytes);
    // What was still right is a hit; the first fetch of each object is not, nor is who waited for it.
    expect(cache!.misses).toBeLessThan(3 * KEYS);
  });

  it('without it fetches everything anew', () => {
    const { edges, nodes } = simulate(site({ cdn: { revalidate: false } }));
    expect(nodes['cdn']!.cache!.notModified).toBeUndefined();
    expect(edges['cdn-origin']!.bytes.received).toBe(edges['cdn-origin']!.succeeded * BODY);
    expect(edges['cdn-origin']!.succeeded).toBeGreaterThan(15 * KEYS);
  });

  it('gets a body for each object that has changed: one in four lifetimes for a change every 20 s', () => {
    const { nodes } = simulate(site({ requestClass: { changesEveryS: 20 } }));
    const { counts } = nodes['cdn']!;
    // Four changes in the 80 s between the first fetch and the last validation, and five for some.
    const bodies = counts![FULL]! - KEYS;
    expect(bodies).toBeGreaterThanOrEqual(4 * KEYS);
    expect(bodies).toBeLessThanOrEqual(5 * KEYS);
    expect(counts![VALID]! / (counts![VALID]! + bodies)).toBeCloseTo(0.75, 1);
  });

  it('gets a body for what was written since, wherever the write came from', () => {
    const load = { type: 'constant', ratePerSecond: 1 };
    const write = { ...READ, method: 'PUT', name: 'write' };
    const { nodes, clients } = simulate(
      site({
        nodes: { editors: ['client', { load, access: 'none', classes: [write] }] },
        edges: [
          ['users', 'cdn'],
          ['cdn', 'origin'],
          ['editors', 'origin'],
        ],
      }),
    );
    const bodies = nodes['cdn']!.counts![FULL]! - KEYS;
    const writes = clients['editors']!.succeeded;
    // Two writes of an object within one lifetime are one change; those of the last 5 s were not noticed.
    expect(bodies).toBeLessThan(writes);
    expect(bodies).toBeGreaterThan(0.8 * (writes - 5));
  });

  it('asks through a balancer, which passes condition and answer on', () => {
    const { edges, nodes } = simulate(
      site({
        nodes: { lb: ['load-balancer', { activeChecks: false }] },
        edges: [
          ['users', 'cdn'],
          ['cdn', 'lb'],
          ['lb', 'origin'],
        ],
      }),
    );
    const notModified = nodes['cdn']!.counts![VALID]!;
    const received = KEYS * BODY + notModified * RESPONSE_HEADER_BYTES;
    expect(notModified).toBeGreaterThan(300);
    expect(edges['cdn-lb']!.bytes.received).toBe(received);
    expect(edges['lb-origin']!.bytes.received).toBe(received);
  });

  it('loses the answer to a crash and asks again: retries keep their condition', () => {
    const base = site({
      edges: [
        ['users', 'cdn'],
        ['cdn', 'origin', { rttMs: 10, maxAttempts: 3 }],
      ],
    });
    const errors = { atS: 20, untilS: 60, target: { node: 'origin' }, action: { type: 'errors', ratio: 0.3 } } as const;
    const { edges, nodes } = simulate({ ...base, scenario: [errors] });
    expect(edges['cdn-origin']!.retries).toBeGreaterThan(50);
    expect(nodes['cdn']!.counts![FULL]).toBe(KEYS);
  });

  it('shows 304 in a trace: a call with the note, as fast as the way is', () => {
    const base = site({ durationS: 20 });
    const one = { load: { type: 'constant', ratePerSecond: 1 }, access: 'none', classes: [{ ...READ, keyCount: 1 }] };
    const simulation = new Simulation(designOf({ ...base, nodes: { ...base.nodes, users: ['client', one] } }));
    simulation.run();
    const traces = simulation.traces().map(({ requestId }) => simulation.trace(requestId)!);
    const asked = traces.flatMap(({ spans }) => spans.filter(({ note }) => note === 'not modified'));
    expect(asked.length).toBeGreaterThan(0);
    for (const span of asked) {
      expect(span.operation).toBe('conditional');
      expect(span.outcome).toBe('ok');
      expect(span.endNs - span.startNs).toBe(50e6);
    }
    const flights = traces.flatMap((trace) =>
      trace.flights.filter(({ spanId }) => asked.some(({ id }) => id === spanId)),
    );
    expect(flights.some(({ kind, toTarget }) => kind === 'response' && !toTarget)).toBe(true);
  });
});

describe('a read-through cache that revalidates', () => {
  const design = (origin: SmallDesign['nodes'][string]): SmallDesign => ({
    nodes: {
      users: ['client', { load: { type: 'poisson', ratePerSecond: 200 }, access: 'none', classes: [READ] }],
      app: ORIGIN,
      cache: ['cache', { mode: 'read-through', ttlS: 5, revalidate: true, serviceTime: NO_TIME }],
      origin,
    },
    edges: [
      ['users', 'app'],
      ['app', 'cache'],
      ['cache', 'origin'],
    ],
    run: { durationS: 60 },
  });

  it('asks a service, which knows 304', () => {
    const { nodes, edges } = simulate(design(ORIGIN));
    const notModified = nodes['cache']!.counts![VALID]!;
    expect(notModified).toBeGreaterThan(150);
    expect(edges['cache-origin']!.bytes.received).toBe(KEYS * BODY + notModified * RESPONSE_HEADER_BYTES);
  });

  it('asks a database for everything anew, which does not', () => {
    const database = [
      'database',
      { slots: 1_000, maxConnections: 100_000, readTime: NO_TIME, writeTime: NO_TIME },
    ] as const;
    const { nodes, edges } = simulate(design(database));
    expect(nodes['cache']!.counts).toEqual({});
    expect(edges['cache-origin']!.bytes.received).toBe(edges['cache-origin']!.succeeded * BODY);
  });
});
