import { integerWeights } from '../../algorithms/load-balancing/integer-weights.ts';
import { exp } from '../../algorithms/math/exp.ts';
import { firstUsable, markAnswerable, nearestUsable } from '../../algorithms/naming/record-choice.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import type { Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import type { spec } from './spec.ts';

type Config = KindConfig<typeof spec>;

/** Old times of a region count 1 / e after this long (Finagle's peak EWMA: 10 s); without new ones they are forgotten as quickly. */
const DECAY_NS = 10 * NS_PER_S;
/** Spreads users evenly over the weights, the same way in each run (a multiplicative hash, Knuth volume 3, section 6.4). */
const GOLDEN = 0x9e3779b1;

/** Picks a region: knows distances, what regions took lately, and who is healthy. A region of weight 0 takes no part. */
export class RegionChoice {
  readonly #sim: SimContext<Config>;
  #edges: readonly OutEdge[] = [];
  #weight = new Int32Array(0);
  #inUse = new Uint8Array(0);
  #usable = new Uint8Array(0);
  #costMs = new Float64Array(0);
  /** By region: time above the mere round trip, a decaying average, and when it was last measured. */
  readonly #excessMs = new Map<string, { ms: number; atNs: number }>();

  constructor(sim: SimContext<Config>) {
    this.#sim = sim;
  }

  configure(edges: readonly OutEdge[]): void {
    this.#edges = edges;
    this.#weight = integerWeights(edges.map(({ config }) => config.weight)).slice();
    this.#inUse = Uint8Array.from(this.#weight, (own) => (own > 0 ? 1 : 0));
    this.#usable = this.#inUse.slice();
    this.#costMs = new Float64Array(edges.length);
  }

  /** When no region is healthy, all are used: better a chance than a refusal (as Route 53 and Global Accelerator do). */
  setHealthy(healthy: Uint8Array): void {
    markAnswerable(this.#inUse, healthy, this.#usable);
  }

  isUsable(region: number): boolean {
    return this.#usable[region] === 1;
  }

  /** Share of new requests by weight, for the view; 0 while out. Other policies split by place: null. */
  share(region: number): number {
    let sum = 0;
    for (let index = 0; index < this.#edges.length; index += 1)
      if (this.isUsable(index)) sum += this.#weight[index] as number;
    return this.isUsable(region) && sum > 0 ? (this.#weight[region] as number) / sum : 0;
  }

  /** Number of the region for a request, or -1. */
  pick(job: Job): number {
    const { policy } = this.#sim.config;
    if (policy === 'failover') return firstUsable(this.#records(this.#usable));
    if (policy === 'weighted') return this.#byWeight(job);
    this.#measure(job, policy === 'latency');
    if (policy !== 'geo') return nearestUsable(this.#records(this.#usable), this.#costMs);
    const home = nearestUsable(this.#records(this.#inUse), this.#costMs);
    return home >= 0 && this.isUsable(home) ? home : -1;
  }

  /** Another region than those tried, or -1. */
  pickOther(job: Job, tried: readonly number[]): number {
    const hidden = tried.filter((region) => this.isUsable(region));
    for (const region of hidden) this.#usable[region] = 0;
    const picked = this.pick(job);
    for (const region of hidden) this.#usable[region] = 1;
    return picked;
  }

  /** A region answered: what it took beyond the way there and back. */
  observe(job: Job, region: number, durationNs: number): void {
    const edge = this.#edges[region];
    if (edge === undefined || this.#sim.config.policy !== 'latency') return;
    const ms = Math.max(0, durationNs / NS_PER_MS - this.#sim.rttMs(edge, this.#sim.endpointOf(job)));
    const now = this.#sim.now();
    const before = this.#excessMs.get(edge.id);
    const kept = before === undefined ? 0 : exp((before.atNs - now) / DECAY_NS);
    this.#excessMs.set(edge.id, { ms: (before?.ms ?? 0) * kept + ms * (1 - kept), atNs: now });
  }

  #records(usable: Uint8Array) {
    return { count: this.#edges.length, weight: this.#weight, active: this.#weight, usable };
  }

  #byWeight(job: Job): number {
    let sum = 0;
    for (let index = 0; index < this.#weight.length; index += 1)
      if (this.isUsable(index)) sum += this.#weight[index] as number;
    let left = ((Math.imul(this.#sim.userOf(job) + 1, GOLDEN) >>> 0) / 4_294_967_296) * sum;
    let last = -1;
    for (let index = 0; index < this.#weight.length; index += 1) {
      if (!this.isUsable(index)) continue;
      last = index;
      left -= this.#weight[index] as number;
      if (left < 0) break;
    }
    return last;
  }

  /** Distances from the edge location that has the job, which is the nearest to its user. */
  #measure(job: Job, withTime: boolean): void {
    const location = this.#sim.endpointOf(job);
    for (const [index, edge] of this.#edges.entries()) {
      this.#costMs[index] = this.#sim.rttMs(edge, location) + (withTime ? this.#recentExcessMs(edge) : 0);
    }
  }

  #recentExcessMs({ id }: OutEdge): number {
    const excess = this.#excessMs.get(id);
    return excess === undefined ? 0 : excess.ms * exp((excess.atNs - this.#sim.now()) / DECAY_NS);
  }
}
