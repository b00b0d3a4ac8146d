import { describe, expect, it } from 'vitest';
import { OUTCOME, OUTCOMES } from '../../model/outcome.ts';
import { breaksConnection, isServerFailure, mayTryNext } from './outcome-rules.ts';

const names = (rule: (code: number) => boolean) => OUTCOMES.filter((_, code) => rule(code)).map(({ name }) => name);

describe('rules about outcomes', () => {
  it('tries the next backend as nginx does by default: not after an answer, even a 500', () => {
    const tried = names((code) => mayTryNext(code, true));
    expect(tried).toEqual([
      'connection_refused',
      'connection_reset',
      'connect_timeout',
      'timeout',
      'partitioned',
      'packet_lost',
      'draining_cut',
    ]);
  });

  it('repeats a POST only while nothing of it was sent', () => {
    expect(names((code) => mayTryNext(code, false))).toEqual(['connection_refused', 'connect_timeout']);
  });

  it('holds no success and no fault of the request against a backend', () => {
    for (const name of [
      'ok',
      'rate_limited',
      'unauthorized',
      'loop_limit',
      'cancelled_by_edit',
      'not_connected',
    ] as const) {
      expect(isServerFailure(OUTCOME[name])).toBe(false);
    }
    for (const name of ['server_error', 'timeout', 'queue_full', 'connection_refused'] as const) {
      expect(isServerFailure(OUTCOME[name])).toBe(true);
    }
  });

  it('sees only broken connections at L4', () => {
    expect(names(breaksConnection)).toEqual([
      'connection_refused',
      'connection_reset',
      'connect_timeout',
      'draining_cut',
    ]);
  });
});
