/**
 * What a balancer does with a backend right now. `up`: gets its share; `slow-start`: gets a growing share of it; `draining`: gets
 * nothing new but finishes what it has; `starting`: came during the run and has not shown yet that it works; `ejected`: left out for what real traffic showed; `down`: left out by active checks;
 * `backup`: waits until the others are out; `off`: its weight is 0.
 */
export const BACKEND_STATES = ['up', 'slow-start', 'starting', 'draining', 'ejected', 'down', 'backup', 'off'] as const;
export type BackendState = (typeof BACKEND_STATES)[number];

/** One backend (an endpoint of a target) as its balancer sees it. */
export interface BackendView {
  /** Edge it is reached over, the node at its end, and the endpoint there. */
  readonly edgeId: string;
  readonly targetId: string;
  readonly endpoint: number;
  readonly state: BackendState;
  /** A sentence for people: why it is not simply up ("3 probes in a row failed"); empty while it is up. */
  readonly reason: string;
  /** Simulated time in seconds since when it is in this state; null when it has been since the start. */
  readonly sinceS: number | null;
  /** Share of new requests its weight entitles it to now, 0 to 1; 0 while it is left out. */
  readonly share: number;
  /** Requests sent there in the last whole second of the run (of the run so far, before the first is over). */
  readonly ratePerSecond: number;
  /** Requests (L4: connections) in flight there. */
  readonly inFlight: number;
  /** Connections given to it: L4 only, else null. */
  readonly connections: number | null;
  /** Connections of its own that are open to it now; null at L4, which passes them on, and where none are held. */
  readonly openConnections: number | null;
  /** Since the start: requests sent there, those that failed, and times it was taken out. Probes do not count. */
  readonly requests: number;
  readonly failed: number;
  readonly ejections: number;
  /** Simulated seconds from the last fault there to the moment it was taken out for it; null when that has not happened. */
  readonly noticedS: number | null;
}

/** Where a backend sits on the ring of consistent hashing: `at` in [0, 1) of the circle, `backend` its place in `backends`. */
export interface RingPoint {
  readonly at: number;
  readonly backend: number;
}

/** Ring hash only: at most RING_POINTS_SHOWN points, evenly thinned out when there are more. */
export interface RingView {
  readonly points: readonly RingPoint[];
  /** Share of the circle that changed its backend at the last change of who is in, 0 to 1; null before the first. */
  readonly movedShare: number | null;
  /** Where that is: places of RING_SAMPLES evenly spaced ones round the circle. */
  readonly moved: readonly number[];
}
export const RING_POINTS_SHOWN = 2_048;
export const RING_SAMPLES = 1_024;

/** A dead backend is noticed after more than `aboveS` and at most `atMostS` seconds; one that does not answer up to `hungS` later. */
export interface NoticeRule {
  readonly aboveS: number;
  readonly atMostS: number;
  readonly hungS: number;
}

/**
 * ((fall - 1) x interval, fall x interval], as HAProxy and most checkers do; a check that gets no answer fails a time-out later.
 * @param fastS interval from the first failed check on, where it is another (HAProxy `fastinter`)
 */
export function noticeRuleOf(
  fall: number,
  intervalS: number,
  timeoutS: number,
  fastS: number | null = null,
): NoticeRule {
  const aboveS = (fall - 1) * (fastS ?? intervalS);
  return { aboveS, atMostS: aboveS + intervalS, hungS: timeoutS * (fastS === null ? 1 : fall) };
}

/** What a balancer shows of itself; a plain value that can be sent between threads. */
export interface BalancerView {
  readonly algorithm: string;
  readonly backends: readonly BackendView[];
  /** Standard deviation / mean of `ratePerSecond` over the backends that are up; null without traffic or with fewer than two. */
  readonly spread: number | null;
  readonly ring: RingView | null;
  /** Users whose cookie named a backend that was gone and who were given another; null without cookies. */
  readonly sessionsMoved: number | null;
  /** Requests of callers that ended in a failure here, and failed attempts that were made good by another backend. */
  readonly lost: number;
  readonly triedAgain: number;
  /** How long checks take to notice a dead backend, by their settings; null without checks. */
  readonly noticeRule: NoticeRule | null;
}
