import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../src/model/distribution-field.ts';
import {
  constant,
  design,
  edge,
  exponential,
  poissonClient,
  runFor,
  station,
  unitMsFor,
} from '../support/queue-designs.ts';
import { disagreement, FIGURE, measure } from '../support/measure.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

/** Utilisation hardly varies, the queue very much: what counts as precise enough to tell a wrong model from a right one. */
const PRECISION = { utilization: 0.02, latencyMs: 0.06, queueLength: 0.15, queueWaitMs: 0.15 } as const;

interface Queue {
  readonly servers: number;
  /** Arrivals and completions of one server, per unit of time. */
  readonly lambda: number;
  readonly mu: number;
  readonly serviceTime?: (meanMs: number) => Distribution;
  readonly requests: number;
  readonly seed?: number;
}

interface Theory {
  readonly W: number;
  readonly Wq: number;
  readonly Lq: number;
}

function queueDesign({ servers, lambda, mu, serviceTime = exponential, requests, seed = 1 }: Queue) {
  const unitMs = unitMsFor(lambda, { requests });
  return {
    unitMs,
    design: design(
      [poissonClient((lambda * 1_000) / unitMs), station('server', servers, serviceTime(unitMs / mu))],
      [edge('client', 'server')],
      runFor({ requests }, seed),
    ),
  };
}

function disagreements(queue: Queue, { W, Wq, Lq }: Theory): (string | null)[] {
  const { unitMs, design: built } = queueDesign(queue);
  const measured = measure(built, {
    latencyMs: FIGURE.latencyMs,
    queueWaitMs: FIGURE.queueWaitMs('server'),
    queueLength: FIGURE.queueLength('server'),
    utilization: FIGURE.utilization('server'),
  });
  const expected = {
    latencyMs: W * unitMs,
    queueWaitMs: Wq * unitMs,
    queueLength: Lq,
    utilization: queue.lambda / (queue.mu * queue.servers),
  };
  const names = Object.keys(expected) as (keyof typeof expected)[];
  return names.map((name) => disagreement(name, measured[name], expected[name], PRECISION[name]));
}

const AGREES = [null, null, null, null];

/** Erlang C: Gross, Shortle, Thompson, Harris, "Fundamentals of Queueing Theory", section 3.3; W, Wq, Lq from the formulas. */
describe('M/M/c: Erlang C', () => {
  it.each([
    [
      'M/M/1 at 0.3',
      { servers: 1, lambda: 3, mu: 10, requests: 150_000 },
      { W: 0.142857143, Wq: 0.042857143, Lq: 0.128571429 },
    ],
    ['M/M/1 at 0.6', { servers: 1, lambda: 6, mu: 10, requests: 150_000 }, { W: 0.25, Wq: 0.15, Lq: 0.9 }],
    ['M/M/1 at 0.8', { servers: 1, lambda: 8, mu: 10, requests: 300_000 }, { W: 0.5, Wq: 0.4, Lq: 3.2 }],
    ['M/M/1 at 0.9', { servers: 1, lambda: 450, mu: 500, requests: 500_000 }, { W: 0.02, Wq: 0.018, Lq: 8.1 }],
    [
      'M/M/2 at 0.5',
      { servers: 2, lambda: 1, mu: 1, requests: 150_000 },
      { W: 1.333333333, Wq: 0.333333333, Lq: 0.333333333 },
    ],
    [
      'M/M/4 at 0.9',
      { servers: 4, lambda: 36, mu: 10, requests: 400_000 },
      { W: 0.296938316, Wq: 0.196938316, Lq: 7.089779379 },
    ],
    [
      'M/M/8 at 0.8',
      { servers: 8, lambda: 32, mu: 5, requests: 300_000 },
      { W: 0.257205616, Wq: 0.057205616, Lq: 1.830579702 },
    ],
    [
      'M/M/50 at 0.9',
      { servers: 50, lambda: 45, mu: 1, requests: 500_000 },
      { W: 1.072772893, Wq: 0.072772893, Lq: 3.274780205 },
    ],
  ] satisfies [string, Queue, Theory][])('%s', (_, queue, theory) => {
    expect(disagreements(queue, theory)).toEqual(AGREES);
  });
});

function erlang4(meanMs: number): Distribution {
  return { type: 'erlang', meanMs, phases: 4 };
}

function hyperexponential4(meanMs: number): Distribution {
  return { type: 'hyperexponential', meanMs, cv2: 4 };
}

function lognormal(cv: number): (meanMs: number) => Distribution {
  return (meanMs) => ({ type: 'lognormal', meanMs, cv });
}

/** Wq = rho S (1 + cs2) / (2 (1 - rho)): Kleinrock, "Queueing Systems" volume 1, section 5.6. Mean service time 1. */
function pollaczekKhinchine(rho: number, cs2: number): Theory {
  const Wq = (rho * (1 + cs2)) / (2 * (1 - rho));
  return { W: Wq + 1, Wq, Lq: rho * Wq };
}

describe('M/G/1: Pollaczek-Khinchine', () => {
  it.each([
    ['constant at 0.5', constant, 0.5, 0, 0.5, 150_000],
    ['constant at 0.8', constant, 0.8, 0, 2, 300_000],
    ['constant at 0.9', constant, 0.9, 0, 4.5, 300_000],
    ['Erlang 4 at 0.8', erlang4, 0.8, 0.25, 2.5, 300_000],
    ['hyperexponential at 0.5', hyperexponential4, 0.5, 4, 2.5, 200_000],
    ['hyperexponential at 0.8', hyperexponential4, 0.8, 4, 10, 900_000],
    ['lognormal, cv 1, at 0.8', lognormal(1), 0.8, 1, 4, 400_000],
    ['lognormal, cv 0.5, at 0.7', lognormal(0.5), 0.7, 0.25, 1.458333333, 300_000],
  ] satisfies [string, (meanMs: number) => Distribution, number, number, number, number][])(
    '%s',
    (_, serviceTime, rho, cs2, Wq, requests) => {
      const theory = pollaczekKhinchine(rho, cs2);
      expect(theory.Wq).toBeCloseTo(Wq, 8);
      expect(disagreements({ servers: 1, lambda: rho, mu: 1, serviceTime, requests }, theory)).toEqual(AGREES);
    },
  );
});

/** The same check must say no to a model that is nearly right. */
describe('a model broken on purpose is caught', () => {
  const theory = { W: 0.5, Wq: 0.4, Lq: 3.2 };
  const right: Queue = { servers: 1, lambda: 8, mu: 10, requests: 300_000 };

  it('work that takes 5 % longer', () => {
    const found = disagreements({ ...right, serviceTime: (meanMs) => exponential(meanMs * 1.05) }, theory);
    expect(found).toEqual([expect.any(String), expect.any(String), expect.any(String), expect.any(String)]);
  });

  it('work that takes 2 % longer shows in the utilisation', () => {
    expect(disagreements({ ...right, serviceTime: (meanMs) => exponential(meanMs * 1.02) }, theory)[3]).toMatch(
      /utilization/,
    );
  });

  it('work of the right mean that varies a little less', () => {
    const found = disagreements(
      { ...right, serviceTime: (meanMs) => ({ type: 'lognormal', meanMs, cv: 0.8 }) },
      theory,
    );
    expect(found.slice(0, 3)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
    expect(found[3]).toBeNull();
  });

  it('a server with one slot more', () => {
    const found = disagreements(
      { servers: 5, lambda: 36, mu: 10, requests: 200_000 },
      { W: 0.296938316, Wq: 0.196938316, Lq: 7.089779379 },
    );
    expect(found.slice(0, 3)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  });
});

/** The interval the report itself gives must mean what it says: of many runs, nineteen in twenty contain the truth. */
describe('the confidence interval of the report', () => {
  it('contains the mean of an M/M/1 at 0.6 in 95 % of 50 runs', () => {
    const runs = 50;
    const covered = Array.from({ length: runs }, (_, seed) => {
      const { unitMs, design: built } = queueDesign({
        servers: 1,
        lambda: 6,
        mu: 10,
        requests: 12_000,
        seed: seed + 1,
      });
      const simulation = new Simulation(built);
      simulation.run();
      const { mean, meanCi95 } = simulation.report().clients['client']?.latencyMs ?? { mean: null, meanCi95: null };
      if (mean === null || meanCi95 === null) throw new Error('no interval');
      expect(meanCi95 / mean).toBeLessThan(0.2);
      return Math.abs(mean - 0.25 * unitMs) <= meanCi95;
    }).filter(Boolean).length;
    // Binomial: 47.5 expected, four standard errors of 1.54 below is 41.3.
    expect(covered).toBeGreaterThanOrEqual(41);
  });
});
