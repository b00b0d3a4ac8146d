import { TokenBuckets } from '../../algorithms/resilience/token-bucket.ts';
import { spreadOf, TargetFigures } from '../../algorithms/routing/target-figures.ts';
import type { BalancerView } from '../../model/balancer-view.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { OUTCOME } from '../../model/outcome.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import type { Behaviour, BehaviourModule, Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { Routes } from './routes.ts';
import type { spec } from './spec.ts';

type Config = KindConfig<typeof spec>;

/** The bucket of all requests together. */
const EVERYBODY = -1;
const MS_PER_S = 1_000;

/** Checks credentials, then the rate, then passes the request on: in this order, so that strangers use up nobody's tokens. */
class ApiGateway implements Behaviour {
  readonly #sim: SimContext<Config>;
  readonly #credentials: RandomStream;
  readonly #routes = new Routes();
  #buckets: TokenBuckets | null = null;
  #limit = '';
  #processingNs = 0;
  readonly #figures = new TargetFigures();
  /** Requests that failed behind it; those it refused itself are its answers. */
  #lost = 0;

  constructor(sim: SimContext<Config>) {
    this.#sim = sim;
    this.#credentials = sim.random('credentials');
  }

  start(): void {
    const { config, edges } = this.#sim;
    this.#processingNs = Math.round((config.processingMs + (config.authentication ? config.authMs : 0)) * NS_PER_MS);
    this.#routes.configure(edges);
    const limit = `${config.limitBy} ${config.ratePerSecond} ${config.burst}`;
    if (limit === this.#limit) return;
    // Buckets are full when a limit is new, as after a restart.
    this.#limit = limit;
    this.#fillBuckets();
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    if (this.#processingNs > 0) this.#sim.work(job, this.#processingNs);
    else this.onWorkDone(job);
  }

  onWorkDone(job: Job): void {
    const waitNs = this.#isStranger() ? -1 : this.#waitNs(job);
    if (waitNs < 0) this.#sim.fail(job, OUTCOME.unauthorized);
    else if (waitNs > 0) this.#refuse(job, waitNs);
    else this.#passOn(job);
  }

  onCallEnd(job: Job, call: Job): void {
    const outcome = this.#sim.outcomeOf(call);
    const edge = this.#edgeOf(job);
    if (edge !== undefined) this.#figures.ended(edge, outcome !== OUTCOME.ok);
    if (outcome !== OUTCOME.ok) this.#lost += 1;
    if (outcome === OUTCOME.ok) this.#sim.reply(job, this.#sim.noteOf(call));
    else this.#sim.passOn(job, outcome);
  }

  onAbort(job: Job): void {
    const edge = this.#edgeOf(job);
    if (edge !== undefined) this.#figures.dropped(edge);
  }

  onRestart(): void {
    this.#fillBuckets();
  }

  /** How its requests spread over what is behind it. It checks nobody: that is for balancers further down. */
  view(): BalancerView {
    const { edges } = this.#sim;
    const nowNs = this.#sim.now();
    const total = edges.reduce((sum, { config }) => sum + config.weight, 0);
    const backends = edges.map((edge) =>
      this.#figures.view(edge, {
        nowNs,
        share: total > 0 ? edge.config.weight / total : 0,
        downReason: '',
        openConnections: this.#sim.openConnections(edge, -1),
      }),
    );
    return {
      algorithm: 'routes',
      backends,
      spread: spreadOf(backends),
      ring: null,
      sessionsMoved: null,
      lost: this.#lost,
      triedAgain: 0,
      noticeRule: null,
    };
  }

  /** Where a request was sent: its phase is the number of the edge plus 1, 0 while it is still here. */
  #edgeOf(job: Job): OutEdge | undefined {
    const index = this.#sim.phaseOf(job) - 1;
    return index < 0 ? undefined : this.#sim.edges.find((edge) => edge.index === index);
  }

  #fillBuckets(): void {
    const { limitBy, ratePerSecond, burst } = this.#sim.config;
    this.#buckets = limitBy === 'off' ? null : new TokenBuckets(ratePerSecond, burst);
  }

  #isStranger(): boolean {
    const { authentication, invalidRatio } = this.#sim.config;
    return authentication && invalidRatio > 0 && this.#credentials.uniform() < invalidRatio;
  }

  /** Time until the request may come again; 0 when it may pass now. */
  #waitNs(job: Job): number {
    const key = this.#sim.config.limitBy === 'user' ? this.#sim.userOf(job) : EVERYBODY;
    return this.#buckets?.take(key, this.#sim.now()) ?? 0;
  }

  /** Retry-After is written in whole seconds (delay-seconds, RFC 9110 section 10.2.3). */
  #refuse(job: Job, waitNs: number): void {
    if (this.#sim.config.retryAfter)
      this.#sim.failUntil(job, OUTCOME.rate_limited, Math.ceil(waitNs / NS_PER_S) * MS_PER_S);
    else this.#sim.fail(job, OUTCOME.rate_limited);
  }

  #passOn(job: Job): void {
    const edge = this.#routes.next(this.#sim.classOf(job));
    if (edge === undefined)
      this.#sim.fail(job, this.#sim.edges.length === 0 ? OUTCOME.not_connected : OUTCOME.no_route);
    else {
      this.#figures.sent(edge, this.#sim.now());
      this.#sim.setPhase(job, edge.index + 1);
      this.#sim.call(job, edge);
    }
  }
}

export const behaviour: BehaviourModule<Config> = {
  isProxy: true,
  endpoints: () => ({ count: 1, slots: Infinity, queueLimit: Infinity }),
  create: (sim) => new ApiGateway(sim),
};
