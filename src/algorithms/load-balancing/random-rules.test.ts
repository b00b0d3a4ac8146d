import { describe, expect, it } from 'vitest';
import { backendsOf, testStream } from './backends.fixture.ts';
import { PowerOfChoices } from './power-of-choices.ts';
import { RandomChoice } from './random-choice.ts';

const DRAWS = 100_000;

function shares(pick: () => number, count: number): number[] {
  const picked = Array.from({ length: count }, () => 0);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const index = pick();
    picked[index] = (picked[index] as number) + 1;
  }
  return picked.map((number) => number / DRAWS);
}

/** Four standard errors of a share over the draws made. */
function tolerance(share: number): number {
  return 4 * Math.sqrt((share * (1 - share)) / DRAWS);
}

/** Holds 900 requests over six servers and returns the fullest minus the emptiest. */
function spreadOfBurst(
  create: (backends: ReturnType<typeof backendsOf>) => { pick(): number; update(index: number): void },
): number {
  const backends = backendsOf([1, 1, 1, 1, 1, 1]);
  const balancer = create(backends);
  for (let request = 0; request < 900; request += 1) {
    const picked = balancer.pick();
    backends.active[picked] = (backends.active[picked] as number) + 1;
    balancer.update(picked);
  }
  return Math.max(...backends.active) - Math.min(...backends.active);
}

describe('random choice', () => {
  it('follows the weights', () => {
    const balancer = new RandomChoice(backendsOf([1, 2, 5]), testStream('weights'));
    for (const [index, share] of shares(() => balancer.pick(), 3).entries()) {
      const expected = ([1, 2, 5][index] as number) / 8;
      expect(Math.abs(share - expected)).toBeLessThan(tolerance(expected));
    }
  });

  it('is independent from one choice to the next', () => {
    const balancer = new RandomChoice(backendsOf([1, 1, 1, 1]), testStream('pairs'));
    let repeats = 0;
    let last = balancer.pick();
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const next = balancer.pick();
      if (next === last) repeats += 1;
      last = next;
    }
    expect(Math.abs(repeats / DRAWS - 0.25)).toBeLessThan(tolerance(0.25));
  });

  it('notices who goes out and who comes back', () => {
    const backends = backendsOf([1, 1, 1]);
    const balancer = new RandomChoice(backends, testStream('outage'));
    backends.usable[1] = 0;
    balancer.update(1);
    expect(shares(() => balancer.pick(), 3)[1]).toBe(0);
    backends.usable[1] = 1;
    balancer.update(1);
    expect(shares(() => balancer.pick(), 3)[1]).toBeGreaterThan(0.3);
    backends.usable.fill(0);
    for (const index of [0, 1, 2]) balancer.update(index);
    expect(balancer.pick()).toBe(-1);
  });
});

describe('power of two choices', () => {
  it('never picks the fullest of three that differ, and the emptiest in two of three pairs', () => {
    const backends = backendsOf([1, 1, 1]);
    backends.active.set([5, 3, 1]);
    const balancer = new PowerOfChoices(backends, testStream('two'));
    const [fullest, middle, emptiest] = shares(() => balancer.pick(), 3) as [number, number, number];
    expect(fullest).toBe(0);
    expect(Math.abs(middle - 1 / 3)).toBeLessThan(tolerance(1 / 3));
    expect(Math.abs(emptiest - 2 / 3)).toBeLessThan(tolerance(2 / 3));
  });

  it('compares loads relative to the weights', () => {
    const backends = backendsOf([4, 1]);
    backends.active.set([4, 2]);
    const balancer = new PowerOfChoices(backends, testStream('weighted'));
    expect(shares(() => balancer.pick(), 2)[0]).toBe(1);
  });

  it('with d choices never picks one of the d - 1 fullest', () => {
    const backends = backendsOf([1, 1, 1, 1, 1]);
    backends.active.set([5, 4, 3, 2, 1]);
    const balancer = new PowerOfChoices(backends, testStream('three'), 3);
    const measured = shares(() => balancer.pick(), 5);
    expect(measured.slice(0, 2)).toEqual([0, 0]);
    // 10 triples of five: 1 has the third as its least, 3 the fourth, 6 the fifth.
    for (const [at, expected] of [0.1, 0.3, 0.6].entries()) {
      expect(Math.abs((measured[at + 2] as number) - expected)).toBeLessThan(tolerance(expected));
    }
  });

  it('uses the only usable one', () => {
    const backends = backendsOf([1, 1]);
    backends.usable[0] = 0;
    expect(new PowerOfChoices(backends, testStream('one')).pick()).toBe(1);
  });

  // nginx `random two` held 900 requests over six servers with 2 to 4 between the fullest and the emptiest; one choice: 66.
  it('spreads a burst as evenly as nginx random two, and far better than one choice', () => {
    expect(spreadOfBurst((backends) => new PowerOfChoices(backends, testStream('burst')))).toBeLessThanOrEqual(6);
    expect(spreadOfBurst((backends) => new RandomChoice(backends, testStream('burst')))).toBeGreaterThan(20);
  });
});
