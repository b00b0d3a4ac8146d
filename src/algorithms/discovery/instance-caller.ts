import { OUTCOME, type OutcomeCode } from '../../model/outcome.ts';
import type { RandomStream } from '../../model/random-stream.ts';
import { isIdempotent } from '../../model/request.ts';
import type { Address, Job, OutEdge, SimContext } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { BalancingAlgorithm } from '../load-balancing/create-balancer.ts';
import { KnownInstances } from './known-instances.ts';

/** How callers use a registry: read from the configuration of the registry, as all of them have the same client library. */
export interface DiscoverySettings {
  readonly algorithm: BalancingAlgorithm;
  /** `poll`: asks again every `pollS`; `watch`: asks and is answered as soon as the list differs from the one it has. */
  readonly mode: 'poll' | 'watch';
  readonly pollS: number;
  /** Whether an instance that refused a connection is left out until the next list. */
  readonly onRefused: 'keep' | 'skip';
  /** Other instances that are tried when one fails. */
  readonly retryNext: number;
}

/** A request at an instance, and where it has been before. */
interface OpenCall {
  readonly known: KnownInstances;
  readonly address: Address;
  readonly tried: readonly Address[];
}

/** Key of a question from a caller that has a list: it says which. Keys of objects, which other questions have, are never negative. */
export function questionKey(list: number): number {
  return -1 - list;
}

/** What it needs of the engine. */
export type DiscoveryPort = Pick<
  SimContext,
  | 'timer'
  | 'openInternal'
  | 'closeInternal'
  | 'call'
  | 'callAddress'
  | 'endpointOf'
  | 'outcomeOf'
  | 'isPassedOn'
  | 'operationOf'
  | 'edgeOf'
  | 'calledEndpointOf'
  | 'addressOf'
  | 'addressList'
  | 'classOf'
  | 'countLost'
>;

/** After a question without an answer: the wait before the next (Consul's own library waits between 1 and 10 s). */
const ASK_AGAIN_NS = NS_PER_S;

/** Nothing was sent, so that nothing can be done twice. */
const UNSENT: ReadonlySet<OutcomeCode> = new Set([OUTCOME.connection_refused, OUTCOME.connect_timeout]);
/** Failures of the way or of the process, after which another instance can do better. */
const AGAIN: ReadonlySet<OutcomeCode> = new Set([...UNSENT, OUTCOME.connection_reset, OUTCOME.timeout]);
const NOWHERE: readonly Address[] = [];

/** What became of a call that this class was told about. */
export type DiscoveryEnd = 'not-mine' | 'called' | 'no-instances' | 'instance-answered';

/**
 * Client-side balancing: asks a registry for its instances, keeps the list, picks one for each request and calls it directly.
 * Each replica of the caller has a list and a count of its own requests of its own, as processes do. The first request that finds
 * no list asks for it on its way; from then on the list is kept fresh beside the traffic. When the registry does not answer, the
 * old list is used on: callers outlive their registry.
 *
 * The owner forwards `onTimer`, `onCallEnd`, `onAbort` and `onRestart`, and gives tags from `firstTag` on.
 */
export class InstanceCaller {
  readonly #sim: DiscoveryPort;
  readonly #stream: RandomStream;
  readonly #firstTag: number;
  readonly #known: KnownInstances[] = [];
  #edges: readonly OutEdge[] = [];
  /** Own questions on their way. */
  readonly #questions = new Map<Job, KnownInstances>();
  /** Whose instance each request in flight is at; several when it calls in parallel. */
  readonly #open = new Map<Job, OpenCall[]>();

  constructor(options: { readonly sim: DiscoveryPort; readonly stream: RandomStream; readonly firstTag: number }) {
    this.#sim = options.sim;
    this.#stream = options.stream;
    this.#firstTag = options.firstTag;
  }

  static isRegistry(edge: OutEdge): boolean {
    return edge.target.provides.includes('discovery');
  }

  /** Takes over the edges of the node; lists of registries that are still connected stay, with their rule as it is now. */
  configure(edges: readonly OutEdge[]): void {
    this.#edges = edges.filter((edge) => InstanceCaller.isRegistry(edge));
    for (const known of this.#known) if (known.list >= 0) this.#adopt(known, known.list);
  }

  /** Calls an instance on behalf of a job, or first asks which there are. False when the list is empty: nothing was called. */
  call(job: Job, registry: OutEdge): boolean {
    const known = this.#knownBy(registry, this.#sim.endpointOf(job));
    if (known.list >= 0) return this.#callInstance(job, known);
    this.#sim.call(job, registry, -1, 'resolve');
    return true;
  }

  onCallEnd(job: Job, call: Job): DiscoveryEnd {
    if (this.#known.length === 0) return 'not-mine';
    if (this.#endQuestion(job, call)) return 'called';
    if (this.#sim.operationOf(call) === 'resolve') return this.#onResolved(job, call);
    return this.#endAtInstance(job, call);
  }

  /** True when the tag was one of these. */
  onTimer(tag: number): boolean {
    // The owner's own tags are below: reading an array beside its bounds would cost more than all the rest of a timer.
    if (tag < this.#firstTag) return false;
    const known = this.#known[tag - this.#firstTag];
    if (known === undefined) return false;
    this.#ask(known);
    return true;
  }

  /** A job has ended while calls of its were still open. */
  release(job: Job): void {
    const open = this.#open.get(job);
    if (open === undefined) return;
    this.#open.delete(job);
    for (const { known, address } of open) known.release(address.recordEdge, address.endpoint);
  }

  /** A process that starts again knows nothing. */
  onRestart(endpoint: number): void {
    for (const known of this.#known) if (known.endpoint === endpoint) known.forget();
  }

  #knownBy(registry: OutEdge, endpoint: number): KnownInstances {
    const found = this.#known.find((known) => known.registry === registry && known.endpoint === endpoint);
    if (found !== undefined) return found;
    const known = new KnownInstances(registry, endpoint);
    this.#known.push(known);
    return known;
  }

  #settings(known: KnownInstances): DiscoverySettings {
    return known.registry.targetConfig as unknown as DiscoverySettings;
  }

  #callInstance(job: Job, known: KnownInstances): boolean {
    return this.#send(job, known, known.take(), NOWHERE);
  }

  #send(job: Job, known: KnownInstances, address: Address | undefined, tried: readonly Address[]): boolean {
    if (address === undefined) return false;
    const open = this.#open.get(job);
    if (open === undefined) this.#open.set(job, [{ known, address, tried }]);
    else open.push({ known, address, tried });
    this.#sim.callAddress(job, address.recordEdge, address.endpoint);
    return true;
  }

  #onResolved(job: Job, call: Job): DiscoveryEnd {
    const edge = this.#edges.find(({ index }) => index === this.#sim.edgeOf(call));
    if (edge === undefined) return 'not-mine';
    const known = this.#knownBy(edge, this.#sim.endpointOf(job));
    if (this.#sim.outcomeOf(call) === OUTCOME.ok) this.#adopt(known, this.#sim.addressOf(call));
    if (known.list < 0) return 'no-instances';
    if (!known.isRefreshing) this.#keepFresh(known);
    return this.#callInstance(job, known) ? 'called' : 'no-instances';
  }

  #endAtInstance(job: Job, call: Job): DiscoveryEnd {
    const open = this.#open.get(job);
    if (open === undefined) return 'not-mine';
    const recordEdge = this.#sim.edgeOf(call);
    const endpoint = this.#sim.calledEndpointOf(call);
    const place = open.findIndex(({ address }) => address.recordEdge === recordEdge && address.endpoint === endpoint);
    if (place < 0) return 'not-mine';
    const [one] = open.splice(place, 1);
    if (one === undefined) return 'not-mine';
    const { known } = one;
    if (open.length === 0) this.#open.delete(job);
    known.release(recordEdge, endpoint);
    const outcome = this.#sim.outcomeOf(call);
    if (outcome === OUTCOME.ok || this.#sim.isPassedOn(call)) return 'instance-answered';
    this.#sim.countLost(recordEdge, endpoint);
    const { onRefused } = this.#settings(known);
    if (outcome === OUTCOME.connection_refused && onRefused === 'skip') known.leaveOut(recordEdge, endpoint);
    return this.#tryOther(job, one, outcome) ? 'called' : 'instance-answered';
  }

  /** Sends a request that failed to an instance it has not been to. False when it may not be repeated, or there is none. */
  #tryOther(job: Job, { known, address, tried }: OpenCall, outcome: OutcomeCode): boolean {
    if (tried.length >= this.#settings(known).retryNext || !AGAIN.has(outcome)) return false;
    if (!UNSENT.has(outcome) && !isIdempotent(this.#sim.classOf(job).method)) return false;
    const been = [...tried, address];
    return this.#send(job, known, known.takeOther(been), been);
  }

  #adopt(known: KnownInstances, list: number): void {
    known.adopt(list, this.#sim.addressList(list), this.#settings(known).algorithm, this.#stream);
  }

  /** Plans the next question. The first poll comes at a random moment of the interval, so that callers do not ask in step. */
  #keepFresh(known: KnownInstances): void {
    known.isRefreshing = true;
    const { mode, pollS } = this.#settings(known);
    if (mode === 'watch') this.#ask(known);
    else this.#askIn(known, Math.floor(this.#stream.uniform() * pollS * NS_PER_S));
  }

  #askIn(known: KnownInstances, delayNs: number): void {
    this.#sim.timer(delayNs, this.#firstTag + this.#known.indexOf(known));
  }

  #ask(known: KnownInstances): void {
    if (!this.#edges.includes(known.registry)) return;
    const job = this.#sim.openInternal(questionKey(known.list));
    this.#questions.set(job, known);
    this.#sim.call(job, known.registry, -1, 'resolve');
  }

  #endQuestion(job: Job, call: Job): boolean {
    const known = this.#questions.get(job);
    if (known === undefined) return false;
    this.#questions.delete(job);
    const isGood = this.#sim.outcomeOf(call) === OUTCOME.ok;
    if (isGood) this.#adopt(known, this.#sim.addressOf(call));
    this.#sim.closeInternal(job);
    const { mode, pollS } = this.#settings(known);
    if (mode === 'poll') this.#askIn(known, Math.round(pollS * NS_PER_S));
    else if (isGood) this.#ask(known);
    else this.#askIn(known, ASK_AGAIN_NS);
    return true;
  }
}
