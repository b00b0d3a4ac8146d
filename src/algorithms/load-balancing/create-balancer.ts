import type { RandomStream } from '../../model/random-stream.ts';
import type { Backends, Balancer } from './balancer.ts';
import { FirstAvailable } from './first-available.ts';
import { HaproxyLeastConnections } from './haproxy-least-connections.ts';
import { HaproxyRoundRobin } from './haproxy-round-robin.ts';
import { IpHash } from './ip-hash.ts';
import { LeastConnectionsHeap } from './least-connections-heap.ts';
import { LeastConnections } from './least-connections.ts';
import { LeastResponseTime } from './least-response-time.ts';
import { Maglev } from './maglev.ts';
import { PeakEwma } from './peak-ewma.ts';
import { PlainHash } from './plain-hash.ts';
import { PowerOfChoices } from './power-of-choices.ts';
import { RandomChoice } from './random-choice.ts';
import { KETAMA_POINTS, RingHash } from './ring-hash.ts';
import { RoundRobin } from './round-robin.ts';
import { SmoothWeighted } from './smooth-weighted.ts';
import { SourceHash } from './source-hash.ts';
import { StaticRoundRobin } from './static-round-robin.ts';

/** Names of the balancing rules. */
export type BalancingAlgorithm =
  | 'round-robin'
  | 'weighted'
  | 'least-connections'
  | 'least-time'
  | 'peak-ewma'
  | 'ip-hash'
  | 'hash'
  | 'ring-hash'
  | 'maglev'
  | 'random'
  | 'power-of-two'
  | 'haproxy-round-robin'
  | 'static-rr'
  | 'haproxy-least-connections'
  | 'first'
  | 'source';

/** Rules that send equal keys to the same backend. */
export const HASHING: ReadonlySet<BalancingAlgorithm> = new Set(['ip-hash', 'hash', 'ring-hash', 'maglev', 'source']);

/** Rules whose shares are fixed: a slow start does not change them (nginx's hashes; HAProxy static-rr). */
export const FIXED_SHARES: ReadonlySet<BalancingAlgorithm> = new Set([...HASHING, 'static-rr', 'first']);

/** Parameters of the rules that have some. */
export interface BalancerOptions {
  /** Power of d choices: how many are drawn; 2 when left out. */
  readonly choices?: number;
  /** Ring hash: points for each unit of weight; 160 when left out. */
  readonly virtualNodes?: number;
  /** Peak EWMA: time in which an old sample's weight falls to 1 / e; 10 s when left out (Finagle, linkerd). */
  readonly decayNs?: number;
  /** First available: requests each backend may have at once; no limit when left out. */
  readonly room?: number;
  /** What a weight of 1 is written as in `Backends.weight`; 1 when left out. */
  readonly weightUnit?: number;
}

/** Up to this many backends a scan is faster than a heap, and exactly nginx. */
export const SCAN_LIMIT = 16;

const DECAY_NS = 10e9;

/**
 * A balancer over the given backends.
 * @param stream used by the random rules only
 */
export function createBalancer(
  algorithm: BalancingAlgorithm,
  backends: Backends,
  stream: RandomStream,
  options: BalancerOptions = {},
): Balancer {
  switch (algorithm) {
    case 'round-robin':
      return new RoundRobin(backends);
    case 'weighted':
      return new SmoothWeighted(backends, options.weightUnit ?? 1);
    case 'least-connections':
      return backends.count <= SCAN_LIMIT ? new LeastConnections(backends) : new LeastConnectionsHeap(backends);
    case 'least-time':
      return new LeastResponseTime(backends);
    case 'peak-ewma':
      return new PeakEwma(backends, stream, options.decayNs ?? DECAY_NS);
    case 'ip-hash':
      return new IpHash(backends);
    case 'hash':
      return new PlainHash(backends);
    case 'ring-hash':
      return new RingHash(backends, options.virtualNodes ?? KETAMA_POINTS);
    case 'maglev':
      return new Maglev(backends);
    case 'random':
      return new RandomChoice(backends, stream);
    case 'power-of-two':
      return new PowerOfChoices(backends, stream, options.choices ?? 2);
    case 'haproxy-round-robin':
      return new HaproxyRoundRobin(backends);
    case 'static-rr':
      return new StaticRoundRobin(backends);
    case 'haproxy-least-connections':
      return new HaproxyLeastConnections(backends, options.weightUnit ?? 1);
    case 'first':
      return new FirstAvailable(backends, options.room ?? Infinity);
    case 'source':
      return new SourceHash(backends);
  }
}
