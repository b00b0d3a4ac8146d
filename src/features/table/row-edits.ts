import { endGesture, remove, setEdgeConfig, setLabel } from '../../state/document.ts';
import { showPanel } from '../../state/panels.ts';
import { removeSelection, select, useSelection } from '../../state/selection.ts';
import type { TableSubject } from '../../state/table-view.ts';

/** What a row stands for. */
export interface RowTarget {
  readonly subject: TableSubject;
  readonly id: string;
}

export function isSelected({ subject, id }: RowTarget): boolean {
  const { nodes, edges } = useSelection.getState();
  return (subject === 'components' ? nodes : edges).has(id);
}

export function selectRow({ subject, id }: RowTarget): void {
  if (subject === 'components') select([id]);
  else select([], [id]);
}

/** Selects it on the canvas and shows its settings. */
export function openRow(target: RowTarget): void {
  selectRow(target);
  showPanel('inspector');
}

/** Adds it to what is selected, or takes it out. */
export function toggleRow({ subject, id }: RowTarget): void {
  const { nodes, edges } = useSelection.getState();
  const toggled = (ids: ReadonlySet<string>): readonly string[] =>
    ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id];
  if (subject === 'components') select(toggled(nodes), edges);
  else select(nodes, toggled(edges));
}

/** Deletes it, with everything else that is selected when it is among that. */
export function deleteRow(target: RowTarget): void {
  if (isSelected(target)) removeSelection();
  else if (target.subject === 'components') remove([target.id], []);
  else remove([], [target.id]);
}

/** A component needs a name; the label of a call may be empty. */
export function renameRow({ subject, id }: RowTarget, text: string): void {
  const label = text.trim();
  if (subject === 'calls') setEdgeConfig(id, 'label', label);
  else if (label !== '') setLabel(id, label);
  endGesture();
}
