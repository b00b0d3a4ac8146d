import type { ActionTarget } from './actions.ts';

/** What a run does by itself: take a shift of weight back, or change the number of replicas. */
export type DecisionKind = 'rollback' | 'scale';

/** One such decision, for the time line, cards and the report. */
export interface Decision {
  /** Simulated seconds. */
  readonly atS: number;
  readonly kind: DecisionKind;
  readonly target: ActionTarget;
  /** A sentence for people: what was done and the measured reason. */
  readonly words: string;
  /** The same in a few characters, for cards ("+2 at 91 %"). */
  readonly short: string;
}
