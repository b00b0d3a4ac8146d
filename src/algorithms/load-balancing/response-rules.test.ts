import { describe, expect, it } from 'vitest';
import { backendsOf, testStream } from './backends.fixture.ts';
import type { Balancer } from './balancer.ts';
import { LeastResponseTime } from './least-response-time.ts';
import { PeakEwma } from './peak-ewma.ts';

const MS = 1e6;

/** Sends one request after the other; each backend answers after its own time. Returns how many each got. */
function sendOneByOne(
  balancer: Balancer,
  backends: ReturnType<typeof backendsOf>,
  timesMs: readonly number[],
  requests: number,
) {
  const counts = timesMs.map(() => 0);
  let now = 0;
  for (let request = 0; request < requests; request += 1) {
    const picked = balancer.pick(0, now);
    counts[picked] = (counts[picked] as number) + 1;
    backends.active[picked] = 1;
    balancer.update(picked);
    now += (timesMs[picked] as number) * MS;
    balancer.observe?.(picked, (timesMs[picked] as number) * MS, now);
    backends.active[picked] = 0;
    balancer.update(picked);
  }
  return counts;
}

describe('least response time', () => {
  it('picks the fastest while nothing is in flight', () => {
    const backends = backendsOf([1, 1, 1]);
    const counts = sendOneByOne(new LeastResponseTime(backends), backends, [30, 10, 20], 100);
    expect(counts).toEqual([1, 98, 1]);
  });

  it('puts (in flight + 1) x average / weight in balance', () => {
    const backends = backendsOf([1, 1, 2]);
    const balancer = new LeastResponseTime(backends);
    sendOneByOne(balancer, backends, [10, 30, 60], 3);
    // 10 (n + 1), 30 (n + 1), 30 (n + 1): two to the first, then all three stand at 30. The heaviest was asked first of all,
    // when none had a history: it is the longest not picked.
    const picks: number[] = [];
    for (let request = 0; request < 5; request += 1) {
      const picked = balancer.pick();
      picks.push(picked);
      backends.active[picked] = (backends.active[picked] as number) + 1;
      balancer.update(picked);
    }
    expect(picks).toEqual([0, 0, 2, 1, 0]);
  });

  it('takes a backend without history for a typical one when it comes back', () => {
    const backends = backendsOf([1, 1]);
    backends.usable[1] = 0;
    const balancer = new LeastResponseTime(backends);
    sendOneByOne(balancer, backends, [20, 1], 50);
    backends.usable[1] = 1;
    balancer.update(1);
    const picks: number[] = [];
    for (let request = 0; request < 10; request += 1) {
      const picked = balancer.pick();
      picks.push(picked);
      backends.active[picked] = (backends.active[picked] as number) + 1;
      balancer.update(picked);
    }
    expect(picks.filter((picked) => picked === 1)).toHaveLength(5);
  });

  it('never picks one that is out', () => {
    const backends = backendsOf([1, 1]);
    const balancer = new LeastResponseTime(backends);
    backends.usable[0] = 0;
    balancer.update(0);
    expect([balancer.pick(), balancer.pick()]).toEqual([1, 1]);
    backends.usable[1] = 0;
    balancer.update(1);
    expect(balancer.pick()).toBe(-1);
  });
});

describe('peak EWMA', () => {
  it('leaves a backend within one slow answer and comes back as the peak decays', () => {
    const backends = backendsOf([1, 1]);
    const balancer = new PeakEwma(backends, testStream('peak'), 10e9);
    balancer.observe(0, 10 * MS, 0);
    balancer.observe(1, 10 * MS, 0);
    balancer.observe(0, 1_000 * MS, 1);
    for (let draw = 0; draw < 100; draw += 1) expect(balancer.pick(0, 2)).toBe(1);
    // The peak falls by e in each 10 s: 1 s is below 10 ms after 46 s; the other keeps being used.
    for (let second = 1; second <= 60; second += 1) {
      balancer.pick(0, second * 1e9);
      balancer.observe(1, 10 * MS, second * 1e9);
    }
    expect(balancer.pick(0, 61e9)).toBe(0);
  });

  it('averages lower samples by the time between them', () => {
    const backends = backendsOf([1, 1]);
    const balancer = new PeakEwma(backends, testStream('average'), 1e9);
    balancer.observe(0, 100 * MS, 0);
    // After one decay time: 100 / e + 0 = 36.8 ms, just above or below what the other has.
    balancer.observe(1, 36 * MS, 1e9);
    expect(balancer.pick(0, 1e9)).toBe(1);
    balancer.observe(1, 37.5 * MS, 1e9);
    expect(balancer.pick(0, 1e9)).toBe(0);
  });

  it('probes a backend without history with one request', () => {
    const backends = backendsOf([1, 1]);
    const balancer = new PeakEwma(backends, testStream('probe'), 1e9);
    balancer.observe(0, 50 * MS, 0);
    expect(balancer.pick(0, 1)).toBe(1);
    backends.active[1] = 1;
    expect(balancer.pick(0, 1)).toBe(0);
  });
});
