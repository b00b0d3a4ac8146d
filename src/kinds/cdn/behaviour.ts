import { LruGroup } from '../../algorithms/caching/lru-group.ts';
import { Validations } from '../../algorithms/caching/validations.ts';
import { MissGroups } from '../../algorithms/coalescing/miss-groups.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { CACHE_NOTE, OUTCOME } from '../../model/outcome.ts';
import { pointLocations } from '../../model/points-of-presence.ts';
import type { Behaviour, BehaviourModule, EndpointLayout, Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { Origins } from './origins.ts';
import type { spec } from './spec.ts';

type CdnConfig = KindConfig<typeof spec>;

/** What a request waits for, in its phase: the object for its whole group, or an answer for itself alone. */
const WITH_GROUP = 1;
const ALONE = 2;

/** More than there are keys in any design (a job's key is a 32-bit integer). */
const KEYS_PER_POINT = 4_294_967_296;

/** A cache at each point of presence in front of one or more origins. */
class Cdn implements Behaviour {
  readonly #sim: SimContext<CdnConfig>;
  readonly #groups = new MissGroups();
  readonly #points = new LruGroup();
  #origins = new Origins([]);
  #processingNs = 0;
  #pops = '';
  readonly #validations = new Validations();
  /** Groups whose fetching request was ended from outside while others wait. */
  readonly #orphans: number[] = [];

  constructor(sim: SimContext<CdnConfig>) {
    this.#sim = sim;
  }

  start(): void {
    const { config, endpointCount, keyCount } = this.#sim;
    this.#processingNs = Math.round(config.processingMs * NS_PER_MS);
    this.#origins = new Origins(this.#sim.edges);
    // What one city held is of no use in another.
    if (config.pops !== this.#pops) this.#points.clear(-1);
    this.#pops = config.pops;
    this.#points.resize(
      Array.from({ length: endpointCount }, () => config.capacity),
      keyCount,
    );
  }

  onConfig(): void {
    this.start();
  }

  onRequest(job: Job): void {
    if (this.#processingNs > 0) this.#sim.work(job, this.#processingNs);
    else this.onWorkDone(job);
  }

  onWorkDone(job: Job): void {
    if (this.#sim.isWrite(job)) this.#fetch(job, ALONE);
    else this.#read(job);
  }

  onCallEnd(job: Job, call: Job): void {
    const outcome = this.#sim.outcomeOf(call);
    if (this.#sim.isWrite(job)) {
      // RFC 9111 section 4.4: a successful write makes the stored answer invalid, at this point only.
      if (outcome === OUTCOME.ok) this.#points.remove(this.#sim.endpointOf(job), this.#sim.keyOf(job));
      this.#end(job, outcome, CACHE_NOTE.none);
      return;
    }
    const isRenewed = outcome === OUTCOME.ok && this.#renew(job, call);
    if (this.#sim.phaseOf(job) === ALONE) {
      const note = this.#lifetimeS(job) > 0 ? CACHE_NOTE.miss : CACHE_NOTE.none;
      this.#end(job, outcome, isRenewed ? CACHE_NOTE.revalidated : note);
      return;
    }
    this.#groups.finish(this.#groupOf(job), (member, isFetcher) => {
      const note = isFetcher ? CACHE_NOTE.miss : CACHE_NOTE.coalesced;
      this.#end(member, outcome, isRenewed ? CACHE_NOTE.revalidated : note);
    });
  }

  /** The others of a group must not wait for one who is gone; see to them after this event, for a crash ends them too. */
  onAbort(job: Job): void {
    const group = this.#groupOf(job);
    if (this.#groups.leave(group, job) === null) return;
    this.#orphans.push(group);
    this.#sim.timer(0, 0);
  }

  onTimer(): void {
    for (const group of this.#orphans.splice(0)) {
      const heir = this.#groups.fetcherOf(group);
      if (heir !== null && this.#sim.pendingCalls(heir) === 0) this.#fetch(heir, WITH_GROUP);
    }
  }

  counts(): Readonly<Record<string, number>> {
    return this.#sim.config.revalidate ? this.#validations.counts : {};
  }

  onFlush(endpoint: number): void {
    this.#points.clear(endpoint);
  }

  onRestart(endpoint: number): void {
    this.#points.clear(endpoint);
  }

  #read(job: Job): void {
    const sim = this.#sim;
    if (this.#lifetimeS(job) === 0) this.#fetch(job, ALONE);
    else if (this.#isFresh(job)) sim.reply(job, CACHE_NOTE.hit);
    else if (sim.config.coalesce === 'off') this.#fetch(job, ALONE);
    else if (this.#groups.join(this.#groupOf(job), job)) this.#fetch(job, WITH_GROUP);
  }

  /** Revalidating points keep what has expired. */
  #isFresh(job: Job): boolean {
    const sim = this.#sim;
    const [point, key, now] = [sim.endpointOf(job), sim.keyOf(job), sim.now()];
    if (!sim.config.revalidate) return this.#points.lookup(point, key, now);
    return this.#points.freshness(point, key, now) === 'fresh';
  }

  #fetch(job: Job, phase: number): void {
    const sim = this.#sim;
    const origin = this.#origins.next();
    sim.setPhase(job, phase);
    if (origin !== undefined) {
      if (sim.config.revalidate && !sim.isWrite(job) && this.#lifetimeS(job) > 0)
        sim.revalidate(job, origin, this.#points.tagOf(sim.endpointOf(job), sim.keyOf(job)));
      else sim.call(job, origin);
    } else if (phase === ALONE) this.#sim.fail(job, OUTCOME.not_connected);
    else this.#groups.finish(this.#groupOf(job), (member) => this.#sim.fail(member, OUTCOME.not_connected));
  }

  #end(job: Job, outcome: number, note: number): void {
    if (outcome === OUTCOME.ok) this.#sim.reply(job, note);
    else this.#sim.passOn(job, outcome);
  }

  /** Misses are shared within one point of presence. */
  #groupOf(job: Job): number {
    return this.#sim.endpointOf(job) * KEYS_PER_POINT + this.#sim.keyOf(job);
  }

  /** What the answer says about itself, else the CDN's own; 0 is never stored. */
  #lifetimeS(job: Job): number {
    return this.#sim.classOf(job).cacheTtlS ?? this.#sim.config.ttlS;
  }

  /** Stores an answer, or what is stored for another lifetime: true when the origin said that it is still right. */
  #renew(job: Job, call: Job): boolean {
    const sim = this.#sim;
    const lifetimeS = this.#lifetimeS(job);
    if (lifetimeS === 0) return false;
    const isConditional = sim.operationOf(call) === 'conditional';
    const isRenewed = isConditional && this.#validations.answered(sim, call);
    const expiresNs = sim.now() + Math.round(lifetimeS * NS_PER_S);
    this.#points.insert(sim.endpointOf(job), sim.keyOf(job), expiresNs, isConditional ? sim.versionOf(call) : 0);
    return isRenewed;
  }
}

export const behaviour: BehaviourModule<CdnConfig> = {
  endpoints(config): EndpointLayout {
    const locations = pointLocations(config.pops);
    const layout = { count: locations?.length ?? 1, slots: Infinity, queueLimit: Infinity };
    return locations === undefined ? layout : { ...layout, locations };
  },
  create: (sim) => new Cdn(sim),
};
