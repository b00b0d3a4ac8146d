import { ResolverCache } from '../../algorithms/naming/resolver-cache.ts';
import { CACHE_NOTE, OUTCOME, type OutcomeCode } from '../../model/outcome.ts';
import type { Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS } from '../../model/units.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import type { DnsConfig } from './dns-config.ts';

/** Users of one client are numbered within a block of this size: the block stands for the network they are in (RFC 7871). */
const USERS_PER_NETWORK = 1_000_000;

/** The servers on the way to an answer, in the order they are asked. */
export const LEVELS = ['root', 'tld', 'authoritative'] as const;
export type Level = (typeof LEVELS)[number];

/** What came back from a server: an address with its lifetime, that there is none with that lifetime, or a referral. */
export type Answer =
  | { readonly type: 'address' | 'none' | 'referral'; readonly record: number; readonly lifetimeNs: number }
  | { readonly type: 'failure' };

/** How a resolver asks: over edges to real servers, or inside one collapsed card. */
export interface Upstream {
  /** Whether there is such a server to ask. */
  has(level: Level): boolean;
  /** Sends the question of `job`; `answered` of the resolvers follows. */
  ask(job: Job, level: Level): void;
}

/** A question a resolver is working on. Everyone who asks it the same meanwhile waits for the same answer. */
interface Question {
  readonly leader: Job;
  level: Level;
  readonly waiting: Job[];
}

/**
 * A population of recursive resolvers (RFC 1034 section 5.3.3), each with a cache of answers and of delegations. A user belongs to
 * resolver number `user mod resolvers`.
 */
export class RecursiveResolvers {
  readonly #sim: SimContext<DnsConfig>;
  readonly #upstream: Upstream;
  readonly #ages: RandomStream;
  #cache = new ResolverCache(1);
  /** By resolver: until when it knows who serves the top-level domain, and who serves the name. */
  #knowsTldUntilNs = new Float64Array(1);
  #knowsZoneUntilNs = new Float64Array(1);
  /** By resolver: it has had an answer before, so its lifetimes are whole ones from now on. */
  #hasAsked = new Uint8Array(1);
  #questions = new Map<number, Question>();
  #resolvers = 0;
  #records = '';
  #byNetwork = false;
  readonly #asked = { root: 0, tld: 0, authoritative: 0 };
  #negativeHits = 0;

  constructor(sim: SimContext<DnsConfig>, upstream: Upstream) {
    this.#sim = sim;
    this.#upstream = upstream;
    this.#ages = sim.random('ages');
  }

  /**
   * Takes over the configuration.
   * @param records the records by name: what is cached stands for them by number, and is of no use when they change
   * @param byNetwork the zone answers by where the user is, so answers are kept for each network of users
   */
  configure(records: string, byNetwork: boolean): void {
    const { resolvers } = this.#sim.config;
    if (resolvers === this.#resolvers && records === this.#records && byNetwork === this.#byNetwork) return;
    this.retire();
    this.#records = records;
    this.#byNetwork = byNetwork;
    this.#cache = new ResolverCache(resolvers);
    if (resolvers === this.#resolvers) return;
    this.#resolvers = resolvers;
    this.#knowsTldUntilNs = new Float64Array(resolvers);
    this.#knowsZoneUntilNs = new Float64Array(resolvers);
    this.#hasAsked = new Uint8Array(resolvers);
  }

  onRequest(job: Job): void {
    const network = this.#byNetwork ? (this.#sim.userOf(job) - this.#sim.localUserOf(job)) / USERS_PER_NETWORK : 0;
    this.#sim.setPhase(job, network);
    const known = this.#cache.lookup(this.#resolverOf(job), network, this.#sim.now());
    if (known >= 0) this.#reply(job, known, CACHE_NOTE.hit);
    else if (known !== -1) this.#denyFromCache(job);
    else this.#askOrWait(job);
  }

  /** The server that was asked on behalf of `job` has answered, or has not in all attempts. */
  answered(job: Job, answer: Answer): void {
    const question = this.#questions.get(this.#keyOf(job));
    if (question?.leader !== job) return;
    if (answer.type === 'referral') this.#follow(question, answer.lifetimeNs);
    else this.#finish(question, answer);
  }

  /** The job was ended from outside. Those who wait for it were ended with it. */
  forget(job: Job): void {
    const key = this.#keyOf(job);
    if (this.#questions.get(key)?.leader === job) this.#questions.delete(key);
  }

  /** Forgets every answer and delegation. */
  clear(): void {
    this.#cache.clear();
    this.#knowsTldUntilNs.fill(0);
    this.#knowsZoneUntilNs.fill(0);
  }

  get counts(): Readonly<Record<string, number>> {
    const { root, tld, authoritative } = this.#asked;
    return {
      'questions to root servers': root,
      'questions to top-level servers': tld,
      'questions to authoritative servers': authoritative,
      'negative answers from cache': this.#negativeHits,
    };
  }

  #askOrWait(job: Job): void {
    const key = this.#keyOf(job);
    const open = this.#questions.get(key);
    if (open !== undefined) {
      open.waiting.push(job);
      return;
    }
    const question: Question = { leader: job, level: this.#startLevel(this.#resolverOf(job)), waiting: [] };
    this.#questions.set(key, question);
    this.#ask(question);
  }

  /** As near to the answer as the delegations in the cache allow (RFC 1034 section 5.3.3 step 2). */
  #startLevel(resolver: number): Level {
    const now = this.#sim.now();
    if ((this.#knowsZoneUntilNs[resolver] as number) > now) return 'authoritative';
    if ((this.#knowsTldUntilNs[resolver] as number) > now) return this.#firstFrom('tld');
    return this.#firstFrom('root');
  }

  /** The first server from `level` on that there is: a design without root servers has resolvers that were told whom to ask. */
  #firstFrom(level: Level): Level {
    return LEVELS.slice(LEVELS.indexOf(level)).find((one) => this.#upstream.has(one)) ?? 'authoritative';
  }

  #ask(question: Question): void {
    if (!this.#upstream.has(question.level)) {
      this.#finish(question, { type: 'failure' });
      return;
    }
    this.#asked[question.level] += 1;
    this.#upstream.ask(question.leader, question.level);
  }

  #follow(question: Question, lifetimeNs: number): void {
    const until = question.level === 'root' ? this.#knowsTldUntilNs : this.#knowsZoneUntilNs;
    until[this.#resolverOf(question.leader)] = this.#sim.now() + lifetimeNs;
    question.level = this.#firstFrom(question.level === 'root' ? 'tld' : 'authoritative');
    this.#ask(question);
  }

  #finish(question: Question, answer: Answer): void {
    const { leader, waiting } = question;
    const resolver = this.#resolverOf(leader);
    const network = this.#sim.phaseOf(leader);
    this.#questions.delete(this.#keyOf(leader));
    if (answer.type === 'failure') {
      this.#failTogether(question, OUTCOME.dns_failure);
      return;
    }
    const untilNs = this.#sim.now() + this.#restOf(resolver, answer.lifetimeNs);
    if (answer.type === 'none') {
      this.#cache.storeNegative(resolver, network, untilNs);
      this.#failTogether(question, OUTCOME.name_not_found);
      return;
    }
    this.#cache.store(resolver, network, answer.record, untilNs);
    this.#reply(leader, answer.record, CACHE_NOTE.miss);
    for (const job of waiting) this.#reply(job, answer.record, CACHE_NOTE.coalesced);
  }

  /** The first answer of a resolver was asked for at a random moment before. */
  #restOf(resolver: number, lifetimeNs: number): number {
    if (!this.#sim.config.staggered || this.#hasAsked[resolver] === 1) return lifetimeNs;
    this.#hasAsked[resolver] = 1;
    return Math.round(lifetimeNs * this.#ages.uniform());
  }

  #failTogether({ leader, waiting }: Question, outcome: OutcomeCode): void {
    this.#sim.fail(leader, outcome);
    for (const job of waiting) this.#sim.fail(job, outcome);
  }

  /** Ends every open question: nobody here will answer it. */
  retire(): void {
    const open = [...this.#questions.values()];
    this.#questions.clear();
    for (const question of open) this.#failTogether(question, OUTCOME.cancelled_by_edit);
  }

  #denyFromCache(job: Job): void {
    this.#negativeHits += 1;
    this.#sim.fail(job, OUTCOME.name_not_found);
  }

  #reply(job: Job, record: number, note: number): void {
    const leftNs = this.#cache.expiresNs(this.#resolverOf(job), this.#sim.phaseOf(job)) - this.#sim.now();
    this.#sim.replyAddress(job, record, leftNs / NS_PER_MS, note);
  }

  #keyOf(job: Job): number {
    return this.#sim.phaseOf(job) * this.#resolvers + this.#resolverOf(job);
  }

  #resolverOf(job: Job): number {
    return this.#sim.userOf(job) % this.#resolvers;
  }
}
