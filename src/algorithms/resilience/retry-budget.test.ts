import { describe, expect, test } from 'vitest';
import { deriveStream } from '../sampling/sfc32.ts';
import { RetryBudget } from './retry-budget.ts';

/** Attempts per request when each attempt fails with the same probability. */
function loadFactor(failRatio: number, budgetRatio: number, maxRetries: number): number {
  const stream = deriveStream(1, 'caller', `${failRatio}`);
  const budget = new RetryBudget(budgetRatio);
  const requests = 200_000;
  let attempts = 0;
  for (let i = 0; i < requests; i++) {
    budget.onFirstAttempt();
    attempts++;
    for (let retry = 0; retry < maxRetries; retry++) {
      if (stream.uniform() >= failRatio || !budget.tryRetry()) break;
      attempts++;
    }
  }
  return attempts / requests;
}

describe('load stays within 1 + ratio, whatever fails (project truth set, retry-budget-*)', () => {
  test.each([
    [1, 0.2, 3, 1.2],
    [0.5, 0.1, 3, 1.1],
    [0.05, 0.1, 3, 1.052625],
  ])('failing %f, budget %f, up to %i retries', (failRatio, budgetRatio, maxRetries, expected) => {
    // 10 initial and at most 100 saved retries over 200,000 requests: .0006. Binomial error below .001.
    expect(Math.abs(loadFactor(failRatio, budgetRatio, maxRetries) - expected)).toBeLessThan(0.002);
  });

  test('without a limit in effect, three attempts of one half each: 1.875 (project truth set, retry-06)', () => {
    expect(Math.abs(loadFactor(0.5, 10, 3) - 1.875)).toBeLessThan(0.01);
  });
});

test('ten retries are there before the first attempt, and no more', () => {
  const budget = new RetryBudget(0);
  expect(budget.available).toBe(10);
  expect(Array.from({ length: 12 }, () => budget.tryRetry())).toEqual([
    ...Array.from({ length: 10 }, () => true),
    false,
    false,
  ]);
});

test('ten deposits of a tenth make exactly one retry', () => {
  const budget = new RetryBudget(0.1);
  while (budget.tryRetry());
  for (let i = 0; i < 9; i++) budget.onFirstAttempt();
  expect(budget.tryRetry()).toBe(false);
  budget.onFirstAttempt();
  expect(budget.tryRetry()).toBe(true);
  expect(budget.tryRetry()).toBe(false);
});

test('at most a hundred retries are saved up', () => {
  const budget = new RetryBudget(1);
  for (let i = 0; i < 1_000; i++) budget.onFirstAttempt();
  expect(budget.available).toBe(100);
});
