import { expect, test } from 'vitest';
import { RetryThrottle } from './retry-throttle.ts';

/** Failures until no retry is allowed any more. */
function failuresUntilStop(throttle: RetryThrottle): number {
  let failures = 0;
  while (throttle.mayRetry) {
    throttle.ended(false);
    failures += 1;
  }
  return failures;
}

test('ten tokens: five failures stop retries, one success from there allows them (project truth set, grpc-throttle)', () => {
  const throttle = new RetryThrottle(10, 0.1);
  expect(failuresUntilStop(throttle)).toBe(5);
  throttle.ended(true);
  expect(throttle.mayRetry).toBe(true);
});

test('from the bottom: 51 successes of a tenth, neither more nor fewer', () => {
  const throttle = new RetryThrottle(10, 0.1);
  for (let i = 0; i < 40; i++) throttle.ended(false);
  for (let i = 0; i < 50; i++) throttle.ended(true);
  expect(throttle.mayRetry).toBe(false);
  throttle.ended(true);
  expect(throttle.mayRetry).toBe(true);
});

test('no more is saved up than the bucket holds', () => {
  const throttle = new RetryThrottle(10, 1);
  for (let i = 0; i < 100; i++) throttle.ended(true);
  expect(failuresUntilStop(throttle)).toBe(5);
});
