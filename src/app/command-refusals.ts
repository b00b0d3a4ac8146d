import { KEY_MAP, type KeyEntry, type KeyId } from '../features/help/key-map.ts';
import { useEditGuard } from '../state/edit-guard.ts';
import { currentDesign, useDocument } from '../state/document.ts';
import { useRun } from '../state/run.ts';
import { useSaveState } from '../state/storage/save-state.ts';
import { isGroup } from '../state/canvas-edits.ts';
import { replicaFieldOf } from '../state/replica-field.ts';
import { selectedContainers } from '../state/selection-edits.ts';
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

const whenNotOneCall: Refusal = () => (selectedEdges().length === 1 ? null : 'Select one connection first.');
const whenNoContainer: Refusal = () =>
  selectedContainers().length === 0 ? 'No region, zone or group is selected.' : null;
const whenNoReplicas: Refusal = () =>
  replicaFieldOf(currentDesign(), selectedNodes()[0] ?? '') === null ? 'Select a component with replicas first.' : null;
const whenFewerThan = (count: number): Refusal => {
  return () => (selectedNodes().length < count ? `Select ${count} components or more.` : null);
};

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
  rename: () => (selectedNodes().length + selectedEdges().length === 1 ? null : 'Select one component or call first.'),
  copy: whenNoCardSelected,
  cut: whenNoCardSelected,
  duplicate: whenNoCardSelected,
  delete: whenNothingSelected,
  group: whenNoCardSelected,
  ungroup: () => (selectedNodes().some(isGroup) ? null : 'No group is selected.'),
  insert: whenNotOneCall,
  'change-target': whenNotOneCall,
  'change-source': whenNotOneCall,
  replace: () => (selectedNodes().length === 1 ? null : 'Select one component first.'),
  'more-replicas': whenNoReplicas,
  'fewer-replicas': whenNoReplicas,
  'align-left': whenFewerThan(2),
  'align-centre': whenFewerThan(2),
  'align-right': whenFewerThan(2),
  'align-top': whenFewerThan(2),
  'align-middle': whenFewerThan(2),
  'align-bottom': whenFewerThan(2),
  'distribute-horizontal': whenFewerThan(3),
  'distribute-vertical': whenFewerThan(3),
  tidy: whenNoContainer,
  'fit-contents': whenNoContainer,
  layout: whenEmpty,
  find: whenEmpty,
  'select-all': whenEmpty,
  'fit-all': whenEmpty,
  'fit-selection': whenNoCardSelected,
};

const ENTRIES: readonly (KeyEntry & { readonly id: KeyId })[] = KEY_MAP;
/** Of the groups that edit, what leaves the design as it is. */
const NO_EDITS: ReadonlySet<KeyId> = new Set(['history', 'copy', 'snap', 'guides']);
/** Commands that change the design. */
const EDITS: ReadonlySet<KeyId> = new Set(
  ENTRIES.filter(({ id, group }) => (group === 'Edit' || group === 'Arrange') && !NO_EDITS.has(id)).map(({ id }) => id),
);

/** Why a command cannot be done now; null when it can. */
export function refusalOf(id: KeyId): string | null {
  const { reason } = useEditGuard.getState();
  return (EDITS.has(id) ? reason : null) ?? REFUSALS[id]?.() ?? null;
}
