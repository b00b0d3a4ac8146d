import { describe, expect, it } from 'vitest';
import { nginxIpv4Key } from './address-key.ts';
import { backendsOf, letterOf, testStream } from './backends.fixture.ts';
import { IpHash } from './ip-hash.ts';
import { IP_HASH, IP_HASH_ADDRESSES } from './nginx-sequences.fixture.ts';

function addressOf(text: string): number {
  return text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** Addresses in networks drawn at random within 127.0.0.0/8, as the measured ones were. */
const stream = testStream('addresses');
const NETWORKS = Array.from({ length: 1_516 }, () => addressOf(`127.${stream.below(256)}.${stream.below(256)}.1`));

function place(count: number, down = -1): number[] {
  const backends = backendsOf(Array.from({ length: count }, () => 1));
  if (down >= 0) backends.usable[down] = 0;
  const balancer = new IpHash(backends);
  return NETWORKS.map((ip) => balancer.pick(nginxIpv4Key(ip)));
}

function movedShare(before: readonly number[], after: readonly number[]): number {
  return before.filter((backend, index) => backend !== after[index]).length / before.length;
}

describe('IP hash', () => {
  it.each(IP_HASH)('sends each address where nginx sends it, weights $weights', ({ weights, servers }) => {
    const balancer = new IpHash(backendsOf(weights));
    expect(IP_HASH_ADDRESSES.map((text) => letterOf(balancer.pick(nginxIpv4Key(addressOf(text))))).join('')).toBe(
      servers,
    );
  });

  it('keeps a whole network of 256 addresses together', () => {
    const balancer = new IpHash(backendsOf([1, 1, 1, 1, 1]));
    const picks = Array.from({ length: 256 }, (_, host) => balancer.pick(nginxIpv4Key(addressOf(`203.0.113.${host}`))));
    expect(new Set(picks).size).toBe(1);
  });

  // Measured with nginx 1.22.1 on 1,516 addresses: 0.747, 0.783 and 0.242, tolerance 0.03.
  it('moves most users when a server is added', () => {
    expect(Math.abs(movedShare(place(3), place(4)) - 0.747)).toBeLessThan(0.03);
    expect(Math.abs(movedShare(place(4), place(5)) - 0.783)).toBeLessThan(0.03);
  });

  it('moves only the users of a server that goes down', () => {
    const before = place(4);
    const after = place(4, 2);
    expect(Math.abs(movedShare(before, after) - 0.242)).toBeLessThan(0.03);
    expect(before.every((backend, index) => backend === 2 || backend === after[index])).toBe(true);
    expect(after).not.toContain(2);
  });

  it('gives the users of a server that is down another one for good', () => {
    const backends = backendsOf([1, 1, 1, 1]);
    backends.usable[2] = 0;
    const balancer = new IpHash(backends);
    const first = NETWORKS.map((ip) => balancer.pick(nginxIpv4Key(ip)));
    expect(NETWORKS.map((ip) => balancer.pick(nginxIpv4Key(ip)))).toEqual(first);
  });

  it('after 21 tries takes turns', () => {
    const backends = backendsOf(Array.from({ length: 400 }, () => 1));
    backends.usable.fill(0, 2);
    const balancer = new IpHash(backends);
    // Two of 400 are up: nearly nobody finds one in 21 tries.
    const picks = NETWORKS.map((ip) => balancer.pick(nginxIpv4Key(ip)));
    expect(Math.abs(picks.filter((backend) => backend === 0).length / picks.length - 0.5)).toBeLessThan(0.05);
  });

  it('follows the weights', () => {
    const balancer = new IpHash(backendsOf([3, 0, 1]));
    const picks = NETWORKS.map((ip) => balancer.pick(nginxIpv4Key(ip)));
    expect(picks).not.toContain(1);
    expect(Math.abs(picks.filter((backend) => backend === 0).length / picks.length - 0.75)).toBeLessThan(0.05);
  });

  it('finds nothing when nothing is usable', () => {
    const backends = backendsOf([1, 1]);
    backends.usable.fill(0);
    expect(new IpHash(backends).pick(1)).toBe(-1);
    expect(new IpHash(backendsOf([])).pick(1)).toBe(-1);
  });
});
