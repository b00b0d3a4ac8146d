import { completeConfig } from '../../model/complete-config.ts';
import type { Design } from '../../model/design.ts';
import { findSpec } from '../../kinds/specs.ts';
import { camera } from '../../state/camera.ts';
import { findNode, type Point } from '../../state/design-index.ts';
import {
  currentDesign,
  dissolveContainer,
  duplicateNodes,
  endGesture,
  remove,
  setNodeConfig,
} from '../../state/document.ts';
import { select, selectAll, selectedEdges, selectedNodes } from '../../state/selection.ts';
import { showPanel } from '../../state/panels.ts';
import { rewritesOf } from '../../state/rewrites.ts';
import { openAddMenu, startConnecting, startRename } from '../../state/tools.ts';
import { MenuAt, type MenuGroups, type MenuItem } from '../../ui/Menu.tsx';

export type MenuTarget = { readonly node: string } | { readonly edge: string } | 'canvas';

interface CanvasMenuProps {
  readonly at: Point;
  readonly target: MenuTarget;
  readonly onClose: () => void;
}

/** The menu of a node, an edge or the open canvas. */
export function CanvasMenu({ at, target, onClose }: CanvasMenuProps) {
  const design = currentDesign();
  const groups =
    target === 'canvas'
      ? canvasGroups(at)
      : 'node' in target
        ? nodeGroups(design, target.node)
        : edgeGroups(target.edge);
  return <MenuAt at={at} groups={groups} onClose={onClose} />;
}

function canvasGroups(at: Point): MenuGroups {
  const point = camera()?.toCanvas(at);
  return [
    [
      {
        label: 'Add here',
        icon: 'plus',
        keys: ['N'],
        run: () => openAddMenu(point === undefined ? { at } : { at, point }),
      },
    ],
    [
      { label: 'Select everything', icon: 'scan', run: selectAll },
      { label: 'Show the whole design', icon: 'maximize', run: () => camera()?.fitAll() },
    ],
  ];
}

function edgeGroups(id: string): MenuGroups {
  return [
    [
      { label: 'Settings of this call', icon: 'settings-2', run: () => inspect([], [id]) },
      { label: 'Break it', icon: 'zap-off', run: () => faults([], [id]) },
    ],
    [{ label: 'Delete', icon: 'trash', danger: true, keys: ['Del'], run: () => remove([], [id]) }],
  ];
}

function inspect(nodes: readonly string[], edges: readonly string[]): void {
  select(nodes, edges);
  showPanel('inspector');
}

function faults(nodes: readonly string[], edges: readonly string[]): void {
  select(nodes, edges);
  showPanel('faults');
}

function nodeGroups(design: Design, id: string): MenuGroups {
  const node = findNode(design, id);
  const spec = node && findSpec(node.kind);
  const all = selectedNodes().includes(id) ? selectedNodes() : [id];
  const several = all.length > 1 ? ` ${all.length}` : '';
  const connectItem: MenuItem = { label: 'Connect to', icon: 'spline', keys: ['C'], run: () => startConnecting(id) };
  return [
    [
      {
        label: spec?.id === 'note' ? 'Edit the text' : 'Rename',
        icon: 'pencil',
        keys: ['Enter'],
        run: () => startRename(id),
      },
      ...(spec !== undefined && spec.calls.length > 0 ? [connectItem] : []),
      { label: `Duplicate${several}`, icon: 'copy', keys: ['Ctrl', 'D'], run: () => select(duplicateNodes(all)) },
    ],
    replicaItems(design, id),
    rewritesOf(design, id),
    spec === undefined || spec.id === 'note'
      ? []
      : [{ label: 'Break it', icon: 'zap-off', run: () => faults([id], []) }],
    [
      ...(spec?.container === true
        ? [{ label: 'Remove, keep what is inside', icon: 'square-dashed', run: () => dissolveContainer(id) } as const]
        : []),
      {
        label: `Delete${several}`,
        icon: 'trash',
        danger: true,
        keys: ['Del'],
        run: () => remove(all, all.length > 1 ? selectedEdges() : []),
      },
    ],
  ];
}

/** One more, one less, for kinds that have replicas. */
function replicaItems(design: Design, id: string): readonly MenuItem[] {
  const node = findNode(design, id);
  const spec = node && findSpec(node.kind);
  if (node === undefined || spec === undefined) return [];
  const name = ['replicas', 'readReplicas'].find((field) => Object.hasOwn(spec.fields, field));
  const field = name === undefined ? undefined : spec.fields[name];
  if (name === undefined || field === undefined || field.type !== 'integer') return [];
  const count = Number((completeConfig(spec.fields, node.config) as Readonly<Record<string, unknown>>)[name]);
  const change = (by: number) => () => {
    setNodeConfig(id, name, count + by);
    endGesture();
  };
  const noun = field.label.toLowerCase().replace(/s$/, '');
  return [
    { label: `Add a ${noun}`, icon: 'plus', disabled: count >= field.max, run: change(1) },
    { label: `Remove a ${noun}`, icon: 'minus', disabled: count <= field.min, run: change(-1) },
  ];
}
