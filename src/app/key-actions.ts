import { saveAsFile } from '../features/storage/design-file.ts';
import { simulation } from '../simulation-client/simulation-client.ts';
import { camera } from '../state/camera.ts';
import { redo, undo } from '../state/document.ts';
import { duplicateSelection, removeSelection, selectAll, selectedNodes, selectNothing } from '../state/selection.ts';
import { closeDialog, openDialog, useDialog } from '../state/settings.ts';
import { closeAddMenu, endConnecting, openAddMenu, startConnecting, useTools } from '../state/tools.ts';
import type { KeyActions } from './keyboard.ts';

/** One thing per press: the menu, then the tool, then the selection. */
function escape(): void {
  if (useTools.getState().addMenu !== null) closeAddMenu();
  else if (!endConnecting()) selectNothing();
}

function connectSelected(): void {
  const [node] = selectedNodes();
  if (node !== undefined) startConnecting(node);
}

function fitSelection(): void {
  const nodes = selectedNodes();
  if (nodes.length === 0) camera()?.fitAll();
  else camera()?.fitNodes(nodes);
}

function toggleHelp(): void {
  if (useDialog.getState().open === 'help') closeDialog();
  else openDialog('help');
}

/** What the keys of the table do on this page. */
export const KEY_ACTIONS: KeyActions = {
  'toggle-run': () => void simulation.toggle(),
  step: () => void simulation.step(),
  'step-back': () => void simulation.stepBack(),
  restart: () => void simulation.restart(),
  undo,
  redo,
  add: () => openAddMenu(),
  connect: connectSelected,
  duplicate: duplicateSelection,
  delete: removeSelection,
  'select-all': selectAll,
  escape,
  'fit-all': () => camera()?.fitAll(),
  'fit-selection': fitSelection,
  'zoom-in': () => camera()?.zoomIn(),
  'zoom-out': () => camera()?.zoomOut(),
  'zoom-actual': () => camera()?.zoomTo(1),
  'save-file': saveAsFile,
  help: toggleHelp,
};
