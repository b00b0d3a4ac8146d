import { describe, expect, it, vi } from 'vitest';
import { SingleRequests } from '../../../tests/support/single-requests.ts';
import { NodeContext } from '../../../workers/simulation/node-context.ts';
import {
  HAPROXY_LEAST_CONNECTIONS,
  HAPROXY_SOURCE,
  HAPROXY_TURNS,
} from '../../algorithms/load-balancing/haproxy-sequences.fixture.ts';
import { designFor, playScript, sendOne, serversOf } from '../../../tests/support/single-choices.ts';

function heldBy(run: SingleRequests): number[] {
  return run.simulation.balancerView('lb')?.backends.map(({ inFlight }) => inFlight) ?? [];
}

describe('the choices of HAProxy, request by request through a whole design', () => {
  it.each(HAPROXY_TURNS)('$name', ({ algorithm, weights, sequence }) => {
    const run = new SingleRequests(designFor({ algorithm }, weights, false), 'lb');
    expect(serversOf(Array.from(sequence, () => sendOne(run)))).toBe(sequence);
  });

  it.each(HAPROXY_LEAST_CONNECTIONS)('$name', ({ weights, script, picks }) => {
    const run = new SingleRequests(designFor({ algorithm: 'haproxy-least-connections' }, weights, true), 'lb');
    expect(serversOf(playScript(run, script))).toBe(picks);
  });

  it('source, 127.0.0.1 to 127.0.0.16', () => {
    const run = new SingleRequests(designFor({ algorithm: 'source' }, [1, 1, 1, 1], false), 'lb');
    const addresses = vi.spyOn(NodeContext.prototype, 'ipOf');
    const requests = Array.from(HAPROXY_SOURCE, (_, host) => {
      addresses.mockReturnValue(0x7f00_0001 + host);
      return sendOne(run);
    });
    addresses.mockRestore();
    expect(serversOf(requests)).toBe(HAPROXY_SOURCE);
  });

  it('first: 900 held requests are all on the first of six', () => {
    const run = new SingleRequests(designFor({ algorithm: 'first' }, [1, 1, 1, 1, 1, 1], true), 'lb');
    for (let request = 0; request < 900; request += 1) sendOne(run);
    expect(heldBy(run)).toEqual([900, 0, 0, 0, 0, 0]);
  });

  it('first with room for 100 each fills one after the other', () => {
    const run = new SingleRequests(designFor({ algorithm: 'first', fillTo: 100 }, [1, 1, 1, 1], true), 'lb');
    for (let request = 0; request < 250; request += 1) sendOne(run);
    expect(heldBy(run)).toEqual([100, 100, 50, 0]);
  });

  // Measured with one draw: 66 between the fullest and the emptiest of six. One draw is a binomial count for each.
  it('random with one draw spreads a burst no better than dice', () => {
    const run = new SingleRequests(designFor({ algorithm: 'random' }, [1, 1, 1, 1, 1, 1], true), 'lb');
    for (let request = 0; request < 900; request += 1) sendOne(run);
    const held = heldBy(run);
    // Range of six binomial counts (standard deviation 11.2): 28 on average, far from the 0 to 6 of those who look at loads.
    expect(Math.max(...held) - Math.min(...held)).toBeGreaterThan(8);
    expect(Math.max(...held) - Math.min(...held)).toBeLessThan(90);
  });
});
