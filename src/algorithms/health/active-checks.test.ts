import { describe, expect, it } from 'vitest';
import { OUTCOME } from '../../model/outcome.ts';
import type { Job, OutEdge } from '../../model/sim-context.ts';
import { testStream } from '../load-balancing/backends.fixture.ts';
import { ActiveChecks, type CheckPort } from './active-checks.ts';

/** A port with a clock and a list of timers; probes answer when the test says so. */
class FakePort {
  timeNs = 0;
  readonly timers: { atNs: number; tag: number }[] = [];
  readonly calls: { job: Job; atNs: number; endpoint: number }[] = [];
  readonly closed: Job[] = [];
  outcome: number = OUTCOME.ok;
  #jobs = 0;

  readonly port: CheckPort = {
    now: () => this.timeNs,
    timer: (delayNs, tag) => void this.timers.push({ atNs: this.timeNs + delayNs, tag }),
    openInternal: () => this.#jobs++ as Job,
    closeInternal: (job) => void this.closed.push(job),
    call: (job, _edge, endpoint = -1) => void this.calls.push({ job, atNs: this.timeNs, endpoint }),
    outcomeOf: () => this.outcome,
  };

  /** Fires timers in order up to and at a time. */
  run(checks: ActiveChecks, untilNs: number): void {
    for (;;) {
      this.timers.sort((a, b) => a.atNs - b.atNs);
      const [next] = this.timers;
      if (next === undefined || next.atNs > untilNs) break;
      this.timers.shift();
      this.timeNs = next.atNs;
      checks.onTimer(next.tag);
    }
    this.timeNs = untilNs;
  }
}

const EDGE = {} as OutEdge;
const TARGETS = [0, 1, 2].map((endpoint) => ({ edge: EDGE, endpoint }));

function start(schedule = { intervalNs: 1_000, timeoutNs: 400 }) {
  const fake = new FakePort();
  const reports: { target: number; isGood: boolean; atNs: number }[] = [];
  const checks = new ActiveChecks({
    sim: fake.port,
    stream: testStream('checks'),
    firstTag: 10,
    report: (target, isGood) => reports.push({ target, isGood, atNs: fake.timeNs }),
  });
  checks.configure(TARGETS, schedule);
  return { fake, checks, reports };
}

describe('active checks', () => {
  it('probe each target once per interval, each at its own moment', () => {
    const { fake, checks } = start();
    fake.run(checks, 10_000);
    for (const endpoint of [0, 1, 2]) {
      const times = fake.calls.filter((call) => call.endpoint === endpoint).map((call) => call.atNs);
      expect(times).toHaveLength(10);
      expect(times[0]).toBeLessThan(1_000);
      expect(times.slice(1).every((time, index) => time - (times[index] as number) === 1_000)).toBe(true);
    }
    expect(new Set(fake.calls.slice(0, 3).map((call) => call.atNs)).size).toBe(3);
  });

  it('report a failure when no answer comes in time, and end the probe', () => {
    const { fake, checks, reports } = start();
    fake.run(checks, 1_500);
    const first = fake.calls[0];
    expect(reports[0]).toEqual({ target: first?.endpoint, isGood: false, atNs: (first?.atNs ?? 0) + 400 });
    expect(fake.closed[0]).toBe(first?.job);
  });

  it('report answers, good or bad, and do not time out after them', () => {
    const { fake, checks, reports } = start();
    fake.run(checks, 999);
    for (const [index, call] of fake.calls.slice(0, 3).entries()) {
      fake.outcome = index === 1 ? OUTCOME.server_error : OUTCOME.ok;
      if (fake.closed.includes(call.job)) continue;
      expect(checks.onCallEnd(call.job, call.job)).toBe(true);
    }
    const answered = reports.filter((report) => report.atNs === 999).map((report) => report.target);
    expect(answered.length).toBeGreaterThan(0);
    fake.run(checks, 1_000 + Math.min(...fake.calls.map((call) => call.atNs)) - 1);
    expect(reports.filter((report) => answered.includes(report.target) && report.atNs > 999)).toEqual([]);
  });

  it('skip a turn while a probe is still out', () => {
    const { fake, checks, reports } = start({ intervalNs: 1_000, timeoutNs: 2_500 });
    fake.run(checks, 9_000);
    const times = fake.calls.filter((call) => call.endpoint === 0).map((call) => call.atNs);
    expect(times.slice(1).every((time, index) => time - (times[index] as number) === 3_000)).toBe(true);
    expect(reports.every((report) => !report.isGood)).toBe(true);
  });

  it('stop when turned off and start anew when turned on', () => {
    const { fake, checks } = start();
    fake.run(checks, 2_000);
    checks.configure(TARGETS, null);
    const before = fake.calls.length;
    fake.run(checks, 5_000);
    expect(fake.calls).toHaveLength(before);
    checks.configure(TARGETS, { intervalNs: 500, timeoutNs: 100 });
    fake.run(checks, 6_000);
    expect(fake.calls).toHaveLength(before + 6);
  });

  it('keep the rhythm of targets that stay when others come and go', () => {
    const { fake, checks } = start();
    fake.run(checks, 2_500);
    const phase = (fake.calls.find((call) => call.endpoint === 1)?.atNs ?? -1) % 1_000;
    checks.configure([null, TARGETS[1] ?? null, null, { edge: EDGE, endpoint: 3 }], {
      intervalNs: 1_000,
      timeoutNs: 400,
    });
    const from = fake.calls.length;
    fake.run(checks, 6_500);
    const later = fake.calls.slice(from);
    expect(later.filter((call) => call.endpoint === 1).map((call) => call.atNs % 1_000)).toEqual([
      phase,
      phase,
      phase,
      phase,
    ]);
    expect(later.filter((call) => call.endpoint === 3)).toHaveLength(4);
    expect(later.some((call) => call.endpoint === 0 || call.endpoint === 2)).toBe(false);
  });

  it('leave tags and jobs of others alone', () => {
    const { checks } = start();
    expect(checks.onTimer(9)).toBe(false);
    expect(checks.onTimer(16)).toBe(false);
    expect(checks.onCallEnd(99 as Job, 99 as Job)).toBe(false);
    expect(checks.onAbort(99 as Job)).toBe(false);
  });
});
