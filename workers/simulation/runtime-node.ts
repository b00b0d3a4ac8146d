import type { KindSpec } from '../../src/model/kind-spec.ts';
import { OUTCOME, type OutcomeCode } from '../../src/model/outcome.ts';
import type { Behaviour, BehaviourModule, EndpointLayout } from '../../src/model/sim-context.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { Counters } from './metrics/counters.ts';
import { LatencyRecorder } from './metrics/latency-recorder.ts';
import type { Place } from './network/places.ts';
import type { RuntimeClass } from './runtime-class.ts';
import type { RuntimeEdge } from './runtime-edge.ts';

/** Measures of one endpoint besides those its station keeps. */
export class EndpointCounters {
  arrivals = 0;
  completed = 0;
  failed = 0;
}

/** What is broken at a node's endpoints right now; null when nothing is, so that the usual case costs one comparison. */
export interface Trouble {
  readonly crashed: Uint8Array;
  readonly blackHole: Uint8Array;
  /** The process accepts connections and reads, but never answers. */
  readonly hung: Uint8Array;
  /** Encrypted connections to it cannot be opened. */
  readonly certificateExpired: Uint8Array;
  readonly slowFactor: Float64Array;
  readonly slowAddNs: Float64Array;
  readonly errorRatio: Float64Array;
}

/** A node during a run. */
export class RuntimeNode {
  behaviour!: Behaviour;
  hasBehaviour = false;
  edges: RuntimeEdge[] = [];
  classes: RuntimeClass[] = [];
  readonly counters = new Counters();
  /** From arrival to answer. */
  readonly timeInNode = new LatencyRecorder();
  readonly queueWait = new LatencyRecorder();
  readonly endpoints: EndpointCounters[] = [];
  endpointCount = 0;
  /** Station of each endpoint; those of endpoints scaled away stay until their work is done. */
  stations = new Int32Array(0);
  overflow: OutcomeCode = OUTCOME.queue_full;
  restartNs = 0;
  locations: readonly string[] | null = null;
  hasSlots = false;
  trouble: Trouble | null = null;
  /** Configuration of the document; `config` has what actions changed laid over it. */
  documentConfig: Readonly<Record<string, unknown>>;
  /** Endpoints that start up again after a crash, until then. */
  startingUntilNs: Float64Array = new Float64Array(0);
  /** When each endpoint last went down, by a crash or by being stopped for a deploy. */
  downSinceNs: Float64Array = new Float64Array(0);
  ejectedBy: Int32Array = new Int32Array(0);
  /** 1 for endpoints that callers should send nothing new; changed by `setDraining` only, which tells them. */
  draining: Int32Array = new Int32Array(0);
  trafficFactor = 1;
  nextEndpoint = 0;
  firstUser = 0;
  /** Sets the addresses of a client's users apart from those of others; from its id, so that other nodes do not change it. */
  readonly addressSalt: number;
  removed = false;

  constructor(
    readonly index: number,
    readonly id: string,
    readonly spec: KindSpec,
    readonly module: BehaviourModule<never>,
    public config: Readonly<Record<string, unknown>>,
    public place: Place,
  ) {
    this.documentConfig = config;
    this.addressSalt = hashOf(id);
  }

  get isClient(): boolean {
    return this.module.isClient === true;
  }

  /** Connections are not terminated here but passed on to a backend (an L4 balancer). */
  get passesThrough(): boolean {
    return (this.module as BehaviourModule<unknown>).passesThrough?.(this.config) ?? false;
  }

  get isProxy(): boolean {
    return this.module.isProxy === true;
  }

  /** Silence after which it cuts a WebSocket; null where it has no say in that. */
  get socketIdleNs(): number | null {
    const idleS = (this.module as BehaviourModule<unknown>).socketIdleS?.(this.config) ?? null;
    return idleS === null ? null : Math.round(idleS * NS_PER_S);
  }

  /** Takes over what a layout says, apart from the stations themselves. */
  applyLayout(layout: EndpointLayout): void {
    this.endpointCount = layout.count;
    this.overflow = layout.overflow ?? OUTCOME.queue_full;
    this.restartNs = Math.round((layout.restartS ?? 0) * 1e9);
    this.locations = layout.locations ?? null;
    this.hasSlots = Number.isFinite(layout.slots);
    const everUsed = Math.max(this.endpoints.length, layout.count);
    while (this.endpoints.length < everUsed) this.endpoints.push(new EndpointCounters());
    this.startingUntilNs = resized(this.startingUntilNs, new Float64Array(everUsed));
    this.downSinceNs = resized(this.downSinceNs, new Float64Array(everUsed));
    this.draining = resized(this.draining, new Int32Array(everUsed));
    this.ejectedBy = resized(this.ejectedBy, new Int32Array(everUsed));
    this.stations = resized(this.stations, new Int32Array(everUsed));
  }

  /** Makes ready for an endpoint that is to come: it starts up until then and gets nothing until it has. */
  startUp(endpoint: number, untilNs: number, nowNs: number): void {
    const size = Math.max(this.draining.length, endpoint + 1);
    this.startingUntilNs = resized(this.startingUntilNs, new Float64Array(size));
    this.draining = resized(this.draining, new Int32Array(size));
    if (untilNs <= nowNs) return;
    this.startingUntilNs[endpoint] = untilNs;
    this.draining[endpoint] = 1;
  }

  /** Where one endpoint is. */
  placeOf(endpoint: number): Place {
    const location = this.locations?.[endpoint];
    return location === undefined ? this.place : { location, zone: '', accessMs: 0 };
  }
}

function resized<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from.subarray(0, Math.min(from.length, to.length)));
  return to;
}

/** 32-bit FNV-1a of the text's UTF-16 units (Fowler, Noll, Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
