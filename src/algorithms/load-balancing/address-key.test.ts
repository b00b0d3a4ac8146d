import { describe, expect, it } from 'vitest';
import { crc32End, CRC32_START, crc32Text } from '../hashing/crc32.ts';
import { ipv4TextHash, ipv6TextHash, ipv6Words, nginxIpv4Key, nginxIpv6Key } from './address-key.ts';
import { backendsOf } from './backends.fixture.ts';
import { IpHash } from './ip-hash.ts';

/** nginx's loop as its source has it: 16 octets for IPv6, three for IPv4, again and again with the hash it ended with. */
function nginxPick(octets: readonly number[], weights: readonly number[], down: ReadonlySet<number>): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let hash = 89;
  for (let tries = 0; tries <= 20; tries += 1) {
    for (const octet of octets) hash = (hash * 113 + octet) % 6271;
    let rest = hash % total;
    let index = 0;
    while (rest >= (weights[index] as number)) {
      rest -= weights[index] as number;
      index += 1;
    }
    if (!down.has(index)) return index;
  }
  return -1;
}

function octetsOf(network: number, host: number): number[] {
  const words = [0x2001_0db8, network, 0, host];
  return words.flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
}

function crcOf(text: string): number {
  return crc32End(crc32Text(CRC32_START, text));
}

const ADDRESSES = Array.from({ length: 500 }, (_, n) => [Math.imul(n + 1, 0x9e37_79b1) >>> 0, 1 + (n % 7)] as const);

describe('an IPv6 address', () => {
  it.each([
    { weights: [1, 1, 1], down: [] },
    { weights: [4, 2, 1, 3], down: [] },
    { weights: [1, 1, 1, 1], down: [0, 2] },
  ])('is hashed whole by nginx ip_hash, weights $weights, down $down', ({ weights, down }) => {
    const backends = backendsOf(weights);
    for (const index of down) backends.usable[index] = 0;
    const rule = new IpHash(backends);
    const picks = ADDRESSES.map(([network, host]) => rule.pick(nginxIpv6Key(network, host)));
    expect(picks).toEqual(
      ADDRESSES.map(([network, host]) => nginxPick(octetsOf(network, host), weights, new Set(down))),
    );
  });

  it('spreads the users of one network, where IPv4 keeps them together', () => {
    const rule = new IpHash(backendsOf([1, 1, 1]));
    const hosts = Array.from({ length: 250 }, (_, host) => host + 1);
    expect(new Set(hosts.map((host) => rule.pick(nginxIpv6Key(0x0001_0002, host)))).size).toBe(3);
    expect(new Set(hosts.map((host) => rule.pick(nginxIpv4Key(0xcb00_7100 + host)))).size).toBe(1);
  });

  it('is hashed as it is written', () => {
    expect(ipv6TextHash(0x0001_0002, 3)).toBe(crcOf('2001:db8:1:2::3'));
    expect(ipv6TextHash(0xabcd_00ef, 0x1_0203)).toBe(crcOf('2001:db8:abcd:ef::1:203'));
    expect(ipv4TextHash(0xc000_0201)).toBe(crcOf('192.0.2.1'));
  });

  it('is folded word by word for HAProxy', () => {
    expect(ipv6Words(0x0001_0002, 3)).toBe((0x2001_0db8 ^ 0x0001_0002 ^ 0 ^ 3) >>> 0);
  });
});
