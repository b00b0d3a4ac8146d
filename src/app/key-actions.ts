import { openOrRename, pressArrow, renameFocused, toggleFocused } from '../features/canvas/canvas-keys.ts';
import { focusedNode } from '../features/canvas/canvas-focus.ts';
import { copyByCommand, cutByCommand, pasteByCommand } from '../features/canvas/clipboard.ts';
import { isOnCanvas } from '../features/help/is-typing.ts';
import { chooseFile } from '../features/import/open-any.ts';
import { saveAsFile } from '../features/storage/design-file.ts';
import { startTour } from '../features/start/tour-state.ts';
import { layOut } from '../state/layout-runner.ts';
import { EMPTY_DESIGN } from '../model/design.ts';
import { simulation } from '../simulation-client/simulation-client.ts';
import { camera } from '../state/camera.ts';
import { redo, undo } from '../state/document.ts';
import { duplicateSelection, removeSelection, select, selectAll, selectedNodes } from '../state/selection.ts';
import { changeSettings, closeDialog, openDialog, useDialog, useSettings } from '../state/settings.ts';
import { session } from '../state/storage/session.ts';
import {
  alignSelection,
  changeReplicas,
  chooseForCall,
  distributeSelection,
  fitSelectionToContents,
  groupSelection,
  leaveOrClear,
  replaceSelected,
  tidySelection,
  ungroupSelection,
} from '../state/selection-edits.ts';
import {
  closeAddMenu,
  closeChoice,
  closeFind,
  endConnecting,
  openFind,
  openAddMenu,
  startConnecting,
  useTools,
} from '../state/tools.ts';
import { askTable, closeTable, openTable, useTableView } from '../state/table-view.ts';
import type { KeyActions } from './keyboard.ts';
import { print } from './print.ts';
import { goToPanel } from './side-panel-focus.ts';

/** Steps of a nudge with Shift. */
const LARGE_NUDGE = 5;

/** One thing per press: the menu, then the tool, then the selection. */
function escape(): void {
  if (useTools.getState().addMenu !== null) closeAddMenu();
  else if (!closeChoice() && !endConnecting() && !closeFind()) leaveOrClear();
}

/** From the card with the focus, else from the one selected. */
function connectFrom(): void {
  const node = focusedNode() ?? selectedNodes()[0];
  if (node === undefined) return;
  if (!selectedNodes().includes(node)) select([node]);
  startConnecting(node);
}

/** A card that is deleted takes the keyboard focus with it: the nearest one gets it. */
function removeAndStay(): void {
  const onCanvas = isOnCanvas(document.activeElement);
  const focused = focusedNode();
  if (selectedNodes().length === 0 && focused !== null) select([focused]);
  removeSelection();
  if (onCanvas) requestAnimationFrame(() => camera()?.focus());
}

function fitSelection(): void {
  const nodes = selectedNodes();
  if (nodes.length === 0) camera()?.fitAll();
  else camera()?.fitNodes(nodes);
}

/** It is not modal: whatever it was chosen from has to have given the focus back first. */
function showHistory(): void {
  requestAnimationFrame(() => openDialog('history'));
}

function toggleDialog(name: 'help' | 'palette'): void {
  if (useDialog.getState().open === name) closeDialog();
  else openDialog(name);
}

/** Changes a setting that is on or off. */
function toggle(
  name: 'minimap' | 'snapToGrid' | 'guides' | 'paletteFolded' | 'rightOpen' | 'timelineFolded',
): () => void {
  return () => changeSettings({ [name]: !useSettings.getState()[name] });
}

function toggleTable(): void {
  if (useTableView.getState().open) closeTable();
  else openTable();
}

/** What the commands of the table do on this page. */
export const KEY_ACTIONS: KeyActions = {
  'toggle-run': () => void simulation.toggle(),
  step: () => void simulation.step(),
  'step-back': () => void simulation.stepBack(),
  restart: () => void simulation.restart(),
  'run-to-end': () => void simulation.setSpeed('max').then(() => simulation.play()),
  'real-time': () => void simulation.setSpeed('1').then(() => simulation.play()),
  'end-faults': () => void simulation.endAction('all'),
  undo,
  redo,
  history: showHistory,
  add: () => void (askTable('add') || openAddMenu()),
  connect: () => void (askTable('connect') || connectFrom()),
  rename: renameFocused,
  copy: () => void copyByCommand(),
  cut: () => void cutByCommand(),
  paste: () => void pasteByCommand(),
  duplicate: duplicateSelection,
  delete: removeAndStay,
  group: groupSelection,
  ungroup: ungroupSelection,
  insert: () => chooseForCall('insert'),
  'change-target': () => chooseForCall('target'),
  'change-source': () => chooseForCall('source'),
  replace: replaceSelected,
  'more-replicas': () => changeReplicas(1),
  'fewer-replicas': () => changeReplicas(-1),
  'align-left': () => alignSelection('left'),
  'align-centre': () => alignSelection('centre'),
  'align-right': () => alignSelection('right'),
  'align-top': () => alignSelection('top'),
  'align-middle': () => alignSelection('middle'),
  'align-bottom': () => alignSelection('bottom'),
  'distribute-horizontal': () => distributeSelection('horizontal'),
  'distribute-vertical': () => distributeSelection('vertical'),
  tidy: tidySelection,
  'fit-contents': fitSelectionToContents,
  layout: layOut,
  snap: toggle('snapToGrid'),
  guides: toggle('guides'),
  'select-all': selectAll,
  arrows: (press) => pressArrow(press, 1),
  'arrows-far': (press) => pressArrow(press, LARGE_NUDGE),
  open: () => openOrRename(() => goToPanel('inspector')),
  'select-more': toggleFocused,
  escape,
  'fit-all': () => camera()?.fitAll(),
  'fit-selection': fitSelection,
  find: () => void (askTable('filter') || openFind()),
  'zoom-in': () => camera()?.zoomIn(),
  'zoom-out': () => camera()?.zoomOut(),
  'zoom-actual': () => camera()?.zoomTo(1),
  'overlay-rate': () => changeSettings({ overlay: 'rate' }),
  'overlay-latency': () => changeSettings({ overlay: 'latency' }),
  'overlay-errors': () => changeSettings({ overlay: 'errors' }),
  'overlay-load': () => changeSettings({ overlay: 'load' }),
  'overlay-connections': () => changeSettings({ overlay: 'connections' }),
  'toggle-overview': toggle('minimap'),
  'theme-light': () => changeSettings({ theme: 'light' }),
  'theme-dark': () => changeSettings({ theme: 'dark' }),
  'theme-system': () => changeSettings({ theme: 'system' }),
  settings: () => goToPanel('inspector'),
  table: toggleTable,
  faults: () => goToPanel('faults'),
  traces: () => goToPanel('traces'),
  report: () => goToPanel('report'),
  'toggle-palette': toggle('paletteFolded'),
  'toggle-side-panel': toggle('rightOpen'),
  'toggle-charts': toggle('timelineFolded'),
  palette: () => toggleDialog('palette'),
  gallery: () => openDialog('gallery'),
  share: () => openDialog('share'),
  'open-file': chooseFile,
  'save-file': saveAsFile,
  tour: startTour,
  import: () => openDialog('import'),
  export: () => openDialog('export'),
  print: () => void print(),
  versions: () => openDialog('versions'),
  'make-copy': () => void session.makeCopy(),
  'take-over': () => void session.takeOver(),
  'start-empty': () => void session.openAsNew(EMPTY_DESIGN, { edited: false }),
  numbers: () => openDialog('numbers'),
  help: () => toggleDialog('help'),
};
