import { describe, expect, it } from 'vitest';
import { NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';

const users = (ratePerSecond: number, more: object = {}): readonly [string, Record<string, unknown>] => [
  'client',
  { load: { type: 'constant', ratePerSecond }, ...more },
];
const constant = (meanMs: number): object => ({ type: 'deterministic', meanMs });
const WRITE = {
  name: 'write',
  method: 'POST',
  path: '/a',
  share: 1,
  requestBytes: 1,
  responseBytes: 1,
  keyCount: 1,
  zipfExponent: 0,
  cacheTtlS: null,
};

function chain(
  api: Record<string, unknown>,
  edges: SmallDesign['edges'],
  more: SmallDesign['nodes'] = {},
): SmallDesign {
  return {
    nodes: {
      users: users(10),
      api: ['service', { replicas: 1, serviceTime: constant(5), ...api }],
      a: ['service', { replicas: 1, serviceTime: constant(20) }],
      b: ['service', { replicas: 1, serviceTime: constant(30) }],
      ...more,
    },
    edges: [['users', 'api'], ...edges],
    run: { durationS: 5 },
  };
}

describe('downstream calls', () => {
  const both: SmallDesign['edges'] = [
    ['api', 'a'],
    ['api', 'b'],
  ];

  it('one after the other take the sum, all at once the longest', () => {
    expect(simulate(chain({ callOrder: 'sequential' }, both)).clients['users']?.latencyMs.max).toBeCloseTo(55, 6);
    expect(simulate(chain({ callOrder: 'parallel' }, both)).clients['users']?.latencyMs.max).toBeCloseTo(35, 6);
  });

  it('several over one edge are that many calls', () => {
    const report = simulate(chain({}, [['api', 'a', { count: 3 }]]));
    expect(report.clients['users']?.latencyMs.max).toBeCloseTo(65, 6);
    expect(report.edges['api-a']?.attempts).toBe(3 * (report.nodes['api']?.completed ?? 0));
  });

  it('with a probability are made for that share of requests', () => {
    const design = chain({}, [['api', 'a', { probability: 0.3 }]], {
      users: users(1_000),
      a: ['service', { replicas: 1, slots: 1_000, serviceTime: NO_TIME }],
      api: ['service', { replicas: 1, slots: 1_000, serviceTime: NO_TIME }],
    });
    const report = simulate({ ...design, run: { durationS: 20 } });
    const n = report.nodes['api']?.completed ?? 0;
    expect(Math.abs((report.edges['api-a']?.attempts ?? 0) - 0.3 * n)).toBeLessThan(4 * Math.sqrt(n * 0.21));
  });

  it('that fail finally fail the request, unless it may be answered without them', () => {
    const broken: SmallDesign['nodes'] = { a: ['service', { replicas: 1, failureRatio: 1, serviceTime: NO_TIME }] };
    const strict = simulate(chain({ failOn: 'any' }, [['api', 'a']], broken));
    expect(strict.clients['users']?.errors).toEqual({ server_error: strict.totals.failed });
    expect(strict.totals.succeeded).toBe(0);
    const lenient = simulate(chain({ failOn: 'none', callOrder: 'parallel' }, both, broken));
    expect(lenient.totals.failed).toBe(0);
    expect(lenient.edges['api-a']?.succeeded).toBe(0);
  });
});

describe('slots', () => {
  /** 1 slot, 5 ms own work, 20 ms downstream, 40 requests/s: 1.0 of the slot when held, 0.2 when given back. */
  const busy = (holdSlot: boolean): number => {
    const design = chain({ slots: 1, holdSlot, queueLimit: null }, [['api', 'a']]);
    return (
      simulate({ ...design, nodes: { ...design.nodes, users: users(32) }, run: { durationS: 50 } }).nodes['api']
        ?.utilization ?? 0
    );
  };

  it('are held while waiting for an answer, or given back', () => {
    expect(busy(true)).toBeCloseTo(32 * 0.025, 2);
    expect(busy(false)).toBeCloseTo(32 * 0.005, 2);
  });

  it('and a full queue refuse what comes on top', () => {
    const api = { slots: 1, queueLimit: 1, serviceTime: constant(1_000) };
    const report = simulate(chain(api, []));
    expect(report.clients['users']?.errors).toEqual({ queue_full: report.totals.failed });
    expect(report.totals.inFlight).toBe(2);
  });
});

describe('a look-aside cache', () => {
  const shop = (more: object = {}): SmallDesign => ({
    nodes: {
      users: users(100, more),
      api: ['service', { replicas: 1, serviceTime: NO_TIME }],
      cache: ['cache', { capacity: 10, serviceTime: NO_TIME }],
      db: ['database', { readTime: constant(10), writeTime: constant(10) }],
    },
    edges: [
      ['users', 'api'],
      ['api', 'cache'],
      ['api', 'db'],
    ],
    run: { durationS: 5 },
  });
  const ONE_KEY = [{ ...WRITE, name: 'read', method: 'GET' }];

  it('spares the database after the first read', () => {
    const report = simulate(shop({ classes: ONE_KEY }));
    // The 10 ms of the first fetch let one more request (10 ms later) find nothing, and no other.
    expect(report.nodes['db']?.arrivals).toBeLessThanOrEqual(2);
    expect(report.nodes['cache']?.cache?.hitRatio).toBeGreaterThan(0.99);
  });

  it('is left aside by writes, which go to the database', () => {
    const report = simulate(shop({ classes: [WRITE] }));
    expect(report.nodes['db']?.arrivals).toBe(report.totals.issued);
    expect(report.nodes['cache']?.cache).toBeUndefined();
  });

  it('that is down costs speed, not answers', () => {
    const report = simulate({
      ...shop({ classes: ONE_KEY }),
      scenario: [{ atS: 1, target: { node: 'cache' }, action: { type: 'crash' } }],
    });
    expect(report.totals.failed).toBe(0);
    expect(report.nodes['db']?.arrivals).toBeGreaterThan(380);
  });
});

describe('a crash', () => {
  it('resets what is in work, then refuses until the start-up time is over', () => {
    const design = chain({ serviceTime: constant(150), slots: 8, restartS: 1 }, []);
    const report = simulate({
      ...design,
      run: { durationS: 5 },
      scenario: [{ atS: 2.01, untilS: 3, target: { node: 'api', endpoint: 0 }, action: { type: 'crash' } }],
    });
    // Sent at 1.9 and 2.0 s: in work at 2.01. Sent at 2.1 to 3.9 s: refused. From 4.0 s on: answered.
    expect(report.clients['users']?.errors).toEqual({ connection_reset: 2, connection_refused: 19 });
  });
});
