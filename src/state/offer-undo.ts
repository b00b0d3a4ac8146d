import { undo, useDocument, type DocumentState } from './document.ts';
import { lostWords } from './step-words.ts';
import { dismissToast, showToast } from './toasts.ts';

/** Steps that say themselves that something is gone. */
const DELETING = new Set(['delete', 'remove a planned fault', 'change objectives']);
/** Says what it did, and offers to undo it, where it was chosen. */
const OFFERED_ELSEWHERE = new Set(['bring back a version']);

/** The step that an edit has just recorded; undefined after an undo, a redo, or the opening of another document. */
export function newStep(now: DocumentState, before: DocumentState): DocumentState['past'][number] | undefined {
  const step = now.past.at(-1);
  const isRedo = before.future.at(-1)?.before === now.present;
  return step?.before === before.present && now.revision === before.revision && !isRedo ? step : undefined;
}

/**
 * Offers to undo whatever takes something away, by whichever way it was done: a message with "Undo" that goes away with
 * the next edit. Gives the function that ends it.
 */
export function offerUndo(): () => void {
  let shown: number | null = null;
  return useDocument.subscribe((now, before) => {
    if (now.present === before.present) return;
    if (shown !== null) dismissToast(shown);
    shown = null;
    const step = newStep(now, before);
    if (step === undefined || OFFERED_ELSEWHERE.has(step.label)) return;
    const lost = lostWords(step.before, now.present);
    if (lost === null) return;
    const label = step.label.charAt(0).toUpperCase() + step.label.slice(1);
    const text = DELETING.has(step.label) ? `Deleted ${lost}.` : `${label}: ${lost} removed.`;
    shown = showToast(text, { action: { label: 'Undo', run: undo } });
  });
}
