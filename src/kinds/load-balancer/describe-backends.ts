import { RingHash } from '../../algorithms/load-balancing/ring-hash.ts';
import {
  RING_POINTS_SHOWN,
  RING_SAMPLES,
  type BackendView,
  type BalancerView,
  type NoticeRule,
  type RingView,
} from '../../model/balancer-view.ts';
import { NS_PER_S } from '../../model/units.ts';
import type { Backend, BackendTable } from './backend-table.ts';

/** What a balancer shows of its backends at a time. */
export function describeBackends(
  table: BackendTable,
  options: {
    readonly algorithm: string;
    readonly withRing: boolean;
    readonly isL4: boolean;
    readonly openConnections: (backend: Backend) => number;
    readonly nowNs: number;
    readonly sessionsMoved: number | null;
    readonly lost: number;
    readonly triedAgain: number;
    readonly noticeRule: NoticeRule | null;
  },
): BalancerView {
  const shares = sharesOf(table);
  const placeOf = new Map<number, number>();
  const backends: BackendView[] = [];
  for (const [index, backend] of table.backends.entries()) {
    if (backend === null) continue;
    placeOf.set(index, backends.length);
    backends.push(describeOne(table, index, backend, { ...options, share: shares[index] ?? 0 }));
  }
  return {
    algorithm: options.algorithm,
    backends,
    spread: spreadOf(backends),
    ring: options.withRing ? ringOf(table, placeOf) : null,
    sessionsMoved: options.sessionsMoved,
    lost: options.lost,
    triedAgain: options.triedAgain,
    noticeRule: options.noticeRule,
  };
}

function describeOne(
  table: BackendTable,
  index: number,
  backend: Backend,
  {
    isL4,
    nowNs,
    share,
    openConnections,
  }: {
    readonly isL4: boolean;
    readonly nowNs: number;
    readonly share: number;
    readonly openConnections: (backend: Backend) => number;
  },
): BackendView {
  const { figures } = table;
  const since = table.sinceNs[index] ?? -1;
  const noticedNs = table.noticedNs[index] ?? -1;
  return {
    edgeId: backend.edge.id,
    targetId: backend.edge.targetId,
    endpoint: backend.endpoint,
    state: table.states[index] ?? 'off',
    reason: reasonFor(table, index),
    sinceS: since < 0 ? null : since / NS_PER_S,
    share,
    ratePerSecond: figures.rateOf(index, nowNs),
    inFlight: table.active[index] ?? 0,
    connections: isL4 ? (figures.connections[index] ?? 0) : null,
    openConnections: isL4 ? null : openConnections(backend),
    requests: figures.requests[index] ?? 0,
    failed: figures.failed[index] ?? 0,
    ejections: figures.ejections[index] ?? 0,
    noticedS: noticedNs < 0 ? null : noticedNs / NS_PER_S,
  };
}

function reasonFor(table: BackendTable, index: number): string {
  switch (table.states[index]) {
    case 'ejected':
      return table.health.ejectionReason();
    case 'down':
      return table.health.downReason();
    case 'draining':
      return 'gets nothing new';
    case 'starting':
      return table.health.newReason(index);
    case 'slow-start':
      return 'its share grows';
    case 'backup':
      return 'waits until the others are out';
    case 'off':
      return 'weight 0';
    default:
      return '';
  }
}

/** Share of the weights of its tier each backend has now. */
function sharesOf(table: BackendTable): number[] {
  const shares: number[] = [];
  for (const pool of table.routes.pools) {
    const weights = table.backends.map((_, index) =>
      pool.has(index) && !pool.isBackup(index) ? pool.tierOf(index).weightOf(index) : 0,
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, weight] of weights.entries())
      if (total > 0) shares[index] = Math.max(shares[index] ?? 0, weight / total);
  }
  return shares;
}

/** Coefficient of variation of the rates of those that are in. */
function spreadOf(backends: readonly BackendView[]): number | null {
  const rates = backends
    .filter(({ state }) => state === 'up' || state === 'slow-start')
    .map(({ ratePerSecond }) => ratePerSecond);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  if (rates.length < 2 || mean === 0) return null;
  return Math.sqrt(rates.reduce((sum, rate) => sum + (rate - mean) * (rate - mean), 0) / rates.length) / mean;
}

function ringOf(table: BackendTable, placeOf: ReadonlyMap<number, number>): RingView | null {
  const rule = table.routes.default.reads.rule;
  if (!(rule instanceof RingHash)) return null;
  const step = Math.max(1, Math.ceil(rule.size / RING_POINTS_SHOWN));
  const points = [];
  for (let point = 0; point < rule.size; point += step) {
    const backend = placeOf.get(rule.ownerOf(point));
    if (backend !== undefined) points.push({ at: rule.placeOf(point), backend });
  }
  const moved = table.ring.moved();
  return { points, moved: moved ?? [], movedShare: moved === null ? null : moved.length / RING_SAMPLES };
}
