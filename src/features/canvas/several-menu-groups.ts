import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import {
  alignNodes,
  changeReplicas,
  distributeNodes,
  fitContainers,
  tidyContainers,
} from '../../state/canvas-edits.ts';
import { camera } from '../../state/camera.ts';
import { findNode } from '../../state/design-index.ts';
import type { Alignment } from '../../state/edits/arrange.ts';
import { isGroup } from '../../state/edits/groups.ts';
import { showPanel } from '../../state/panels.ts';
import { replicaFieldOf } from '../../state/replica-field.ts';
import type { MenuGroups, MenuItem } from '../../ui/Menu.tsx';
import { clipboardItems, deleteItem, groupItem, ungroupItem } from './node-menu-groups.ts';

const ALIGNMENTS: readonly (readonly [Alignment, string, string])[] = [
  ['left', 'Align left edges', 'A'],
  ['centre', 'Align centres', 'H'],
  ['right', 'Align right edges', 'D'],
  ['top', 'Align top edges', 'W'],
  ['middle', 'Align middles', 'V'],
  ['bottom', 'Align bottom edges', 'S'],
];

/** What can be done with several things at once. */
export function severalGroups(design: Design, nodes: readonly string[], edges: readonly string[]): MenuGroups {
  const containers = nodes.filter((id) => findSpec(findNode(design, id)?.kind ?? '')?.container === true);
  const groups = nodes.filter((id) => isGroup(findNode(design, id)));
  const scaled = nodes.filter((id) => replicaFieldOf(design, id) !== null);
  return [
    [
      { label: 'Common settings', icon: 'settings-2', keys: ['I'], run: () => showPanel('inspector') },
      {
        label: 'Show the selection',
        icon: 'maximize',
        keys: ['Shift', '2'],
        disabled: nodes.length === 0,
        run: () => camera()?.fitNodes(nodes),
      },
    ],
    nodes.length < 2 ? [] : arrangeItems(nodes),
    containers.length === 0 ? [] : containerItems(containers),
    scaled.length === 0 ? [] : replicaItems(scaled),
    nodes.length === 0 ? [] : clipboardItems(nodes),
    [
      ...(nodes.length === 0 ? [] : [groupItem(nodes)]),
      ...(groups.length === 0 ? [] : [ungroupItem(groups)]),
      deleteItem(nodes, edges),
    ],
  ];
}

function arrangeItems(nodes: readonly string[]): readonly MenuItem[] {
  return [
    ...ALIGNMENTS.map(([to, label, key]): MenuItem => ({
      label,
      icon: `align-${to}`,
      keys: ['Alt', key],
      run: () => alignNodes(nodes, to),
    })),
    {
      label: 'Distribute horizontally',
      icon: 'distribute-horizontal',
      keys: ['Alt', 'Shift', 'H'],
      disabled: nodes.length < 3,
      run: () => distributeNodes(nodes, 'horizontal'),
    },
    {
      label: 'Distribute vertically',
      icon: 'distribute-vertical',
      keys: ['Alt', 'Shift', 'V'],
      disabled: nodes.length < 3,
      run: () => distributeNodes(nodes, 'vertical'),
    },
  ];
}

function containerItems(ids: readonly string[]): readonly MenuItem[] {
  return [
    { label: 'Tidy what is inside', icon: 'tidy', keys: ['Alt', 'Shift', 'T'], run: () => tidyContainers(ids) },
    { label: 'Fit to contents', icon: 'shrink', keys: ['Alt', 'Shift', 'F'], run: () => fitContainers(ids) },
  ];
}

function replicaItems(ids: readonly string[]): readonly MenuItem[] {
  return [
    { label: 'Add a replica to each', icon: 'plus', run: () => changeReplicas(ids, 1) },
    { label: 'Remove a replica from each', icon: 'minus', run: () => changeReplicas(ids, -1) },
  ];
}
