import { ActiveChecks } from '../../algorithms/health/active-checks.ts';
import { RiseFall } from '../../algorithms/health/rise-fall.ts';
import type { Backends } from '../../algorithms/load-balancing/balancer.ts';
import { integerWeights } from '../../algorithms/load-balancing/integer-weights.ts';
import { RandomChoice } from '../../algorithms/load-balancing/random-choice.ts';
import { RoundRobin } from '../../algorithms/load-balancing/round-robin.ts';
import { negativeLifetimeS } from '../../algorithms/naming/negative-lifetime.ts';
import { firstUsable, markAnswerable, nearestUsable } from '../../algorithms/naming/record-choice.ts';
import type { Job, OutEdge, SimContext, Vantage } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { DnsConfig } from './dns-config.ts';
import type { Answer } from './recursive-resolvers.ts';

/** The authoritative side: the records (one per edge), their health, and the policy that picks one. */
export class Zone {
  readonly #sim: SimContext<DnsConfig>;
  readonly #checks: ActiveChecks;
  readonly #weightStream;
  #records: readonly OutEdge[] = [];
  #health = new RiseFall(0, 1, 1);
  #inZone = new Uint8Array(0);
  #answerable: Backends = { count: 0, weight: new Int32Array(0), active: new Int32Array(0), usable: new Uint8Array(0) };
  /** From whoever asks to each record: round trips, or kilometres. */
  #distances = new Float64Array(0);
  #rotation = new RoundRobin(this.#answerable);
  #weighted: RandomChoice;

  constructor(sim: SimContext<DnsConfig>) {
    this.#sim = sim;
    this.#weightStream = sim.random('weighted answers');
    this.#weighted = new RandomChoice(this.#answerable, this.#weightStream);
    this.#checks = new ActiveChecks({
      sim,
      stream: sim.random('health checks'),
      firstTag: 0,
      report: (record, isGood) => this.#recordCheck(record, isGood),
    });
  }

  /** Reads edges and configuration anew; records that were there before keep their health. */
  configure(): void {
    const { config } = this.#sim;
    const edges = this.#sim.edges.filter(({ target }) => target.provides.includes('http'));
    const before = this.#records;
    const threshold = config.healthThreshold;
    const isSameZone = before.length <= edges.length && before.every((record, index) => record.id === edges[index]?.id);
    const known = isSameZone && config.healthChecks === 'on' ? this.#health : undefined;
    this.#records = edges.slice();
    this.#health = new RiseFall(edges.length, threshold, threshold, known);
    const weight = integerWeights(edges.map((edge) => edge.config.weight));
    this.#inZone = Uint8Array.from(weight, (own) => (own > 0 ? 1 : 0));
    this.#distances = new Float64Array(edges.length);
    this.#answerable = {
      count: edges.length,
      weight,
      active: new Int32Array(edges.length),
      usable: this.#inZone.slice(),
    };
    this.#rotation = new RoundRobin(this.#answerable);
    this.#weighted = new RandomChoice(this.#answerable, this.#weightStream);
    this.#refresh();
    this.#configureChecks(isSameZone);
  }

  /** Number of records, with those of weight 0. */
  get size(): number {
    return this.#records.length;
  }

  /** The records by id, in order. */
  get ids(): string {
    return this.#records.map((record) => record.id).join(' ');
  }

  record(index: number): OutEdge {
    return this.#records[index] as OutEdge;
  }

  /** Records that are in the zone and left out for their health. */
  get left(): number {
    return this.#inZone.reduce(
      (sum, isIn, index) => sum + (isIn === 1 && this.#health.healthy[index] !== 1 ? 1 : 0),
      0,
    );
  }

  /** What the zone answers now: an address, or that there is none, with how long either may be kept. */
  answer(job: Job): Answer {
    const { ttlS, soaTtlS, soaMinimumS } = this.#sim.config;
    const record = this.#pick(job);
    if (record < 0)
      return { type: 'none', record, lifetimeNs: Math.round(negativeLifetimeS(soaTtlS, soaMinimumS) * NS_PER_S) };
    return { type: 'address', record: this.record(record).index, lifetimeNs: Math.round(ttlS * NS_PER_S) };
  }

  /** Ends the checks: the node has another role from now on. */
  retire(): void {
    this.#checks.configure(
      this.#records.map(() => null),
      null,
    );
  }

  /** Number of the record the zone answers with now, or -1 when there is none. */
  #pick(job: Job): number {
    switch (this.#sim.config.policy) {
      case 'round-robin':
        return this.#rotation.pick();
      case 'weighted':
        return this.#weighted.pick();
      case 'failover':
        return firstUsable(this.#answerable);
      case 'geo':
        this.#measure((record) => this.#sim.kmFrom(this.#vantage, job, record));
        return nearestUsable(this.#answerable, this.#distances);
      case 'latency':
        this.#measure((record) => this.#sim.rttFromMs(this.#vantage, job, record));
        return nearestUsable(this.#answerable, this.#distances);
    }
  }

  /** Where the zone believes the user to be. */
  get #vantage(): Vantage {
    const { clientSubnet, role } = this.#sim.config;
    if (clientSubnet) return 'user';
    return role === 'whole' ? 'here' : 'caller';
  }

  onTimer(tag: number): void {
    this.#checks.onTimer(tag);
  }

  onCallEnd(job: Job, call: Job): void {
    this.#checks.onCallEnd(job, call);
  }

  onAbort(job: Job): void {
    this.#checks.onAbort(job);
  }

  #configureChecks(isSameZone: boolean): void {
    const { config } = this.#sim;
    // Without this a record that took the place of another would inherit its probe.
    if (!isSameZone)
      this.#checks.configure(
        this.#records.map(() => null),
        null,
      );
    const schedule = {
      intervalNs: Math.round(config.healthIntervalS * NS_PER_S),
      timeoutNs: Math.round(config.healthTimeoutS * NS_PER_S),
    };
    const targets = this.#records.map((edge) => ({ edge, endpoint: -1 }));
    this.#checks.configure(targets, config.healthChecks === 'on' ? schedule : null);
  }

  #recordCheck(record: number, isGood: boolean): void {
    if (this.#health.record(record, isGood) !== 'none') this.#refresh();
  }

  #refresh(): void {
    markAnswerable(this.#inZone, this.#health.healthy, this.#answerable.usable, this.#sim.config.noneHealthy === 'all');
    for (let index = 0; index < this.#records.length; index += 1) this.#weighted.update(index);
  }

  #measure(distanceTo: (record: OutEdge) => number): void {
    for (const [index, record] of this.#records.entries()) this.#distances[index] = distanceTo(record);
  }
}
