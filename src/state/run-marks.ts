import { create } from 'zustand';
import type { ActionTarget } from '../model/actions.ts';
import type { Decision } from '../model/decision.ts';
import type { ActiveAction } from '../model/worker-protocol.ts';
import { actionWords, targetWords } from './action-words.ts';
import { currentDesign } from './document.ts';

/** Something that happened to the run, on its time line. */
export interface RunMark {
  readonly key: string;
  readonly kind: 'fault' | 'planned' | 'edit' | 'traffic' | 'decision';
  readonly atS: number;
  /** Undefined while it lasts, or when it has no length. */
  readonly untilS?: number;
  readonly words: string;
  /** What the run did by itself: to what, and the same in a few characters. */
  readonly decision?: { readonly target: ActionTarget; readonly short: string };
}

/** Marks kept; beyond, the oldest go. */
const MAX_MARKS = 300;
/** Edits closer together than this are one mark: typing is one edit to a person. */
const EDIT_GAP_S = 0.5;

export const useRunMarks = create<{ readonly marks: readonly RunMark[] }>(() => ({ marks: [] }));

function setMarks(marks: readonly RunMark[]): void {
  useRunMarks.setState({ marks: marks.slice(-MAX_MARKS) });
}

export function clearMarks(): void {
  setMarks([]);
}

/** The run went back to this second: what happened later has not happened. */
export function forgetMarksAfter(nowS: number): void {
  const { marks } = useRunMarks.getState();
  if (marks.some((mark) => mark.atS > nowS)) setMarks(marks.filter((mark) => mark.atS <= nowS));
}

function keyOf(action: ActiveAction): string {
  return `action ${action.id}`;
}

function markOf(action: ActiveAction): RunMark {
  const kind = action.action.type === 'traffic' && !action.planned ? 'traffic' : action.planned ? 'planned' : 'fault';
  return {
    key: keyOf(action),
    kind,
    atS: action.sinceS,
    words: `${targetWords(action.target, currentDesign())}: ${actionWords(action.action)}`,
  };
}

/** Which actions are active now, at this simulated second: new ones begin a mark, missing ones end theirs. */
export function markActions(active: readonly ActiveAction[], nowS: number): void {
  const keys = new Set(active.map(keyOf));
  const { marks } = useRunMarks.getState();
  const known = new Set(marks.map((mark) => mark.key));
  const ended = marks.map((mark) =>
    mark.key.startsWith('action ') && mark.untilS === undefined && !keys.has(mark.key)
      ? { ...mark, untilS: Math.max(nowS, mark.atS) }
      : mark,
  );
  setMarks([...ended, ...active.filter((action) => !known.has(keyOf(action))).map(markOf)]);
}

/** What the run has done by itself up to now takes the place of what was known of it. */
export function markDecisions(decisions: readonly Decision[]): void {
  const { marks } = useRunMarks.getState();
  const isKnown = marks.filter(({ kind }) => kind === 'decision').length === decisions.length;
  if (isKnown) return;
  const others = marks.filter(({ kind }) => kind !== 'decision');
  const fresh = decisions.map(({ atS, target, words, short }, index): RunMark => ({
    key: `decision ${index}`,
    kind: 'decision',
    atS,
    words: `${targetWords(target, currentDesign())}: ${words}`,
    decision: { target, short },
  }));
  setMarks([...others, ...fresh].toSorted((a, b) => a.atS - b.atS));
}

/** The last thing that the run did to a node by itself. */
export function lastDecisionFor(marks: readonly RunMark[], nodeId: string): RunMark | undefined {
  return marks.findLast(
    ({ decision }) => decision !== undefined && 'node' in decision.target && decision.target.node === nodeId,
  );
}

export function markEdit(nowS: number): void {
  const { marks } = useRunMarks.getState();
  const last = marks.findLast((mark) => mark.kind === 'edit');
  if (last !== undefined && nowS - last.atS < EDIT_GAP_S && nowS >= last.atS) return;
  setMarks([...marks, { key: `edit ${nowS}`, kind: 'edit', atS: nowS, words: 'Design edited' }]);
}
