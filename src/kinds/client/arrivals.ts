import { exponentialNs } from '../../algorithms/sampling/exponential.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import type { SimContext } from '../../model/sim-context.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { peakRate, rateAt, type OpenLoad } from './load-profile.ts';
import type { spec } from './spec.ts';

/** Bits of a timer's tag for the user; above them the generation, so that timers set before a change are ignored. */
const USER_BITS = 17;
const USER_MASK = (1 << USER_BITS) - 1;
const GENERATIONS = 1 << 13;

/** Decides when requests are sent: open arrivals, or users of a closed loop who think between requests. */
export class Arrivals {
  private readonly stream: RandomStream;
  private generation = 0;
  /** Load and traffic the pending arrivals were drawn for. */
  private drawnFor = '';
  /** Mean gap between arrivals at the peak rate, in ns; Infinity when there are none. */
  private readonly gapNs = Float64Array.of(Infinity);
  /** Closed loop: users whose request has not been answered. */
  private waiting = new Uint8Array(0);

  constructor(
    private readonly sim: SimContext<KindConfig<typeof spec>>,
    private readonly send: (user: number) => void,
  ) {
    this.stream = sim.random('arrivals');
  }

  /** Starts, or starts anew after a change of load or traffic. Any other edit leaves the arrivals as they are drawn. */
  restart(): void {
    const { load } = this.sim.config;
    const drawnFor = `${this.sim.trafficFactor()} ${JSON.stringify(load)}`;
    if (drawnFor === this.drawnFor) return;
    this.drawnFor = drawnFor;
    this.generation = (this.generation + 1) % GENERATIONS;
    if (load.type !== 'closed-loop') {
      const peak = peakRate(load) * this.sim.trafficFactor();
      this.gapNs[0] = peak > 0 ? NS_PER_S / peak : Infinity;
      this.scheduleNext(load);
      return;
    }
    this.resizeWaiting(load.concurrentUsers);
    for (let user = 0; user < load.concurrentUsers; user += 1) if (this.waiting[user] === 0) this.think(user);
  }

  /** A timer fired: the tag says for which user and which generation. */
  onTimer(tag: number): void {
    if (tag >>> USER_BITS !== this.generation) return;
    const { load } = this.sim.config;
    if (load.type === 'closed-loop') {
      const user = tag & USER_MASK;
      this.waiting[user] = 1;
      this.send(user);
      return;
    }
    if (this.isKept(load)) this.send(-1);
    this.scheduleNext(load);
  }

  /** Closed loop: a user has the answer and starts to think. */
  answered(user: number): void {
    const { load } = this.sim.config;
    if (load.type !== 'closed-loop' || user >= this.waiting.length) return;
    this.waiting[user] = 0;
    if (user < load.concurrentUsers) this.think(user);
  }

  private think(user: number): void {
    const { load } = this.sim.config;
    const factor = this.sim.trafficFactor();
    if (load.type !== 'closed-loop' || factor === 0) return;
    this.sim.timer(
      exponentialNs(this.stream, (load.thinkTimeMs * NS_PER_MS) / factor),
      (this.generation << USER_BITS) | user,
    );
  }

  private scheduleNext(load: OpenLoad): void {
    const meanNs = this.gapNs[0] as number;
    if (meanNs === Infinity) return;
    this.sim.timer(
      load.type === 'constant' ? meanNs : exponentialNs(this.stream, meanNs),
      this.generation << USER_BITS,
    );
  }

  /** Thinning: an arrival drawn at the peak rate is kept with the share the rate has of the peak right now. */
  private isKept(load: OpenLoad): boolean {
    if (load.type === 'poisson' || load.type === 'constant') return true;
    return this.stream.uniform() * peakRate(load) < rateAt(load, this.sim.now());
  }

  private resizeWaiting(users: number): void {
    if (users <= this.waiting.length) return;
    const larger = new Uint8Array(users);
    larger.set(this.waiting);
    this.waiting = larger;
  }
}
