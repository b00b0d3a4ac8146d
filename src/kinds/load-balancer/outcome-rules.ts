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
];

/** nginx `proxy_next_upstream error timeout` (its default): no connection, a broken one, or none in time; not a 500. */
const NEXT_UPSTREAM: readonly OutcomeName[] = [...CONNECTION_FAILURES, 'timeout', 'partitioned', 'packet_lost'];

const unsent = outcomeSet(UNSENT);
const connectionFailures = outcomeSet(CONNECTION_FAILURES);
const serverFailures = outcomeSet(SERVER_FAILURES);
const nextUpstream = outcomeSet(NEXT_UPSTREAM);

/** The failure breaks the connection it came over. */
export function breaksConnection(outcome: OutcomeCode): boolean {
  return connectionFailures[outcome] === 1;
}

/** The failure counts against the backend for an L7 balancer. */
export function isServerFailure(outcome: OutcomeCode): boolean {
  return serverFailures[outcome] === 1;
}

/**
 * Another backend may be tried. A request whose repetition may have an effect (POST, PATCH) only while nothing was sent:
 * nginx `non_idempotent`, RFC 9110 section 9.2.2.
 */
export function mayTryNext(outcome: OutcomeCode, isIdempotentRequest: boolean): boolean {
  return nextUpstream[outcome] === 1 && (isIdempotentRequest || unsent[outcome] === 1);
}
