import { ActiveChecks } from '../../algorithms/health/active-checks.ts';
import { RiseFall } from '../../algorithms/health/rise-fall.ts';
import { spreadOf, TargetFigures } from '../../algorithms/routing/target-figures.ts';
import { noticeRuleOf, type BalancerView } from '../../model/balancer-view.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { OUTCOME, outcomeInfo, type OutcomeCode } from '../../model/outcome.ts';
import { isIdempotent } from '../../model/request.ts';
import { pointLocations } from '../../model/points-of-presence.ts';
import type { Behaviour, BehaviourModule, EndpointLayout, Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { RegionChoice } from './region-choice.ts';
import type { spec } from './spec.ts';

type Config = KindConfig<typeof spec>;

/**
 * An anycast network in front of regions: users reach the nearest edge location, which passes their requests to a region. A job's
 * phase is the number of its region plus 1; 0 for a check of its own.
 */
class GlobalRouter implements Behaviour {
  readonly #sim: SimContext<Config>;
  readonly #choice: RegionChoice;
  readonly #figures = new TargetFigures();
  readonly #checks: ActiveChecks;
  #regions: readonly OutEdge[] = [];
  #health = new RiseFall(0, 1, 1);
  #processingNs = 0;
  /** Regions that failed a request which is on its way to another. */
  readonly #tried = new Map<Job, number[]>();
  #lost = 0;
  #triedAgain = 0;

  constructor(sim: SimContext<Config>) {
    this.#sim = sim;
    this.#choice = new RegionChoice(sim);
    this.#checks = new ActiveChecks({
      sim,
      stream: sim.random('health checks'),
      firstTag: 0,
      report: (region, isGood) => this.#recordCheck(region, isGood),
    });
  }

  start(): void {
    const { config, edges } = this.#sim;
    const before = this.#regions;
    const isSame = before.length === edges.length && before.every((edge, index) => edge === edges[index]);
    this.#regions = edges.slice();
    this.#processingNs = Math.round(config.processingMs * NS_PER_MS);
    const known = isSame && config.healthChecks ? this.#health : undefined;
    this.#health = new RiseFall(edges.length, config.fall, config.rise, known);
    this.#choice.configure(this.#regions);
    this.#choice.setHealthy(this.#health.healthy);
    this.#configureChecks(isSame);
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    if (this.#processingNs > 0) this.#sim.work(job, this.#processingNs);
    else this.onWorkDone(job);
  }

  onWorkDone(job: Job): void {
    const region = this.#choice.pick(job);
    const edge = this.#regions[region];
    if (edge === undefined) {
      this.#lost += 1;
      this.#sim.fail(job, this.#regions.length === 0 ? OUTCOME.not_connected : OUTCOME.no_healthy_backend);
      return;
    }
    this.#send(job, region, edge);
  }

  #send(job: Job, region: number, edge: OutEdge): void {
    this.#figures.sent(edge, this.#sim.now());
    this.#sim.setPhase(job, region + 1);
    this.#sim.call(job, edge);
  }

  onCallEnd(job: Job, call: Job): void {
    if (this.#checks.onCallEnd(job, call)) return;
    const region = this.#sim.phaseOf(job) - 1;
    const edge = this.#regions[region];
    const outcome = this.#sim.outcomeOf(call);
    // An edit may have given the number to another region meanwhile.
    if (edge !== undefined && edge.index === this.#sim.edgeOf(call)) {
      this.#figures.ended(edge, outcome !== OUTCOME.ok);
      this.#choice.observe(job, region, this.#sim.callDurationNs(call));
    }
    if (outcome !== OUTCOME.ok && this.#tryOther(job, region, outcome)) return;
    if (this.#tried.size > 0) this.#tried.delete(job);
    if (outcome === OUTCOME.ok) this.#sim.reply(job, this.#sim.noteOf(call));
    else {
      this.#lost += 1;
      this.#sim.passOn(job, outcome);
    }
  }

  /** Sends a failed request to a region it has not been to. False when it may not be repeated, or there is none. */
  #tryOther(job: Job, region: number, outcome: OutcomeCode): boolean {
    const { retryRegions } = this.#sim.config;
    const tried = this.#tried.get(job) ?? [];
    if (tried.length >= retryRegions || !isIdempotent(this.#sim.classOf(job).method)) return false;
    const { status, retryable } = outcomeInfo(outcome);
    if (!retryable || (status !== null && status < 500)) return false;
    tried.push(region);
    const next = this.#choice.pickOther(job, tried);
    const edge = this.#regions[next];
    if (edge === undefined || tried.includes(next)) return false;
    this.#tried.set(job, tried);
    this.#triedAgain += 1;
    this.#send(job, next, edge);
    return true;
  }

  onTimer(tag: number): void {
    this.#checks.onTimer(tag);
  }

  onAbort(job: Job): void {
    if (this.#checks.onAbort(job)) return;
    this.#tried.delete(job);
    const edge = this.#regions[this.#sim.phaseOf(job) - 1];
    if (edge !== undefined) this.#figures.dropped(edge);
  }

  view(): BalancerView {
    const { policy, fall, healthChecks, checkIntervalS, checkTimeoutMs } = this.#sim.config;
    const nowNs = this.#sim.now();
    const backends = this.#regions.map((edge, region) =>
      this.#figures.view(edge, {
        nowNs,
        downReason: `${fall} checks in a row failed`,
        share: policy === 'weighted' ? this.#choice.share(region) : 0,
        openConnections: this.#sim.openConnections(edge, -1),
      }),
    );
    return {
      algorithm: policy,
      backends,
      spread: spreadOf(backends),
      ring: null,
      sessionsMoved: null,
      lost: this.#lost,
      triedAgain: this.#triedAgain,
      noticeRule: healthChecks ? noticeRuleOf(fall, checkIntervalS, (checkTimeoutMs * NS_PER_MS) / NS_PER_S) : null,
    };
  }

  #configureChecks(isSame: boolean): void {
    const { healthChecks, checkIntervalS, checkTimeoutMs } = this.#sim.config;
    // Without this a region that took the place of another would inherit its probe.
    if (!isSame)
      this.#checks.configure(
        this.#regions.map(() => null),
        null,
      );
    const schedule = {
      intervalNs: Math.round(checkIntervalS * NS_PER_S),
      timeoutNs: Math.round(checkTimeoutMs * NS_PER_MS),
    };
    const targets = this.#regions.map((edge) => ({ edge, endpoint: -1 }));
    this.#checks.configure(targets, healthChecks ? schedule : null);
  }

  #recordCheck(region: number, isGood: boolean): void {
    const change = this.#health.record(region, isGood);
    const edge = this.#regions[region];
    if (change === 'none' || edge === undefined) return;
    this.#choice.setHealthy(this.#health.healthy);
    this.#figures.changed(edge, change === 'up', this.#sim.now(), this.#sim.faultSinceNs(edge, 0));
    for (let endpoint = 0; endpoint < edge.endpointCount; endpoint += 1)
      this.#sim.showEjected(edge, endpoint, change === 'down');
  }
}

export const behaviour: BehaviourModule<Config> = {
  isProxy: true,
  endpoints(config): EndpointLayout {
    const locations = pointLocations(config.pops);
    const layout = { count: locations?.length ?? 1, slots: Infinity, queueLimit: Infinity };
    return locations === undefined ? layout : { ...layout, locations };
  },
  create: (sim) => new GlobalRouter(sim),
};
