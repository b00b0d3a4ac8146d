import type { BalancerView } from './balancer-view.ts';
import type { EdgeConfig } from './edge-spec.ts';
import type { KindSpec } from './kind-spec.ts';
import type { OutcomeCode } from './outcome.ts';
import type { RandomStream } from './random-stream.ts';
import type { RequestClassConfig } from './request.ts';

declare const jobBrand: unique symbol;

/**
 * A request while one node handles it: a handle that only `SimContext` can read. It is valid until the job has ended
 * (`reply`, `fail`, `close`, or `onAbort`), then it may be reused for another request: never keep it longer.
 * A call made by a job is a job too, at the target; the caller sees it in `onCallEnd`.
 */
export type Job = number & { readonly [jobBrand]: true };

/**
 * What a call asks for. A `probe` is GET /health; a `connect` only opens a connection, which the kernel answers for a process that hangs.
 * The session operations are about the session of the request's user, not about the object it asks for. A `message` is one way: it ends when
 * it has been handled where it went, nothing comes back, and it is never sent again. A `conditional` is a request that says which version its
 * caller has stored (If-None-Match, RFC 9110 section 13.1.2).
 */
export const OPERATIONS = [
  'request',
  'fill',
  'invalidate',
  'probe',
  'resolve',
  'connect',
  'read-session',
  'write-session',
  'message',
  'conditional',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** How many places a node has where work is done (replicas, points of presence), and what each can hold. */
export interface EndpointLayout {
  /** 1 to 512. */
  readonly count: number;
  /** Requests worked on at once by each endpoint; Infinity for kinds without a limit. */
  readonly slots: number;
  /** Requests waiting for a slot at each endpoint; Infinity for no limit, 0 for a loss system. */
  readonly queueLimit: number;
  /** Outcome for a request that finds the queue full; default `queue_full`. */
  readonly overflow?: OutcomeCode;
  /** Seconds from the end of a crash until an endpoint accepts requests again; default 0. */
  readonly restartS?: number;
  /** Locations of the endpoints where they differ from the node's own (points of presence); ids of `geography.ts`. */
  readonly locations?: readonly string[];
}

/** An edge that starts at this node. Stable during a run until edited; `index` is its number in the run. */
export interface OutEdge {
  readonly index: number;
  readonly id: string;
  readonly targetId: string;
  readonly target: KindSpec;
  readonly targetConfig: Readonly<Record<string, unknown>>;
  readonly config: EdgeConfig;
  /** Endpoints of the target right now (changes when it is scaled). */
  readonly endpointCount: number;
}

/** Where one instance can be called: over which record edge of the registry that listed it, at which endpoint of its target. */
export interface Address {
  readonly recordEdge: number;
  readonly endpoint: number;
  /** Share it should get, relative to the others of its list. */
  readonly weight: number;
}

/** A request class in a run: its configuration and the number of its client-wide key space. */
export interface RequestClass extends RequestClassConfig {
  readonly index: number;
  readonly isWrite: boolean;
  /** Doing it twice has the effect of doing it once, by its method. */
  readonly isIdempotent: boolean;
  /** Nothing about its requests has to be looked at one by one: they change nothing, carry no key, and none is bad. */
  readonly isPlain: boolean;
  /** Objects are numbered densely over all classes of the design: this class has keys `firstKey .. firstKey + keyCount - 1`. */
  readonly firstKey: number;
}

/** What can be wrong with a request of a client, by chance: see the request class. */
export const TRAITS = { malformed: 1, missing: 2, forged: 3, reusedKey: 4 } as const;
export type Trait = (typeof TRAITS)[keyof typeof TRAITS];

/** Where a distance is measured from: the client that issued the request, the node that sent it here, or this node. */
export type Vantage = 'user' | 'caller' | 'here';

/**
 * All that a behaviour may ask of the engine. One per node. Nothing here reads a clock or ambient dice.
 * Times are integer nanoseconds; durations given to it are rounded.
 */
export interface SimContext<C = unknown> {
  readonly nodeId: string;
  /** The complete configuration; replaced on an edit before `onConfig` is called. */
  readonly config: C;
  readonly endpointCount: number;
  readonly edges: readonly OutEdge[];
  /** Request classes of this node when it is a client; else empty. */
  readonly classes: readonly RequestClass[];
  /** Number of distinct keys in the design: keys are integers in [0, keyCount). */
  readonly keyCount: number;

  now(): number;
  /** The node's own stream for one purpose ("service", "pick"); ask once and keep it. */
  random(purpose: string): RandomStream;
  /** Calls `onTimer(tag)` after `delayNs`. */
  timer(delayNs: number, tag: number): void;

  // What a job is.
  /** Number of the client's request it belongs to: the same for every attempt and at every node; -1 for a node's own traffic. */
  requestIdOf(job: Job): number;
  /** Number of the call it is an attempt of, the same for every attempt; -1 where an edge makes several calls for one request. */
  operationIdOf(job: Job): number;
  /** A number in [0, 1) that belongs to the client's request and a trait: the same for every attempt and at every node. */
  chanceOf(job: Job, trait: Trait): number;
  classOf(job: Job): RequestClass;
  keyOf(job: Job): number;
  /** Number of the user who sent it, unique over all clients. */
  userOf(job: Job): number;
  /** Number of the user within its client, 0 .. users - 1. */
  localUserOf(job: Job): number;
  /**
   * IPv4 address of the user as an unsigned 32-bit integer (several users share one behind a NAT). For a user with IPv6 the network:
   * the 32 bits after the prefix 2001:db8.
   */
  ipOf(job: Job): number;
  /** Last 32 bits of the user's IPv6 address, at least 1; 0 for a user with IPv4. */
  ipHostOf(job: Job): number;
  /** Connection it came over, or -1 when it has one of its own (new for each call). */
  connectionOf(job: Job): number;
  /** It is a message on a WebSocket: what comes over that connection goes to one backend. */
  isSocketMessage(job: Job): boolean;
  operationOf(job: Job): Operation;
  isWrite(job: Job): boolean;
  /** Endpoint of this node that handles it: 0 .. endpointCount - 1. */
  endpointOf(job: Job): number;
  /** A small integer (-32768 .. 32767) of the behaviour's own, 0 at first: a step counter, a mode. */
  phaseOf(job: Job): number;
  setPhase(job: Job, phase: number): void;
  /** Calls of this job that have not ended. */
  pendingCalls(job: Job): number;

  // What can be done with it.
  /** Waits for a slot at the job's endpoint: `onSlot(job)` follows, at once when one is free; or the job ends as overflow. */
  enter(job: Job): void;
  /** Gives the slot back before the job ends (reply and fail give it back by themselves). */
  leave(job: Job): void;
  /** Takes that long (longer under a "slow" fault), then `onWorkDone(job)`. Needs no slot by itself. */
  work(job: Job, durationNs: number): void;
  /** Calls over an edge on behalf of `job`; `onCallEnd(job, call)` follows after all attempts. `endpoint` -1: the target decides. */
  call(job: Job, edge: OutEdge, endpoint?: number, operation?: Operation): void;
  /** Calls an address that a `resolve` returned, from this node straight to it: the record edge's target. `endpoint` -1: the target decides. */
  callAddress(job: Job, recordEdge: number, endpoint?: number): void;
  /**
   * A request that is answered 304, without a body, when the object is still of the version that the caller has stored (-1: none);
   * `noteOf(call)` is then CACHE_NOTE 'not modified', and `versionOf(call)` what to store with the answer.
   */
  revalidate(job: Job, edge: OutEdge, version: number): void;
  /** Sends over an edge and does not wait: no reply, no retry. */
  post(job: Job, edge: OutEdge, operation: Operation): void;
  /** Answers. `note` (CACHE_NOTE) says what a cache did. Ends the job. */
  reply(job: Job, note?: number): void;
  /** Answers a `resolve`: the record edge's number and how long it may be kept. `note` (CACHE_NOTE) says whether a resolver had it. Ends the job. */
  replyAddress(job: Job, recordEdge: number, ttlMs: number, note?: number): void;
  /** A list of addresses that `replyAddress` can be given in place of a record edge (service discovery); returns its number. */
  publishAddresses(addresses: readonly Address[]): number;
  /** The list behind a number that `addressOf` gave. */
  addressList(list: number): readonly Address[];
  /** Answers with a failure. Ends the job. */
  fail(job: Job, outcome: OutcomeCode): void;
  /** Answers with a failure and how long to wait before trying again (Retry-After, RFC 9110 section 10.2.3): retries over the edge wait at least as long. */
  failUntil(job: Job, outcome: OutcomeCode, retryAfterMs: number): void;
  /** Answers with the failure of a call of its own: the caller sees the reason and, by `isPassedOn`, that it came from further down. */
  passOn(job: Job, outcome: OutcomeCode): void;

  // What became of a call, inside onCallEnd.
  outcomeOf(call: Job): OutcomeCode;
  /** The called node itself is fine: it answered, with the failure of something further down. */
  isPassedOn(call: Job): boolean;
  noteOf(call: Job): number;
  edgeOf(call: Job): number;
  calledEndpointOf(call: Job): number;
  addressOf(call: Job): number;
  /** Of a `revalidate` that was answered: the version of the object, at least 0. */
  versionOf(call: Job): number;
  addressTtlMsOf(call: Job): number;
  /** Time from `call` to now, all attempts included. */
  callDurationNs(call: Job): number;

  // Requests of the node's own.
  /** Clients: a new request of one of `classes`, for an object (0 .. keyCount of the class - 1), from a user (0 .. users - 1). It counts as issued. */
  issue(classIndex: number, key: number, user: number): Job;
  /** Ends an issued request; it counts as succeeded (`ok`) or failed. */
  close(job: Job, outcome: OutcomeCode, note?: number): void;
  /** For figures only: the interarrival jitter of a stream (RFC 3550 section 6.4.1) when the packet that was issued as `job` has arrived. */
  countJitter(job: Job, jitterNs: number): void;
  /** A job that carries a health check or other own traffic; end it with `closeInternal`. `key` is the key of its calls, 0 unless given. */
  openInternal(key?: number): Job;
  closeInternal(job: Job): void;

  /** Round trip in ms without any work and without faults, from one endpoint of this node to the target of an edge. */
  rttMs(edge: OutEdge, endpoint: number): number;
  /** Round trip in ms without any work to the target of an edge of this node, as seen from somewhere. */
  rttFromMs(vantage: Vantage, job: Job, edge: OutEdge): number;
  /** Kilometres on the map to the target of an edge of this node, as seen from somewhere; 0 where either place is not on it. */
  kmFrom(vantage: Vantage, job: Job, edge: OutEdge): number;
  /** Factor on the rate of a client, 1 unless changed by an action. */
  trafficFactor(): number;
  /** For balancers: shows a backend as ejected (or back) on the canvas. Changes nothing else. */
  showEjected(edge: OutEdge, endpoint: number, ejected: boolean): void;
  /** For figures only, never for decisions: since when the latest fault at an endpoint, or on the way to it, is in force; -1 without one. */
  faultSinceNs(edge: OutEdge, endpoint: number): number;
  /** For figures only: requests that have arrived at an endpoint so far, from anybody, health checks included. */
  arrivalsAt(edge: OutEdge, endpoint: number): number;
  /** For figures only: connections of this node that are open to an endpoint of a target now, or to all of them for -1. */
  openConnections(edge: OutEdge, endpoint: number): number;
  /** A call to an instance failed there (client-side balancing); its registry shows how many with `lostAt`. */
  countLost(edge: number, endpoint: number): void;
  lostAt(edge: OutEdge, endpoint: number): number;
  /** An endpoint of a target was marked as draining (actions `drain`, `deploy`): it should get nothing new. See `onDraining`. */
  isDraining(edge: OutEdge, endpoint: number): boolean;
  /**
   * Closes the connections to one endpoint of a target: every call of this node to it ends as `draining_cut` (`onCallEnd` is
   * called inside, so only from `onTimer`, `onConfig` or `onDraining`). What has reached the endpoint goes on there for nobody.
   * Returns how many were cut.
   */
  cutCalls(edge: OutEdge, endpoint: number): number;
  /** Closes those WebSockets among connections that were opened to this node (numbers of `onConnect`): their users see a reset. Others stay. */
  closeSockets(connections: ReadonlySet<number>): void;
}

/** What a kind does. Only `onRequest` or `start` is needed by most. All methods run at one instant; none may keep a `Job` after its end. */
export interface Behaviour {
  /** At the start of the run, or when the node is added to it. */
  start?(): void;
  /** A request arrived at an endpoint of this node. */
  onRequest?(job: Job): void;
  /** A health check arrived: it must be answered. Left out: it is answered at once. */
  onProbe?(job: Job): void;
  /** `enter` got it a slot. */
  onSlot?(job: Job): void;
  /** `work` is done. */
  onWorkDone?(job: Job): void;
  /** A call made for `job` ended, successfully or not. `call` is valid only during this method. */
  onCallEnd?(job: Job, call: Job): void;
  onTimer?(tag: number): void;
  /** The job was ended from outside (crash, edit): forget it. */
  onAbort?(job: Job): void;
  /** The configuration, the edges or the number of endpoints changed during the run. */
  onConfig?(): void;
  /** Action `flush`; `endpoint` -1 means all. */
  onFlush?(endpoint: number): void;
  /** The endpoint lost its memory (it crashed and starts again). */
  onRestart?(endpoint: number): void;
  /** An endpoint of a target begins (or ends) to drain. `sim.isDraining` says the same afterwards. */
  onDraining?(edge: OutEdge, endpoint: number, isDraining: boolean): void;
  /** For balancers: what they show on the canvas and in the report; the ring only where it is drawn. Changes nothing. */
  view?(withRing: boolean): BalancerView;
  /** What this node has counted for itself since the start, by words for people ("questions repeated"); for the report and the inspector. */
  counts?(): Readonly<Record<string, number>>;
  /** A ping went over a connection that `onConnect` passed on. */
  onHeartbeat?(connection: number): void;
  /**
   * For kinds that pass connections through (`passesThrough`): the first packet of one is here; for other balancers, the upgrade of a WebSocket. Says where it goes, for as long as it
   * is open; null refuses it. `call` is the call it is opened for, `connection` the number that `connectionOf` gives for its requests.
   */
  onConnect?(call: Job, connection: number): Passage | null;
  /** A connection that `onConnect` passed on is closed. */
  onDisconnect?(connection: number): void;
  /** Picks the endpoint for a request whose caller named none; without it they take turns. */
  chooseEndpoint?(job: Job): number;
}

/** Where an L4 balancer passes a connection on to. */
export interface Passage {
  readonly edge: OutEdge;
  readonly endpoint: number;
}

/** How a node's endpoints follow its utilisation. Times are simulated nanoseconds. */
export interface ScaleRule {
  /** Utilisation to reach, above 0 and at most 1. */
  readonly target: number;
  readonly min: number;
  readonly max: number;
  /** Time between two evaluations, and the time each looks back on. */
  readonly periodNs: number;
  /** Fewer endpoints only when nothing within this time asked for more. */
  readonly stabilizationNs: number;
  /** From the decision until a new endpoint accepts requests. */
  readonly startNs: number;
  /** From the decision until an endpoint is gone; it gets nothing new meanwhile. */
  readonly drainNs: number;
}

/** What `src/kinds/<id>/behaviour.ts` exports, registered in `behaviours.ts`. */
export interface BehaviourModule<C> {
  endpoints(config: C): EndpointLayout;
  create(sim: SimContext<C>): Behaviour;
  /** True for kinds that issue requests: their configuration has `classes`, `users`, `usersPerIp` and `goodWithinMs`. */
  readonly isClient?: boolean;
  /** Connections to it end at a backend behind it: it does not terminate them (an L4 balancer). Its own calls need none. */
  passesThrough?(config: C): boolean;
  /** What it calls for a request is that request passed on, with its conditions (a balancer, a gateway). */
  readonly isProxy?: boolean;
  /** Seconds of silence after which it cuts a WebSocket; left out, the edge's idle time-out holds. */
  socketIdleS?(config: C): number;
  /** How the number of its endpoints (field `replicas`) follows its load; null, or left out: it does not. */
  autoscaling?(config: C): ScaleRule | null;
}
