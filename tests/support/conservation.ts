import type { Simulation } from '../../workers/simulation/simulation.ts';
import {
  FLAG_ABANDONED,
  FLAG_AT_NODE,
  FLAG_HOLDS_SLOT,
  FLAG_ISSUED,
  STATE_BACKING_OFF,
  STATE_ENDED,
  STATE_FREE,
  STATE_QUEUED,
} from '../../workers/simulation/kernel/job-table.ts';
import {
  COUNT_BEGUN,
  COUNT_BY_OUTCOME,
  COUNT_FAILED,
  COUNT_SUCCEEDED,
} from '../../workers/simulation/metrics/counters.ts';
import { CALL_RECONNECT } from '../../workers/simulation/operations.ts';
import { OUTCOME, OUTCOMES } from '../../src/model/outcome.ts';
import type { RuntimeNode } from '../../workers/simulation/runtime-node.ts';

/** What the jobs say, counted one by one: what every counter of the engine must agree with. */
interface Census {
  readonly live: number;
  readonly wasted: number;
  readonly issuedByClass: Float64Array;
  readonly onEdge: Float64Array;
  readonly atNode: Float64Array;
  readonly present: Map<number, number>;
  readonly busy: Map<number, number>;
  readonly queued: Map<number, number>;
  readonly pendingCalls: Map<number, number>;
}

function bump(map: Map<number, number>, key: number): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function takeCensus({ core }: Simulation): Census {
  const { jobs, nodes, edges, classes, links } = core;
  const census = {
    live: 0,
    wasted: 0,
    issuedByClass: new Float64Array(classes.length),
    onEdge: new Float64Array(edges.length),
    atNode: new Float64Array(nodes.length),
    present: new Map<number, number>(),
    busy: new Map<number, number>(),
    queued: new Map<number, number>(),
    pendingCalls: new Map<number, number>(),
  };
  for (let job = 0; job < jobs.highWater; job += 1) {
    const state = jobs.state[job]!;
    if (state === STATE_FREE) continue;
    census.live += 1;
    if (jobs.parent[job]! >= 0) bump(census.pendingCalls, jobs.parent[job]!);
    if (state === STATE_ENDED) continue;
    const flags = jobs.flags[job]!;
    const node = nodes[jobs.node[job]!] as RuntimeNode;
    if ((flags & FLAG_ABANDONED) !== 0) census.wasted += 1;
    if ((flags & FLAG_ISSUED) !== 0) census.issuedByClass[jobs.requestClass[job]!]! += 1;
    else if (isCallInFlight(jobs, job)) {
      census.onEdge[links[jobs.link[job]!]!.edge.index]! += 1;
    }
    if ((flags & FLAG_AT_NODE) === 0) continue;
    census.atNode[node.index]! += 1;
    const station = node.stations[jobs.endpoint[job]!]!;
    bump(census.present, station);
    if ((flags & FLAG_HOLDS_SLOT) !== 0) bump(census.busy, station);
    if (state === STATE_QUEUED) bump(census.queued, station);
  }
  return census;
}

/** A user who opens a WebSocket again has a job on the edge but calls nobody: no request is in flight. */
function isCallInFlight(jobs: Simulation['core']['jobs'], job: number): boolean {
  return (
    jobs.link[job]! >= 0 &&
    jobs.state[job] !== STATE_BACKING_OFF &&
    jobs.operation[job] !== CALL_RECONNECT &&
    (jobs.flags[job]! & FLAG_ABANDONED) === 0
  );
}

type Finding = (what: string, is: number, shouldBe: number) => void;

/**
 * Everything that does not balance at this instant, in words; empty when all is well. Counts are compared with the jobs themselves, so that
 * a counter defined as a difference cannot agree with itself. Stations may hold more than their limits only after an edit or an
 * action lowered these (`mayBeOverfull`).
 */
export function imbalances(
  simulation: Simulation,
  { mayBeOverfull = false }: { mayBeOverfull?: boolean } = {},
): string[] {
  const found: string[] = [];
  const same: Finding = (what, is, shouldBe) => {
    if (is !== shouldBe) found.push(`${what} is ${is}, should be ${shouldBe}`);
  };
  const census = takeCensus(simulation);
  compareTotals(simulation, census, same);
  compareCounters(simulation, census, same);
  compareStations(simulation, census, same, mayBeOverfull);
  same('nanoseconds of the clock', simulation.core.nowNs, Math.floor(simulation.core.nowNs));
  for (const [job, calls] of census.pendingCalls)
    same(`calls of job ${job}`, simulation.core.jobs.pendingCalls[job]!, calls);
  return found;
}

function compareTotals({ core }: Simulation, census: Census, same: Finding): void {
  const { totals, jobs, nodes, classes } = core;
  const clients = nodes.filter(({ isClient }) => isClient);
  const sum = (parts: readonly { counters: { now: Float64Array } }[], column: number): number =>
    parts.reduce((total, { counters }) => total + counters.now[column]!, 0);
  for (const [name, column] of [
    ['issued', COUNT_BEGUN],
    ['succeeded', COUNT_SUCCEEDED],
    ['failed', COUNT_FAILED],
  ] as const) {
    same(`${name} by all clients`, sum(clients, column), totals[name]);
    same(`${name} by all classes`, sum(classes, column), totals[name]);
  }
  same(
    'requests in flight',
    census.issuedByClass.reduce((total, n) => total + n, 0),
    totals.inFlight,
  );
  same('issued', totals.issued, totals.succeeded + totals.failed + totals.inFlight);
  same(
    'failures of clients by outcome',
    OUTCOMES.reduce((total, _, code) => total + core.clientCounts[COUNT_BY_OUTCOME + code]!, 0),
    totals.failed,
  );
  same('live jobs', jobs.live, census.live);
  same('wasted jobs', core.wasted, census.wasted);
}

function compareCounters({ core }: Simulation, census: Census, same: Finding): void {
  const byOutcome = (now: Float64Array): number =>
    OUTCOMES.reduce((total, _, code) => total + now[COUNT_BY_OUTCOME + code]!, 0);
  for (const { index, name, counters } of core.classes) {
    same(`in flight of class ${name}`, counters.inFlight, census.issuedByClass[index]!);
    same(`failures of class ${name} by outcome`, byOutcome(counters.now), counters.now[COUNT_FAILED]!);
  }
  for (const { index, id, counters } of core.edges) {
    same(`in flight on edge ${id}`, counters.inFlight, census.onEdge[index]!);
    same(`failures of edge ${id} by outcome`, byOutcome(counters.now), counters.now[COUNT_FAILED]!);
    same(`successes counted as failures on ${id}`, counters.now[COUNT_BY_OUTCOME + OUTCOME.ok]!, 0);
  }
  for (const node of core.nodes) {
    same(`in flight at ${node.id}`, node.counters.inFlight, census.atNode[node.index]!);
    same(`failures at ${node.id} by outcome`, byOutcome(node.counters.now), node.counters.now[COUNT_FAILED]!);
    if (node.isClient) continue;
    const arrivals = node.endpoints.reduce((total, endpoint) => total + endpoint.arrivals, 0);
    same(`arrivals at the endpoints of ${node.id}`, arrivals, node.counters.now[COUNT_BEGUN]!);
  }
}

function compareStations({ core }: Simulation, census: Census, same: Finding, mayBeOverfull: boolean): void {
  const { stations } = core;
  for (const node of core.nodes) {
    for (const [endpoint, station] of node.stations.entries()) {
      const name = `${node.id} ${endpoint}`;
      const busy = stations.busy[station]!;
      const queued = stations.queueLength[station]!;
      same(`present at ${name}`, stations.present[station]!, census.present.get(station) ?? 0);
      same(`busy at ${name}`, busy, census.busy.get(station) ?? 0);
      same(`queue at ${name}`, queued, census.queued.get(station) ?? 0);
      if (queued > 0 && busy < stations.slots[station]!) same(`waiting at ${name} while a slot is free`, queued, 0);
      if (mayBeOverfull) continue;
      if (busy > stations.slots[station]!) same(`busy above the slots of ${name}`, busy, stations.slots[station]!);
      if (queued > stations.queueLimit[station]!)
        same(`queue above the limit of ${name}`, queued, stations.queueLimit[station]!);
    }
  }
}

/** Paths of all numbers in a value that are not finite. */
export function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => notFinite(part, `${path}.${name}`));
}
