import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { changeReplicas, fitContainers, groupNodes, tidyContainers, ungroupNodes } from '../../state/canvas-edits.ts';
import { findNode, indexOf, type Point } from '../../state/design-index.ts';
import { dissolveContainer, duplicateNodes, remove } from '../../state/document.ts';
import { isGroup } from '../../state/edits/groups.ts';
import { showPanel } from '../../state/panels.ts';
import { replicaFieldOf } from '../../state/replica-field.ts';
import { rewritesOf } from '../../state/rewrites.ts';
import { select, selectNothing } from '../../state/selection.ts';
import { openChoice, startConnecting, startRename } from '../../state/tools.ts';
import type { MenuGroups, MenuItem } from '../../ui/Menu.tsx';
import { copyByCommand, cutByCommand } from './clipboard.ts';

/** What can be done with one component, note, region, zone or group. */
export function nodeGroups(design: Design, id: string, at: Point): MenuGroups {
  const node = findNode(design, id);
  const spec = node && findSpec(node.kind);
  const isText = spec !== undefined && !spec.container && spec.group === 'structure';
  const connectItem: MenuItem = { label: 'Connect to', icon: 'spline', keys: ['C'], run: () => startConnecting(id) };
  return [
    [
      {
        label: isText ? 'Edit the text' : 'Rename',
        icon: 'pencil',
        keys: ['F2'],
        run: () => startRename(id),
      },
      ...(spec !== undefined && spec.calls.length > 0 ? [connectItem] : []),
      {
        label: 'Settings',
        icon: 'settings-2',
        keys: ['I'],
        run: () => {
          select([id]);
          showPanel('inspector');
        },
      },
      ...(spec === undefined || isText ? [] : [replaceItem(id, at), breakItem(id)]),
    ],
    replicaItems(design, id),
    rewritesOf(design, id),
    spec?.container === true ? containerItems(design, id) : [],
    clipboardItems([id]),
    [
      ...(isGroup(node) ? [ungroupItem([id])] : [groupItem([id])]),
      ...(spec?.container === true && !isGroup(node)
        ? [{ label: 'Remove, keep what is inside', icon: 'square-dashed', run: () => dissolveContainer(id) } as const]
        : []),
      deleteItem([id], []),
    ],
  ];
}

function replaceItem(id: string, at: Point): MenuItem {
  return { label: 'Replace with', icon: 'replace', run: () => openChoice({ what: 'kind', node: id, at }) };
}

function breakItem(id: string): MenuItem {
  return {
    label: 'Break it',
    icon: 'zap-off',
    run: () => {
      select([id]);
      showPanel('faults');
    },
  };
}

function containerItems(design: Design, id: string): readonly MenuItem[] {
  const inside = (indexOf(design).childrenOf.get(id) ?? []).map((child) => child.id);
  const disabled = inside.length === 0;
  return [
    { label: 'Select what is inside', icon: 'scan', disabled, run: () => select(inside) },
    {
      label: 'Tidy what is inside',
      icon: 'tidy',
      keys: ['Alt', 'Shift', 'T'],
      disabled,
      run: () => tidyContainers([id]),
    },
    { label: 'Fit to contents', icon: 'shrink', keys: ['Alt', 'Shift', 'F'], disabled, run: () => fitContainers([id]) },
  ];
}

/** Copy, cut and duplicate, for one or several. */
export function clipboardItems(ids: readonly string[]): readonly MenuItem[] {
  return [
    {
      label: 'Copy',
      icon: 'copy',
      keys: ['Ctrl', 'C'],
      run: () => {
        select(ids);
        void copyByCommand();
      },
    },
    {
      label: 'Cut',
      icon: 'scissors',
      keys: ['Ctrl', 'X'],
      run: () => {
        select(ids);
        void cutByCommand();
      },
    },
    { label: 'Duplicate', icon: 'copy-plus', keys: ['Ctrl', 'D'], run: () => select(duplicateNodes(ids)) },
  ];
}

export function groupItem(ids: readonly string[]): MenuItem {
  return {
    label: 'Group',
    icon: 'group',
    keys: ['Ctrl', 'G'],
    run: () => {
      const group = groupNodes(ids);
      if (group !== null) select([group]);
    },
  };
}

export function ungroupItem(ids: readonly string[]): MenuItem {
  return { label: 'Ungroup', icon: 'ungroup', keys: ['Ctrl', 'Shift', 'G'], run: () => select(ungroupNodes(ids)) };
}

export function deleteItem(nodes: readonly string[], edges: readonly string[]): MenuItem {
  return {
    label: 'Delete',
    icon: 'trash',
    danger: true,
    keys: ['Del'],
    run: () => {
      remove(nodes, edges);
      selectNothing();
    },
  };
}

/** One more, one less, for kinds that have replicas. */
function replicaItems(design: Design, id: string): readonly MenuItem[] {
  const replicas = replicaFieldOf(design, id);
  if (replicas === null) return [];
  const { field, count } = replicas;
  const noun = field.label.toLowerCase().replace(/s$/, '');
  return [
    { label: `Add a ${noun}`, icon: 'plus', disabled: count >= field.max, run: () => changeReplicas([id], 1) },
    { label: `Remove a ${noun}`, icon: 'minus', disabled: count <= field.min, run: () => changeReplicas([id], -1) },
  ];
}
