import type * as fc from 'fast-check';
import { findSpec } from '../../src/kinds/specs.ts';
import { defaultAction, ACTIONS, type Action, type ActionTarget } from '../../src/model/actions.ts';
import { connectionRefusal } from '../../src/model/connection-rules.ts';
import type { Design, DesignEdge, DesignNode } from '../../src/model/design.ts';
import { arbitraryDesign } from './arbitrary-design.ts';

type Config = Readonly<Record<string, unknown>>;

/** Ranges in which a run of a second or so is quick and yet something happens; the rest of the document is as it was drawn. */
const LIMITS: Readonly<Record<string, readonly [low: number, high: number]>> = {
  ratePerSecond: [5, 300],
  fromPerSecond: [5, 300],
  toPerSecond: [5, 300],
  spikePerSecond: [5, 600],
  overS: [0.1, 2],
  startS: [0, 1],
  lengthS: [0.1, 1],
  periodS: [0.1, 2],
  concurrentUsers: [1, 100],
  thinkTimeMs: [1, 200],
  users: [1, 200],
  keyCount: [1, 500],
  capacity: [1, 300],
  replicas: [1, 5],
  readReplicas: [0, 3],
  shards: [1, 4],
  slots: [1, 6],
  queueLimit: [0, 20],
  maxConnections: [1, 12],
  resolvers: [1, 20],
  checkIntervalS: [0.05, 0.3],
  healthIntervalS: [0.1, 0.3],
  ejectionS: [0.1, 0.5],
  restartS: [0, 0.3],
  ttlS: [0, 0.5],
  cacheTtlS: [0, 0.5],
  changesEveryS: [0.05, 1],
  packetEveryMs: [20, 100],
  streamS: [0.05, 0.3],
  playoutMs: [1, 200],
  messages: [1, 12],
  intervalMs: [0, 60],
  messageBytes: [1, 20_000],
  timeoutMs: [0.001, 400],
  connectTimeoutMs: [1, 400],
  idleTimeoutMs: [1, 300],
  maxConcurrentStreams: [1, 5],
  flowWindowBytes: [1_000, 60_000],
  mtuBytes: [576, 9_000],
  rttMs: [0, 60],
  jitterMs: [0, 30],
  meanMs: [0, 40],
  addMs: [0, 100],
  baseMs: [0, 50],
  capMs: [0, 200],
  maxAttempts: [1, 4],
  count: [1, 3],
  lossRatio: [0, 0.3],
  cv: [0, 3],
  cv2: [1, 10],
  bandwidthMbps: [0.5, 100],
  requestBytes: [1, 20_000],
  responseBytes: [1, 50_000],
  authoritativeRttMs: [0, 50],
  rootRttMs: [0, 50],
  tldRttMs: [0, 50],
  upstreamLossRatio: [0, 0.3],
  lookupTimeoutMs: [1, 200],
  lookupAttempts: [1, 3],
  delegationTtlS: [0, 0.5],
  soaTtlS: [0, 0.5],
  soaMinimumS: [0, 0.5],
  browserCacheS: [0, 0.5],
  idempotencyTtlS: [0, 0.5],
  processingMs: [0, 5],
  healthTimeoutS: [0.01, 0.3],
  checkTimeoutMs: [1, 300],
  factor: [0, 5],
  drainS: [0, 0.3],
  leaseS: [0.1, 0.5],
  heartbeatS: [0.05, 0.2],
  pollS: [0.1, 0.5],
  watchDelayMs: [0, 50],
};

function tame(value: unknown, name = ''): unknown {
  if (typeof value === 'number') {
    const limits = LIMITS[name];
    return limits === undefined || (value >= limits[0] && value <= limits[1])
      ? value
      : limits[0] + (Math.abs(value) % (limits[1] - limits[0]));
  }
  if (Array.isArray(value)) return value.map((part) => tame(part));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wholeWhere(key, tame(part, key))]));
}

const WHOLE =
  /^(users|concurrentUsers|keyCount|capacity|replicas|readReplicas|shards|slots|queueLimit|maxConnections|maxConcurrentStreams|flowWindowBytes|mtuBytes|resolvers|maxAttempts|lookupAttempts|count|requestBytes|responseBytes)$/;

function wholeWhere(name: string, value: unknown): unknown {
  return typeof value === 'number' && WHOLE.test(name) ? Math.floor(value) : value;
}

/** Small by default: what a design does not say is the kind's default, which suits longer runs. */
const SMALL: Readonly<Record<string, Config>> = {
  client: { load: { type: 'poisson', ratePerSecond: 100 }, users: 20, classes: [], lookupTimeoutMs: 300 },
  'load-balancer': { checkIntervalS: 0.1, ejectionS: 0.2 },
  dns: { healthIntervalS: 0.2, ttlS: 0.2, resolvers: 3, lookupTimeoutMs: 100 },
  'api-gateway': { ratePerSecond: 50, burst: 5 },
  'global-router': { checkIntervalS: 0.1 },
  registry: { leaseS: 0.3, heartbeatS: 0.1, pollS: 0.2 },
  service: { slots: 2, restartS: 0.1 },
  database: { slots: 2, maxConnections: 5, restartS: 0.1 },
  cache: { capacity: 50 },
  cdn: { capacity: 50, ttlS: 0.3 },
};

const SMALL_CLASS: Config = { keyCount: 100 };

function smallNode(node: DesignNode): DesignNode {
  const config: Record<string, unknown> = { ...SMALL[node.kind], ...(tame(node.config) as Config) };
  if (node.kind === 'client') {
    const classes =
      (config['classes'] as readonly Config[]).length === 0
        ? [completeClass({})]
        : (config['classes'] as readonly Config[]);
    config['classes'] = classes;
  }
  return { ...node, config };
}

function completeClass(overrides: Config): Config {
  const spec = findSpec('client')!.fields['classes']!;
  if (spec.type !== 'list') throw new TypeError('classes is a list');
  const defaults = Object.fromEntries(
    Object.entries(spec.item).map(([name, field]) => [name, (field as { default: unknown }).default]),
  );
  return { ...defaults, ...SMALL_CLASS, ...overrides };
}

/** Connects what nobody calls, so that most of a random design takes part: each such node is called by the first that may. */
function connected(nodes: readonly DesignNode[], edges: readonly DesignEdge[]): readonly DesignEdge[] {
  const more: DesignEdge[] = [];
  for (const target of nodes) {
    const isCalled = edges.some((edge) => edge.target === target.id);
    const caller = nodes.find(
      (source) => source !== target && connectionRefusal(findSpec(source.kind)!, findSpec(target.kind)!) === null,
    );
    if (isCalled || caller === undefined) continue;
    more.push({ id: `to-${target.id}`.slice(0, 64), source: caller.id, target: target.id, config: {} });
  }
  return [...edges, ...more];
}

const CLIENT: DesignNode = {
  id: 'first-client',
  kind: 'client',
  label: 'Client',
  position: { x: 0, y: 0 },
  config: {},
};

/** A design like `design` that can be run for a second in no time: there is a client, all that can be called is, and nothing is enormous. */
export function runnable(design: Design, durationS = 1): Design {
  const nodes = [CLIENT, ...design.nodes].map(smallNode);
  const edges = connected(nodes, design.edges).map((edge) => ({
    ...edge,
    config: tame(edge.config) as DesignEdge['config'],
  }));
  return {
    ...design,
    nodes,
    edges,
    scenario: design.scenario.map((entry) => ({
      ...entry,
      ...shortTimes(entry),
      action: tame(entry.action) as Action,
    })),
    run: { seed: design.run.seed ?? 1, durationS, warmupS: durationS / 5 },
  };
}

/** Planned actions of a run of 100 s, within the first. */
function shortTimes({ atS, untilS }: { atS: number; untilS?: number }): { atS: number; untilS?: number } {
  return {
    atS: atS / 100,
    ...(untilS === undefined ? {} : { untilS: atS / 100 + Math.min(0.5, (untilS - atS) / 100) }),
  };
}

/** Designs over all kinds that can be run. */
export function runnableDesign(options: { maxNodes?: number; durationS?: number } = {}): fc.Arbitrary<Design> {
  return arbitraryDesign({ maxNodes: options.maxNodes ?? 8 }).map((design) => runnable(design, options.durationS));
}

/** An action with its defaults and something of the design it can be aimed at, picked by numbers so that it survives shrinking. */
export function pickAction(
  design: Design,
  actionPick: number,
  targetPick: number,
  endpoint: number,
): { target: ActionTarget; action: Action } | null {
  const types = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[];
  const type = types[actionPick % types.length]!;
  const on: readonly string[] = ACTIONS[type].on;
  const targets: ActionTarget[] = on.includes('edge') ? design.edges.map(({ id }) => ({ edge: id })) : [];
  for (const node of design.nodes) {
    const spec = findSpec(node.kind)!;
    const kind = spec.container ? 'place' : node.kind === 'client' ? 'client' : node.kind === 'note' ? 'none' : 'node';
    if (!on.includes(kind)) continue;
    targets.push({ node: node.id });
    if (kind === 'node') targets.push({ node: node.id, endpoint });
  }
  const target = targets[targetPick % Math.max(1, targets.length)];
  return target === undefined ? null : { target, action: tame(defaultAction(type)) as Action };
}
