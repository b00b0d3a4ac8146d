import { ActiveChecks } from '../../algorithms/health/active-checks.ts';
import { OUTCOME } from '../../model/outcome.ts';
import { isIdempotent } from '../../model/request.ts';
import type { Behaviour, BehaviourModule, EndpointLayout, Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { BackendTable, type Backend, type BalancerConfig } from './backend-table.ts';
import { ConnectionTable } from './connection-table.ts';
import { breaksConnection, isServerFailure, mayTryNext } from './outcome-rules.ts';

/** Timer tags: the sweep of idle connections, then one per backend for the end of its ejection, then the checks. */
const SWEEP_TAG = 0;
const EJECTION_TAG = 1;
const CHECKS_TAG = 65_536;

/** Idle connections are forgotten after one to two of these. Source: AWS Network Load Balancer, TCP idle time-out 350 s. */
const SWEEP_NS = 350 * NS_PER_S;

/**
 * Spreads requests (L7) or connections (L4) over backends. A job's phase is the number of its backend plus 1, negative when it
 * went over a connection that was counted as load when it was opened; 0 for a probe of its own.
 */
class LoadBalancer implements Behaviour {
  readonly #sim: SimContext<BalancerConfig>;
  readonly #table: BackendTable;
  readonly #checks: ActiveChecks;
  readonly #connections: ConnectionTable;
  /** Backends already tried, for requests that are on their second or later backend. */
  readonly #tried = new Map<Job, number[]>();
  #isL4 = false;
  #processingNs = 0;
  #isLimited = false;
  #isByAddress = false;
  #retryNext = 0;
  #ejectionNs = 0;

  constructor(sim: SimContext<BalancerConfig>) {
    this.#sim = sim;
    this.#table = new BackendTable(sim);
    this.#connections = new ConnectionTable((backend) => this.#table.release(backend));
    this.#checks = new ActiveChecks({
      sim,
      stream: sim.random('health checks'),
      firstTag: CHECKS_TAG,
      report: (target, isGood) => {
        if (this.#table.recordProbe(target, isGood)) this.#connections.closeBackend(target);
      },
    });
  }

  start(): void {
    this.#configure();
    this.#sim.timer(SWEEP_NS, SWEEP_TAG);
  }

  onConfig(): void {
    this.#configure();
    for (const [index, backend] of this.#table.backends.entries()) {
      if (backend === null) this.#connections.closeBackend(index);
    }
    if (!this.#isL4) this.#connections.clear();
  }

  onRequest(job: Job): void {
    if (this.#isLimited) this.#sim.enter(job);
    else this.#process(job);
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
    if (tag === SWEEP_TAG) {
      this.#connections.rotate();
      this.#sim.timer(SWEEP_NS, SWEEP_TAG);
    } else this.#table.endEjection(tag - EJECTION_TAG);
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

  #configure(): void {
    const { config } = this.#sim;
    this.#isL4 = config.layer === 'l4';
    this.#processingNs = Math.round(config.processingMs * NS_PER_MS);
    this.#isLimited = config.maxConcurrent !== null;
    this.#isByAddress = config.algorithm === 'ip-hash';
    this.#retryNext = this.#isL4 ? 0 : config.retryNext;
    this.#ejectionNs = Math.round(config.ejectionS * NS_PER_S);
    this.#table.rebuild();
    const schedule = {
      intervalNs: Math.round(config.checkIntervalS * NS_PER_S),
      timeoutNs: Math.round(config.checkTimeoutMs * NS_PER_MS),
    };
    this.#checks.configure(this.#table.backends, config.activeChecks ? schedule : null);
  }

  #process(job: Job): void {
    if (this.#isL4 && this.#sendOnConnection(job)) return;
    if (this.#processingNs > 0) this.#sim.work(job, this.#processingNs);
    else this.#dispatch(job);
  }

  /** L4: what comes over a connection that has its backend is passed on without further work. False when it has none. */
  #sendOnConnection(job: Job): boolean {
    const backend = this.#connections.backendOf(this.#sim.connectionOf(job));
    if (backend < 0 || !this.#table.pool(this.#sim.isWrite(job)).isUsable(backend)) return false;
    this.#send(job, backend, -1 - backend);
    return true;
  }

  #dispatch(job: Job): void {
    const connection = this.#isL4 ? this.#sim.connectionOf(job) : -1;
    // Another request may have opened the connection while this one was worked on.
    if (connection >= 0 && this.#sendOnConnection(job)) return;
    const backend = this.#table.pool(this.#sim.isWrite(job)).balancer.pick(this.#addressOf(job));
    if (backend < 0) {
      this.#sim.fail(job, OUTCOME.no_healthy_backend);
      return;
    }
    if (connection >= 0) {
      this.#connections.close(connection);
      this.#connections.open(connection, backend);
    }
    this.#table.acquire(backend);
    this.#send(job, backend, connection >= 0 ? -1 - backend : backend + 1);
  }

  /** Address of the user, worked out only where it decides. */
  #addressOf(job: Job): number {
    return this.#isByAddress ? this.#sim.ipOf(job) : 0;
  }

  #send(job: Job, backend: number, phase: number): void {
    const { edge, endpoint } = this.#table.backends[backend] as Backend;
    this.#sim.setPhase(job, phase);
    this.#sim.call(job, edge, endpoint);
  }

  #endOnConnection(job: Job, call: Job, backend: number): void {
    const outcome = this.#sim.outcomeOf(call);
    const isBroken = breaksConnection(outcome) && !this.#sim.isPassedOn(call);
    if (isBroken) this.#connections.close(this.#sim.connectionOf(job));
    this.#observe(backend, isBroken);
    this.#finish(job, outcome, this.#sim.noteOf(call), !isBroken);
  }

  #endRequest(job: Job, call: Job, backend: number): void {
    const outcome = this.#sim.outcomeOf(call);
    const note = this.#sim.noteOf(call);
    this.#table.release(backend);
    // What a backend passes on from further down is its answer, a 502 or 503: its own connection is fine.
    const seen = this.#sim.isPassedOn(call) ? OUTCOME.server_error : outcome;
    this.#observe(backend, this.#isL4 ? breaksConnection(seen) : isServerFailure(seen));
    if (outcome === OUTCOME.ok || !this.#tryNext(job, seen, backend))
      this.#finish(job, outcome, note, this.#sim.isPassedOn(call));
  }

  #finish(job: Job, outcome: number, note: number, isPassedOn: boolean): void {
    if (this.#tried.size > 0) this.#tried.delete(job);
    if (outcome === OUTCOME.ok) this.#sim.reply(job, note);
    else if (this.#isL4 && !isPassedOn) this.#sim.fail(job, outcome);
    else this.#sim.passOn(job, outcome);
  }

  #observe(backend: number, hasFailed: boolean): void {
    if (!this.#table.recordRequest(backend, hasFailed)) return;
    this.#sim.timer(this.#ejectionNs, EJECTION_TAG + backend);
    this.#connections.closeBackend(backend);
  }

  /** Sends a failed request to a backend it has not been to. False when that may not be or there is none. */
  #tryNext(job: Job, outcome: number, backend: number): boolean {
    if (this.#retryNext === 0 || !mayTryNext(outcome, isIdempotent(this.#sim.classOf(job).method))) return false;
    const tried = this.#tried.get(job) ?? [];
    if (tried.length >= this.#retryNext) return false;
    tried.push(backend);
    const next = this.#table.pool(this.#sim.isWrite(job)).pickOther(this.#addressOf(job), tried);
    if (next < 0) return false;
    this.#tried.set(job, tried);
    this.#table.acquire(next);
    this.#send(job, next, next + 1);
    return true;
  }
}

export const behaviour: BehaviourModule<BalancerConfig> = {
  endpoints(config): EndpointLayout {
    return config.maxConcurrent === null
      ? { count: 1, slots: Infinity, queueLimit: Infinity }
      : { count: 1, slots: config.maxConcurrent, queueLimit: 0 };
  },
  create: (sim) => new LoadBalancer(sim),
};
