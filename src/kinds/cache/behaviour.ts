import { LruGroup } from '../../algorithms/caching/lru-group.ts';
import { Validations } from '../../algorithms/caching/validations.ts';
import { MissGroups } from '../../algorithms/coalescing/miss-groups.ts';
import { createSampler, type Sampler } from '../../algorithms/sampling/distribution-sampler.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { CACHE_NOTE, OUTCOME } from '../../model/outcome.ts';
import type { Behaviour, BehaviourModule, Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { spec } from './spec.ts';

type CacheConfig = KindConfig<typeof spec>;

/**
 * Sessions of users have keys from here on, objects lie below: more objects than this would not fit into memory. Users are numbered
 * from 0 over all clients, so the services that share a cache share the sessions in it.
 */
const FIRST_SESSION_KEY = 0x4000_0000;

/** Keeps objects in memory. Each operation takes a slot and the operation time, then acts on the memory as it is at that moment. */
class Cache implements Behaviour {
  readonly #sim: SimContext<CacheConfig>;
  readonly #shards = new LruGroup();
  readonly #groups = new MissGroups();
  readonly #stream;
  #operationTime: Sampler;
  readonly #validations = new Validations();
  /** Keys whose fetching request was ended from outside while others wait. */
  readonly #orphans: number[] = [];

  constructor(sim: SimContext<CacheConfig>) {
    this.#sim = sim;
    this.#stream = sim.random('service');
    this.#operationTime = createSampler(sim.config.serviceTime, this.#stream);
  }

  start(): void {
    const { shards, capacity } = this.#sim.config;
    const shareOf = (shard: number) => Math.floor(capacity / shards) + (shard < capacity % shards ? 1 : 0);
    this.#shards.resize(
      Array.from({ length: shards }, (_, shard) => shareOf(shard)),
      this.#sim.keyCount,
    );
  }

  onConfig(): void {
    this.#operationTime = createSampler(this.#sim.config.serviceTime, this.#stream);
    this.start();
  }

  /** Key k lives in shard k mod count. */
  chooseEndpoint(job: Job): number {
    const operation = this.#sim.operationOf(job);
    const isSession = operation === 'read-session' || operation === 'write-session';
    return (isSession ? this.#sessionKeyOf(job) : this.#sim.keyOf(job)) % this.#sim.endpointCount;
  }

  onRequest(job: Job): void {
    this.#sim.enter(job);
  }

  onSlot(job: Job): void {
    const timeNs = this.#operationTime.nextNs();
    if (timeNs > 0) this.#sim.work(job, timeNs);
    else this.onWorkDone(job);
  }

  onWorkDone(job: Job): void {
    const operation = this.#sim.operationOf(job);
    if (operation === 'fill') {
      this.#store(job, 0);
      this.#sim.reply(job);
    } else if (operation === 'invalidate') {
      this.#forget(job);
      this.#sim.reply(job);
    } else if (operation === 'read-session') this.#readSession(job);
    else if (operation === 'write-session') {
      this.#storeSession(job);
      this.#sim.reply(job);
    } else if (this.#sim.isWrite(job)) this.#write(job);
    else this.#read(job);
  }

  onCallEnd(job: Job, call: Job): void {
    const outcome = this.#sim.outcomeOf(call);
    if (this.#sim.isWrite(job)) {
      this.#forget(job);
      this.#end(job, outcome, CACHE_NOTE.none);
      return;
    }
    const isConditional = this.#sim.operationOf(call) === 'conditional';
    const isRenewed = outcome === OUTCOME.ok && isConditional && this.#validations.answered(this.#sim, call);
    if (outcome === OUTCOME.ok) this.#store(job, isConditional ? this.#sim.versionOf(call) : 0);
    this.#groups.finish(this.#sim.keyOf(job), (member, isFetcher) => {
      const note = isFetcher ? CACHE_NOTE.miss : CACHE_NOTE.coalesced;
      this.#end(member, outcome, isRenewed ? CACHE_NOTE.revalidated : note);
    });
  }

  /**
   * The others of a group must not wait for one who is gone. They are looked after one event later: in a crash they are ended too.
   */
  onAbort(job: Job): void {
    const key = this.#sim.keyOf(job);
    if (this.#groups.leave(key, job) === null) return;
    this.#orphans.push(key);
    this.#sim.timer(0, 0);
  }

  onTimer(): void {
    for (const key of this.#orphans.splice(0)) {
      const heir = this.#groups.fetcherOf(key);
      if (heir !== null && this.#sim.pendingCalls(heir) === 0) this.#fetch(heir);
    }
  }

  counts(): Readonly<Record<string, number>> {
    return this.#revalidates ? this.#validations.counts : {};
  }

  onFlush(endpoint: number): void {
    this.#shards.clear(endpoint);
  }

  onRestart(endpoint: number): void {
    this.#shards.clear(endpoint);
  }

  #read(job: Job): void {
    if (this.#isFresh(job)) {
      this.#sim.reply(job, CACHE_NOTE.hit);
    } else if (this.#sim.config.mode === 'look-aside') this.#sim.reply(job, CACHE_NOTE.miss);
    else {
      // Waiting for the store is not work of the cache.
      this.#sim.leave(job);
      if (this.#groups.join(this.#sim.keyOf(job), job)) this.#fetch(job);
    }
  }

  /** A session that is read begins its lifetime anew, so that it ends some time after its user has left (Redis GETEX). */
  #readSession(job: Job): void {
    const isThere = this.#shards.lookup(this.#sim.endpointOf(job), this.#sessionKeyOf(job), this.#sim.now());
    if (isThere && this.#sim.config.ttlS !== null) this.#storeSession(job);
    this.#sim.reply(job, isThere ? CACHE_NOTE.hit : CACHE_NOTE.miss);
  }

  #storeSession(job: Job): void {
    const { ttlS } = this.#sim.config;
    const expiresNs = ttlS === null ? Infinity : this.#sim.now() + Math.round(ttlS * NS_PER_S);
    this.#shards.insert(this.#sim.endpointOf(job), this.#sessionKeyOf(job), expiresNs);
  }

  #sessionKeyOf(job: Job): number {
    return FIRST_SESSION_KEY + this.#sim.userOf(job);
  }

  get #revalidates(): boolean {
    const { mode, revalidate } = this.#sim.config;
    return revalidate && mode === 'read-through' && (this.#origin()?.target.provides.includes('http') ?? false);
  }

  /** Whoever revalidates keeps what has expired. */
  #isFresh(job: Job): boolean {
    const sim = this.#sim;
    const [shard, key, now] = [sim.endpointOf(job), sim.keyOf(job), sim.now()];
    if (!this.#revalidates) return this.#shards.lookup(shard, key, now);
    return this.#shards.freshness(shard, key, now) === 'fresh';
  }

  /** A write does not leave an old copy behind. Read-through: the store behind takes it, look-aside: the caller sees to that. */
  #write(job: Job): void {
    this.#forget(job);
    if (this.#sim.config.mode === 'look-aside') this.#sim.reply(job, CACHE_NOTE.none);
    else {
      this.#sim.leave(job);
      const origin = this.#origin();
      if (origin === undefined) this.#sim.fail(job, OUTCOME.not_connected);
      else this.#sim.call(job, origin);
    }
  }

  /** The store behind a read-through cache: the first edge drawn; more than one would hold different objects. */
  #origin(): OutEdge | undefined {
    return this.#sim.edges[0];
  }

  #fetch(job: Job): void {
    const origin = this.#origin();
    if (origin !== undefined && this.#revalidates)
      this.#sim.revalidate(job, origin, this.#shards.tagOf(this.#sim.endpointOf(job), this.#sim.keyOf(job)));
    else if (origin !== undefined) this.#sim.call(job, origin);
    else this.#groups.finish(this.#sim.keyOf(job), (member) => this.#sim.fail(member, OUTCOME.not_connected));
  }

  #end(job: Job, outcome: number, note: number): void {
    if (outcome === OUTCOME.ok) this.#sim.reply(job, note);
    else this.#sim.passOn(job, outcome);
  }

  /** The lifetime is what the request class says, else the cache's own; null means until evicted, 0 never stored. */
  #store(job: Job, version: number): void {
    const ttlS = this.#sim.classOf(job).cacheTtlS ?? this.#sim.config.ttlS;
    if (ttlS === 0) return;
    const expiresNs = ttlS === null ? Infinity : this.#sim.now() + Math.round(ttlS * NS_PER_S);
    this.#shards.insert(this.#sim.endpointOf(job), this.#sim.keyOf(job), expiresNs, version);
  }

  #forget(job: Job): void {
    this.#shards.remove(this.#sim.endpointOf(job), this.#sim.keyOf(job));
  }
}

export const behaviour: BehaviourModule<CacheConfig> = {
  endpoints: (config) => ({ count: config.shards, slots: config.slots, queueLimit: Infinity }),
  create: (sim) => new Cache(sim),
};
