import { create } from 'zustand';
import { showToast } from './toasts.ts';

/**
 * Why the open document may not be changed here, for instance because another tab has it; null when it may. The document's
 * store asks before each edit, undo and redo, so no button, key or gesture has to know.
 */
export const useEditGuard = create<{ readonly reason: string | null }>(() => ({ reason: null }));

/** Refuses every edit from now on, for this reason; null lets them through again. */
export function refuseEdits(reason: string | null): void {
  if (useEditGuard.getState().reason !== reason) useEditGuard.setState({ reason });
}

/** Whether the document may be changed now. When not, the person who tried is told why. */
export function mayEdit(): boolean {
  const { reason } = useEditGuard.getState();
  if (reason !== null) showToast(reason, { tone: 'warn' });
  return reason === null;
}
