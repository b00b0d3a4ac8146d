import { describe, expect, it } from 'vitest';
import { grpcStatusCounts } from '../../src/model/grpc-status.ts';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import { defaultsOf } from '../../src/model/fields.ts';
import { REQUEST_CLASS_FIELDS } from '../../src/model/request.ts';
import { NS_PER_MS, NS_PER_S } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../support/small-design.ts';

type Config = Readonly<Record<string, unknown>>;

interface Calls {
  readonly request?: Config;
  readonly client?: Config;
  readonly server?: readonly [kind: string, config?: Config];
  readonly edge?: Partial<EdgeConfig>;
  readonly scenario?: SmallDesign['scenario'];
  readonly ratePerSecond?: number;
  readonly durationS?: number;
}

/** A caller that speaks gRPC to one server. */
function grpc({
  request = {},
  client = {},
  server,
  edge = {},
  scenario = [],
  ratePerSecond = 10,
  durationS = 10,
}: Calls) {
  return {
    nodes: {
      users: [
        'client',
        {
          load: { type: 'constant', ratePerSecond },
          classes: [{ ...defaultsOf(REQUEST_CLASS_FIELDS), ...request }],
          access: 'none',
          ...client,
        },
      ],
      api: server ?? ['service', { slots: 100, serviceTime: NO_TIME }],
    },
    edges: [['users', 'api', { protocol: 'grpc', ...edge }]],
    scenario,
    run: { durationS },
  } satisfies SmallDesign;
}

const service = (config: Config) => ['service', { slots: 100, serviceTime: NO_TIME, ...config }] as const;
const TEN_S = { type: 'deterministic', meanMs: 10_000 } as const;

/** Every status that a whole design can end in (project truth set, grpc-00 to grpc-16; the others are in the model card). */
describe('calls over gRPC end with the status of what happened', () => {
  it.each<readonly [string, Calls]>([
    ['3 INVALID_ARGUMENT', { request: { malformedRatio: 1 } }],
    ['4 DEADLINE_EXCEEDED', { server: service({ serviceTime: TEN_S }), edge: { timeoutMs: 50 } }],
    ['5 NOT_FOUND', { request: { missingRatio: 1 } }],
    [
      '6 ALREADY_EXISTS',
      {
        request: { method: 'POST', idempotencyKey: true, reusedKeyRatio: 1 },
        server: service({ idempotency: 'store' }),
      },
    ],
    ['7 PERMISSION_DENIED', { request: { forgedRatio: 1 }, server: service({ authorization: 'checks' }) }],
    [
      '8 RESOURCE_EXHAUSTED',
      { server: ['api-gateway', { authentication: false, limitBy: 'all', ratePerSecond: 0.01, burst: 1 }] },
    ],
    ['13 INTERNAL', { server: service({ failureRatio: 1 }) }],
    ['14 UNAVAILABLE', { server: service({ slots: 1, queueLimit: 0, serviceTime: TEN_S }) }],
    ['16 UNAUTHENTICATED', { server: ['api-gateway', { invalidRatio: 1 }] }],
  ])('%s', (status, calls) => {
    const { edges } = simulate(grpc(calls));
    const [first] = grpcStatusCounts(Object.values(edges));
    expect(first?.text).toBe(status);
    expect(first?.count).toBeGreaterThan(80);
  });

  it('0 OK: nothing fails', () => {
    expect(grpcStatusCounts(Object.values(simulate(grpc({})).edges))).toEqual([]);
  });

  it('14 UNAVAILABLE where the process is down', () => {
    const scenario = [{ atS: 0, target: { node: 'api' }, action: { type: 'crash' } }] as const;
    const { edges } = simulate(grpc({ scenario }));
    expect(grpcStatusCounts(Object.values(edges))[0]?.text).toBe('14 UNAVAILABLE');
  });

  it('12 UNIMPLEMENTED where no route takes the call', () => {
    const base = grpc({ server: ['api-gateway', { authentication: false }] });
    const { edges } = simulate({
      ...base,
      nodes: { ...base.nodes, orders: service({}) },
      edges: [...base.edges, ['api', 'orders', { pathPrefix: '/orders' }]],
    });
    expect(grpcStatusCounts([edges['users-api']!])[0]?.text).toBe('12 UNIMPLEMENTED');
  });
});

/** Waits in ms before the n-th retry of each request, as the waterfall of a trace shows them. */
function backoffs(retry: number): number[] {
  const backoff = { type: 'exponential', baseMs: 100, factor: 2, capMs: 1_000, jitter: 'fifth' } as const;
  const calls = grpc({
    server: service({ failureRatio: 1 }),
    edge: { maxAttempts: retry + 1, backoff },
    ratePerSecond: 20,
    durationS: 40,
  });
  const simulation = new Simulation(designOf(calls), { seed: 3 });
  const waits = new Map<number, number>();
  for (let second = 1; second <= 40; second += 1) {
    simulation.run(second * NS_PER_S);
    for (const { requestId } of simulation.traces()) {
      const span = simulation.trace(requestId)?.spans.find(({ attempt }) => attempt === retry + 1);
      if (span !== undefined) waits.set(requestId, span.backoffNs / NS_PER_MS);
    }
  }
  return [...waits.values()];
}

describe('the backoff of gRPC: the wait times 0.8 to 1.2, also at the cap (project truth set, grpc-backoff-*)', () => {
  it.each([
    [3, 320, 480, 400],
    [4, 640, 960, 800],
    [5, 800, 1_200, 1_000],
  ])('retry %i waits %i to %i ms, %i on average', (retry, fromMs, toMs, meanMs) => {
    const waits = backoffs(retry);
    expect(waits.length).toBeGreaterThan(60);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(fromMs - 0.01);
    expect(Math.max(...waits)).toBeLessThanOrEqual(toMs + 0.01);
    // Uniform over 40 % of the wait: its mean is known to 4 x 0.4 / sqrt(12 n).
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    expect(Math.abs(mean / meanMs - 1)).toBeLessThan((4 * 0.4) / Math.sqrt(12 * waits.length));
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(0.3 * meanMs);
  });
});

/** Attempts of a caller that tries each call three times, one call each 100 ms, all retries long done before the next. */
function attempts(edge: Partial<EdgeConfig>, config: Config, calls: Partial<Calls> = {}): number {
  const backoff = { type: 'exponential', baseMs: 0, factor: 1, capMs: 0, jitter: 'none' } as const;
  const { edges } = simulate(grpc({ server: service(config), edge: { maxAttempts: 3, backoff, ...edge }, ...calls }));
  return edges['users-api']!.retries;
}

describe('retries', () => {
  const retryThrottle = { type: 'tokens', maxTokens: 10, tokenRatio: 0.1 } as const;

  it('stop after five failures where each fails, of ten tokens (project truth set, grpc-throttle)', () => {
    // Failures 1, 2 (call 1) and 4, 5 (call 2) leave 9, 8, 6, 5 tokens, 3 and 6 are last attempts: retries after 1, 2 and 4 only.
    expect(attempts({ retryThrottle }, { failureRatio: 1 })).toBe(3);
    expect(attempts({}, { failureRatio: 1 })).toBeGreaterThan(190);
  });

  /** Three calls fail, so that five tokens are left; then so many succeed; then one fails. Gives the retries of that one. */
  function retriesAfter(successes: number): number {
    const errors = (fromCall: number, toCall: number) => ({
      atS: fromCall / 10 - 0.05,
      untilS: toCall / 10 + 0.05,
      target: { node: 'api' },
      action: { type: 'errors', ratio: 1 } as const,
    });
    const scenario = [errors(1, 3), errors(4 + successes, 4 + successes)];
    return attempts({ maxAttempts: 2, retryThrottle }, {}, { scenario }) - 2;
  }

  it('come back when successes have made up for the failure that asks for one', () => {
    // Ten successes: 5 + 1 - 1 = 5 tokens, not more than half. Eleven: 5.1.
    expect(retriesAfter(10)).toBe(0);
    expect(retriesAfter(11)).toBe(1);
  });

  it('only UNAVAILABLE is tried again where the caller says so', () => {
    const retryOn = 'unavailable' as const;
    expect(attempts({ retryOn }, { failureRatio: 1 })).toBe(0);
    expect(attempts({ retryOn }, { slots: 1, queueLimit: 0, serviceTime: TEN_S })).toBeGreaterThan(100);
  });
});

/** Something between that speaks HTTP only to what is behind it: what its answers are made into by the caller's library. */
describe('an HTTP answer without a gRPC status (project truth set, grpc-http-*)', () => {
  type Behind = readonly [http: number, status: string, calls: Calls & { readonly door?: Config }];

  it.each<Behind>([
    [400, '13 INTERNAL', { request: { malformedRatio: 1 } }],
    [401, '16 UNAUTHENTICATED', { door: { authentication: true, invalidRatio: 1 } }],
    [403, '7 PERMISSION_DENIED', { request: { forgedRatio: 1 }, server: service({ authorization: 'checks' }) }],
    [404, '12 UNIMPLEMENTED', { request: { missingRatio: 1 } }],
    [429, '14 UNAVAILABLE', { door: { limitBy: 'all', ratePerSecond: 0.01, burst: 1, retryAfter: false } }],
    [500, '2 UNKNOWN', { server: service({ failureRatio: 1 }) }],
    [502, '14 UNAVAILABLE', { scenario: [{ atS: 0, target: { node: 'rest' }, action: { type: 'crash' } }] }],
    [503, '14 UNAVAILABLE', { server: service({ slots: 1, queueLimit: 0, serviceTime: TEN_S }) }],
    [504, '14 UNAVAILABLE', { server: service({ serviceTime: TEN_S }) }],
  ])('%i is %s', (_, status, { door = {}, server, ...calls }) => {
    const base = grpc({ ...calls, server: ['api-gateway', { authentication: false, limitBy: 'off', ...door }] });
    const report = simulate({
      ...base,
      nodes: { ...base.nodes, rest: server ?? service({}) },
      edges: [...base.edges, ['api', 'rest', { timeoutMs: 100 }]],
    });
    const [first] = grpcStatusCounts([report.edges['users-api']!]);
    expect(first?.text).toBe(status);
    expect(first?.count).toBeGreaterThan(80);
  });

  it('behind a gateway that goes on in gRPC the status is that of the server', () => {
    const base = grpc({ request: { malformedRatio: 1 }, server: ['api-gateway', { authentication: false }] });
    const report = simulate({
      ...base,
      nodes: { ...base.nodes, inside: service({}) },
      edges: [...base.edges, ['api', 'inside', { protocol: 'grpc' }]],
    });
    expect(grpcStatusCounts([report.edges['users-api']!])[0]?.text).toBe('3 INVALID_ARGUMENT');
  });
});

describe('what an application does not say', () => {
  it('2 UNKNOWN: an exception nobody catches', () => {
    const { edges } = simulate(grpc({ server: service({ failureRatio: 1, failsBy: 'exception' }) }));
    expect(grpcStatusCounts([edges['users-api']!])[0]?.text).toBe('2 UNKNOWN');
  });

  it('10 ABORTED: the same operation is in progress elsewhere, and a retry after it has its answer', () => {
    const { edges } = simulate(
      grpc({
        request: { method: 'POST', idempotencyKey: true },
        server: service({ idempotency: 'store', serviceTime: { type: 'deterministic', meanMs: 300 } }),
        edge: {
          timeoutMs: 100,
          passDeadline: false,
          maxAttempts: 2,
          backoff: { type: 'exponential', baseMs: 10, factor: 1, capMs: 10, jitter: 'none' },
        },
        ratePerSecond: 1,
        durationS: 20,
      }),
    );
    expect(grpcStatusCounts([edges['users-api']!]).map(({ text }) => text)).toContain('10 ABORTED');
  });

  it('1 CANCELLED: a caller that goes away', () => {
    const base = grpc({ server: service({ callOrder: 'parallel' }) });
    const { edges } = simulate({
      ...base,
      nodes: { ...base.nodes, broken: service({ failureRatio: 1 }), slow: service({ serviceTime: TEN_S }) },
      edges: [...base.edges, ['api', 'broken', { protocol: 'grpc' }], ['api', 'slow', { protocol: 'grpc' }]],
    });
    expect(grpcStatusCounts([edges['api-slow']!])[0]?.text).toBe('1 CANCELLED');
  });
});

describe('a page in a browser', () => {
  const page = { client: { runsIn: 'browser' } } as const;

  it('cannot call over gRPC: the request ends at once and nothing was sent', () => {
    const { edges, nodes, clients } = simulate(grpc(page));
    expect(clients['users']!.errors).toEqual({ grpc_in_browser: clients['users']!.failed });
    expect(clients['users']!.succeeded).toBe(0);
    expect(nodes['api']!.arrivals).toBe(0);
    expect(edges['users-api']!.bytes.sent).toBe(0);
  });

  it('an app or a program can, and a page can over gRPC-Web', () => {
    expect(simulate(grpc({ client: { runsIn: 'mobile' } })).totals.failed).toBe(0);
    expect(simulate(grpc({ ...page, edge: { protocol: 'grpc-web' } })).totals.failed).toBe(0);
  });
});
