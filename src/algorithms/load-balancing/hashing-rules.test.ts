import { describe, expect, it } from 'vitest';
import { crc32Digits, crc32End, CRC32_START, crc32Text } from '../hashing/crc32.ts';
import { identityOf } from './backend-identity.ts';
import { backendsOf, letterOf, testStream } from './backends.fixture.ts';
import type { Balancer } from './balancer.ts';
import { Maglev } from './maglev.ts';
import { PlainHash } from './plain-hash.ts';
import { RingHash } from './ring-hash.ts';

const KEYS = 12_000;

/** Hash of "/obj/0", "/obj/1", ... as nginx hashes `$request_uri`. */
function keyOf(object: number): number {
  return crc32End(crc32Digits(crc32Text(CRC32_START, '/obj/'), object));
}

function named(names: string, weights: readonly number[] = Array.from(names, () => 1)) {
  return { ...backendsOf(weights), identity: Uint32Array.from(names, (name) => identityOf(`${name}:80`)) };
}

/** Where each key goes, as letters of the names. */
function placement(names: string, create: (backends: ReturnType<typeof named>) => Balancer): string[] {
  const balancer = create(named(names));
  return Array.from({ length: KEYS }, (_, object) => names[balancer.pick(keyOf(object))] as string);
}

function compare(before: readonly string[], after: readonly string[], gone: string) {
  const moved = before.filter((name, object) => name !== after[object]).length / KEYS;
  const unnecessary = before.filter((name, object) => name !== after[object] && name !== gone).length;
  return { moved, unnecessary };
}

/** Measured on nginx 1.22.1: `hash $request_uri` over a, b, c for /obj/0 .. /obj/99. */
const NGINX_HASH_OF_THREE =
  'ababacbcacbaabbabbcbacbbabcbccabccacbccababcaabcbbabacababacabbcaccaaabbbccccccabacccabcaacbcbcaccab';

describe('plain hash', () => {
  it('picks as nginx, key by key', () => {
    const balancer = new PlainHash(backendsOf([1, 1, 1]));
    const picks = Array.from(NGINX_HASH_OF_THREE, (_, object) => letterOf(balancer.pick(keyOf(object))));
    expect(picks.join('')).toBe(NGINX_HASH_OF_THREE);
  });

  // Measured on nginx 1.22.1: share moved and moves of keys that were not on the removed server.
  it.each([
    { before: 'abcd', after: 'abd', gone: 'c', moved: 0.7485, unnecessary: 5_980 },
    { before: 'abc', after: 'ab', gone: 'c', moved: 0.6641, unnecessary: 4_084 },
  ])('moves most keys from $before to $after', ({ before, after, gone, moved, unnecessary }) => {
    const create = (backends: ReturnType<typeof named>) => new PlainHash(backends);
    const measured = compare(placement(before, create), placement(after, create), gone);
    expect(Math.abs(measured.moved - moved)).toBeLessThan(0.0001);
    expect(measured.unnecessary).toBe(unnecessary);
  });

  // Measured on HAProxy 2.6.12 (`hash-type map-based`), another hash of the same kind: 0.7498 and 0.75.
  it.each([
    { before: 'abc', after: 'abcd', moved: 0.7498 },
    { before: 'abcd', after: 'acd', moved: 0.75 },
  ])('moves three quarters from $before to $after, as any map does', ({ before, after, moved }) => {
    const create = (backends: ReturnType<typeof named>) => new PlainHash(backends);
    const measured = compare(placement(before, create), placement(after, create), '');
    expect(Math.abs(measured.moved - moved)).toBeLessThan(0.02);
  });

  it('moves only the keys of a backend that is out but still listed', () => {
    const backends = backendsOf([1, 2, 1]);
    const balancer = new PlainHash(backends);
    const before = Array.from({ length: KEYS }, (_, object) => balancer.pick(keyOf(object)));
    backends.usable[1] = 0;
    for (const [object, index] of before.entries()) {
      const now = balancer.pick(keyOf(object));
      if (index === 1) expect(now).not.toBe(1);
      else expect(now).toBe(index);
    }
  });
});

describe('ring hash', () => {
  const create = (backends: ReturnType<typeof named>) => new RingHash(backends);

  // Measured on nginx 1.22.1 (`hash ... consistent`): the share moved depends on the names, within 0.06; no other key moves.
  it.each([
    { before: 'abcd', after: 'abd', gone: 'c', moved: 0.2682 },
    { before: 'abcd', after: 'bcd', gone: 'a', moved: 0.2637 },
    { before: 'abc', after: 'ab', gone: 'c', moved: 0.33 },
  ])('moves only the keys of the one that goes, from $before to $after', ({ before, after, gone, moved }) => {
    const measured = compare(placement(before, create), placement(after, create), gone);
    expect(Math.abs(measured.moved - moved)).toBeLessThan(0.06);
    expect(measured.unnecessary).toBe(0);
  });

  // Measured on HAProxy 2.6.12 (`hash-type consistent`, also with avalanche, ids and weights): 0.2838, and 0.2028 to 0.2071.
  it.each([
    { before: 'abc', after: 'abcd', fresh: 'd', moved: 0.2838 },
    { before: 'abcd', after: 'abcde', fresh: 'e', moved: 0.2039 },
  ])('moves keys only to the one that comes, from $before to $after', ({ before, after, fresh, moved }) => {
    const [old, now] = [placement(before, create), placement(after, create)];
    expect(Math.abs(compare(old, now, '').moved - moved)).toBeLessThan(0.06);
    expect(now.every((name, object) => name === old[object] || name === fresh)).toBe(true);
  });

  it('places keys the same whether a backend is out or was never there', () => {
    const backends = named('abcd');
    const balancer = new RingHash(backends);
    backends.usable[2] = 0;
    balancer.update();
    const without = placement('abd', create);
    for (let object = 0; object < KEYS; object += 1) {
      expect('abcd'[balancer.pick(keyOf(object))]).toBe(without[object]);
    }
  });

  it('gives about three quarters to a weight of 3 against 1 (nginx measured 0.70)', () => {
    const balancer = new RingHash(named('ab', [3, 1]));
    const picks = Array.from({ length: KEYS }, (_, object) => balancer.pick(keyOf(object)));
    expect(Math.abs(picks.filter((index) => index === 0).length / KEYS - 0.75)).toBeLessThan(0.06);
  });

  // Share of a server ~ Beta(v, nv - v): coefficient of variation of the shares over the servers of a ring, root of the mean square.
  it.each([
    { servers: 5, points: 1, cv: 0.816496581 },
    { servers: 5, points: 10, cv: 0.280056017 },
    { servers: 5, points: 50, cv: 0.126238881 },
    { servers: 5, points: 160, cv: 0.070666525 },
    { servers: 5, points: 500, cv: 0.039992002 },
    { servers: 5, points: 1000, cv: 0.028281443 },
    { servers: 10, points: 50, cv: 0.134030115 },
    { servers: 10, points: 100, cv: 0.094820931 },
    { servers: 10, points: 160, cv: 0.074976573 },
    { servers: 10, points: 500, cv: 0.042422165 },
    { servers: 100, points: 1, cv: 0.990049504 },
    { servers: 100, points: 10, cv: 0.314485451 },
    { servers: 100, points: 100, cv: 0.099493769 },
    { servers: 100, points: 160, cv: 0.078658206 },
    { servers: 100, points: 500, cv: 0.044496746 },
  ])('has the balance of a uniform hash: $servers servers, $points points each', ({ servers, points, cv }) => {
    // Many servers are many samples of a share in one ring.
    const rings = servers === 100 ? 20 : 100;
    const names = testStream('names of servers');
    let squares = 0;
    for (let ring = 0; ring < rings; ring += 1) {
      const identity = Uint32Array.from({ length: servers }, () => identityOf(`${names.uniform()}`));
      const balancer = new RingHash({ ...backendsOf(Array.from({ length: servers }, () => 1)), identity }, points);
      squares += squaredVariation(balancer, servers);
    }
    expect(Math.abs(Math.sqrt(squares / rings) / cv - 1)).toBeLessThan(0.25);
  });
});

/** Square of (standard deviation / mean) of the shares of the circle. */
function squaredVariation(ring: RingHash, servers: number): number {
  const shares = Array.from({ length: servers }, () => 0);
  for (let point = 0; point < ring.size; point += 1) {
    const before = point === 0 ? ring.placeOf(ring.size - 1) - 1 : ring.placeOf(point - 1);
    const owner = ring.ownerOf(point);
    shares[owner] = (shares[owner] as number) + ring.placeOf(point) - before;
  }
  return shares.reduce((sum, share) => sum + (share * servers - 1) ** 2, 0) / servers;
}

describe('Maglev', () => {
  const create = (backends: ReturnType<typeof named>) => new Maglev(backends);

  function shares(balancer: Balancer, count: number): number[] {
    const picked = Array.from({ length: count }, () => 0);
    for (let key = 0; key < 65_536; key += 1) {
      const index = balancer.pick(Math.imul(key, 0x9e3779b1) >>> 0);
      picked[index] = (picked[index] as number) + 1;
    }
    return picked.map((number) => number / 65_536);
  }

  it('spreads evenly: entries differ by at most one per backend, so shares of keys by sampling alone', () => {
    const measured = shares(new Maglev(named('abcde')), 5);
    for (const share of measured) expect(Math.abs(share - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / 65_536));
  });

  it('follows the weights', () => {
    const measured = shares(new Maglev(named('abc', [5, 2, 1])), 3);
    for (const [index, expected] of [0.625, 0.25, 0.125].entries()) {
      expect(Math.abs((measured[index] as number) - expected)).toBeLessThan(0.01);
    }
  });

  it('moves few keys that were not on the one that goes (the paper: a few per cent at most)', () => {
    const { moved, unnecessary } = compare(placement('abcd', create), placement('abd', create), 'c');
    expect(moved).toBeGreaterThan(0.22);
    expect(unnecessary / KEYS).toBeLessThan(0.08);
  });

  it('fills the table anew when one goes out and when it is back', () => {
    const backends = named('abc');
    const balancer = new Maglev(backends);
    const before = Array.from({ length: 1_000 }, (_, object) => balancer.pick(keyOf(object)));
    backends.usable[0] = 0;
    balancer.update(0);
    for (let object = 0; object < 1_000; object += 1) expect(balancer.pick(keyOf(object))).not.toBe(0);
    backends.usable[0] = 1;
    balancer.update(0);
    expect(Array.from({ length: 1_000 }, (_, object) => balancer.pick(keyOf(object)))).toEqual(before);
  });
});

describe.each([
  ['plain hash', (backends: ReturnType<typeof named>) => new PlainHash(backends)],
  ['ring hash', (backends: ReturnType<typeof named>) => new RingHash(backends)],
  ['Maglev', (backends: ReturnType<typeof named>) => new Maglev(backends)],
] as const)('%s', (_name, create) => {
  it('sends a key to the same backend every time', () => {
    const balancer = create(named('abcdef'));
    for (let object = 0; object < 200; object += 1)
      expect(balancer.pick(keyOf(object))).toBe(balancer.pick(keyOf(object)));
  });

  it('has nobody to pick when all are out', () => {
    const backends = named('ab');
    const balancer: Balancer = create(backends);
    backends.usable.fill(0);
    balancer.update(0);
    balancer.update(1);
    expect(balancer.pick(keyOf(1))).toBe(-1);
  });
});
