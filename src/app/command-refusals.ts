import type { KeyId } from '../features/help/key-map.ts';
import { currentDesign, useDocument } from '../state/document.ts';
import { useRun } from '../state/run.ts';
import { useSaveState } from '../state/storage/save-state.ts';
import { selectedEdges, selectedNodes } from '../state/selection.ts';

type Refusal = () => string | null;

const whenEditedHere: Refusal = () => {
  const { access } = useSaveState.getState();
  return access === 'other-tab' || access === 'taken-over' ? null : 'No other tab has this design.';
};
const whenNothingSelected: Refusal = () =>
  selectedNodes().length + selectedEdges().length === 0 ? 'Nothing is selected.' : null;
const whenNoCardSelected: Refusal = () => (selectedNodes().length === 0 ? 'No component is selected.' : null);
const whenEmpty: Refusal = () => (currentDesign().nodes.length === 0 ? 'The design is empty.' : null);
const whenNotStarted: Refusal = () => (useRun.getState().started ? null : 'Nothing has run yet.');

/** Why a command cannot be done now, in a short sentence; null when it can. Commands without an entry can always be done. */
const REFUSALS: Partial<Record<KeyId, Refusal>> = {
  undo: () => (useDocument.getState().past.length === 0 ? 'Nothing to undo.' : null),
  redo: () => (useDocument.getState().future.length === 0 ? 'Nothing to redo.' : null),
  'step-back': whenNotStarted,
  restart: whenNotStarted,
  'toggle-run': whenEmpty,
  step: whenEmpty,
  'end-faults': () => (useRun.getState().activeActions.length === 0 ? 'No fault is in force.' : null),
  'take-over': whenEditedHere,
  connect: whenNoCardSelected,
  rename: () => (selectedNodes().length === 1 ? null : 'Select one component first.'),
  copy: whenNoCardSelected,
  cut: whenNoCardSelected,
  duplicate: whenNoCardSelected,
  delete: whenNothingSelected,
  'select-all': whenEmpty,
  'fit-all': whenEmpty,
  'fit-selection': whenNoCardSelected,
};

/** Why a command cannot be done now; null when it can. */
export function refusalOf(id: KeyId): string | null {
  return REFUSALS[id]?.() ?? null;
}
