import { MaxFails } from '../../algorithms/health/max-fails.ts';
import { OutlierDetector } from '../../algorithms/health/outlier.ts';
import { RiseFall } from '../../algorithms/health/rise-fall.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { BalancerConfig } from './balancer-config.ts';

/** What is known about each backend's health: by probes, by real traffic, and whether it drains. */
export class BackendHealth {
  /** 1 while an endpoint is marked as draining. */
  draining = new Uint8Array(0);
  /** 1 for a backend that came during the run and has not been in yet. */
  newcomers = new Uint8Array(0);
  #checks = new RiseFall(0, 1, 1);
  #outliers = new OutlierDetector(0, 0, 0);
  #maxFails = new MaxFails(0, 0, 0);
  #ejected = 0;
  #config: BalancerConfig | null = null;

  /** Takes over a configuration. State of backends stays where what it is about is still on. */
  configure(count: number, config: BalancerConfig): void {
    const isConsecutive = config.passive === 'consecutive';
    const draining = new Uint8Array(count);
    draining.set(this.draining.subarray(0, count));
    this.draining = draining;
    const newcomers = new Uint8Array(count);
    newcomers.set(this.newcomers.subarray(0, count));
    this.newcomers = newcomers;
    this.#config = config;
    this.#checks = new RiseFall(count, config.fall, config.rise, this.#checks);
    const threshold = isConsecutive ? config.passiveFailures : 0;
    this.#outliers = new OutlierDetector(count, threshold, Math.round(config.ejectionS * NS_PER_S), this.#outliers);
    this.#maxFails = new MaxFails(count, isConsecutive ? 0 : config.maxFails, config.failTimeoutS, this.#maxFails);
    for (let index = 0; index < count; index += 1) {
      if (!config.activeChecks) this.#checks.reset(index);
      if (threshold === 0) this.#outliers.reset(index);
      if (isConsecutive) this.#maxFails.reset(index);
    }
    this.#countEjected(count);
  }

  /** The backend is new, or the balancer lost its memory. Draining is not the balancer's to forget. */
  reset(index: number): void {
    this.#checks.reset(index);
    if (this.#outliers.isEjected(index)) this.#ejected -= 1;
    this.#outliers.reset(index);
    this.#maxFails.reset(index);
  }

  /** A backend came during the run: where there are checks it has to pass them first, as behind a cloud's balancer (state "initial"). */
  greet(index: number): void {
    this.newcomers[index] = 1;
    if (this.#config?.activeChecks === true) this.#checks.beginDown(index);
  }

  /** It is in: from now on it is one of many. */
  settled(index: number): void {
    this.newcomers[index] = 0;
  }

  /** It came during the run and waits to be let in. */
  isNew(index: number): boolean {
    return this.newcomers[index] === 1 && (this.isDown(index) || this.draining[index] === 1);
  }

  isDown(index: number): boolean {
    return this.#checks.healthy[index] !== 1;
  }

  isEjected(index: number, nowNs: number): boolean {
    return this.#outliers.isEjected(index) || this.#maxFails.isOut(index, nowNs);
  }

  /** Nothing speaks against giving it something new. */
  isWell(index: number, nowNs: number): boolean {
    return !this.isDown(index) && !this.isEjected(index, nowNs) && this.draining[index] !== 1;
  }

  /** A probe or some say otherwise than what it is taken for, but not enough of them yet. */
  isChanging(index: number): boolean {
    return this.#checks.isChanging(index);
  }

  /** Takes the result of a probe; true when the backend went down or up by it. */
  recordProbe(index: number, isGood: boolean): boolean {
    return this.#checks.record(index, isGood) !== 'none';
  }

  /**
   * Takes the end of a request.
   * @param members backends it shares traffic with, backups and itself included: nginx never takes out a single one, Envoy only a share
   */
  recordRequest(index: number, hasFailed: boolean, nowNs: number, members: number): void {
    const config = this.#config as BalancerConfig;
    if (config.passive === 'consecutive') {
      // One may always be ejected, as in Envoy.
      const mayEject = this.#ejected === 0 || (this.#ejected + 1) / members <= config.maxEjectedShare;
      if (this.#outliers.record(index, hasFailed, nowNs, mayEject)) this.#ejected += 1;
    } else if (members > 1) this.#maxFails.record(index, hasFailed, nowNs);
  }

  /** A request was given to a backend. */
  picked(index: number, nowNs: number): void {
    if (this.#config?.passive === 'max-fails') this.#maxFails.picked(index, nowNs);
  }

  /** When an ejected backend may be back. */
  backAtNs(index: number, nowNs: number): number {
    const config = this.#config as BalancerConfig;
    return config.passive === 'max-fails'
      ? this.#maxFails.backAtNs(index)
      : nowNs + Math.round(config.ejectionS * NS_PER_S);
  }

  /** The time of an ejection may be over. */
  endEjection(index: number, nowNs: number): void {
    if (this.#outliers.release(index, nowNs)) this.#ejected -= 1;
  }

  /** Why a backend is ejected, in words. */
  ejectionReason(): string {
    const { passive, passiveFailures, maxFails, failTimeoutS } = this.#config as BalancerConfig;
    if (passive === 'consecutive') return `${passiveFailures} failed requests in a row`;
    return `${maxFails} failed ${maxFails === 1 ? 'request' : 'requests'} within ${failTimeoutS} s`;
  }

  /** Why a new backend is not in yet, in words. */
  newReason(index: number): string {
    const { rise } = this.#config as BalancerConfig;
    return this.draining[index] === 1
      ? 'new, it starts up'
      : `new, ${rise} good ${rise === 1 ? 'probe' : 'probes'} first`;
  }

  downReason(): string {
    const { fall } = this.#config as BalancerConfig;
    return `${fall} failed ${fall === 1 ? 'probe' : 'probes in a row'}`;
  }

  #countEjected(count: number): void {
    this.#ejected = 0;
    for (let index = 0; index < count; index += 1) if (this.#outliers.isEjected(index)) this.#ejected += 1;
  }
}
