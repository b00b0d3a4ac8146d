import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
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

const AT_ONCE: Partial<EdgeConfig> = {
  backoff: { type: 'exponential', baseMs: 0, factor: 1, capMs: 0, jitter: 'none' },
};
const REQUESTS_PER_SECOND = 500;
const RUN = { seed: 1, durationS: 200, warmupS: 0 };

function retrying(retries: number, more: Partial<EdgeConfig> = {}): Partial<EdgeConfig> {
  return { ...AT_ONCE, maxAttempts: retries + 1, ...more };
}

/** A chain of callers, each of which retries, over a leaf that fails by itself. */
function chain(failureRatio: number, retries: number, layers: number, more: Partial<EdgeConfig> = {}) {
  const ids = ['client', ...Array.from({ length: layers - 1 }, (_, i) => `middle${i}`), 'leaf'];
  const middles = ids.slice(1, -1).map((id) => station(id, 100_000, constant(0)));
  return design(
    [
      poissonClient(REQUESTS_PER_SECOND / 5 ** (layers - 1)),
      ...middles,
      station('leaf', 100_000, constant(0), { failureRatio }),
    ],
    ids.slice(1).map((id, i) => edge(ids[i]!, id, retrying(retries, more))),
    RUN,
  );
}

/** A figure without any chance in it is exact; any other has a standard error. */
function compare(name: string, estimate: { mean: number; halfWidth95: number }, expected: number): string | null {
  if (estimate.halfWidth95 < 1e-9)
    return Math.abs(estimate.mean - expected) < 1e-9 ? null : `${name} is exactly ${estimate.mean}`;
  return disagreement(name, estimate, expected, expected < 0.02 ? 0.3 : 0.05);
}

/** Attempts (1 - p^(r+1)) / (1 - p), failures p^(r+1). */
describe('independent failures p, r retries', () => {
  it.each([
    [0.05, 2, 1.0525, 0.000125],
    [0.1, 1, 1.1, 0.01],
    [0.2, 3, 1.248, 0.0016],
    [0.3, 2, 1.39, 0.027],
    [0.5, 5, 1.96875, 0.015625],
    [0.8, 3, 2.952, 0.4096],
    [1, 3, 4, 1],
  ])('p %f, r %i', (p, retries, attempts, failures) => {
    const figures = measure(chain(p, retries, 1), {
      attempts: FIGURE.attemptsPerRequest('client-leaf'),
      failures: FIGURE.failureRatio,
    });
    expect(compare('attempts', figures.attempts, attempts)).toBeNull();
    // Ten failures in a run say little about a share of one in ten thousand.
    if (failures > 0.001) expect(compare('failures', figures.failures, failures)).toBeNull();
  });

  it('one retry less is told apart', () => {
    const { attempts } = measure(chain(0.5, 4, 1), { attempts: FIGURE.attemptsPerRequest('client-leaf') });
    expect(compare('attempts', attempts, 1.96875)).toMatch('off by');
  });
});

/** Calls of the leaf for each request of a user. Retries at every level multiply. */
describe('retries at several levels', () => {
  it.each([
    [1, 3, 3, 64, 1],
    [0.5, 3, 2, 1.999969482, 0],
    [0.2, 2, 3, 1.25, 0],
  ])('leaf fails %f, %i retries at each of %i levels', (p, retries, layers, leafCalls, failures) => {
    const lastEdge = layers === 1 ? 'client-leaf' : `middle${layers - 2}-leaf`;
    const figures = measure(chain(p, retries, layers), {
      attempts: FIGURE.attemptsPerRequest(lastEdge),
      failures: FIGURE.failureRatio,
    });
    expect(compare('leaf calls', figures.attempts, leafCalls)).toBeNull();
    if (failures === 1) expect(figures.failures.mean).toBe(1);
    else expect(figures.failures.mean).toBeLessThan(0.001);
  });
});

/** With a budget the load grows by its share, however much fails; 10 retries are allowed from the start. */
describe('retry budget', () => {
  it.each([
    [1, 0.2],
    [0.5, 0.1],
  ])('everything above the budget is refused: p %f, ratio %f', (p, ratio) => {
    const simulation = new Simulation(chain(p, 3, 1, { retryBudgetRatio: ratio }));
    simulation.run();
    const { attempts, retries } = simulation.report().edges['client-leaf']!;
    const first = attempts - retries;
    expect(retries).toBeLessThanOrEqual(10 + ratio * first);
    expect(retries).toBeGreaterThan(9 + ratio * first - 1);
  });

  it('does not bind when little fails', () => {
    const { attempts } = measure(chain(0.05, 3, 1, { retryBudgetRatio: 0.1 }), {
      attempts: FIGURE.attemptsPerRequest('client-leaf'),
    });
    expect(compare('attempts', attempts, 1.052625)).toBeNull();
  });
});

/** Of answers in an M/M/1, a share 1 - e^(-(mu - lambda) t) comes within t. */
describe('goodput', () => {
  it.each([
    [0.8, 5, 1 - Math.exp(-1)],
    [0.5, 4, 1 - Math.exp(-2)],
  ])('M/M/1 at %f, good within %f service times', (rho, within, share) => {
    const requests = 300_000;
    const unitMs = unitMsFor(rho, { requests });
    const ratePerSecond = (rho * 1_000) / unitMs;
    const built = design(
      [poissonClient(ratePerSecond, { goodWithinMs: within * unitMs }), station('server', 1, exponential(unitMs))],
      [edge('client', 'server')],
      runFor({ requests }, 1),
    );
    const { goodput } = measure(built, { goodput: FIGURE.goodput });
    expect(disagreement('goodput', goodput, ratePerSecond * share, 0.03)).toBeNull();
  });
});
