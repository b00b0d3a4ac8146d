import { describe, expect, it } from 'vitest';
import { simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import { defaultsOf } from '../../model/fields.ts';
import type { Report } from '../../model/report.ts';
import { REQUEST_CLASS_FIELDS } from '../../model/request.ts';

type Config = Readonly<Record<string, unknown>>;
const TEN_MS = { type: 'deterministic', meanMs: 10 } as const;

const classOf = (request: Config): Config => ({ ...defaultsOf(REQUEST_CLASS_FIELDS), ...request });

interface Calls {
  readonly request: Config;
  readonly service?: Config;
  readonly edge?: Partial<EdgeConfig>;
  readonly ratePerSecond?: number;
  readonly durationS?: number;
  readonly scenario?: SmallDesign['scenario'];
}

function callsOf({
  request,
  service = {},
  edge = {},
  ratePerSecond = 10,
  durationS = 20,
  scenario = [],
}: Calls): Report {
  return simulate({
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond }, classes: [classOf(request)] }],
      api: ['service', { slots: 1_000, serviceTime: TEN_MS, restartS: 0, ...service }],
    },
    edges: [
      [
        'users',
        'api',
        { backoff: { type: 'exponential', baseMs: 20, factor: 2, capMs: 1_000, jitter: 'none' }, ...edge },
      ],
    ],
    scenario,
    run: { durationS },
  });
}

const counts = (report: Report) => report.nodes['api']?.counts ?? {};
const errors = (report: Report) => report.clients['users']?.errors ?? {};

describe('methods (RFC 9110 sections 9.2.1 and 9.2.2)', () => {
  it.each([
    ['GET', true, true],
    ['HEAD', true, true],
    ['OPTIONS', true, true],
    ['PUT', false, true],
    ['DELETE', false, true],
    ['POST', false, false],
    ['CONNECT', false, false],
    ['PATCH', false, false],
  ])('method-%s: safe %s, idempotent %s', (method, isSafe, isIdempotent) => {
    // Safe: nothing is changed. Idempotent: a failure that may have been worked on is tried again.
    const worked = callsOf({ request: { method } });
    expect((counts(worked)['side effects'] ?? 0) > 0).toBe(!isSafe);
    const failing = callsOf({ request: { method }, service: { failureRatio: 1 }, edge: { maxAttempts: 3 } });
    const edge = failing.edges['users-api'];
    const ended = failing.totals.failed;
    expect((edge?.attempts ?? 0) / ended).toBeGreaterThan(isIdempotent ? 2.9 : 0.99);
    expect((edge?.attempts ?? 0) / ended).toBeLessThan(isIdempotent ? 3.1 : 1.02);
    const isWrite = callsOf({ request: { method }, edge: { carries: 'writes' } }).totals.succeeded > 0;
    expect(isWrite).toBe(!isSafe);
  });
});

describe('idempotency keys (Stripe API, IETF draft)', () => {
  const POST = { method: 'POST' };
  const KEYED = { ...POST, idempotencyKey: true };
  const STORE = { idempotency: 'store' };
  /** The answer takes longer than the caller waits, but the work is done by then; the second attempt is quick enough. */
  const TIMES_OUT: Partial<EdgeConfig> = { timeoutMs: 15, rttMs: 12, maxAttempts: 2, retryUnsafe: true };

  it('idem-same-key-same-body-after-success: the stored answer, one side effect', () => {
    const report = simulate({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 10 }, classes: [classOf(KEYED)] }],
        twice: ['service', { slots: 100, serviceTime: TEN_MS }],
        api: ['service', { slots: 100, serviceTime: TEN_MS, ...STORE }],
      },
      edges: [
        ['users', 'twice'],
        ['twice', 'api', { count: 2 }],
      ],
      run: { durationS: 20 },
    });
    expect(report.totals.failed).toBe(0);
    expect(counts(report)['side effects']).toBe(199);
    expect(counts(report)['answers replayed by key']).toBe(report.totals.succeeded);
    expect(counts(report)['duplicate side effects']).toBe(0);
  });

  it('idem-no-key-optional-retry: time-out after the commit, then again: two side effects', () => {
    const report = callsOf({ request: POST, edge: TIMES_OUT });
    expect(report.edges['users-api']?.retries).toBeGreaterThan(190);
    expect(counts(report)['side effects']).toBeGreaterThan(390);
    expect(counts(report)['duplicate side effects']).toBe((counts(report)['side effects'] ?? 0) - 199);
  });

  it('idem-retry-after-timeout-committed: the stored answer, one side effect', () => {
    const report = callsOf({ request: KEYED, service: STORE, edge: { ...TIMES_OUT, retryUnsafe: false } });
    expect(counts(report)['side effects']).toBe(199);
    expect(counts(report)['duplicate side effects']).toBe(0);
    // The stored answer takes no work: it is back in time.
    expect(report.totals.failed).toBe(0);
    expect(counts(report)['answers replayed by key']).toBe(report.totals.succeeded);
  });

  it('idem-retry-after-lost-before-server: worked on once', () => {
    const partition = { atS: 0, untilS: 5, target: { edge: 'users-api' }, action: { type: 'partition' } } as const;
    const edge: Partial<EdgeConfig> = {
      timeoutMs: 100,
      maxAttempts: 20,
      backoff: { type: 'exponential', baseMs: 500, factor: 1, capMs: 500, jitter: 'none' },
    };
    const report = callsOf({ request: KEYED, service: STORE, edge, scenario: [partition] });
    expect(report.totals.failed).toBe(0);
    expect(report.edges['users-api']?.retries).toBeGreaterThan(100);
    expect(counts(report)['duplicate side effects']).toBe(0);
    expect(counts(report)['answers replayed by key']).toBe(0);
    expect(counts(report)['side effects']).toBe(report.totals.succeeded);
  });

  it('idem-stored-500-replayed-stripe-v1: the error is stored too, nothing is changed', () => {
    const report = callsOf({ request: KEYED, service: { ...STORE, failureRatio: 1 }, edge: { maxAttempts: 3 } });
    expect(Object.keys(errors(report))).toEqual(['server_error']);
    expect(counts(report)['side effects']).toBeUndefined();
    // Two of three attempts found the stored error.
    expect((counts(report)['answers replayed by key'] ?? 0) / report.totals.failed).toBeCloseTo(2, 1);
  });

  it('same key, another body: 422', () => {
    const report = callsOf({ request: { ...KEYED, reusedKeyRatio: 0.2 }, service: STORE, ratePerSecond: 100 });
    expect(Object.keys(errors(report))).toEqual(['unprocessable']);
    expect(Math.abs(report.totals.failed / report.totals.issued - 0.2)).toBeLessThan(0.04);
  });

  it('while the first is in progress: 409, which a later retry turns into the stored answer', () => {
    const slow = { ...STORE, serviceTime: { type: 'deterministic', meanMs: 200 } };
    const edge = { timeoutMs: 50, maxAttempts: 2 };
    expect(Object.keys(errors(callsOf({ request: KEYED, service: slow, edge })))).toEqual(['conflict']);
    const patient = callsOf({ request: KEYED, service: slow, edge: { ...edge, maxAttempts: 6 } });
    expect(patient.totals.failed).toBe(0);
    expect(counts(patient)['duplicate side effects']).toBe(0);
  });

  it('are forgotten after their time: then it is a new operation', () => {
    const edge: Partial<EdgeConfig> = {
      ...TIMES_OUT,
      backoff: { type: 'exponential', baseMs: 500, factor: 1, capMs: 500, jitter: 'none' },
    };
    const report = callsOf({ request: KEYED, service: { ...STORE, idempotencyTtlS: 0.3 }, edge });
    expect(counts(report)['duplicate side effects']).toBeGreaterThan(180);
  });

  it('a crash while it works leaves the key free', () => {
    const crash = { atS: 5.005, untilS: 5.5, target: { node: 'api' }, action: { type: 'crash' } } as const;
    const edge: Partial<EdgeConfig> = {
      maxAttempts: 10,
      backoff: { type: 'exponential', baseMs: 200, factor: 1, capMs: 200, jitter: 'none' },
    };
    const report = callsOf({ request: KEYED, service: STORE, edge, scenario: [crash] });
    expect(report.totals.failed).toBe(0);
    expect(counts(report)['side effects']).toBe(report.totals.succeeded);
  });
});

describe('claims', () => {
  const forged = { method: 'GET', forgedRatio: 0.1 };

  it('a service that believes them lets forged ones through, encrypted or not', () => {
    const report = callsOf({
      request: forged,
      edge: { connection: 'per-call', security: 'tls13' },
      ratePerSecond: 100,
    });
    expect(report.totals.failed).toBe(0);
    expect(Math.abs((counts(report)['forged claims let through'] ?? 0) / report.totals.issued - 0.1)).toBeLessThan(
      0.03,
    );
  });

  it('a service that checks answers 403, and does no work for it', () => {
    const report = callsOf({ request: forged, service: { authorization: 'checks' }, ratePerSecond: 100 });
    expect(Object.keys(errors(report))).toEqual(['forbidden']);
    expect(counts(report)['forged claims refused']).toBe(report.totals.failed);
    expect(counts(report)['forged claims let through']).toBe(0);
    expect(Math.abs(report.totals.failed / report.totals.issued - 0.1)).toBeLessThan(0.03);
  });
});

describe('requests that are wrong', () => {
  it('malformed: 400; for what is not there: 404; neither is tried again', () => {
    const edge = { maxAttempts: 3 };
    const malformed = callsOf({ request: { malformedRatio: 0.1 }, edge, ratePerSecond: 100 });
    expect(Object.keys(errors(malformed))).toEqual(['bad_request']);
    expect(malformed.edges['users-api']?.retries).toBe(0);
    const missing = callsOf({ request: { missingRatio: 0.1 }, edge, ratePerSecond: 100 });
    expect(Object.keys(errors(missing))).toEqual(['not_found']);
    expect(missing.edges['users-api']?.retries).toBe(0);
  });
});

describe('who answers with which status', () => {
  const behind = (service: Config, edge: Partial<EdgeConfig> = {}, scenario: SmallDesign['scenario'] = []) =>
    simulate({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 50 } }],
        door: ['api-gateway', { limitBy: 'off', authentication: false }],
        api: ['service', { slots: 1, replicas: 1, serviceTime: TEN_MS, ...service }],
      },
      edges: [
        ['users', 'door'],
        ['door', 'api', edge],
      ],
      scenario,
      run: { durationS: 10 },
    });
  const reasons = (report: Report) => Object.keys(errors(report));

  it('no route: 404. Upstream refuses: 502. Overload: 503. Upstream too slow: 504', () => {
    expect(reasons(behind({}, { pathPrefix: '/other' }))).toEqual(['no_route']);
    const crash = [{ atS: 0, target: { node: 'api' }, action: { type: 'crash' } } as const];
    expect(reasons(behind({}, {}, crash))).toEqual(['connection_refused']);
    expect(reasons(behind({ queueLimit: 0, serviceTime: { type: 'deterministic', meanMs: 50 } }))).toEqual([
      'queue_full',
    ]);
    const hang = [{ atS: 0, target: { node: 'api' }, action: { type: 'hang' } } as const];
    expect(reasons(behind({}, { timeoutMs: 100 }, hang))).toEqual(['timeout']);
  });
});
