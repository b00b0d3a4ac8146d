import { describe, expect, it } from 'vitest';
import { isServed, SingleRequests, type SentRequest } from '../../../tests/support/single-requests.ts';
import { type SmallDesign } from '../../../tests/support/small-design.ts';
import { HAPROXY_RETRIES } from './haproxy-retries.fixture.ts';
import { NGINX_RETRIES, type NginxRetry } from './nginx-retries.fixture.ts';

const SERVERS = ['a', 'b', 'c'] as const;
const METHODS = ['GET', 'PUT', 'POST'] as const;
const TIMEOUT_MS = 300;
const WORK_MS = 10;

function designFor({ retryNext, retryOn, retryUnsafe }: NginxRetry, algorithm: string): SmallDesign {
  const common = { requestBytes: 500, responseBytes: 500, keyCount: 10, zipfExponent: 0, cacheTtlS: null, share: 1 };
  const silent = { load: { type: 'constant', ratePerSecond: 0.001 }, access: 'none' };
  const serviceTime = { type: 'deterministic', meanMs: WORK_MS };
  const lb = {
    algorithm,
    passive: 'max-fails',
    maxFails: 0,
    retryNext,
    retryOn,
    retryUnsafe,
    activeChecks: false,
  };
  return {
    nodes: {
      users: [
        'client',
        { ...silent, classes: METHODS.map((method) => ({ ...common, name: method, method, path: '/r' })) },
      ],
      ...Object.fromEntries(SERVERS.map((id) => [`direct-${id}`, ['client', silent] as const])),
      lb: ['load-balancer', { processingMs: 0, ...lb }],
      ...Object.fromEntries(
        SERVERS.map((id) => [
          id,
          ['service', { replicas: 1, slots: 1, queueLimit: 0, serviceTime, restartS: 0 }] as const,
        ]),
      ),
    },
    edges: [
      ['users', 'lb'],
      ...SERVERS.map((id) => [`direct-${id}`, id] as const),
      ...SERVERS.map((id) => ['lb', id, { timeoutMs: TIMEOUT_MS }] as const),
    ],
    run: { durationS: 60 },
  };
}

/** Sends one request and waits for its end. A server that resets does so in the middle of its work. */
function sendOne(run: SingleRequests, method: NginxRetry['method'], resetting: string): SentRequest {
  const request = run.send('users', { classIndex: METHODS.indexOf(method) });
  for (let step = 0; request.outcome === null && step < 1_000; step += 1) {
    run.runTo(run.simulation.timeNs / 1e9 + 0.001);
    for (const id of resetting) run.reset(id);
  }
  return request;
}

function fail(run: SingleRequests, { fault, failing }: NginxRetry): void {
  for (const id of failing) {
    if (fault === 'busy') run.clog(id, `direct-${id}`);
    else if (fault !== 'reset') run.act(id, { type: fault === 'hang' ? 'hang' : 'crash' });
  }
}

function textOf(request: SentRequest): string {
  return isServed(request) ? request.attempts.join('') : `${request.attempts.join('')}!`;
}

function play(retry: NginxRetry, algorithm = 'weighted'): string {
  const run = new SingleRequests(designFor(retry, algorithm), 'lb');
  const resetting = retry.fault === 'reset' ? retry.failing : '';
  for (const servers of retry.before) sendOne(run, 'GET', servers);
  fail(run, retry);
  return retry.attempts
    .split(' ')
    .map(() => textOf(sendOne(run, retry.method, resetting)))
    .join(' ');
}

describe('trying the next server as nginx does, request by request', () => {
  it.each(NGINX_RETRIES)('$name', (retry) => {
    expect(play(retry)).toBe(retry.attempts);
  });
});

describe('trying again as HAProxy does, request by request', () => {
  it.each(HAPROXY_RETRIES)('$name', (retry) => {
    expect(play(retry, 'haproxy-round-robin')).toBe(retry.attempts);
  });
});

describe('a server killed in the middle of its work', () => {
  // Measured: four GET in flight at nginx 1.22.1 when one server is killed; all are answered, those of the dead one by another.
  it('costs a GET nothing but time', () => {
    const usual = NGINX_RETRIES.find(({ name }) => name === 'reset-b-default-PUT');
    const run = new SingleRequests(designFor(usual as NginxRetry, 'weighted'), 'lb');
    const requests = [run.send('users'), run.send('users')];
    run.runTo(0.005);
    run.act('b', { type: 'crash' });
    run.runTo(1);
    expect(requests.map((request) => [isServed(request), request.attempts.length])).toEqual([
      [true, 1],
      [true, 2],
    ]);
  });
});
