import { InstanceCaller } from '../../algorithms/discovery/instance-caller.ts';
import { createZipf, type ZipfSampler } from '../../algorithms/sampling/zipf.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { OUTCOME, type OutcomeCode } from '../../model/outcome.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import type { Behaviour, BehaviourModule, Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS } from '../../model/units.ts';
import { Arrivals } from './arrivals.ts';
import { NameCache } from './name-cache.ts';
import type { spec } from './spec.ts';
import { Streams } from './streams.ts';

type Config = KindConfig<typeof spec>;

/** Timer tags below are those of arrivals, which number their users. */
const INSTANCES_TAG = 1_073_741_824;

/** Issues requests, resolves the name first when there is a DNS to ask, and calls what it is connected to. */
class Client implements Behaviour {
  private readonly arrivals: Arrivals;
  private readonly users: RandomStream;
  private readonly mix: RandomStream;
  private readonly keys: RandomStream;
  private readonly route: RandomStream;
  private readonly instances: InstanceCaller;
  private hasRegistry = false;
  private zipfs: ZipfSampler[] = [];
  private shareSum = 0;
  private dns: OutEdge | null = null;
  private targets: OutEdge[] = [];
  private readonly names = new NameCache();
  private readonly streams: Streams;

  constructor(private readonly sim: SimContext<Config>) {
    this.users = sim.random('users');
    this.mix = sim.random('mix');
    this.keys = sim.random('keys');
    this.route = sim.random('route');
    this.instances = new InstanceCaller({ sim, stream: sim.random('instances'), firstTag: INSTANCES_TAG });
    this.arrivals = new Arrivals(sim, (user) => this.send(user));
    this.streams = new Streams({
      sim,
      send: (job) => this.depart(job),
      ended: (user) => this.arrivals.answered(user),
    });
  }

  start(): void {
    this.onConfig();
  }

  onConfig(): void {
    const { sim } = this;
    this.zipfs = sim.classes.map(({ keyCount, zipfExponent }) => createZipf(keyCount, zipfExponent, this.keys));
    this.shareSum = sim.classes.reduce((sum, { share }) => sum + share, 0);
    this.dns = sim.edges.find((edge) => edge.target.provides.includes('dns')) ?? null;
    this.targets = sim.edges.filter((edge) => isTarget(edge) && edge.config.weight > 0);
    this.instances.configure(sim.edges);
    this.hasRegistry = sim.edges.some((edge) => InstanceCaller.isRegistry(edge));
    if (this.dns !== null) this.names.resize(sim.config.users);
    this.arrivals.restart();
  }

  onTimer(tag: number): void {
    if (!this.streams.onTimer(tag) && !this.instances.onTimer(tag)) this.arrivals.onTimer(tag);
  }

  onCallEnd(job: Job, call: Job): void {
    const { sim } = this;
    const outcome = sim.outcomeOf(call);
    const end = this.instances.onCallEnd(job, call);
    if (end === 'called') return;
    if (end === 'no-instances') {
      this.finish(job, OUTCOME.no_healthy_backend, 0);
      return;
    }
    if (this.dns !== null && sim.operationOf(call) === 'resolve') {
      this.onResolved(job, call, outcome);
      return;
    }
    if (this.dns !== null && outcome !== OUTCOME.ok) this.forgetAddress(job);
    this.finish(job, outcome, sim.noteOf(call));
  }

  counts(): Readonly<Record<string, number>> {
    return this.dns === null ? this.streams.counts : { ...this.names.counts, ...this.streams.counts };
  }

  /** `user` is the user of a closed loop, or -1 for whoever comes next. */
  private send(user: number): void {
    const { sim } = this;
    const { users } = sim.config;
    const classIndex = this.pickClass();
    const key = (this.zipfs[classIndex] as ZipfSampler).next();
    const sender = user >= 0 ? user : users === 1 ? 0 : this.users.below(users);
    if (sim.classes[classIndex]?.sends === 'media') {
      this.streams.begin(classIndex, key, sender, user >= 0);
      return;
    }
    const job = sim.issue(classIndex, key, sender);
    if (user >= 0) sim.setPhase(job, 1);
    this.depart(job);
  }

  private depart(job: Job): void {
    if (this.dns !== null) this.resolve(job, this.dns);
    else this.callTarget(job);
  }

  private pickClass(): number {
    const { classes } = this.sim;
    if (classes.length === 1) return 0;
    let left = this.mix.uniform() * this.shareSum;
    for (let i = 0; i < classes.length - 1; i += 1) {
      left -= classes[i]?.share ?? 0;
      if (left < 0) return i;
    }
    return classes.length - 1;
  }

  private resolve(job: Job, dns: OutEdge): void {
    const { sim } = this;
    const { browserCacheS, cacheNames, pinNames } = sim.config;
    const known = cacheNames ? this.names.find(this.localUser(job), sim.now(), browserCacheS, pinNames) : -1;
    if (known >= 0) sim.callAddress(job, known);
    else sim.call(job, dns, -1, 'resolve');
  }

  private onResolved(job: Job, call: Job, outcome: OutcomeCode): void {
    const { sim } = this;
    const address = sim.addressOf(call);
    // A root or top-level server asked by a user answers with a referral, which only a resolver can follow.
    if (outcome !== OUTCOME.ok || address < 0) {
      this.finish(job, OUTCOME.dns_failure, 0);
      return;
    }
    const { browserCacheS, pinNames } = sim.config;
    const untilNs = sim.now() + sim.addressTtlMsOf(call) * NS_PER_MS;
    this.names.keep(this.localUser(job), address, sim.now(), untilNs, browserCacheS, pinNames);
    sim.callAddress(job, address);
  }

  /** A user whose address did not answer looks the name up again, as browsers do after a failed connection. */
  private forgetAddress(job: Job): void {
    this.names.forget(this.localUser(job));
  }

  private callTarget(job: Job): void {
    const edge = this.pickTarget(this.sim.isWrite(job));
    if (edge === null) this.finish(job, OUTCOME.not_connected, 0);
    else if (!this.hasRegistry || !InstanceCaller.isRegistry(edge)) this.sim.call(job, edge);
    else if (!this.instances.call(job, edge)) this.finish(job, OUTCOME.no_healthy_backend, 0);
  }

  /** By weight among the edges that carry this kind of request. */
  private pickTarget(isWrite: boolean): OutEdge | null {
    const only = this.targets[0];
    if (only === undefined) return null;
    if (this.targets.length === 1) return carries(only, isWrite) ? only : null;
    let sum = 0;
    for (const edge of this.targets) if (carries(edge, isWrite)) sum += edge.config.weight;
    let left = this.route.uniform() * sum;
    let last: OutEdge | null = null;
    for (const edge of this.targets) {
      if (!carries(edge, isWrite)) continue;
      last = edge;
      left -= edge.config.weight;
      if (left < 0) break;
    }
    return last;
  }

  private finish(job: Job, outcome: OutcomeCode, note: number): void {
    const { sim } = this;
    const phase = sim.phaseOf(job);
    if (phase > 1) this.streams.onPacketEnd(job, outcome === OUTCOME.ok);
    const user = phase === 1 ? this.localUser(job) : -1;
    sim.close(job, outcome, note);
    if (user >= 0) this.arrivals.answered(user);
  }

  private localUser(job: Job): number {
    return this.sim.localUserOf(job);
  }
}

function isTarget({ target }: OutEdge): boolean {
  return target.provides.includes('http') || target.provides.includes('discovery');
}

function carries(edge: OutEdge, isWrite: boolean): boolean {
  return edge.config.carries === 'any' || (edge.config.carries === 'writes') === isWrite;
}

export const behaviour: BehaviourModule<Config> = {
  isClient: true,
  endpoints: () => ({ count: 1, slots: Infinity, queueLimit: Infinity }),
  create: (sim) => new Client(sim),
};
