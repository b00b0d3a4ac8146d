import { describe, expect, it } from 'vitest';
import { OUTCOME, OUTCOMES } from '../../model/outcome.ts';
import { breaksConnection, countsForMaxFails, isServerFailure, mayTryNext } from './outcome-rules.ts';

const names = (rule: (code: number) => boolean) => OUTCOMES.filter((_, code) => rule(code)).map(({ name }) => name);

describe('rules about outcomes', () => {
  const usual = { retryOn: 'error', retryUnsafe: false } as const;

  it('tries the next backend as nginx does by default: not after an answer, even a 500', () => {
    const tried = names((code) => mayTryNext(code, false, true, usual));
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
    const tried = names((code) => mayTryNext(code, false, false, usual));
    expect(tried).toEqual(['connection_refused', 'connect_timeout']);
    const unsafe = names((code) => mayTryNext(code, false, false, { ...usual, retryUnsafe: true }));
    expect(unsafe).toEqual(names((code) => mayTryNext(code, false, true, usual)));
  });

  it('takes what a backend passes on for its answer', () => {
    expect(names((code) => mayTryNext(code, true, true, usual))).toEqual([]);
    const on503 = names((code) => mayTryNext(code, true, true, { ...usual, retryOn: '503' }));
    expect(on503).toEqual(OUTCOMES.filter(({ status }) => status === 503).map(({ name }) => name));
    expect(mayTryNext(OUTCOME.connection_refused, true, true, { ...usual, retryOn: '5xx' })).toBe(true);
    expect(mayTryNext(OUTCOME.connection_refused, true, false, { ...usual, retryOn: '5xx' })).toBe(false);
  });

  it('tries other answers again only where they are listed', () => {
    expect(mayTryNext(OUTCOME.server_error, false, true, { ...usual, retryOn: '503' })).toBe(false);
    expect(mayTryNext(OUTCOME.server_error, false, true, { ...usual, retryOn: '5xx' })).toBe(true);
    expect(mayTryNext(OUTCOME.rate_limited, false, true, { ...usual, retryOn: '5xx' })).toBe(false);
  });

  it('counts for max_fails what nginx counts: errors and time-outs always, answers where they are tried again', () => {
    expect(countsForMaxFails(OUTCOME.connection_reset, false, false)).toBe(true);
    expect(countsForMaxFails(OUTCOME.server_error, false, false)).toBe(false);
    expect(countsForMaxFails(OUTCOME.server_error, false, true)).toBe(true);
    expect(countsForMaxFails(OUTCOME.timeout, true, false)).toBe(false);
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
