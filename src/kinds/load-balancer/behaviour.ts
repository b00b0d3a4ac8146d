import { ActiveChecks } from '../../algorithms/health/active-checks.ts';
import { noticeRuleOf, type BalancerView } from '../../model/balancer-view.ts';
import { OUTCOME } from '../../model/outcome.ts';
import { isIdempotent } from '../../model/request.ts';
import type {
  Behaviour,
  BehaviourModule,
  EndpointLayout,
  Job,
  OutEdge,
  Passage,
  SimContext,
} from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { BackendTable, type Backend } from './backend-table.ts';
import type { BalancerConfig } from './balancer-config.ts';
import { ConnectionTable } from './connection-table.ts';
import { describeBackends } from './describe-backends.ts';
import { breaksConnection, countsForMaxFails, isServerFailure, mayTryNext } from './outcome-rules.ts';
import { RequestKey } from './request-key.ts';
import { SeenConnections } from './seen-connections.ts';
import { Sessions } from './sessions.ts';
import { TAG } from './timer-tags.ts';

/** Idle connections are forgotten after one to two of these. Source: AWS Network Load Balancer, TCP idle time-out 350 s. */
const SWEEP_NS = 350 * NS_PER_S;
/** What the hashing rules hash for a health check of another balancer: it has no user, object or address of a user, and is always the same one. */
const OWN_TRAFFIC_KEY = 0;

/**
 * Spreads requests (L7) or connections (L4) over backends. A job's phase is the number of its backend plus 1, negative when it
 * went over a connection that was counted as load when it was opened; 0 for a probe of its own.
 */
class LoadBalancer implements Behaviour {
  readonly #sim: SimContext<BalancerConfig>;
  readonly #table: BackendTable;
  readonly #checks: ActiveChecks;
  readonly #connections: ConnectionTable;
  readonly #key: RequestKey;
  readonly #sessions: Sessions;
  /** Backends already tried, for requests that are on their second or later backend. */
  readonly #tried = new Map<Job, number[]>();
  #isL4 = false;
  #processingNs = 0;
  #connectionNs = 0;
  readonly #seen = new SeenConnections();
  #isLimited = false;
  #isSticky = false;
  #learnsTimes = false;
  #retryNext = 0;
  /** Requests answered with a failure, and attempts that failed and were made again elsewhere. */
  #lost = 0;
  #triedAgain = 0;

  constructor(sim: SimContext<BalancerConfig>) {
    this.#sim = sim;
    this.#table = new BackendTable(sim, {
      ejection: (index, delayNs) => sim.timer(delayNs, TAG.ejection + index),
      slowStart: (index, delayNs) => sim.timer(delayNs, TAG.slowStart + index),
    });
    this.#connections = new ConnectionTable((backend) => this.#disconnected(backend));
    this.#key = new RequestKey(sim);
    this.#sessions = new Sessions(sim, this.#table);
    this.#checks = new ActiveChecks({
      sim,
      stream: sim.random('health checks'),
      firstTag: TAG.checks,
      report: (target, isGood) => {
        if (this.#table.recordProbe(target, isGood)) this.#closeBackend(target);
      },
    });
  }

  start(): void {
    this.#configure();
    this.#sim.timer(this.#sweepNs, TAG.sweep);
  }

  onConfig(): void {
    const wasL4 = this.#isL4;
    this.#configure();
    for (const [index, backend] of this.#table.backends.entries()) {
      if (backend === null) this.#closeBackend(index);
    }
    if (wasL4 && !this.#isL4) this.#connections.clear();
  }

  onRequest(job: Job): void {
    if (this.#isLimited) this.#sim.enter(job);
    else this.#process(job);
  }

  /** L4: a connection is opened. It has its backend from its first packet on; at L7 a WebSocket has it from its upgrade on. */
  onConnect(call: Job, connection: number): Passage | null {
    const { routes } = this.#table;
    // A health check of another balancer belongs to no class of requests: it takes the route that asks for least.
    const isOwnTraffic = this.#sim.requestIdOf(call) < 0;
    const pool = isOwnTraffic ? (routes.all.at(-1)?.reads ?? null) : routes.poolFor(this.#sim.classOf(call));
    const key = isOwnTraffic ? OWN_TRAFFIC_KEY : this.#key.of(call);
    const index = pool === null ? -1 : pool.pick(key, this.#sim.now());
    if (index < 0) return null;
    this.#connections.open(connection, index);
    this.#table.figures.connected(index, 1);
    this.#table.picked(index);
    this.#table.acquire(index);
    return this.#table.backends[index] as Backend;
  }

  onDisconnect(connection: number): void {
    this.#connections.close(connection);
  }

  onHeartbeat(connection: number): void {
    this.#connections.backendOf(connection);
  }

  onSlot(job: Job): void {
    this.#process(job);
  }

  onWorkDone(job: Job): void {
    this.#dispatch(job);
  }

  onCallEnd(job: Job, call: Job): void {
    const phase = this.#sim.phaseOf(job);
    if (phase > 0) this.#endRequest(job, call, phase - 1);
    else if (phase < 0) this.#endOnConnection(job, call, -phase - 1);
    else this.#checks.onCallEnd(job, call);
  }

  onTimer(tag: number): void {
    if (this.#checks.onTimer(tag)) return;
    if (tag >= TAG.slowStart) this.#table.growWeight(tag - TAG.slowStart);
    else if (tag >= TAG.drain) this.#cutIfDraining(tag - TAG.drain);
    else if (tag !== TAG.sweep) this.#table.endEjection(tag - TAG.ejection);
    else {
      this.#connections.rotate();
      this.#seen.rotate();
      this.#sessions.sweep();
      this.#sim.timer(this.#sweepNs, TAG.sweep);
    }
  }

  onAbort(job: Job): void {
    const phase = this.#sim.phaseOf(job);
    if (phase > 0) this.#table.release(phase - 1);
    else if (phase === 0) this.#checks.onAbort(job);
    this.#tried.delete(job);
  }

  onRestart(): void {
    this.#connections.clear();
    this.#table.forget();
  }

  onDraining(edge: OutEdge, endpoint: number, isDraining: boolean): void {
    const index = this.#table.numberOf(edge, endpoint);
    if (index < 0 || this.#table.backends[index] === null) return;
    const delayNs = Math.round(this.#sim.config.drainTimeoutS * NS_PER_S);
    this.#table.setDraining(index, isDraining ? this.#sim.now() + delayNs : null);
    if (isDraining) this.#sim.timer(delayNs, TAG.drain + index);
  }

  view(withRing: boolean): BalancerView {
    const { config } = this.#sim;
    return describeBackends(this.#table, {
      withRing,
      algorithm: config.algorithm,
      isL4: this.#isL4,
      openConnections: ({ edge, endpoint }) => this.#sim.openConnections(edge, endpoint),
      nowNs: this.#sim.now(),
      sessionsMoved: this.#isSticky ? this.#sessions.moved : null,
      lost: this.#lost,
      triedAgain: this.#triedAgain,
      noticeRule: config.activeChecks
        ? noticeRuleOf(
            config.fall,
            config.checkIntervalS,
            (config.checkTimeoutMs * NS_PER_MS) / NS_PER_S,
            config.fastIntervalS,
          )
        : null,
    });
  }

  #configure(): void {
    const { config } = this.#sim;
    this.#isL4 = config.layer === 'l4';
    this.#processingNs = Math.round(config.processingMs * NS_PER_MS);
    this.#connectionNs = this.#isL4 ? 0 : Math.round(config.connectionMs * NS_PER_MS);
    this.#isLimited = config.maxConcurrent !== null;
    this.#isSticky = !this.#isL4 && config.stickiness === 'cookie';
    this.#learnsTimes = config.algorithm === 'least-time' || config.algorithm === 'peak-ewma';
    this.#retryNext = this.#isL4 ? 0 : config.retryNext;
    this.#key.configure();
    this.#table.rebuild();
    const schedule = {
      intervalNs: Math.round(config.checkIntervalS * NS_PER_S),
      timeoutNs: Math.round(config.checkTimeoutMs * NS_PER_MS),
      jitterRatio: config.checkJitterRatio,
      ...(config.fastIntervalS === null && config.downIntervalS === null
        ? {}
        : { intervalForNs: (target: number) => this.#checkIntervalNs(target) }),
      operation: config.checkKind === 'tcp' ? ('connect' as const) : ('probe' as const),
    };
    this.#checks.configure(this.#table.backends, config.activeChecks ? schedule : null);
  }

  /** HAProxy: `fastinter` while probes speak against the state, `downinter` while it is down, else `inter`. */
  #checkIntervalNs(target: number): number {
    const { checkIntervalS, fastIntervalS, downIntervalS } = this.#sim.config;
    const { health } = this.#table;
    const downS = health.isDown(target) ? (downIntervalS ?? checkIntervalS) : checkIntervalS;
    return Math.round((health.isChanging(target) ? (fastIntervalS ?? downS) : downS) * NS_PER_S);
  }

  /** Nothing that the engine keeps open may be forgotten. */
  get #sweepNs(): number {
    return Math.max(SWEEP_NS, (this.#sim.config.socketIdleS ?? 0) * NS_PER_S);
  }

  #closeBackend(index: number): void {
    const closed = this.#connections.closeBackend(index);
    if (closed.size > 0) this.#sim.closeSockets(closed);
  }

  #process(job: Job): void {
    if (this.#isL4 && this.#sendOnConnection(job)) return;
    const workNs = this.#connectionNs > 0 ? this.#workNs(job) : this.#processingNs;
    if (workNs > 0) this.#sim.work(job, workNs);
    else this.#dispatch(job);
  }

  /** The first request of a connection, and each one that has a connection of its own, waits for the handshake's work too. */
  #workNs(job: Job): number {
    const connection = this.#sim.connectionOf(job);
    const isFirst = connection < 0 || this.#seen.isNew(connection);
    return isFirst ? this.#processingNs + this.#connectionNs : this.#processingNs;
  }

  /** L4: what comes over a connection that has its backend is passed on without further work. False when it has none. */
  #sendOnConnection(job: Job): boolean {
    const backend = this.#connections.backendOf(this.#sim.connectionOf(job));
    if (backend < 0) return false;
    if (!this.#sim.isSocketMessage(job) && !this.#table.mayGoOn(backend, this.#sim.classOf(job))) return false;
    this.#table.figures.sent(backend, this.#sim.now());
    this.#send(job, backend, -1 - backend);
    return true;
  }

  #dispatch(job: Job): void {
    const isSocket = this.#sim.isSocketMessage(job);
    const connection = this.#isL4 || isSocket ? this.#sim.connectionOf(job) : -1;
    // Another request may have opened the connection while this one was worked on.
    if (connection >= 0 && this.#sendOnConnection(job)) return;
    if (isSocket) {
      // It was cut while the message was here.
      this.#lost += 1;
      this.#sim.fail(job, OUTCOME.connection_reset);
      return;
    }
    const pool = this.#table.routes.poolFor(this.#sim.classOf(job));
    if (pool === null) {
      this.#sim.fail(job, OUTCOME.no_route);
      return;
    }
    const key = this.#key.of(job);
    const backend = this.#isSticky ? this.#sessions.pick(job, pool, key) : pool.pick(key, this.#sim.now());
    if (backend < 0) {
      this.#lost += 1;
      this.#sim.fail(job, OUTCOME.no_healthy_backend);
      return;
    }
    if (connection >= 0) {
      this.#connections.close(connection);
      this.#connections.open(connection, backend);
      this.#table.figures.connected(backend, 1);
    }
    this.#table.picked(backend);
    this.#table.acquire(backend);
    this.#send(job, backend, connection >= 0 ? -1 - backend : backend + 1);
  }

  #send(job: Job, backend: number, phase: number): void {
    const { edge, endpoint } = this.#table.backends[backend] as Backend;
    this.#sim.setPhase(job, phase);
    this.#sim.call(job, edge, endpoint);
  }

  #disconnected(backend: number): void {
    this.#table.figures.connected(backend, -1);
    this.#table.release(backend);
  }

  #endOnConnection(job: Job, call: Job, backend: number): void {
    const outcome = this.#sim.outcomeOf(call);
    const isBroken = breaksConnection(outcome) && !this.#sim.isPassedOn(call);
    if (isBroken) this.#breakOff(job);
    if (outcome !== OUTCOME.ok) this.#table.figures.failedOne(backend);
    if (outcome !== OUTCOME.draining_cut) this.#observe(backend, isBroken);
    this.#finish(job, outcome, this.#sim.noteOf(call), !isBroken);
  }

  #breakOff(job: Job): void {
    const connection = this.#sim.connectionOf(job);
    this.#connections.close(connection);
    if (this.#sim.isSocketMessage(job)) this.#sim.closeSockets(new Set([connection]));
  }

  #endRequest(job: Job, call: Job, backend: number): void {
    const outcome = this.#sim.outcomeOf(call);
    const note = this.#sim.noteOf(call);
    const isPassedOn = this.#sim.isPassedOn(call);
    this.#table.release(backend);
    if (outcome !== OUTCOME.ok) this.#table.figures.failedOne(backend);
    if (this.#learnsTimes) this.#learnTime(backend, outcome, call);
    const mayRepeat = outcome !== OUTCOME.ok && this.#mayRepeat(job, outcome, isPassedOn);
    // What was cut on purpose says nothing about the backend.
    if (outcome !== OUTCOME.draining_cut) this.#observe(backend, this.#isFailure(outcome, isPassedOn, mayRepeat));
    if (!mayRepeat || !this.#tryNext(job, backend)) this.#finish(job, outcome, note, isPassedOn);
  }

  /** It counts against the backend. What it passes on from further down is its answer, a 502 or 503: its own connection is fine. */
  #isFailure(outcome: number, isPassedOn: boolean, mayRepeat: boolean): boolean {
    const seen = isPassedOn ? OUTCOME.server_error : outcome;
    if (this.#isL4) return breaksConnection(seen);
    if (this.#sim.config.passive === 'max-fails') return countsForMaxFails(outcome, isPassedOn, mayRepeat);
    return isServerFailure(seen);
  }

  /** An answer or a time-out says how long a backend takes; a quick failure does not. */
  #learnTime(backend: number, outcome: number, call: Job): void {
    if (outcome !== OUTCOME.ok && outcome !== OUTCOME.timeout) return;
    this.#table.observe(backend, this.#sim.callDurationNs(call));
  }

  #finish(job: Job, outcome: number, note: number, isPassedOn: boolean): void {
    if (this.#tried.size > 0) this.#tried.delete(job);
    if (outcome !== OUTCOME.ok) this.#lost += 1;
    if (outcome === OUTCOME.ok) this.#sim.reply(job, note);
    else if (this.#isL4 && !isPassedOn) this.#sim.fail(job, outcome);
    else this.#sim.passOn(job, outcome);
  }

  #observe(backend: number, hasFailed: boolean): void {
    if (this.#table.recordRequest(backend, hasFailed)) this.#closeBackend(backend);
  }

  /** The failure is one that is tried again, and there are tries left. */
  #mayRepeat(job: Job, outcome: number, isPassedOn: boolean): boolean {
    if (this.#retryNext === 0 || (this.#tried.get(job)?.length ?? 0) >= this.#retryNext) return false;
    return mayTryNext(outcome, isPassedOn, isIdempotent(this.#sim.classOf(job).method), this.#sim.config);
  }

  /** Sends a failed request to a backend it has not been to. False when there is none. */
  #tryNext(job: Job, backend: number): boolean {
    const tried = this.#tried.get(job) ?? [];
    tried.push(backend);
    const pool = this.#table.routes.poolFor(this.#sim.classOf(job));
    if (pool === null) return false;
    const next = pool.pickOther(this.#key.of(job), this.#sim.now(), tried);
    if (next < 0) return false;
    if (this.#isSticky) this.#sessions.move(job, next);
    this.#tried.set(job, tried);
    this.#triedAgain += 1;
    this.#table.picked(next);
    this.#table.acquire(next);
    this.#send(job, next, next + 1);
    return true;
  }

  #cutIfDraining(index: number): void {
    const backend = this.#table.backends[index] ?? null;
    if (backend === null || this.#table.drainUntilNs[index] !== this.#sim.now()) return;
    this.#closeBackend(index);
    this.#sim.cutCalls(backend.edge, backend.endpoint);
  }
}

export const behaviour: BehaviourModule<BalancerConfig> = {
  isProxy: true,
  endpoints(config): EndpointLayout {
    return config.maxConcurrent === null
      ? { count: 1, slots: Infinity, queueLimit: Infinity }
      : { count: 1, slots: config.maxConcurrent, queueLimit: 0 };
  },
  passesThrough: ({ layer }) => layer === 'l4',
  socketIdleS: ({ layer, socketIdleS }) => socketIdleS ?? (layer === 'l4' ? 350 : 60),
  create: (sim) => new LoadBalancer(sim),
};
