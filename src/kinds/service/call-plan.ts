import type { OutEdge } from '../../model/sim-context.ts';

/** The downstream calls of a service, in the order they are made. */
export interface CallPlan {
  /** One entry per call: an edge with `count` 3 stands there three times. Look-aside lookups come first. */
  readonly steps: readonly OutEdge[];
  /** Edges that a datagram is sent over without waiting, as often as their `count` says. */
  readonly events: readonly OutEdge[];
  /** How many of the steps are lookups in look-aside caches. */
  readonly lookups: number;
  /** Steps that are only taken after a miss or for a write. */
  readonly afterMiss: readonly boolean[];
  /** Numbers of the edges to look-aside caches. */
  readonly isLookAside: ReadonlySet<number>;
  /** Some calls go to instances that a registry lists. */
  readonly hasRegistry: boolean;
  /** The cache where sessions of users are, for a service that keeps them in one. */
  readonly sessionStore: OutEdge | null;
}

/** Orders the outgoing edges: lookups first, then the others in the order of their ids. */
export function planCalls(edges: readonly OutEdge[]): CallPlan {
  const forObjects = edges.filter((edge) => !isCache(edge) || edge.config.cacheHolds !== 'sessions');
  const lookups = forObjects.filter(isLookAside);
  const rest = forObjects
    .filter((edge) => !isLookAside(edge))
    .flatMap((edge) => Array.from({ length: edge.config.count }, () => edge));
  const others = rest.filter((edge) => !isEvent(edge));
  const steps = [...lookups, ...others];
  return {
    steps,
    events: rest.filter(isEvent),
    lookups: lookups.length,
    afterMiss: steps.map((edge) => isAfterMiss(edge, lookups.length > 0)),
    hasRegistry: edges.some(({ target }) => target.provides.includes('discovery')),
    isLookAside: new Set(lookups.map((edge) => edge.index)),
    sessionStore: sessionStoreOf(edges),
  };
}

/** A cache for nothing but sessions, else the first one that may hold them beside objects. */
function sessionStoreOf(edges: readonly OutEdge[]): OutEdge | null {
  const caches = edges.filter((edge) => isCache(edge) && edge.config.cacheHolds !== 'objects');
  return caches.find(({ config }) => config.cacheHolds === 'sessions') ?? caches[0] ?? null;
}

function isEvent({ config }: OutEdge): boolean {
  return config.fireAndForget && config.protocol === 'udp';
}

function isCache(edge: OutEdge): boolean {
  return edge.target.provides.includes('cache');
}

function isLookAside(edge: OutEdge): boolean {
  return isCache(edge) && edge.targetConfig['mode'] === 'look-aside';
}

function isAfterMiss(edge: OutEdge, hasLookups: boolean): boolean {
  if (!hasLookups) return false;
  if (edge.config.when === 'auto') return edge.target.provides.includes('sql');
  return edge.config.when === 'after-miss';
}
