import { expect, it } from 'vitest';
import {
  GRPC_STATUSES,
  grpcCode,
  grpcStatusCounts,
  grpcStatusOf,
  grpcStatusOfHttp,
  outcomeTextOver,
  translatedText,
} from './grpc-status.ts';
import { OUTCOME, OUTCOMES, outcomeInfo } from './outcome.ts';

it.each([
  [0, 'OK', 200, false],
  [1, 'CANCELLED', 499, false],
  [2, 'UNKNOWN', 500, false],
  [3, 'INVALID_ARGUMENT', 400, false],
  [4, 'DEADLINE_EXCEEDED', 504, false],
  [5, 'NOT_FOUND', 404, false],
  [6, 'ALREADY_EXISTS', 409, false],
  [7, 'PERMISSION_DENIED', 403, false],
  [8, 'RESOURCE_EXHAUSTED', 429, false],
  [9, 'FAILED_PRECONDITION', 400, false],
  [10, 'ABORTED', 409, false],
  [11, 'OUT_OF_RANGE', 400, false],
  [12, 'UNIMPLEMENTED', 501, false],
  [13, 'INTERNAL', 500, false],
  [14, 'UNAVAILABLE', 503, true],
  [15, 'DATA_LOSS', 500, false],
  [16, 'UNAUTHENTICATED', 401, false],
] as const)('project truth set, grpc-%i: %s, HTTP %i, retry %s', (code, name, http, retry) => {
  expect(GRPC_STATUSES[code]).toEqual({ name, http, retry });
  expect(grpcCode(name)).toBe(code);
});

it.each([
  [400, 'INTERNAL'],
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'UNIMPLEMENTED'],
  [429, 'UNAVAILABLE'],
  [502, 'UNAVAILABLE'],
  [503, 'UNAVAILABLE'],
  [504, 'UNAVAILABLE'],
  [418, 'UNKNOWN'],
  [500, 'UNKNOWN'],
])('an HTTP %i without a gRPC status is %s (project truth set, grpc-http-*)', (http, name) => {
  expect(grpcStatusOfHttp(http)).toBe(name);
});

it('every way to end has a status, but for being in flight and what was never sent', () => {
  const without = OUTCOMES.filter(({ name }) => grpcStatusOf(name) === null).map(({ name }) => name);
  expect(without).toEqual(['in_flight', 'grpc_in_browser']);
});

it('a failure over gRPC is told with its status there, any other with that of HTTP', () => {
  const full = outcomeInfo(OUTCOME.queue_full);
  expect(outcomeTextOver('grpc', full)).toBe('14 UNAVAILABLE (queue full)');
  expect(outcomeTextOver('http2', full)).toBe('503 queue full');
  expect(outcomeTextOver(undefined, outcomeInfo(OUTCOME.packet_lost))).toBe('packet lost');
});

it('failures are counted by status over all calls', () => {
  const counts = grpcStatusCounts([
    { errors: { queue_full: 2, timeout: 1 } },
    { errors: { connection_refused: 3, server_error: 0 } },
  ]);
  expect(counts).toEqual([
    { text: '14 UNAVAILABLE', count: 5, retry: true },
    { text: '4 DEADLINE_EXCEEDED', count: 1, retry: false },
  ]);
});

it('a gateway between two languages shows a failure in both', () => {
  const full = outcomeInfo(OUTCOME.queue_full);
  expect(translatedText(full, 'http2', 'grpc')).toBe('503 queue full (14 UNAVAILABLE inside)');
  // HTTP has it as 422, gRPC as ALREADY_EXISTS, which is a 409 outside.
  expect(translatedText(outcomeInfo(OUTCOME.unprocessable), undefined, 'grpc')).toContain('409 ');
  expect(translatedText(outcomeInfo(OUTCOME.server_error), 'grpc', 'http1')).toBe(
    '2 UNKNOWN (500 server error inside)',
  );
  expect(translatedText(full, 'http2', 'http1')).toBe('503 queue full');
  expect(translatedText(full, 'grpc', 'grpc')).toBe('14 UNAVAILABLE (queue full)');
});
