import { describe, expect, it } from 'vitest';
import { SingleRequests, type SentRequest } from '../../../tests/support/single-requests.ts';
import { NO_TIME, type SmallDesign } from '../../../tests/support/small-design.ts';
import { LEAST_CONNECTIONS, SMOOTH_WEIGHTED } from '../../algorithms/load-balancing/nginx-sequences.fixture.ts';

const LETTERS = 'abcdef';

/** Servers a, b, c, ... behind an L7 balancer. Work takes no time, or goes on until the test ends it. */
function designFor(lb: Record<string, unknown>, weights: readonly number[], isHeld: boolean): SmallDesign {
  const common = { requestBytes: 500, responseBytes: 500, zipfExponent: 0, cacheTtlS: null, share: 1, method: 'GET' };
  const classes = [{ ...common, name: 'object', path: '/obj/{key}', keyCount: 300 }];
  const serviceTime = isHeld ? { type: 'deterministic', meanMs: 1_000_000 } : NO_TIME;
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 0.001 }, access: 'none', classes }],
      lb: ['load-balancer', { processingMs: 0, activeChecks: false, ...lb }],
      ...Object.fromEntries(
        weights.map((_, index) => [LETTERS[index], ['service', { replicas: 1, slots: 1_000, serviceTime }] as const]),
      ),
    },
    edges: [['users', 'lb'], ...weights.map((weight, index) => ['lb', LETTERS[index] as string, { weight }] as const)],
    run: { durationS: 900 },
  };
}

/** Sends a request and lets it reach its server. */
function sendOne(run: SingleRequests, key = 0): SentRequest {
  const request = run.send('users', { key });
  run.simulation.run(run.simulation.timeNs + 1_000);
  return request;
}

function serversOf(requests: readonly SentRequest[]): string {
  return requests.map(({ attempts }) => attempts.join('')).join('');
}

/** Measured on nginx 1.22.1: `hash $request_uri` over a, b, c for /obj/0 .. /obj/99. */
const HASH_OF_THREE =
  'ababacbcacbaabbabbcbacbbabcbccabccacbccababcaabcbbabacababacabbcaccaaabbbccccccabacccabcaacbcbcaccab';

describe('the choices of nginx, request by request through a whole design', () => {
  it.each(SMOOTH_WEIGHTED)('smooth weighted round robin, weights $weights', ({ weights, sequence }) => {
    const run = new SingleRequests(designFor({ algorithm: 'weighted' }, weights, false), 'lb');
    expect(serversOf(Array.from(sequence, () => sendOne(run)))).toBe(sequence);
  });

  it.each(LEAST_CONNECTIONS)('least connections, $name', ({ weights, script, picks }) => {
    const run = new SingleRequests(designFor({ algorithm: 'least-connections' }, weights, true), 'lb');
    const requests: SentRequest[] = [];
    for (const step of script.split(' ')) {
      if (step === '+') requests.push(sendOne(run));
      else {
        run.release(requests[Number(step)] as SentRequest);
        run.simulation.run(run.simulation.timeNs + 1_000);
      }
    }
    expect(serversOf(requests)).toBe(picks);
  });

  it('plain hash of the path', () => {
    const run = new SingleRequests(designFor({ algorithm: 'hash', hashOn: 'key' }, [1, 1, 1], false), 'lb');
    const requests = Array.from(HASH_OF_THREE, (_, key) => sendOne(run, key));
    expect(serversOf(requests)).toBe(HASH_OF_THREE);
  });

  // nginx held 900 requests: least_conn 0 between the fullest and the emptiest, random two 2 to 4; HAProxy random(3) 2.
  it.each([
    { algorithm: 'least-connections', choices: 2, most: 1 },
    { algorithm: 'power-of-two', choices: 2, most: 6 },
    { algorithm: 'power-of-two', choices: 3, most: 5 },
  ])(
    'a burst of 900 held requests over six servers: $algorithm with $choices choices',
    ({ algorithm, choices, most }) => {
      const run = new SingleRequests(designFor({ algorithm, choices }, [1, 1, 1, 1, 1, 1], true), 'lb');
      for (let request = 0; request < 900; request += 1) sendOne(run);
      const held = run.simulation.balancerView('lb')?.backends.map(({ inFlight }) => inFlight) ?? [];
      expect(held.reduce((sum, count) => sum + count, 0)).toBe(900);
      expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(most);
    },
  );
});
