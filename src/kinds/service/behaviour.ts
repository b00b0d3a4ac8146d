import { InstanceCaller } from '../../algorithms/discovery/instance-caller.ts';
import { createSampler, type Sampler } from '../../algorithms/sampling/distribution-sampler.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { CACHE_NOTE, OUTCOME, type OutcomeCode } from '../../model/outcome.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import type { Behaviour, BehaviourModule, Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { planCalls, type CallPlan } from './call-plan.ts';
import { RequestGuard } from './request-guard.ts';
import { SessionMemory } from './session-memory.ts';
import { SessionStore } from './session-store.ts';
import type { spec } from './spec.ts';

type Config = KindConfig<typeof spec>;

/** Bits of a job's phase: what its calls have said so far, whether its session is to be written, and above them the step it is at. */
const MISSED = 1;
const FAILED = 2;
const SESSION_DUE = 4;
const STEP_SHIFT = 3;

/**
 * Own work in a slot, then the downstream calls: look-aside caches first, then the rest one after the other or all at once.
 * A store behind a look-aside cache is asked only after a miss or for a write; the answer is then written back to the cache.
 */
class Service implements Behaviour {
  private readonly work: RandomStream;
  private readonly dice: RandomStream;
  private readonly failures: RandomStream;
  private readonly instances: InstanceCaller;
  private readonly guard: RequestGuard;
  private sampler!: Sampler;
  private plan!: CallPlan;
  /** Null where replicas remember nothing of their users. */
  private sessions: SessionMemory | null = null;
  /** Null where no sessions are kept in a cache. */
  private store: SessionStore | null = null;

  constructor(private readonly sim: SimContext<Config>) {
    this.work = sim.random('service');
    this.dice = sim.random('calls');
    this.failures = sim.random('failures');
    this.guard = new RequestGuard(sim);
    this.instances = new InstanceCaller({ sim, stream: sim.random('instances'), firstTag: 0 });
    this.onConfig();
  }

  onConfig(): void {
    this.sampler = createSampler(this.sim.config.serviceTime, this.work);
    this.plan = planCalls(this.sim.edges);
    this.instances.configure(this.sim.edges);
    this.guard.configure();
    const { sessions } = this.sim.config;
    this.sessions = sessions === 'memory' ? (this.sessions ?? new SessionMemory(this.sim)) : null;
    this.sessions?.resize();
    this.store = sessions === 'cache' ? (this.store ?? new SessionStore(this.sim)) : null;
    this.store?.configure(this.plan.sessionStore);
  }

  onRequest(job: Job): void {
    if (!this.sim.classOf(job).isPlain) {
      const refusal = this.guard.refusalOf(job);
      if (refusal !== 0) {
        this.sim.fail(job, refusal);
        return;
      }
    }
    this.sim.enter(job);
  }

  onProbe(job: Job): void {
    if (this.sim.config.healthMs === null) this.checkDependencies(job);
    else this.sim.enter(job);
  }

  onSlot(job: Job): void {
    const { healthMs } = this.sim.config;
    const isProbe = healthMs !== null && this.sim.operationOf(job) === 'probe';
    if (!isProbe && !this.sim.classOf(job).isPlain && this.isAnswered(job)) return;
    if (!isProbe && this.sessions !== null) this.sessions.use(job);
    this.sim.work(job, isProbe ? healthMs * NS_PER_MS : this.sampler.nextNs());
  }

  onWorkDone(job: Job): void {
    const { sim } = this;
    if (sim.operationOf(job) === 'probe') {
      this.checkDependencies(job);
      return;
    }
    const { failureRatio, holdSlot } = sim.config;
    const { isPlain } = sim.classOf(job);
    if (failureRatio > 0 && this.failures.uniform() < failureRatio) {
      const failure = sim.config.failsBy === 'error' ? OUTCOME.server_error : OUTCOME.exception;
      if (!isPlain) this.guard.ended(job, failure);
      sim.fail(job, failure);
      return;
    }
    if (!isPlain) this.guard.worked(job);
    for (const edge of this.plan.events)
      if (carries(edge, sim.isWrite(job)) && this.isChosen(edge)) sim.post(job, edge, 'message');
    if (this.store !== null) this.readSession(job, this.store, holdSlot);
    else if (this.plan.steps.length === 0) {
      if (!isPlain) this.guard.ended(job, OUTCOME.ok);
      sim.reply(job);
    } else {
      if (!holdSlot) sim.leave(job);
      this.nextStep(job, 0, 0);
    }
  }

  /** The session comes before all other calls: they need to know who asks. */
  private readSession(job: Job, store: SessionStore, holdSlot: boolean): void {
    if (!holdSlot) this.sim.leave(job);
    if (!store.read(job)) this.nextStep(job, 0, 0);
  }

  /** True when the call was about a session; the request goes on from there. */
  private sessionCallEnded(job: Job, call: Job, store: SessionStore): boolean {
    const read = store.readEnded(job, call);
    if (read !== 'not-a-read') {
      const isDue = read === 'missing' || (read === 'found' && this.sim.isWrite(job));
      this.nextStep(job, 0, isDue ? SESSION_DUE : 0);
    } else if (store.writeEnded(job, call)) this.answer(job, this.sim.phaseOf(job));
    else return false;
    return true;
  }

  onCallEnd(job: Job, call: Job): void {
    if (this.sim.operationOf(job) === 'probe') {
      this.dependencyChecked(job, call);
      return;
    }
    if (this.store !== null && this.sessionCallEnded(job, call, this.store)) return;
    const end = this.plan.hasRegistry ? this.instances.onCallEnd(job, call) : 'not-mine';
    if (end === 'called') return;
    if (end === 'no-instances') this.goOn(job, FAILED, OUTCOME.no_healthy_backend);
    else this.goOn(job, this.verdict(call), this.sim.outcomeOf(call));
  }

  /** GET /health: asks the dependencies that are part of it, all at once, and is well when they all are. */
  private checkDependencies(job: Job): void {
    let asked = 0;
    for (const edge of this.sim.edges) {
      if (!edge.config.inHealthCheck || InstanceCaller.isRegistry(edge)) continue;
      asked += 1;
      this.sim.call(job, edge, -1, 'probe');
    }
    if (asked === 0) this.sim.reply(job);
  }

  private dependencyChecked(job: Job, call: Job): void {
    const outcome = this.sim.outcomeOf(call);
    if (outcome !== OUTCOME.ok) this.sim.passOn(job, outcome);
    else if (this.sim.pendingCalls(job) === 0) this.sim.reply(job);
  }

  onTimer(tag: number): void {
    this.instances.onTimer(tag);
  }

  onAbort(job: Job): void {
    this.instances.release(job);
    this.guard.forget(job);
  }

  counts(): Readonly<Record<string, number>> {
    return { ...this.guard.counts, ...this.sessions?.counts, ...this.store?.counts };
  }

  /** A request whose key is known is answered without work. */
  private isAnswered(job: Job): boolean {
    const known = this.guard.knownAnswer(job);
    if (known === 0) return false;
    if (known === OUTCOME.ok) this.sim.reply(job);
    else this.sim.fail(job, known);
    return true;
  }

  onRestart(endpoint: number): void {
    this.instances.onRestart(endpoint);
    this.sessions?.forget(endpoint);
  }

  /** A call has ended, or could not be made: fails the request or takes the next step. */
  private goOn(job: Job, verdict: number, outcome: OutcomeCode): void {
    const { sim } = this;
    const phase = sim.phaseOf(job);
    const seen = (phase & (MISSED | FAILED | SESSION_DUE)) | verdict;
    const step = phase >> STEP_SHIFT;
    if ((seen & FAILED) !== 0 && sim.config.failOn === 'any') {
      if (sim.pendingCalls(job) > 0) this.instances.release(job);
      if (!sim.classOf(job).isPlain) this.guard.ended(job, outcome);
      sim.passOn(job, outcome);
      return;
    }
    sim.setPhase(job, (step << STEP_SHIFT) | seen);
    if (step >= this.plan.steps.length) this.finishWhenAllEnded(job, seen);
    else this.nextStep(job, step, seen);
  }

  /** What the end of a call means: a cache that fails is a miss, anything else that fails is a failure. */
  private verdict(call: Job): number {
    const { sim } = this;
    const isLookup = this.plan.isLookAside.has(sim.edgeOf(call));
    if (sim.outcomeOf(call) !== OUTCOME.ok) return isLookup ? MISSED : FAILED;
    return isLookup && sim.noteOf(call) === CACHE_NOTE.miss ? MISSED : 0;
  }

  /** Makes the next call that applies; when there is none, the request is done. */
  private nextStep(job: Job, from: number, seen: number): void {
    const { sim, plan } = this;
    const isWrite = sim.isWrite(job);
    if (sim.config.callOrder === 'parallel' && from >= plan.lookups) {
      this.callRest(job, from, seen, isWrite);
      return;
    }
    for (let at = from; at < plan.steps.length; at += 1) {
      const step = plan.steps[at] as OutEdge;
      if (sim.config.callOrder === 'parallel' && at >= plan.lookups) {
        this.callRest(job, at, seen, isWrite);
        return;
      }
      if (!this.applies(step, at, isWrite, seen)) continue;
      sim.setPhase(job, ((at + 1) << STEP_SHIFT) | seen);
      if (!this.makeCall(job, step)) this.goOn(job, FAILED, OUTCOME.no_healthy_backend);
      return;
    }
    this.finish(job, seen);
  }

  private callRest(job: Job, from: number, seen: number, isWrite: boolean): void {
    const { sim, plan } = this;
    sim.setPhase(job, (plan.steps.length << STEP_SHIFT) | seen);
    let made = 0;
    let missing = 0;
    for (let at = from; at < plan.steps.length; at += 1) {
      const step = plan.steps[at] as OutEdge;
      if (!this.applies(step, at, isWrite, seen)) continue;
      if (this.makeCall(job, step)) made += 1;
      else missing = FAILED;
    }
    if (missing !== 0 && sim.config.failOn === 'any') this.goOn(job, missing, OUTCOME.no_healthy_backend);
    else if (made === 0) this.finish(job, seen | missing);
    else if (missing !== 0) sim.setPhase(job, sim.phaseOf(job) | missing);
  }

  /** Calls the target, or an instance from the list of a registry. False when that list is empty. */
  private makeCall(job: Job, edge: OutEdge): boolean {
    if (this.plan.hasRegistry && InstanceCaller.isRegistry(edge)) return this.instances.call(job, edge);
    this.sim.call(job, edge);
    return true;
  }

  private applies(edge: OutEdge, at: number, isWrite: boolean, seen: number): boolean {
    if (!carries(edge, isWrite)) return false;
    if (at < this.plan.lookups) {
      if (isWrite) return false;
    } else if (this.plan.afterMiss[at] === true && !isWrite && (seen & MISSED) === 0) return false;
    return this.isChosen(edge);
  }

  private isChosen({ config: { probability } }: OutEdge): boolean {
    return probability >= 1 || this.dice.uniform() < probability;
  }

  private finishWhenAllEnded(job: Job, seen: number): void {
    if (this.sim.pendingCalls(job) === 0) this.finish(job, seen);
  }

  /** Writes back to look-aside caches (a fill after a miss, an invalidation after a write), then answers. */
  private finish(job: Job, seen: number): void {
    const { sim, plan } = this;
    const isWrite = sim.isWrite(job);
    if (plan.lookups > 0 && (seen & FAILED) === 0 && (isWrite || (seen & MISSED) !== 0)) {
      for (let at = 0; at < plan.lookups; at += 1)
        sim.post(job, plan.steps[at] as OutEdge, isWrite ? 'invalidate' : 'fill');
    }
    if (this.store !== null && (seen & SESSION_DUE) !== 0) {
      // The answer waits for it: else the user's next request could come before their session.
      sim.setPhase(job, seen);
      if (this.store.write(job)) return;
    }
    this.answer(job, seen);
  }

  private answer(job: Job, seen: number): void {
    const { sim } = this;
    if (!sim.classOf(job).isPlain) this.guard.ended(job, OUTCOME.ok);
    sim.reply(job, this.noteFor(sim.isWrite(job), seen));
  }

  private noteFor(isWrite: boolean, seen: number): number {
    if (this.plan.lookups === 0 || isWrite) return CACHE_NOTE.none;
    return (seen & MISSED) === 0 ? CACHE_NOTE.hit : CACHE_NOTE.miss;
  }
}

function carries({ config }: OutEdge, isWrite: boolean): boolean {
  return config.carries === 'any' || (config.carries === 'writes') === isWrite;
}

export const behaviour: BehaviourModule<Config> = {
  endpoints: ({ replicas, slots, queueLimit, restartS }) => ({
    count: replicas,
    slots,
    queueLimit: queueLimit ?? Infinity,
    restartS,
  }),
  create: (sim) => new Service(sim),
  autoscaling({ autoscaling: scaling, restartS }) {
    if (scaling.type === 'off') return null;
    return {
      target: scaling.target,
      min: scaling.min,
      max: Math.max(scaling.min, scaling.max),
      periodNs: Math.round(scaling.periodS * NS_PER_S),
      stabilizationNs: Math.round(scaling.stabilizationS * NS_PER_S),
      startNs: Math.round(restartS * NS_PER_S),
      drainNs: Math.round(scaling.drainS * NS_PER_S),
    };
  },
};
