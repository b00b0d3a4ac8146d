import { OUTCOMES } from './outcome.ts';

/**
 * Layout of the two buffers the worker sends while it runs. Each is one transferred Float64Array:
 * a header, then blocks of rows. Row i of a block is about the i-th id of the `topology` message.
 * `workers/simulation/snapshot.ts` writes them; `src/simulation-client` reads them.
 */

/** State of a run, by number in the header. */
export const RUN_STATES = ['empty', 'paused', 'running', 'finished', 'stopped'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Why a run was stopped by a cap. */
export const STOP_REASONS = ['none', 'live_jobs', 'memory', 'instant_events'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Header of every buffer. Counts are since the start of the run and exact: issued = succeeded + failed + inFlight. */
export const HEADER = {
  kind: 0,
  epoch: 1,
  timeNs: 2,
  state: 3,
  stopReason: 4,
  issued: 5,
  succeeded: 6,
  failed: 7,
  inFlight: 8,
  eventCount: 9,
  nodeRows: 10,
  edgeRows: 11,
  endpointRows: 12,
  windowRows: 13,
  hopRows: 14,
  /** 1 dot stands for this many requests. */
  dotStride: 15,
  /** Jobs alive now, and wasted (abandoned by their caller) among them. */
  liveJobs: 16,
  wastedJobs: 17,
  /** Simulated seconds per second achieved lately. */
  achievedSpeed: 18,
  length: 20,
} as const;

/** `HEADER.kind`: a `figures` buffer holds nodes, edges, endpoints and new windows; a `hops` buffer holds hops. */
export const BUFFER_KIND = { figures: 1, hops: 2 } as const;

/** Columns of a node row: figures of the last whole window unless said otherwise. NaN: not applicable or no sample. */
export const NODE = {
  ratePerSecond: 0,
  errorRatio: 1,
  /** Time from arrival to answer (for a client: whole latency of its requests). */
  p50Ms: 2,
  p95Ms: 3,
  p99Ms: 4,
  /** Busy slots / slots, mean over the window. */
  utilization: 5,
  /** Waiting now. */
  queueLength: 6,
  /** At the node now, waiting or in work. */
  inFlight: 7,
  hitRatio: 8,
  /** Most frequent failure outcome code in the window, 0 when none. */
  topFailure: 9,
  /** Since the start. */
  arrivals: 10,
  completed: 11,
  failed: 12,
  /** Samples behind the percentiles. */
  samples: 13,
  queueWaitMs: 14,
  /** Of one-way messages that ended: lost on the way or refused; delivered too late to be played. Clients only. */
  lostRatio: 15,
  lateRatio: 16,
  /** Mean of the interarrival jitter (RFC 3550) at each packet of media that arrived. Clients only. */
  jitterMs: 17,
  /** Since the start: stored answers that the origin said are still right (304). Caches and CDNs. */
  notModified: 18,
  columns: 20,
} as const;

/** Columns of an edge row. */
export const EDGE = {
  /** Attempts per second in the last whole window. */
  ratePerSecond: 0,
  errorRatio: 1,
  p50Ms: 2,
  p95Ms: 3,
  /** Share of the bandwidth in use (NaN without a limit). */
  load: 4,
  retryRatio: 5,
  /** Attempts not answered yet. */
  inFlight: 6,
  /** Round trip between the ends, without faults. */
  rttMs: 7,
  /** 1 while a partition cuts it. */
  cut: 8,
  attempts: 9,
  retries: 10,
  topFailure: 11,
  /** Connections now; NaN where they are always open. */
  openConnections: 12,
  /** Open ones that nobody uses now. */
  idleConnections: 13,
  /** Since the start: opened, calls that found one open, opened with a TLS session from before. */
  opened: 14,
  reused: 15,
  resumed: 16,
  /** Of the time of the calls answered in the window, the share they waited for a connection to be opened. */
  handshakeShare: 17,
  columns: 18,
} as const;

/** Columns of an endpoint row; rows are in node order, then endpoint order. */
export const ENDPOINT = {
  nodeRow: 0,
  endpoint: 1,
  /** Index in ENDPOINT_STATES. */
  state: 2,
  utilization: 3,
  queueLength: 4,
  inFlight: 5,
  columns: 6,
} as const;

export const ENDPOINT_STATES = [
  'up',
  'crashed',
  'black-hole',
  'slow',
  'errors',
  'ejected',
  'starting',
  'draining',
  'hung',
] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** Columns of a window row: all clients together, one row per closed window. Failures by outcome code follow at `byOutcome + code`. */
export const WINDOW = {
  startS: 0,
  lengthS: 1,
  issued: 2,
  succeeded: 3,
  failed: 4,
  meanMs: 5,
  p50Ms: 6,
  p95Ms: 7,
  p99Ms: 8,
  hits: 9,
  misses: 10,
  attempts: 11,
  /** One-way messages that ended, and those lost and late among them. */
  messages: 12,
  messagesLost: 13,
  messagesLate: 14,
  /** Mean interarrival jitter of media in the window; NaN when none arrived. */
  jitterMs: 15,
  byOutcome: 16,
  columns: 16 + OUTCOMES.length,
} as const;

/** Columns of a hop row: one flight of one request over one edge, sent once when it starts. */
export const HOP = {
  edgeRow: 0,
  startNs: 1,
  durationNs: 2,
  requestId: 3,
  /** Index in HOP_LOOKS. */
  look: 4,
  columns: 5,
} as const;

/** What a dot looks like. Requests go from source to target, replies back; `lost` stops half way. */
export const HOP_LOOKS = ['request', 'retry', 'lookup', 'handshake', 'lost', 'ok', 'hit', 'slow', 'failed'] as const;
export type HopLook = (typeof HOP_LOOKS)[number];
/** Looks from this index on travel from target to source. */
export const FIRST_REPLY_LOOK = 5;
