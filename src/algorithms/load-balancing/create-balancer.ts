import type { RandomStream } from '../../model/random-stream.ts';
import type { Backends, Balancer } from './balancer.ts';
import { IpHash } from './ip-hash.ts';
import { LeastConnectionsHeap } from './least-connections-heap.ts';
import { LeastConnections } from './least-connections.ts';
import { PowerOfTwo } from './power-of-two.ts';
import { RandomChoice } from './random-choice.ts';
import { RoundRobin } from './round-robin.ts';
import { SmoothWeighted } from './smooth-weighted.ts';

/** Names of the balancing rules. */
export type BalancingAlgorithm =
  | 'round-robin'
  | 'weighted'
  | 'least-connections'
  | 'ip-hash'
  | 'random'
  | 'power-of-two';

/** Up to this many backends a scan is faster than a heap, and exactly nginx. */
export const SCAN_LIMIT = 16;

/**
 * A balancer over the given backends.
 * @param stream used by the random rules only
 */
export function createBalancer(algorithm: BalancingAlgorithm, backends: Backends, stream: RandomStream): Balancer {
  switch (algorithm) {
    case 'round-robin':
      return new RoundRobin(backends);
    case 'weighted':
      return new SmoothWeighted(backends);
    case 'least-connections':
      return backends.count <= SCAN_LIMIT ? new LeastConnections(backends) : new LeastConnectionsHeap(backends);
    case 'ip-hash':
      return new IpHash(backends);
    case 'random':
      return new RandomChoice(backends, stream);
    case 'power-of-two':
      return new PowerOfTwo(backends, stream);
  }
}
