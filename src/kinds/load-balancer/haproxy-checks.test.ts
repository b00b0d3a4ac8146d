import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, type SmallDesign } from '../../../tests/support/small-design.ts';
import type { Action } from '../../model/actions.ts';
import type { BackendState } from '../../model/balancer-view.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const FAULT_S = 1.02;
const STEP_S = 0.01;
/** A probe takes its round trip. */
const SLACK_S = 0.05;

interface Case {
  readonly name: string;
  readonly action: Action;
  readonly lb: Record<string, unknown>;
  readonly downS: number;
  /** Seconds HAProxy 2.6.12 took, in its trials; null: never. The rule gives the range that holds for all. */
  readonly ejected: readonly number[] | null;
  readonly ejectWithin: readonly [number, number];
  readonly readmitWithin: readonly [number, number];
  /** Requests of 20 per second that failed in a measured trial without retries; null where the number depends on the moment. */
  readonly failures: number | null;
}

const OFF = { retryNext: 0, passiveFailures: 0 };
const I500_F3 = { ...OFF, activeChecks: true, checkIntervalS: 0.5, checkTimeoutMs: 500, fall: 3, rise: 2 };
const FAST = {
  ...OFF,
  activeChecks: true,
  checkKind: 'tcp',
  checkIntervalS: 1,
  checkTimeoutMs: 1_000,
  fastIntervalS: 0.2,
  downIntervalS: 0.3,
  fall: 2,
  rise: 2,
};
const NO_CHECK = { ...OFF, activeChecks: false };
const REFUSED: Action = { type: 'crash' };
const HANG: Action = { type: 'hang' };
const FAILING: Action = { type: 'errors', ratio: 1 };

const CASES: readonly Case[] = [
  {
    name: 'health-haproxy-refused-L4_i500_f3_r2_retries3_redispatch',
    action: REFUSED,
    lb: { ...I500_F3, checkKind: 'tcp', retryNext: 3 },
    downS: 4,
    ejected: [1.198, 1.109, 1.298, 1.258],
    ejectWithin: [1, 1.5],
    readmitWithin: [0.5, 1],
    failures: 0,
  },
  {
    name: 'health-haproxy-refused-L4_i500_f1_r1_retries0',
    action: REFUSED,
    lb: { ...I500_F3, checkKind: 'tcp', fall: 1, rise: 1 },
    downS: 4,
    ejected: [0.335, 0.26, 0.475, 0.427],
    ejectWithin: [0, 0.5],
    readmitWithin: [0, 0.5],
    failures: null,
  },
  {
    name: 'health-haproxy-refused-L4_i1000_f2_r2_fast200_down300_retries0',
    action: REFUSED,
    lb: FAST,
    downS: 4,
    ejected: [0.399, 0.332, 1.038, 0.989],
    ejectWithin: [0.2, 1.2],
    readmitWithin: [0.2, 0.5],
    failures: null,
  },
  {
    name: 'health-haproxy-refused-nocheck_retries0',
    action: REFUSED,
    lb: NO_CHECK,
    downS: 4,
    ejected: null,
    ejectWithin: [0, 0],
    readmitWithin: [0, 0],
    failures: 27,
  },
  {
    name: 'health-haproxy-hang-L4_i1000_f2_r2_fast200_down300_retries0',
    action: HANG,
    lb: FAST,
    downS: 5,
    ejected: null,
    ejectWithin: [0, 0],
    readmitWithin: [0, 0],
    failures: null,
  },
  {
    name: 'health-haproxy-hang-nocheck_retries0',
    action: HANG,
    lb: NO_CHECK,
    downS: 5,
    ejected: null,
    ejectWithin: [0, 0],
    readmitWithin: [0, 0],
    failures: null,
  },
  {
    name: 'health-haproxy-health500-L4_i500_f3_r2_retries3_redispatch',
    action: FAILING,
    lb: { ...I500_F3, checkKind: 'tcp', retryNext: 3 },
    downS: 4,
    ejected: null,
    ejectWithin: [0, 0],
    readmitWithin: [0, 0],
    failures: null,
  },
  {
    name: 'health-haproxy-health500-L4_i500_f3_r2_retries3_redispatch1',
    action: FAILING,
    lb: { ...I500_F3, checkKind: 'tcp', retryNext: 3 },
    downS: 4,
    ejected: null,
    ejectWithin: [0, 0],
    readmitWithin: [0, 0],
    failures: null,
  },
  {
    name: 'health-haproxy-health500-L4_i1000_f2_r2_fast200_down300_retries0',
    action: FAILING,
    lb: FAST,
    downS: 4,
    ejected: null,
    ejectWithin: [0, 0],
    readmitWithin: [0, 0],
    failures: null,
  },
  {
    name: 'health-haproxy-health500-nocheck_retries0',
    action: FAILING,
    lb: NO_CHECK,
    downS: 4,
    ejected: null,
    ejectWithin: [0, 0],
    readmitWithin: [0, 0],
    failures: null,
  },
  {
    name: 'health-haproxy-health500-L7_i500_f3_r2_retries0',
    action: FAILING,
    lb: I500_F3,
    downS: 4,
    ejected: [1.277],
    ejectWithin: [1, 1.5],
    readmitWithin: [0.5, 1],
    failures: null,
  },
];

function designFor({ action, lb, downS }: Case): SmallDesign {
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 20 }, access: 'none' }],
      lb: ['load-balancer', lb],
      app: ['service', { replicas: 3, serviceTime: NO_TIME, restartS: 0 }],
    },
    edges: [
      ['users', 'lb', { timeoutMs: 1_000 }],
      ['lb', 'app', {}],
    ],
    scenario: [{ atS: FAULT_S, untilS: FAULT_S + downS, target: { node: 'app', endpoint: 1 }, action }],
    run: { durationS: 12 },
  };
}

/** When the replica went out and came back, in seconds after the fault and after its end. */
function play(one: Case, seed: number) {
  const simulation = new Simulation(designOf(designFor(one)), { seed });
  let outS: number | null = null;
  let backS: number | null = null;
  let before: BackendState = 'up';
  for (let step = 1; step * STEP_S <= 11; step += 1) {
    simulation.run(Math.round(step * STEP_S * 1e9));
    const state = simulation.balancerView('lb', false)?.backends[1]?.state ?? 'off';
    if (before === 'up' && state === 'down') outS ??= step * STEP_S - FAULT_S;
    if (before === 'down' && state === 'up') backS ??= step * STEP_S - FAULT_S - one.downS;
    before = state;
  }
  simulation.run();
  return { outS, backS, failed: simulation.report().totals.failed };
}

describe('checks as HAProxy makes them: when a server goes out and comes back, and what that costs', () => {
  it.each(CASES)('$name', (one) => {
    const [outFrom, outTo] = one.ejectWithin;
    const [backFrom, backTo] = one.readmitWithin;
    // What was measured follows the rule that is held here.
    for (const seconds of one.ejected ?? []) {
      expect(seconds).toBeGreaterThan(outFrom);
      expect(seconds).toBeLessThanOrEqual(outTo + SLACK_S);
    }
    for (const seed of [1, 2, 3]) {
      const { outS, backS, failed } = play(one, seed);
      if (one.ejected === null) expect(outS).toBeNull();
      else {
        expect(outS).toBeGreaterThan(outFrom);
        expect(outS).toBeLessThanOrEqual(outTo + SLACK_S);
        expect(backS).toBeGreaterThan(backFrom);
        expect(backS).toBeLessThanOrEqual(backTo + SLACK_S);
      }
      if (one.failures !== null) expect(Math.abs(failed - one.failures)).toBeLessThanOrEqual(1);
    }
  });
});
