/**
 * How a request or an attempt ended. Index in `OUTCOMES` is the code used in typed arrays; 0 means still in flight.
 * `status` is the HTTP status a caller sees, where there is one (RFC 9110 section 15).
 */
export interface OutcomeInfo {
  readonly name: string;
  readonly words: string;
  /** What it means and what usually helps, one sentence. */
  readonly help: string;
  readonly status: number | null;
  /** Nobody there answers: a caller without a proxy in between sees no status at all, a proxy answers with `status` for it. */
  readonly byProxy?: true;
  /** A retry can help: the failure says nothing about the request itself. */
  readonly retryable: boolean;
}

export const OUTCOMES = [
  { name: 'in_flight', words: 'in flight', help: 'Not answered yet.', status: null, retryable: false },
  { name: 'ok', words: 'ok', help: 'Answered.', status: 200, retryable: false },
  {
    name: 'queue_full',
    words: 'queue full',
    help: 'All slots were busy and the queue was at its limit. Add replicas or slots, or shed earlier.',
    status: 503,
    retryable: true,
  },
  {
    name: 'connection_refused',
    words: 'connection refused',
    help: 'Nothing listens there: the process is down. A health check would take it out of rotation.',
    status: 502,
    byProxy: true,
    retryable: true,
  },
  {
    name: 'connection_reset',
    words: 'connection reset',
    help: 'The process died while it was working on the request.',
    status: 502,
    byProxy: true,
    retryable: true,
  },
  {
    name: 'connect_timeout',
    words: 'connect time-out',
    help: 'The connection was not established in time: packets are lost or the host is gone.',
    status: 504,
    byProxy: true,
    retryable: true,
  },
  {
    name: 'timeout',
    words: 'time-out',
    help: "No answer within the caller's time-out. The work may still be going on behind it.",
    status: 504,
    byProxy: true,
    retryable: true,
  },
  {
    name: 'no_healthy_backend',
    words: 'no healthy backend',
    help: 'Every backend is ejected or there is none.',
    status: 503,
    retryable: true,
  },
  {
    name: 'circuit_open',
    words: 'circuit open',
    help: 'The caller stopped calling a failing service for a while.',
    status: 503,
    retryable: false,
  },
  {
    name: 'rate_limited',
    words: 'rate limited',
    help: 'More requests than the limit allows.',
    status: 429,
    retryable: true,
  },
  { name: 'shed', words: 'shed', help: 'Dropped on purpose to protect what is running.', status: 503, retryable: true },
  { name: 'dns_failure', words: 'DNS failure', help: 'The name could not be resolved.', status: null, retryable: true },
  {
    name: 'partitioned',
    words: 'partitioned',
    help: 'The network between the two places is cut and the caller had no time-out of its own.',
    status: null,
    retryable: true,
  },
  {
    name: 'packet_lost',
    words: 'packet lost',
    help: 'The packet was lost and nothing resent it.',
    status: null,
    retryable: true,
  },
  { name: 'server_error', words: 'server error', help: 'The service answered 500.', status: 500, retryable: true },
  {
    name: 'too_many_connections',
    words: 'too many connections',
    help: 'The connection limit of the database was reached. Pool connections or raise the limit.',
    status: 503,
    retryable: true,
  },
  {
    name: 'deadline_exceeded',
    words: 'deadline exceeded',
    help: 'The overall deadline passed.',
    status: 504,
    retryable: false,
  },
  { name: 'unauthorized', words: 'unauthorized', help: 'No valid credentials.', status: 401, retryable: false },
  {
    name: 'draining_cut',
    words: 'cut while draining',
    help: 'The server went away before the request was done.',
    status: 502,
    byProxy: true,
    retryable: true,
  },
  {
    name: 'cancelled_by_edit',
    words: 'cancelled by edit',
    help: 'You removed or replaced the node or edge it was on.',
    status: null,
    retryable: false,
  },
  {
    name: 'loop_limit',
    words: 'loop limit',
    help: 'The request went round in a circle: 64 hops.',
    status: 508,
    retryable: false,
  },
  {
    name: 'not_connected',
    words: 'not connected',
    help: 'There was nothing to call: draw an edge from here.',
    status: null,
    retryable: false,
  },
  {
    name: 'name_not_found',
    words: 'name not found',
    help: 'The zone has no record to answer with. Resolvers keep that answer too, for the negative lifetime.',
    status: null,
    retryable: false,
  },
  {
    name: 'no_route',
    words: 'no route',
    help: 'No route takes such a request: none asks for its path, method and header, and there is no default.',
    status: 404,
    retryable: false,
  },
  {
    name: 'tls_failed',
    words: 'TLS failed',
    help: 'The certificate is not valid any more, so the caller ended the handshake. Renew it where the connection is terminated.',
    status: null,
    retryable: false,
  },
  {
    name: 'bad_request',
    words: 'bad request',
    help: 'The service could not read the request: the client sends it wrong, and a retry sends it wrong again.',
    status: 400,
    retryable: false,
  },
  {
    name: 'forbidden',
    words: 'forbidden',
    help: 'The service checked what the request claims: this user may not do this.',
    status: 403,
    retryable: false,
  },
  {
    name: 'not_found',
    words: 'not found',
    help: 'There is no such object.',
    status: 404,
    retryable: false,
  },
  {
    name: 'conflict',
    words: 'in progress elsewhere',
    help: 'A request with the same idempotency key is still being worked on. A later retry gets its answer.',
    status: 409,
    retryable: true,
  },
  {
    name: 'unprocessable',
    words: 'idempotency key reused',
    help: 'The same idempotency key came with another body before: the client must make a new key for each operation.',
    status: 422,
    retryable: false,
  },
  {
    name: 'cancelled',
    words: 'cancelled',
    help: 'The caller did not need the answer any more and said so: the work was stopped.',
    status: 499,
    retryable: false,
  },
  {
    name: 'exception',
    words: 'uncaught exception',
    help: 'The service failed without saying how: over gRPC the library answers UNKNOWN for it, over HTTP 500.',
    status: 500,
    retryable: true,
  },
  {
    name: 'grpc_in_browser',
    words: 'a browser cannot speak gRPC',
    help: 'Browsers give pages no access to HTTP/2 frames and trailers, so no request was sent. Put a gRPC-Web proxy or a gateway in between.',
    status: null,
    retryable: false,
  },
] as const satisfies readonly OutcomeInfo[];

export type OutcomeName = (typeof OUTCOMES)[number]['name'];
/** Code of an outcome: its index in `OUTCOMES`. */
export type OutcomeCode = number;

/** Codes by name: `OUTCOME.ok === 1`. */
export const OUTCOME = Object.fromEntries(OUTCOMES.map((outcome, code) => [outcome.name, code])) as Readonly<
  Record<OutcomeName, OutcomeCode>
>;

/** Code of `ok`, for loops that cannot afford to look it up. */
export const OUTCOME_OK = 1;

/** The description of a code; throws RangeError for a code that does not exist. */
export function outcomeInfo(code: OutcomeCode): OutcomeInfo {
  const info = OUTCOMES[code];
  if (info === undefined) throw new RangeError(`No outcome with code ${code}`);
  return info;
}

/**
 * What a cache said about a request, carried by the reply: decides the colour of a dot and the hit ratio.
 * none = no cache was asked.
 */
export const CACHE_NOTES = ['none', 'hit', 'miss', 'stale', 'revalidated', 'coalesced', 'not modified'] as const;
export type CacheNote = (typeof CACHE_NOTES)[number];
export const CACHE_NOTE = Object.fromEntries(CACHE_NOTES.map((note, code) => [note, code])) as Readonly<
  Record<CacheNote, number>
>;

/** An outcome with its HTTP status, as it is shown everywhere: "503 queue full", "connection refused (502 by a proxy)". */
export function outcomeText({ words, status, byProxy }: OutcomeInfo): string {
  if (status === null) return words;
  return byProxy === true ? `${words} (${status} by a proxy)` : `${status} ${words}`;
}
