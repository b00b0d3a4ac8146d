/** Rules of a sender's congestion window, in segments (RFC 5681 NewReno; QUIC has the same in RFC 9002 section 7). */

/** Initial window (RFC 6928). */
export const INITIAL_WINDOW = 10;
/** Where a receiver's buffer ends growing: about 6 MB (Linux tcp_rmem, largest). */
export const LARGEST_WINDOW = 4_096;
/** Segments that must have arrived behind a hole for it to be noticed at once (RFC 5681 section 3.2, RFC 9002 section 6.1.1). */
export const REORDERING_THRESHOLD = 3;
/** Smallest slow-start threshold (RFC 5681 equation 4). */
const SMALLEST_THRESHOLD = 2;

/**
 * Window after `acked` segments arrived while the window was what held the sender back: one more for each in slow start, one more
 * for each whole window above the threshold. Floats in [1, LARGEST_WINDOW].
 */
export function grownWindow(window: number, threshold: number, acked: number): number {
  const slow = Math.max(0, Math.min(acked, threshold - window));
  const slowed = window + slow;
  const grown = slowed + (acked - slow) / slowed;
  return Math.min(grown, LARGEST_WINDOW);
}

/** Threshold after a loss: half of what was in flight (RFC 5681 section 3.1). */
export function thresholdAfterLoss(window: number): number {
  return Math.max(SMALLEST_THRESHOLD, window / 2);
}

/**
 * Window after a pause: halved for each whole retransmission time-out that passed, but not below the initial one (RFC 2861 section 2;
 * Linux tcp_slow_start_after_idle; RFC 9002 section 7.8 for QUIC).
 */
export function windowAfterIdle(window: number, idleNs: number, rtoNs: number): number {
  let left = window;
  for (let idle = idleNs; idle > rtoNs && left > INITIAL_WINDOW; idle -= rtoNs) left /= 2;
  return left < window ? Math.max(left, Math.min(window, INITIAL_WINDOW)) : window;
}
