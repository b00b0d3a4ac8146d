import { describe, expect, it } from 'vitest';
import { backendsOf, letterOf, testStream } from './backends.fixture.ts';
import type { Balancer } from './balancer.ts';
import { createBalancer, SCAN_LIMIT } from './create-balancer.ts';
import { LeastConnectionsHeap } from './least-connections-heap.ts';
import { LeastConnections } from './least-connections.ts';
import { LEAST_CONNECTIONS } from './nginx-sequences.fixture.ts';

/** Plays a script of opened and closed requests and returns the letters picked. */
function play(script: string, weights: readonly number[]): string {
  const backends = backendsOf(weights);
  const balancer = new LeastConnections(backends);
  const picks: number[] = [];
  for (const step of script.split(' ')) {
    if (step === '+') {
      const picked = balancer.pick();
      picks.push(picked);
      backends.active[picked] = (backends.active[picked] as number) + 1;
    } else {
      const closed = picks[Number(step)] as number;
      backends.active[closed] = (backends.active[closed] as number) - 1;
    }
  }
  return picks.map(letterOf).join('');
}

/** True when no usable backend has a smaller active / weight than the picked one. */
function isLeast(backends: ReturnType<typeof backendsOf>, picked: number): boolean {
  const load = (index: number) => (backends.active[index] as number) / (backends.weight[index] as number);
  return Array.from({ length: backends.count }, (_, index) => index)
    .filter((index) => backends.usable[index] === 1)
    .every((index) => load(index) >= load(picked) - 1e-12);
}

describe('least connections', () => {
  it.each(LEAST_CONNECTIONS)('picks as nginx: $name', ({ weights, script, picks }) => {
    expect(play(script, weights)).toBe(picks);
  });

  it('takes turns by weight while all are idle', () => {
    const balancer = new LeastConnections(backendsOf([1, 1, 1]));
    expect(Array.from({ length: 6 }, () => letterOf(balancer.pick())).join('')).toBe('abcabc');
  });
});

describe('least connections over many backends', () => {
  it('always picks one with the smallest load, through any opens, closes and outages', () => {
    const weights = Array.from({ length: 40 }, (_, index) => 1 + (index % 3));
    const backends = backendsOf(weights);
    const balancer: Balancer = new LeastConnectionsHeap(backends);
    const stream = testStream('heap');
    const open: number[] = [];
    for (let step = 0; step < 20_000; step += 1) {
      const action = stream.below(10);
      if (action < 5) {
        const picked = balancer.pick(0);
        expect(backends.usable[picked]).toBe(1);
        expect(isLeast(backends, picked)).toBe(true);
        backends.active[picked] = (backends.active[picked] as number) + 1;
        balancer.update(picked);
        open.push(picked);
      } else if (action < 9 && open.length > 0) {
        const [closed] = open.splice(stream.below(open.length), 1) as [number];
        backends.active[closed] = (backends.active[closed] as number) - 1;
        balancer.update(closed);
      } else {
        const changed = 1 + stream.below(39);
        backends.usable[changed] = backends.usable[changed] === 1 ? 0 : 1;
        balancer.update(changed);
      }
    }
  });

  it('takes turns while all are idle', () => {
    const balancer = new LeastConnectionsHeap(backendsOf(Array.from({ length: 20 }, () => 1)));
    const picks = Array.from({ length: 40 }, () => balancer.pick());
    expect(picks).toEqual([...Array(20).keys(), ...Array(20).keys()]);
  });

  it('finds nothing when nothing is usable', () => {
    const backends = backendsOf([1, 1]);
    const balancer = new LeastConnectionsHeap(backends);
    backends.usable.fill(0);
    balancer.update(0);
    balancer.update(1);
    expect(balancer.pick()).toBe(-1);
  });

  it('is used above the scan limit only', () => {
    const create = (count: number) =>
      createBalancer('least-connections', backendsOf(Array.from({ length: count }, () => 1)), testStream('pick'));
    expect(create(SCAN_LIMIT)).toBeInstanceOf(LeastConnections);
    expect(create(SCAN_LIMIT + 1)).toBeInstanceOf(LeastConnectionsHeap);
  });
});
