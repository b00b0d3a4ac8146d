import type { RandomStream } from '../../model/random-stream.ts';
import type { Address, OutEdge } from '../../model/sim-context.ts';
import type { Balancer } from '../load-balancing/balancer.ts';
import { createBalancer, type BalancingAlgorithm } from '../load-balancing/create-balancer.ts';
import { integerWeights } from '../load-balancing/integer-weights.ts';

/** More than a target has endpoints (LIMITS.endpoints), so that an address is one number. */
const ENDPOINTS = 1_024;

function numberOf(recordEdge: number, endpoint: number): number {
  return recordEdge * ENDPOINTS + endpoint;
}

/** What one caller (a replica of a service, a client) knows of the instances behind one registry, and its own balancer over them. */
export class KnownInstances {
  /** Number of the list it holds; -1 before the first. */
  list = -1;
  /** The next question to the registry is planned or on its way. */
  isRefreshing = false;
  #addresses: readonly Address[] = [];
  readonly #places = new Map<number, number>();
  #active: Int32Array = new Int32Array(0);
  #usable: Uint8Array = new Uint8Array(0);
  #weight: Int32Array = new Int32Array(0);
  #balancer: Balancer | null = null;

  constructor(
    readonly registry: OutEdge,
    readonly endpoint: number,
  ) {}

  /** Takes over a list. Requests in flight at instances that are still in it stay counted; nobody is left out any longer. */
  adopt(list: number, addresses: readonly Address[], algorithm: BalancingAlgorithm, stream: RandomStream): void {
    if (list !== this.list) this.#replace(addresses);
    this.list = list;
    this.#usable.fill(1);
    const backends = { count: addresses.length, weight: this.#weight, active: this.#active, usable: this.#usable };
    this.#balancer = createBalancer(algorithm, backends, stream);
  }

  forget(): void {
    this.list = -1;
    this.#replace([]);
    this.#balancer = null;
  }

  /** An instance for the next request, counted as in flight there; undefined when none is known. */
  take(): Address | undefined {
    const place = this.#balancer?.pick(0) ?? -1;
    if (place < 0) return undefined;
    this.#change(place, 1);
    return this.#addresses[place];
  }

  /** Like `take`, but none of those that were tried. */
  takeOther(tried: readonly Address[]): Address | undefined {
    const places = tried.map(({ recordEdge, endpoint }) => this.#places.get(numberOf(recordEdge, endpoint)) ?? -1);
    const hidden = places.filter((place) => this.#usable[place] === 1);
    for (const place of hidden) this.#setUsable(place, 0);
    const address = this.take();
    for (const place of hidden) this.#setUsable(place, 1);
    return address;
  }

  /** A request to an instance has ended. */
  release(recordEdge: number, endpoint: number): void {
    const place = this.#places.get(numberOf(recordEdge, endpoint));
    if (place !== undefined && (this.#active[place] as number) > 0) this.#change(place, -1);
  }

  /** Leaves an instance out until the next list; when that would leave nobody, all are used again. */
  leaveOut(recordEdge: number, endpoint: number): void {
    const place = this.#places.get(numberOf(recordEdge, endpoint));
    if (place === undefined) return;
    this.#usable[place] = 0;
    if (this.#usable.every((usable) => usable === 0)) this.#usable.fill(1);
    for (let index = 0; index < this.#usable.length; index += 1) this.#balancer?.update(index);
  }

  #replace(addresses: readonly Address[]): void {
    const before = new Map([...this.#places].map(([number, place]) => [number, this.#active[place] as number]));
    this.#addresses = addresses;
    this.#places.clear();
    addresses.forEach(({ recordEdge, endpoint }, place) => this.#places.set(numberOf(recordEdge, endpoint), place));
    this.#active = Int32Array.from(addresses, (one) => before.get(numberOf(one.recordEdge, one.endpoint)) ?? 0);
    this.#usable = new Uint8Array(addresses.length).fill(1);
    this.#weight = integerWeights(addresses.map(({ weight }) => weight));
  }

  #setUsable(place: number, usable: 0 | 1): void {
    this.#usable[place] = usable;
    if (this.#balancer?.hide === undefined) this.#balancer?.update(place);
    else this.#balancer.hide(place);
  }

  #change(place: number, by: 1 | -1): void {
    this.#active[place] = (this.#active[place] as number) + by;
    this.#balancer?.update(place);
  }
}
