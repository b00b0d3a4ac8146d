import type { CardFigure } from '../kind-spec.ts';
import type { Quantity } from '../units.ts';

/** What a figure is called in front of its number; a rate says so itself with its unit. */
export const FIGURE_LABELS: Readonly<Record<CardFigure, string>> = {
  rate: '',
  p95: 'p95',
  hitRatio: 'hits',
  utilization: 'busy',
  queue: 'queue',
  inFlight: 'in flight',
  errors: 'errors',
  lost: 'lost',
  late: 'late',
  notModified: '304',
};

/** What a card shows while there are results. */
export interface CardFigures {
  readonly figures: Readonly<Record<CardFigure, Quantity>>;
  /** Endpoints, and how many of them answer. */
  readonly endpoints: number;
  readonly endpointsUp: number;
  readonly health: 'idle' | 'ok' | 'warn' | 'fail';
  /** Most frequent failure in words, null when nothing failed. */
  readonly topFailure: string | null;
}

/** The figures of a node, or null when it has none. */
export type FiguresLookup = (node: string) => CardFigures | null;
