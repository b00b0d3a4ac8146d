import { IdempotencyStore } from '../../algorithms/resilience/idempotency-store.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { OUTCOME, type OutcomeCode } from '../../model/outcome.ts';
import { TRAITS, type Job, type RequestClass, type SimContext, type Trait } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { spec } from './spec.ts';

type Config = KindConfig<typeof spec>;

/** Operations remembered to recognise the second time: by place, as they are numbered in the order they come. */
const REMEMBERED = 1 << 17;

/**
 * What a service looks at in a single request: whether it can be read, whether it asks for something that is there, whether its claims
 * are true, and whether the work was done before. Only requests of classes that are not plain come here.
 */
export class RequestGuard {
  readonly #sim: SimContext<Config>;
  #store: IdempotencyStore | null = null;
  #storeLifetimeS = -1;
  /** Keys of work in progress, by job. */
  readonly #working = new Map<Job, number>();
  /** By class: the key of its last operation, which a client that makes mistakes uses again. */
  readonly #lastKey = new Map<number, number>();
  #done: Float64Array | null = null;
  #sideEffects = 0;
  #duplicates = 0;
  #replayed = 0;
  #letThrough = 0;
  #refused = 0;

  constructor(sim: SimContext<Config>) {
    this.#sim = sim;
  }

  configure(): void {
    const { idempotency, idempotencyTtlS } = this.#sim.config;
    const lifetimeS = idempotency === 'store' ? idempotencyTtlS : -1;
    if (lifetimeS === this.#storeLifetimeS) return;
    this.#storeLifetimeS = lifetimeS;
    this.#store = lifetimeS < 0 ? null : new IdempotencyStore(lifetimeS * NS_PER_S);
  }

  /** Why a request is refused before any work, or 0: in the order a server would notice. */
  refusalOf(job: Job): OutcomeCode {
    const sim = this.#sim;
    const { malformedRatio, forgedRatio, missingRatio } = sim.classOf(job);
    if (this.#isSo(job, TRAITS.malformed, malformedRatio)) return OUTCOME.bad_request;
    if (this.#isSo(job, TRAITS.forged, forgedRatio)) {
      if (sim.config.authorization === 'checks') {
        this.#refused += 1;
        return OUTCOME.forbidden;
      }
      this.#letThrough += 1;
    }
    return this.#isSo(job, TRAITS.missing, missingRatio) ? OUTCOME.not_found : 0;
  }

  /** The answer a request gets without new work because of its key, or 0 when it has to be worked on. */
  knownAnswer(job: Job): OutcomeCode {
    const sim = this.#sim;
    const requestClass = sim.classOf(job);
    if (this.#store === null || !requestClass.idempotencyKey || !requestClass.isWrite) return 0;
    const body = sim.requestIdOf(job);
    const key = this.#keyOf(job, requestClass, body);
    const verdict = this.#store.begin(key, body, sim.now());
    if (verdict.type === 'other-body') return OUTCOME.unprocessable;
    if (verdict.type === 'in-progress') return OUTCOME.conflict;
    if (verdict.type === 'stored') {
      this.#replayed += 1;
      return verdict.outcome;
    }
    this.#working.set(job, key);
    return 0;
  }

  /** The work was done and has changed something. */
  worked(job: Job): void {
    const sim = this.#sim;
    const requestClass = sim.classOf(job);
    if (!requestClass.isWrite) return;
    this.#sideEffects += 1;
    const operation = requestClass.isIdempotent ? -1 : sim.operationIdOf(job);
    if (operation < 0) return;
    this.#done ??= new Float64Array(REMEMBERED).fill(-1);
    const place = (sim.requestIdOf(job) + Math.imul(operation % 65_536, 7_919)) & (REMEMBERED - 1);
    if (this.#done[place] === operation) this.#duplicates += 1;
    this.#done[place] = operation;
  }

  /** The request has its answer, after its work began. */
  ended(job: Job, outcome: OutcomeCode): void {
    const key = this.#working.get(job);
    if (key === undefined) return;
    this.#working.delete(job);
    this.#store?.finish(key, outcome, this.#sim.now());
  }

  /** The process died while it worked on the request. */
  forget(job: Job): void {
    const key = this.#working.get(job);
    if (key === undefined) return;
    this.#working.delete(job);
    this.#store?.abandon(key);
  }

  get counts(): Readonly<Record<string, number>> {
    return {
      ...(this.#sideEffects > 0
        ? { 'side effects': this.#sideEffects, 'duplicate side effects': this.#duplicates }
        : {}),
      ...(this.#store === null ? {} : { 'answers replayed by key': this.#replayed }),
      ...(this.#letThrough + this.#refused > 0
        ? { 'forged claims let through': this.#letThrough, 'forged claims refused': this.#refused }
        : {}),
    };
  }

  /** Each operation has a key of its own, unless the client makes the mistake of using the last one again. */
  #keyOf(job: Job, requestClass: RequestClass, operation: number): number {
    const last = this.#lastKey.get(requestClass.index);
    if (last !== undefined && this.#isSo(job, TRAITS.reusedKey, requestClass.reusedKeyRatio)) return last;
    this.#lastKey.set(requestClass.index, operation);
    return operation;
  }

  #isSo(job: Job, trait: Trait, ratio: number): boolean {
    return ratio > 0 && this.#sim.chanceOf(job, trait) < ratio;
  }
}
