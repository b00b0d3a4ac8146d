import { describe, expect, test } from 'vitest';
import { inverseNormal } from '../math/inverse-normal.ts';
import { openUniform } from '../sampling/open-uniform.ts';
import { deriveStream } from '../sampling/sfc32.ts';
import { nextBackoffNs, type ExponentialBackoff } from './backoff.ts';

type Jitter = ExponentialBackoff['jitter'];

function policy(jitter: Jitter, overrides: Partial<ExponentialBackoff> = {}): ExponentialBackoff {
  return { type: 'exponential', baseMs: 100, factor: 2, capMs: 32_000, jitter, ...overrides };
}

const stream = deriveStream(1, 'caller', 'backoff');

test('without jitter: base, then times the factor, up to the cap', () => {
  const waitsMs = Array.from({ length: 11 }, (_, i) => nextBackoffNs(policy('none'), i + 1, 0, stream) / 1e6);
  expect(waitsMs).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 32_000, 32_000]);
  expect(nextBackoffNs(policy('none', { factor: 1.5 }), 4, 0, stream)).toBe(337_500_000);
  expect(nextBackoffNs(policy('none', { factor: 10 }), 1_000_000, 0, stream)).toBe(32e9);
  expect(nextBackoffNs(policy('none', { baseMs: 500, capMs: 200 }), 1, 0, stream)).toBe(200e6);
});

/** Jitter, failed attempts, previous wait and the range the wait is uniform in, all in ms. */
const ranges: readonly (readonly [Jitter, number, number, number, number])[] = [
  ['full', 1, 0, 0, 100],
  ['full', 6, 0, 0, 3_200],
  ['equal', 1, 0, 50, 100],
  ['equal', 6, 0, 1_600, 3_200],
  ['additive', 1, 0, 100, 150],
  ['additive', 6, 0, 3_200, 3_250],
  ['decorrelated', 1, 0, 100, 300],
  ['decorrelated', 2, 250, 100, 750],
  ['decorrelated', 9, 5_000, 100, 15_000],
  ['fifth', 3, 0, 320, 480],
  ['fifth', 12, 0, 25_600, 38_400],
];

describe('jitter is uniform in its range', () => {
  test.each(ranges)(
    '%s after %i failures (previous wait %i ms): %i to %i ms',
    (jitter, failed, previousMs, lowMs, highMs) => {
      const n = 20_000;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const unit = (nextBackoffNs(policy(jitter), failed, previousMs * 1e6, stream) / 1e6 - lowMs) / (highMs - lowMs);
        if (!(unit >= 0 && unit <= 1)) throw new Error(`${unit} is out of the range`);
        sum += unit;
        squares += unit * unit;
      }
      // Uniform: mean 1/2 with variance 1/12, mean square 1/3 with variance 4/45.
      expect(Math.abs(sum / n - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
      expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n));
    },
  );

  test('no wait is above the cap', () => {
    for (const jitter of ['none', 'full', 'equal', 'additive', 'decorrelated'] as const) {
      for (let i = 0; i < 1_000; i++) expect(nextBackoffNs(policy(jitter), 20, 32e9, stream)).toBeLessThanOrEqual(32e9);
    }
  });

  test('clients that failed at the same instant spread evenly: clients / width per millisecond (project truth set, jitter-*)', () => {
    const inFirst10Ms = (clients: number, jittered: ExponentialBackoff, failed: number, fromMs: number): number => {
      let inside = 0;
      for (let i = 0; i < clients * 200; i++) {
        const waitMs = nextBackoffNs(jittered, failed, 0, stream) / 1e6;
        if (waitMs >= fromMs && waitMs < fromMs + 10) inside++;
      }
      return inside / 200;
    };
    expect(inFirst10Ms(1_000, policy('full', { baseMs: 50 }), 1, 0) / 200).toBeCloseTo(1, 1);
    expect(inFirst10Ms(1_000, policy('equal', { baseMs: 200 }), 1, 100) / 100).toBeCloseTo(1, 1);
    expect(inFirst10Ms(1_000, policy('full'), 6, 0) / 3.125).toBeCloseTo(1, 0.7);
  });
});

/** One attempt of a client of the contention model: what happens next to it. */
interface Step {
  readonly atMs: number;
  readonly client: number;
  readonly kind: 'read' | 'answered' | 'write' | 'written';
  readonly version: number;
}

interface Contention {
  readonly completionMs: number;
  readonly calls: number;
}

/**
 * The model of the article's simulator: clients read the version of one row, then write; a write of an old version fails and is tried
 * again, read first, after the backoff. Each message takes |N(10, 2)| ms. Ends when every client has written once.
 */
function contend(
  clients: number,
  waitNs: ((failed: number, previousNs: number) => number) | null,
  seed: number,
): Contention {
  const network = deriveStream(seed, 'network', 'delay');
  const delayMs = (): number => Math.abs(10 + 2 * inverseNormal(openUniform(network)));
  const failed = new Int32Array(clients);
  const previousNs = new Float64Array(clients);
  let pending: Step[] = Array.from({ length: clients }, (_, client) => ({
    atMs: delayMs(),
    client,
    kind: 'read',
    version: 0,
  }));
  let version = 0;
  let calls = 0;
  let completionMs = 0;
  while (pending.length > 0) {
    const step = pending.reduce((first, other) => (other.atMs < first.atMs ? other : first));
    pending = pending.filter((other) => other !== step);
    const { client, atMs } = step;
    const then = (kind: Step['kind'], sent: number, waitMs = 0): void => {
      pending.push({ atMs: atMs + waitMs + delayMs(), client, kind, version: sent });
    };
    if (step.kind === 'read') then('answered', version);
    else if (step.kind === 'answered') then('write', step.version);
    else if (step.kind === 'write') {
      const accepted = step.version === version;
      if (accepted) version++;
      then('written', accepted ? 1 : 0);
    } else {
      calls++;
      if (step.version === 1) completionMs = Math.max(completionMs, atMs);
      else {
        previousNs[client] =
          waitNs === null ? 0 : waitNs((failed[client] = (failed[client] ?? 0) + 1), previousNs[client] ?? 0);
        then('read', 0, (previousNs[client] ?? 0) / 1e6);
      }
    }
  }
  return { completionMs, calls };
}

/**
 * Clients, jitter (null: no wait at all), completion and its spread over runs in ms, calls and their spread: the article's own simulator,
 * 60 runs each (project truth set, aws-backoff-*). Base 5 ms, cap 2,000 ms.
 */
const contentionCases: readonly (readonly [number, Jitter | null, number, number, number, number])[] = [
  [10, 'none', 3_540.6, 1_263.2, 51, 4],
  [10, 'decorrelated', 421.1, 65.9, 37.8, 2.3],
  [10, 'equal', 735.4, 209.1, 42.5, 2.5],
  [10, null, 390.5, 35.4, 51.8, 4.3],
  [20, 'none', 14_756.6, 2_291.2, 152.8, 11.7],
  [20, 'equal', 1_640.5, 455, 108.1, 4.4],
  [20, 'full', 959.1, 239.1, 99.9, 3.4],
  [50, 'full', 2_906.1, 605.4, 331.7, 4.6],
  [50, null, 1_145, 51.1, 691.7, 17.1],
];

describe('contending clients finish as in the simulator of "Exponential Backoff and Jitter"', () => {
  test.each(contentionCases)(
    '%i clients, jitter %s',
    (clients, jitter, completionMs, completionSpread, calls, callsSpread) => {
      const draws = deriveStream(3, 'clients', `${clients}`);
      const runs = 60;
      let completionSum = 0;
      let callSum = 0;
      for (let run = 0; run < runs; run++) {
        // The simulator starts at base x 2 and at base for decorrelated jitter.
        const used =
          jitter === null ? null : policy(jitter, { baseMs: jitter === 'decorrelated' ? 5 : 10, capMs: 2_000 });
        const result = contend(
          clients,
          used === null ? null : (failed, previousNs) => nextBackoffNs(used, failed, previousNs, draws),
          run,
        );
        completionSum += result.completionMs;
        callSum += result.calls;
      }
      // Two means of 60 runs: their difference has the standard error spread x sqrt(2 / 60).
      expect(Math.abs(completionSum / runs - completionMs)).toBeLessThan(4 * completionSpread * Math.sqrt(2 / runs));
      expect(Math.abs(callSum / runs - calls)).toBeLessThan(4 * callsSpread * Math.sqrt(2 / runs));
    },
  );
});
