import { expect, it } from 'vitest';
import { backendsOf, testStream } from '../../src/algorithms/load-balancing/backends.fixture.ts';
import { createBalancer, type BalancingAlgorithm } from '../../src/algorithms/load-balancing/create-balancer.ts';

const SIZES = [8, 64, 512] as const;
const CHOICES = 40_000;
const ROUNDS = 5;

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

/** Nanoseconds for a choice, its start and the end of the one before: the least of several rounds. */
function costNs(algorithm: BalancingAlgorithm, size: number): number {
  const backends = backendsOf(Array.from({ length: size }, () => 1));
  const balancer = createBalancer(algorithm, backends, testStream(algorithm));
  const inFlight = new Int32Array(size * 2).fill(-1);
  let at = 0;
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    for (let choice = 0; choice < CHOICES; choice += 1, at = (at + 1) % inFlight.length) {
      const ended = inFlight[at] as number;
      if (ended >= 0) {
        backends.active[ended] = (backends.active[ended] as number) - 1;
        balancer.update(ended);
        balancer.observe?.(ended, 1e6 + choice, choice * 1e3);
      }
      const picked = balancer.pick(Math.imul(choice, 0x9e3779b1) >>> 0, choice * 1e3);
      backends.active[picked] = (backends.active[picked] as number) + 1;
      balancer.update(picked);
      inFlight[at] = picked;
    }
    best = Math.min(best, ((performance.now() - start) * 1e6) / CHOICES);
  }
  return best;
}

it.each(RULES)('%s: the cost of a choice grows slower than the number of backends', (algorithm) => {
  const costs = SIZES.map((size) => costNs(algorithm, size));
  const [small, middle, large] = costs as [number, number, number];
  const text = costs.map((cost, at) => `${SIZES[at]}: ${cost.toFixed(0)} ns`).join(', ');
  console.log(`${algorithm} ${text} (x${(middle / small).toFixed(1)}, x${(large / small).toFixed(1)})`);
  // 64 times the backends: a scan would cost about 64 times as much, and eight times as much from 64 to 512. Caches and a busy machine
  // leave O(log n) well below; up to 16 backends least connections is a scan and cheaper than its heap.
  expect(Math.min(large / small / 20, large / middle / 6)).toBeLessThan(1);
});
