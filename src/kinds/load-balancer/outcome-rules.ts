import { OUTCOME, OUTCOMES, type OutcomeCode, type OutcomeName } from '../../model/outcome.ts';

/** A set of outcomes as a table by code. */
function outcomeSet(names: readonly OutcomeName[]): Uint8Array {
  const set = new Uint8Array(OUTCOMES.length);
  for (const name of names) set[OUTCOME[name]] = 1;
  return set;
}

/** The connection was not established, so nothing of the request was sent. */
const UNSENT: readonly OutcomeName[] = ['connection_refused', 'connect_timeout'];

/** What a balancer that sees only packets can notice. */
const CONNECTION_FAILURES: readonly OutcomeName[] = [...UNSENT, 'connection_reset', 'draining_cut'];

/**
 * What counts against a backend at L7: answers of the 5xx class and failures of the network, as Envoy's consecutive_5xx with
 * split_external_local_origin_errors off. Answers about the request itself (429, 401, a loop) do not.
 */
const SERVER_FAILURES: readonly OutcomeName[] = [
  ...CONNECTION_FAILURES,
  'queue_full',
  'timeout',
  'no_healthy_backend',
  'circuit_open',
  'shed',
  'partitioned',
  'packet_lost',
  'server_error',
  'too_many_connections',
  'deadline_exceeded',
  'exception',
];

/** nginx `error`: no connection or a broken one; `timeout`: none in time. */
const ERROR_OR_TIMEOUT: readonly OutcomeName[] = [...CONNECTION_FAILURES, 'timeout', 'partitioned', 'packet_lost'];

/** What else is tried again, by HTTP status (nginx `http_503` and so on). */
const RETRIED_STATUS: Readonly<Record<RetryOn, readonly number[]>> = {
  error: [],
  '503': [503],
  '5xx': [500, 502, 503, 504],
};

export type RetryOn = 'error' | '503' | '5xx';

const unsent = outcomeSet(UNSENT);
const connectionFailures = outcomeSet(CONNECTION_FAILURES);
const serverFailures = outcomeSet(SERVER_FAILURES);
const errorOrTimeout = outcomeSet(ERROR_OR_TIMEOUT);

/** The failure breaks the connection it came over. */
export function breaksConnection(outcome: OutcomeCode): boolean {
  return connectionFailures[outcome] === 1;
}

/** The failure counts against the backend for an L7 balancer. */
export function isServerFailure(outcome: OutcomeCode): boolean {
  return serverFailures[outcome] === 1;
}

/** The balancer itself saw it: no connection, a broken one, or no answer in time. What a backend passes on is its answer. */
export function isErrorOrTimeout(outcome: OutcomeCode, isPassedOn: boolean): boolean {
  return !isPassedOn && errorOrTimeout[outcome] === 1;
}

export interface RetryRule {
  readonly retryOn: RetryOn;
  /** POST and PATCH too, even when they may have been done. */
  readonly retryUnsafe: boolean;
}

/**
 * Another backend may be tried. A request whose repetition may have an effect (POST, PATCH) only while nothing was sent:
 * nginx `non_idempotent`, RFC 9110 section 9.2.2.
 */
export function mayTryNext(
  outcome: OutcomeCode,
  isPassedOn: boolean,
  isIdempotentRequest: boolean,
  rule: RetryRule,
): boolean {
  const isError = isErrorOrTimeout(outcome, isPassedOn);
  if (!isError && !RETRIED_STATUS[rule.retryOn].includes(OUTCOMES[outcome]?.status ?? 0)) return false;
  return isIdempotentRequest || rule.retryUnsafe || (unsent[outcome] === 1 && !isPassedOn);
}

/**
 * The failure counts for nginx's `max_fails`: no connection or no answer always, an answer with an error status only where it makes
 * nginx try the next (ngx_http_upstream_test_next).
 */
export function countsForMaxFails(outcome: OutcomeCode, isPassedOn: boolean, isTriedAgain: boolean): boolean {
  return isTriedAgain || isErrorOrTimeout(outcome, isPassedOn);
}
