/** One thing somebody did: what the undo button calls it, and the value before it. */
export interface Step<T> {
  readonly label: string;
  readonly before: T;
}

/**
 * Values of the past and, after an undo, of the future. Values share what did not change, so a step costs a few objects.
 * `gesture` names a gesture that is still going on: further edits of the same gesture belong to the same step.
 */
export interface History<T> {
  readonly present: T;
  readonly past: readonly Step<T>[];
  /** The step to redo first is the last one; `before` is the value the redo leads to. */
  readonly future: readonly Step<T>[];
  readonly gesture: string | null;
}

/** Older steps are forgotten beyond this many. */
export const MAX_STEPS = 300;

export function startHistory<T>(present: T): History<T> {
  return { present, past: [], future: [], gesture: null };
}

/** Records an edit. A value that did not change records nothing. */
export function record<T>(history: History<T>, next: T, label: string, gesture: string | null = null): History<T> {
  if (next === history.present) return history;
  if (gesture !== null && gesture === history.gesture) return { ...history, present: next, future: [] };
  const past = [...history.past, { label, before: history.present }].slice(-MAX_STEPS);
  return { present: next, past, future: [], gesture };
}

export function endGesture<T>(history: History<T>): History<T> {
  return history.gesture === null ? history : { ...history, gesture: null };
}

export function undo<T>(history: History<T>): History<T> {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  const future = [...history.future, { label: step.label, before: history.present }];
  return { present: step.before, past: history.past.slice(0, -1), future, gesture: null };
}

export function redo<T>(history: History<T>): History<T> {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  const past = [...history.past, { label: step.label, before: history.present }];
  return { present: step.before, past, future: history.future.slice(0, -1), gesture: null };
}

/** The history with its first `count` steps done and the others undone; as far as there are steps. */
export function goTo<T>(history: History<T>, count: number): History<T> {
  let next = history;
  while (next.past.length > Math.max(0, count)) next = undo(next);
  while (next.past.length < count && next.future.length > 0) next = redo(next);
  return next;
}
