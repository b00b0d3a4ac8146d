import { describe, expect, it } from 'vitest';
import { backendsOf, testStream } from './backends.fixture.ts';
import type { Balancer } from './balancer.ts';
import { createBalancer, type BalancingAlgorithm } from './create-balancer.ts';

const RULES: readonly BalancingAlgorithm[] = [
  'round-robin',
  'weighted',
  'least-connections',
  'least-time',
  'peak-ewma',
  'ip-hash',
  'hash',
  'ring-hash',
  'maglev',
  'random',
  'power-of-two',
  'haproxy-round-robin',
  'static-rr',
  'haproxy-least-connections',
  'first',
  'source',
];
const CHUNKS = 100;
const CHUNK = 10_000;
const WARM_UP_CHUNKS = 20;
/** The smallest object or boxed number takes 12 bytes. */
const MOST_BYTES_PER_CHOICE = 3;

type Choose = (balancer: Balancer, backends: ReturnType<typeof backendsOf>) => void;

function choose(balancer: Balancer, backends: ReturnType<typeof backendsOf>): void {
  const { active } = backends;
  for (let choice = 0; choice < CHUNK; choice += 1) {
    const picked = balancer.pick(choice % 6_000, choice);
    active[picked] = ((active[picked] as number) + 1) & 7;
    balancer.update(picked);
  }
}

/**
 * Bytes each of a million choices leaves on the heap: the median over chunks so small that most have no collection in them,
 * so that neither a collection nor what the compiler allocates now and then counts.
 */
function bytesPerChoice(work: Choose, balancer: Balancer, backends: ReturnType<typeof backendsOf>): number {
  for (let chunk = 0; chunk < WARM_UP_CHUNKS; chunk += 1) work(balancer, backends);
  const grown = new Float64Array(CHUNKS);
  for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
    const before = process.memoryUsage().heapUsed;
    work(balancer, backends);
    grown[chunk] = (process.memoryUsage().heapUsed - before) / CHUNK;
  }
  return grown.toSorted()[CHUNKS / 2] as number;
}

describe('a choice allocates nothing', () => {
  it.each([
    ...RULES.map((algorithm) => ({ algorithm, size: 512 })),
    { algorithm: 'least-connections' as const, size: 8 },
  ])('$algorithm over $size backends', ({ algorithm, size }) => {
    const backends = backendsOf(Array.from({ length: size }, (_, index) => 1 + (index % 3)));
    const balancer = createBalancer(algorithm, backends, testStream(algorithm));
    expect(bytesPerChoice(choose, balancer, backends)).toBeLessThan(MOST_BYTES_PER_CHOICE);
  });

  it('is something this measure can tell: one small object for each choice is seen', () => {
    const backends = backendsOf([1, 1]);
    const kept: object[] = [];
    const work: Choose = () => {
      for (let choice = 0; choice < CHUNK; choice += 1) kept[choice & 7] = { choice };
    };
    expect(bytesPerChoice(work, createBalancer('first', backends, testStream('none')), backends)).toBeGreaterThan(10);
  });
});
