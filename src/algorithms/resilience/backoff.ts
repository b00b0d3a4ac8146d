import type { EdgeConfig } from '../../model/edge-spec.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import { NS_PER_MS } from '../../model/units.ts';

/** The exponential variant of an edge's backoff. */
export type ExponentialBackoff = Extract<EdgeConfig['backoff'], { readonly type: 'exponential' }>;

/** min(cap, base x factor^(failed - 1)) in ms. Repeated multiplication, so that whole factors give whole results. */
function plainWaitMs(policy: ExponentialBackoff, failedAttempts: number): number {
  let plainMs = policy.baseMs;
  for (let i = 1; i < failedAttempts && plainMs < policy.capMs; i++) plainMs *= policy.factor;
  return Math.min(policy.capMs, plainMs);
}

/** Before rounding, in ms. */
function waitMs(policy: ExponentialBackoff, failedAttempts: number, previousMs: number, stream: RandomStream): number {
  const plain = plainWaitMs(policy, failedAttempts);
  switch (policy.jitter) {
    case 'none':
      return plain;
    case 'full':
      return stream.uniform() * plain;
    case 'equal':
      return plain / 2 + stream.uniform() * (plain / 2);
    case 'additive':
      return Math.min(policy.capMs, plain + stream.uniform() * (policy.baseMs / 2));
    case 'fifth':
      return plain * (0.8 + stream.uniform() * 0.4);
    case 'decorrelated': {
      const before = Math.max(policy.baseMs, previousMs);
      return Math.min(policy.capMs, policy.baseMs + stream.uniform() * (3 * before - policy.baseMs));
    }
  }
}

/**
 * Wait before the next attempt, in integer nanoseconds, never above the cap (but for `fifth`, which spreads the capped wait). With w = min(cap, base x factor^(failedAttempts - 1)):
 * none w; full U(0, w); equal w/2 + U(0, w/2); additive w + U(0, base/2); decorrelated U(base, 3 x previous wait);
 * fifth w x U(0.8, 1.2), gRPC's (gRFC A6).
 * Marc Brooker (2015), "Exponential Backoff and Jitter", AWS Architecture Blog; additive: Google Cloud Storage retry strategy.
 * @param failedAttempts attempts that failed so far: 1 before the second attempt
 * @param previousNs the wait before the last attempt, 0 when there was none; only decorrelated jitter looks at it
 */
export function nextBackoffNs(
  policy: ExponentialBackoff,
  failedAttempts: number,
  previousNs: number,
  stream: RandomStream,
): number {
  return Math.floor(waitMs(policy, failedAttempts, previousNs / NS_PER_MS, stream) * NS_PER_MS + 0.5);
}
