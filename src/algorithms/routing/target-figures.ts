import type { BackendView } from '../../model/balancer-view.ts';
import type { OutEdge } from '../../model/sim-context.ts';
import { NS_PER_S } from '../../model/units.ts';

interface Figures {
  requests: number;
  failed: number;
  ejections: number;
  inFlight: number;
  /** Requests up to the open second, in the whole second before it, and when the open one began. */
  before: number;
  lastSecond: number;
  openSinceNs: number;
  isHealthy: boolean;
  changedNs: number | null;
  noticedS: number | null;
}

/** What is known of a target besides its counts, at the time of a view. */
interface TargetNow {
  readonly nowNs: number;
  /** Share of new requests its weight entitles it to, 0 to 1. */
  readonly share: number;
  /** Why it would be down. */
  readonly downReason: string;
  readonly openConnections: number;
}

/** Counts of each target of a router or gateway since the start; a target keeps its counts through edits. */
export class TargetFigures {
  readonly #byEdge = new Map<string, Figures>();

  sent(edge: OutEdge, nowNs: number): void {
    const figures = this.#of(edge);
    closeSecond(figures, nowNs);
    figures.requests += 1;
    figures.inFlight += 1;
  }

  ended(edge: OutEdge, hasFailed: boolean): void {
    const figures = this.#of(edge);
    figures.inFlight -= 1;
    if (hasFailed) figures.failed += 1;
  }

  /** A request was dropped: it says nothing about the target. */
  dropped(edge: OutEdge): void {
    this.#of(edge).inFlight -= 1;
  }

  /** @param faultNs since when a fault there is in force; -1 without one */
  changed(edge: OutEdge, isHealthy: boolean, nowNs: number, faultNs: number): void {
    const figures = this.#of(edge);
    figures.isHealthy = isHealthy;
    figures.changedNs = nowNs;
    if (isHealthy) return;
    figures.ejections += 1;
    if (faultNs >= 0) figures.noticedS = (nowNs - faultNs) / NS_PER_S;
  }

  view(edge: OutEdge, options: TargetNow): BackendView {
    const { nowNs, share, downReason, openConnections } = options;
    const figures = this.#of(edge);
    closeSecond(figures, nowNs);
    const isOff = edge.config.weight <= 0;
    const soFar = nowNs > 0 ? (figures.requests * NS_PER_S) / nowNs : 0;
    return {
      edgeId: edge.id,
      targetId: edge.targetId,
      endpoint: 0,
      state: isOff ? 'off' : figures.isHealthy ? 'up' : 'down',
      reason: isOff ? 'weight 0' : figures.isHealthy ? '' : downReason,
      sinceS: figures.changedNs === null ? null : figures.changedNs / NS_PER_S,
      share,
      ratePerSecond: figures.openSinceNs > 0 ? figures.lastSecond : soFar,
      inFlight: figures.inFlight,
      connections: null,
      openConnections,
      requests: figures.requests,
      failed: figures.failed,
      ejections: figures.ejections,
      noticedS: figures.noticedS,
    };
  }

  #of({ id }: OutEdge): Figures {
    const known = this.#byEdge.get(id);
    if (known !== undefined) return known;
    const fresh = {
      requests: 0,
      failed: 0,
      ejections: 0,
      inFlight: 0,
      before: 0,
      lastSecond: 0,
      openSinceNs: 0,
      isHealthy: true,
      changedNs: null,
      noticedS: null,
    };
    this.#byEdge.set(id, fresh);
    return fresh;
  }
}

function closeSecond(figures: Figures, nowNs: number): void {
  if (nowNs < figures.openSinceNs + NS_PER_S) return;
  const second = Math.floor(nowNs / NS_PER_S) * NS_PER_S;
  figures.lastSecond = second === figures.openSinceNs + NS_PER_S ? figures.requests - figures.before : 0;
  figures.before = figures.requests;
  figures.openSinceNs = second;
}

/** Standard deviation / mean of the rates of those that are up; null without traffic or with fewer than two. */
export function spreadOf(backends: readonly BackendView[]): number | null {
  const rates = backends.filter(({ state }) => state === 'up').map(({ ratePerSecond }) => ratePerSecond);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  if (rates.length < 2 || mean === 0) return null;
  return Math.sqrt(rates.reduce((sum, rate) => sum + (rate - mean) * (rate - mean), 0) / rates.length) / mean;
}
