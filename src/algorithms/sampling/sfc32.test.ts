import { expect, test } from 'vitest';
import { deriveStream, Sfc32 } from './sfc32.ts';

/** PractRand's sfc32, word by word, as the reference. */
function reference(seed: readonly [number, number, number, number], count: number): number[] {
  let [a, b, c, counter] = seed.map((word) => BigInt(word)) as [bigint, bigint, bigint, bigint];
  const mask = 0xffffffffn;
  const drawn: number[] = [];
  for (let i = 0; i < count + 12; i++) {
    const t = (a + b + counter++) & mask;
    a = b ^ (b >> 9n);
    b = (c + ((c << 3n) & mask)) & mask;
    c = ((((c << 21n) & mask) | (c >> 11n)) + t) & mask;
    if (i >= 12) drawn.push(Number(t) / 2 ** 32);
  }
  return drawn;
}

test('it draws the numbers of the published generator', () => {
  const stream = new Sfc32(0x12345678, 0x9abcdef0, 0xdeadbeef, 1);
  const expected = reference([0x12345678, 0x9abcdef0, 0xdeadbeef, 1], 1000);
  expect(expected.map(() => stream.uniform())).toEqual(expected);
});

test('uniform numbers fill 256 cells evenly and follow each other without memory', () => {
  const stream = deriveStream(1, 'node', 'test');
  const cells = new Int32Array(256);
  const pairs = new Int32Array(256);
  const n = 1_000_000;
  let previous = 0;
  for (let i = 0; i < n; i++) {
    const u = stream.uniform();
    cells[Math.floor(u * 256)]!++;
    const sixteenth = Math.floor(u * 16);
    pairs[previous * 16 + sixteenth]!++;
    previous = sixteenth;
  }
  // Chi-square with 255 degrees of freedom: mean 255, standard deviation 22.6; four of them on each side.
  for (const counts of [cells, pairs]) {
    const chiSquare = counts.reduce((sum, count) => sum + (count - n / 256) ** 2 / (n / 256), 0);
    expect(chiSquare).toBeGreaterThan(255 - 4 * 22.6);
    expect(chiSquare).toBeLessThan(255 + 4 * 22.6);
  }
});

test('below stays in range and is even, for small and large bounds', () => {
  const stream = deriveStream(7, 'node', 'below');
  for (const bound of [1, 2, 3, 10, 65_536, 65_537, 1e6, 2 ** 31]) {
    let sum = 0;
    for (let i = 0; i < 20_000; i++) {
      const value = stream.below(bound);
      if (!(Number.isInteger(value) && value >= 0 && value < bound)) throw new Error(`${value} of ${bound}`);
      sum += value;
    }
    const standardError = Math.sqrt((bound * bound - 1) / 12 / 20_000);
    expect(Math.abs(sum / 20_000 - (bound - 1) / 2)).toBeLessThanOrEqual(4 * standardError);
  }
});

test('streams depend on each of seed, node and purpose, and on nothing else', () => {
  const first = (seed: number, nodeId: string, purpose: string): string => {
    const stream = deriveStream(seed, nodeId, purpose);
    return [stream.uniform(), stream.uniform(), stream.uniform()].join();
  };
  expect(first(1, 'a', 'b')).toBe(first(1, 'a', 'b'));
  const seen = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    for (let node = 0; node < 50; node++) {
      for (const purpose of ['service', 'pick', 'arrivals']) seen.add(first(seed, `n${node}`, purpose));
    }
  }
  expect(seen.size).toBe(20 * 50 * 3);
});

test('neighbouring streams are not correlated', () => {
  const n = 20_000;
  for (const [one, other] of [
    [deriveStream(1, 'n1', 'service'), deriveStream(2, 'n1', 'service')],
    [deriveStream(1, 'n1', 'service'), deriveStream(1, 'n2', 'service')],
    [deriveStream(1, 'n1', 'service'), deriveStream(1, 'n1', 'servicf')],
  ] as const) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (one.uniform() - 0.5) * (other.uniform() - 0.5) * 12;
    expect(Math.abs(sum / Math.sqrt(n))).toBeLessThan(4);
  }
});
