import { describe, expect, it, vi } from 'vitest';
import { SingleRequests } from '../../../tests/support/single-requests.ts';
import { NodeContext } from '../../../workers/simulation/node-context.ts';
import {
  IP_HASH,
  IP_HASH_ADDRESSES,
  LEAST_CONNECTIONS,
  SMOOTH_WEIGHTED,
} from '../../algorithms/load-balancing/nginx-sequences.fixture.ts';
import { designFor, playScript, sendOne, serversOf } from '../../../tests/support/single-choices.ts';

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
    expect(serversOf(playScript(run, script))).toBe(picks);
  });

  it.each(IP_HASH)('ip_hash, weights $weights', ({ weights, servers }) => {
    const run = new SingleRequests(designFor({ algorithm: 'ip-hash' }, weights, false), 'lb');
    const addresses = vi.spyOn(NodeContext.prototype, 'ipOf');
    const requests = IP_HASH_ADDRESSES.map((text) => {
      addresses.mockReturnValue(text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0));
      return sendOne(run);
    });
    addresses.mockRestore();
    expect(serversOf(requests)).toBe(servers);
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
