import { expect, it } from 'vitest';
import { OUTCOME, OUTCOME_OK, OUTCOMES, outcomeInfo, outcomeText } from './outcome.ts';

it('codes are places in the list, and the constant for ok is its code', () => {
  expect(OUTCOME.in_flight).toBe(0);
  expect(OUTCOME.ok).toBe(OUTCOME_OK);
  for (const { name } of OUTCOMES) expect(outcomeInfo(OUTCOME[name]).name).toBe(name);
});

it('a code that does not exist is a mistake of the program', () => {
  expect(() => outcomeInfo(OUTCOMES.length)).toThrow(RangeError);
});

it('says the HTTP status where the node answers, and who says it where nobody does', () => {
  expect(outcomeText(outcomeInfo(OUTCOME.queue_full))).toBe('503 queue full');
  expect(outcomeText(outcomeInfo(OUTCOME.connection_refused))).toBe('connection refused (502 by a proxy)');
  expect(outcomeText(outcomeInfo(OUTCOME.packet_lost))).toBe('packet lost');
});

it('has every status the model claims, by its cause', () => {
  const statusOf = (name: keyof typeof OUTCOME) => outcomeInfo(OUTCOME[name]).status;
  expect({
    ok: statusOf('ok'),
    malformed: statusOf('bad_request'),
    stranger: statusOf('unauthorized'),
    notAllowed: statusOf('forbidden'),
    noObject: statusOf('not_found'),
    noRoute: statusOf('no_route'),
    keyInProgress: statusOf('conflict'),
    keyReused: statusOf('unprocessable'),
    tooFast: statusOf('rate_limited'),
    bug: statusOf('server_error'),
    upstreamRefused: statusOf('connection_refused'),
    overload: statusOf('queue_full'),
    noBackend: statusOf('no_healthy_backend'),
    upstreamTimeout: statusOf('timeout'),
  }).toEqual({
    ok: 200,
    malformed: 400,
    stranger: 401,
    notAllowed: 403,
    noObject: 404,
    noRoute: 404,
    keyInProgress: 409,
    keyReused: 422,
    tooFast: 429,
    bug: 500,
    upstreamRefused: 502,
    overload: 503,
    noBackend: 503,
    upstreamTimeout: 504,
  });
});
