import { findSpec } from '../kinds/specs.ts';
import * as edits from './canvas-edits.ts';
import { findNode } from './design-index.ts';
import { currentDesign } from './document.ts';
import type { Alignment, Direction } from './edits/arrange.ts';
import { openGroups } from './edits/groups.ts';
import { select, selectedEdges, selectedNodes, selectNothing } from './selection.ts';
import { openChoice, type Choice } from './tools.ts';

/** Commands on what is selected, for keys, toolbar and menus alike. */

export function alignSelection(alignment: Alignment): void {
  edits.alignNodes(selectedNodes(), alignment);
}

export function distributeSelection(direction: Direction): void {
  edits.distributeNodes(selectedNodes(), direction);
}

export function groupSelection(): void {
  const id = edits.groupNodes(selectedNodes());
  if (id !== null) select([id]);
}

export function ungroupSelection(): void {
  const freed = edits.ungroupNodes(selectedNodes());
  if (freed.length > 0) select(freed);
}

/** Selected regions, zones and groups. */
export function selectedContainers(): readonly string[] {
  const design = currentDesign();
  return selectedNodes().filter((id) => findSpec(findNode(design, id)?.kind ?? '')?.container === true);
}

export function tidySelection(): void {
  edits.tidyContainers(selectedContainers());
}

export function fitSelectionToContents(): void {
  edits.fitContainers(selectedContainers());
}

/** Opens the list for the one selected edge. */
export function chooseForCall(what: Exclude<Choice['what'], 'kind'>): void {
  const [edge] = selectedEdges();
  if (edge !== undefined) openChoice({ what, edge });
}

export function replaceSelected(): void {
  const [node] = selectedNodes();
  if (node !== undefined) openChoice({ what: 'kind', node });
}

/** One replica more, or fewer, of each selected component that has replicas. */
export function changeReplicas(by: number, ids: readonly string[] = selectedNodes()): void {
  edits.changeReplicas(ids, by);
}

/** Esc: from inside a group to the group itself, else nothing is selected any more. */
export function leaveOrClear(): void {
  const selected = new Set(selectedNodes());
  const [innermost] = [...openGroups(currentDesign(), selected)];
  if (innermost === undefined) selectNothing();
  else select([innermost]);
}
