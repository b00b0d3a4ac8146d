import { ruleKey, type RouteRule } from '../../algorithms/routing/route-rules.ts';
import { identityOf } from '../../algorithms/load-balancing/backend-identity.ts';
import type { OutEdge, RequestClass, SimContext } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { BackendState } from '../../model/balancer-view.ts';
import { BackendFigures } from './backend-figures.ts';
import { BackendHealth } from './backend-health.ts';
import { BackendPool } from './backend-pool.ts';
import type { BalancerConfig } from './balancer-config.ts';
import { RingMemory } from './ring-memory.ts';
import { Routes, type Route } from './routes.ts';
import { SlowStart } from './slow-start.ts';

/** One endpoint of one outgoing edge. */
export interface Backend {
  readonly edge: OutEdge;
  readonly endpoint: number;
}

/** A backend's number is kept in a job's phase, which holds 16 bits: more backends than this are left aside. */
export const MAX_BACKENDS = 32_767;

const TAKES_ALL: RouteRule = { pathPrefix: '', method: 'any', header: '' };

/** What the table asks for when something is due later. */
export interface BackendTimers {
  /** `endEjection` is due then. */
  ejection(index: number, delayNs: number): void;
  /** `growWeight` is due then. */
  slowStart(index: number, delayNs: number): void;
}

/**
 * All backends a balancer ever had, each with a number that stays its own through edits, so that requests in flight, health and
 * load stay with the right one. A backend that is gone keeps its number and takes no part.
 */
export class BackendTable {
  /** By number; null for one that is gone. */
  readonly backends: (Backend | null)[] = [];
  readonly health = new BackendHealth();
  readonly figures = new BackendFigures();
  /** Requests (L4: connections) in flight, by number. */
  active = new Int32Array(0);
  routes!: Routes;
  /** State of each backend, and since when (-1: since the start). */
  states: BackendState[] = [];
  sinceNs: number[] = [];
  /** Time from its last fault to when it was taken out for it; -1 when it never was. */
  readonly noticedNs: number[] = [];
  /** When a draining backend is cut; -1 for the others. */
  readonly drainUntilNs: number[] = [];
  readonly ring = new RingMemory();
  readonly #sim: SimContext<BalancerConfig>;
  readonly #timers: BackendTimers;
  readonly #numbers = new Map<string, number>();
  readonly #pickStreams;
  #slowStart = new SlowStart(0, 0);
  #healthy = new Uint8Array(0);
  #identity = new Uint32Array(0);
  /** By number: the backend as it is shown as ejected, or null. */
  readonly #shown: (Backend | null)[] = [];

  constructor(sim: SimContext<BalancerConfig>, timers: BackendTimers) {
    this.#sim = sim;
    this.#timers = timers;
    this.#pickStreams = { reads: sim.random('pick'), writes: sim.random('pick writes') };
  }

  /** Reads the edges and the configuration anew. Health and load of backends that are still there stay. */
  rebuild(): void {
    const { config } = this.#sim;
    const before = this.backends.slice();
    this.#numberBackends();
    const count = this.backends.length;
    const active = new Int32Array(count);
    active.set(this.active);
    this.active = active;
    this.figures.resize(count);
    this.health.configure(count, config);
    this.#slowStart = new SlowStart(count, Math.round(config.slowStartS * NS_PER_S), this.#slowStart);
    for (const [index, backend] of this.backends.entries()) {
      if ((before[index] ?? null) === null) this.#welcome(index, backend);
      else if (backend === null) this.health.draining[index] = 0;
    }
    this.routes = this.#createRoutes();
    this.refresh();
  }

  acquire(index: number): void {
    this.#changeActive(index, 1);
  }

  release(index: number): void {
    this.#changeActive(index, -1);
  }

  /** A request was given to a backend: counts it, and for nginx's passive checks a new window may begin. */
  picked(index: number): void {
    const now = this.#sim.now();
    this.figures.sent(index, now);
    if (this.#sim.config.passive !== 'max-fails') return;
    this.health.picked(index, now);
    if (this.health.isEjected(index, now)) this.#eject(index, now);
  }

  /** Takes the result of a probe. True when it took the backend out. */
  recordProbe(index: number, isGood: boolean): boolean {
    if (!this.health.recordProbe(index, isGood)) return false;
    this.refresh();
    const isDown = this.health.isDown(index);
    if (isDown) this.figures.ejections[index] = (this.figures.ejections[index] as number) + 1;
    return isDown;
  }

  /** Takes the end of a request. True when it ejected the backend. */
  recordRequest(index: number, hasFailed: boolean): boolean {
    const { passive, maxFails } = this.#sim.config;
    const now = this.#sim.now();
    const pool = this.routes.poolOf(index);
    if (pool === null) return false;
    const wasEjected = this.health.isEjected(index, now);
    this.health.recordRequest(index, hasFailed, now, pool.size);
    if (hasFailed && passive === 'max-fails' && maxFails > 0) pool.tierOf(index).balancer.penalise?.(index, maxFails);
    const isEjected = this.health.isEjected(index, now);
    const isNew = isEjected && !wasEjected;
    if (isNew) this.figures.ejections[index] = (this.figures.ejections[index] as number) + 1;
    // Each failure of one that is out already puts off its next try in nginx's way, and nothing in Envoy's.
    if (isNew || (isEjected && hasFailed && passive === 'max-fails')) this.#eject(index, now);
    else if (isEjected !== wasEjected) this.refresh();
    return isNew;
  }

  endEjection(index: number): void {
    this.health.endEjection(index, this.#sim.now());
    this.refresh();
  }

  /** A backend in slow start gets a little more. */
  growWeight(index: number): void {
    if (!this.#slowStart.isStarting(index)) return;
    this.#setRamp(index);
    if (this.#slowStart.isStarting(index)) this.#timers.slowStart(index, this.#slowStart.stepNs);
    else this.refresh();
  }

  /** Number of a backend, or -1. */
  numberOf(edge: OutEdge, endpoint: number): number {
    return this.#numbers.get(`${edge.id} ${endpoint}`) ?? -1;
  }

  /** @param untilNs when what is left is cut; null: it drains no more */
  setDraining(index: number, untilNs: number | null): void {
    this.health.draining[index] = untilNs === null ? 0 : 1;
    this.drainUntilNs[index] = untilNs ?? -1;
    this.refresh();
  }

  /** What belongs together with earlier requests may still go to it: it is in, or it drains and works. */
  mayGoOn(index: number, requestClass: RequestClass): boolean {
    const pool = this.routes.poolFor(requestClass);
    if (pool === null) return false;
    if (pool.isUsable(index)) return true;
    const isDraining = this.health.draining[index] === 1 && pool.has(index);
    return isDraining && !this.health.isDown(index) && !this.health.isEjected(index, this.#sim.now());
  }

  /** A request took that long: an answer, or a time-out. */
  observe(index: number, durationNs: number): void {
    const now = this.#sim.now();
    for (const pool of this.routes.pools)
      if (pool.has(index)) pool.tierOf(index).balancer.observe?.(index, durationNs, now);
  }

  /** The balancer lost its memory: nothing is known about any backend. */
  forget(): void {
    for (let index = 0; index < this.backends.length; index += 1) this.health.reset(index);
    this.refresh();
  }

  /** Works out who may be picked and what is shown. */
  refresh(): void {
    const now = this.#sim.now();
    const before = this.#healthy;
    this.#healthy = Uint8Array.from(this.backends, (backend, index) =>
      backend !== null && this.health.isWell(index, now) ? 1 : 0,
    );
    for (let index = 0; index < this.backends.length; index += 1) {
      if (this.#healthy[index] !== 1) continue;
      this.health.settled(index);
      if (before[index] === 0) this.#beginSlowStart(index, now);
    }
    for (const pool of this.routes.pools) pool.refresh(this.#healthy, this.health.newcomers);
    this.ring.follow(this.routes.default.reads.rule, now > 0);
    for (let index = 0; index < this.backends.length; index += 1) this.#show(index, now);
  }

  #eject(index: number, nowNs: number): void {
    this.#timers.ejection(index, this.health.backAtNs(index, nowNs) - nowNs);
    this.refresh();
  }

  /** A backend that is new, or there again. */
  #welcome(index: number, backend: Backend | null): void {
    if (backend === null) return;
    this.health.reset(index);
    this.health.draining[index] = this.#sim.isDraining(backend.edge, backend.endpoint) ? 1 : 0;
    if (this.#sim.now() > 0) this.health.greet(index);
    if (this.#sim.now() > 0 && !this.health.isNew(index)) this.#slowStart.begin(index, this.#sim.now());
    if (this.#slowStart.isStarting(index)) this.#timers.slowStart(index, this.#slowStart.stepNs);
  }

  #beginSlowStart(index: number, nowNs: number): void {
    if (!this.#slowStart.isOn) return;
    this.#slowStart.begin(index, nowNs);
    this.#setRamp(index);
    this.#timers.slowStart(index, this.#slowStart.stepNs);
  }

  #setRamp(index: number): void {
    const share = this.#slowStart.shareOf(index, this.#sim.now());
    for (const pool of this.routes.pools) if (pool.has(index)) pool.tierOf(index).setRamp(index, share);
  }

  #numberBackends(): void {
    this.backends.fill(null);
    for (const edge of this.#sim.edges) {
      for (let endpoint = 0; endpoint < edge.endpointCount; endpoint += 1) {
        const key = `${edge.id} ${endpoint}`;
        const number = this.#numbers.get(key) ?? this.backends.length;
        if (number >= MAX_BACKENDS) return;
        this.#numbers.set(key, number);
        this.backends[number] = { edge, endpoint };
      }
    }
  }

  #createRoutes(): Routes {
    this.#identity = Uint32Array.from(this.backends, (backend) =>
      backend === null ? 0 : identityOf(`${backend.edge.targetId}:${backend.endpoint}`),
    );
    const isL7 = this.#sim.config.layer === 'l7';
    const rules = new Map<string, RouteRule>();
    for (const backend of this.backends) {
      if (backend === null) continue;
      const rule = ruleOf(backend, isL7);
      rules.set(ruleKey(rule), rule);
    }
    // Without backends everything fails for want of one, not for want of a route.
    if (rules.size === 0) rules.set(ruleKey(TAKES_ALL), TAKES_ALL);
    const asks = rules.size > 1 || !rules.has(ruleKey(TAKES_ALL));
    const routes = new Routes(
      [...rules].map(([key, rule]) => this.#createRoute(key, rule, isL7)),
      asks,
    );
    for (let index = 0; index < this.backends.length; index += 1) {
      if (!this.#slowStart.isStarting(index)) continue;
      const share = this.#slowStart.shareOf(index, this.#sim.now());
      for (const pool of routes.pools) if (pool.has(index)) pool.tierOf(index).setRamp(index, share);
    }
    return routes;
  }

  #createRoute(key: string, rule: RouteRule, isL7: boolean): Route {
    const members = this.backends.map((backend) =>
      backend !== null && ruleKey(ruleOf(backend, isL7)) === key ? backend : null,
    );
    const isSplit = members.some((backend) => backend !== null && backend.edge.config.carries !== 'any');
    const reads = this.#createPool(members, 'writes');
    return { rule, reads, writes: isSplit ? this.#createPool(members, 'reads') : reads };
  }

  #createPool(members: readonly (Backend | null)[], other: 'reads' | 'writes'): BackendPool {
    const { algorithm, panicRatio, choices, virtualNodes, decayS, slowStartS, fillTo } = this.#sim.config;
    const weightsOf = (isBackup: boolean) =>
      members.map((backend) => (backend?.edge.config.backup === isBackup ? weightFor(backend, other) : 0));
    const tier = {
      weights: weightsOf(false),
      active: this.active,
      identity: this.#identity,
      algorithm,
      options: { choices, virtualNodes, decayNs: Math.round(decayS * NS_PER_S), room: fillTo ?? Infinity },
      stream: this.#pickStreams[other === 'writes' ? 'reads' : 'writes'],
      panicRatio,
      hasSlowStart: slowStartS > 0,
    };
    return new BackendPool(tier, weightsOf(true));
  }

  #changeActive(index: number, by: 1 | -1): void {
    this.active[index] = (this.active[index] as number) + by;
    const { pools } = this.routes;
    for (let at = 0; at < pools.length; at += 1) (pools[at] as BackendPool).update(index);
  }

  #stateOf(index: number, nowNs: number): BackendState {
    const pool = this.routes.poolOf(index);
    if (pool === null) return 'off';
    if (this.health.isNew(index)) return 'starting';
    if (this.health.draining[index] === 1) return 'draining';
    if (this.health.isDown(index)) return 'down';
    if (this.health.isEjected(index, nowNs)) return 'ejected';
    if (pool.isBackup(index)) return 'backup';
    return this.#slowStart.isStarting(index) ? 'slow-start' : 'up';
  }

  /** Keeps since when each is as it is, and tells the canvas who is left out; a backend that is gone is not shown any more. */
  #show(index: number, nowNs: number): void {
    const state = this.#stateOf(index, nowNs);
    if (this.states[index] !== state) {
      this.sinceNs[index] = nowNs > 0 ? nowNs : -1;
      this.states[index] = state;
    }
    const backend = this.backends[index] ?? null;
    const shown = this.#shown[index] ?? null;
    const isOut = state === 'down' || state === 'ejected';
    const ejected = isOut ? backend : null;
    if ((shown === null) === (ejected === null)) return;
    if (shown !== null) this.#sim.showEjected(shown.edge, shown.endpoint, false);
    if (ejected !== null) this.#sim.showEjected(ejected.edge, ejected.endpoint, true);
    this.#shown[index] = ejected;
    if (ejected !== null) this.#notice(index, ejected, nowNs);
  }

  #notice(index: number, { edge, endpoint }: Backend, nowNs: number): void {
    const faultNs = this.#sim.faultSinceNs(edge, endpoint);
    if (faultNs >= 0) this.noticedNs[index] = nowNs - faultNs;
  }
}

/** L4 sees neither path nor method nor header. */
function ruleOf(backend: Backend, isL7: boolean): RouteRule {
  return isL7 ? backend.edge.config : TAKES_ALL;
}

function weightFor(backend: Backend, other: 'reads' | 'writes'): number {
  if (backend.edge.config.carries === other) return 0;
  // An edge's weight is the share of the target as a whole: its replicas split it evenly.
  return backend.edge.config.weight / backend.edge.endpointCount;
}
