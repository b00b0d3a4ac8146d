import type { Point } from '../../state/design-index.ts';
import { showPanel } from '../../state/panels.ts';
import { select } from '../../state/selection.ts';
import { openChoice, startLabelling } from '../../state/tools.ts';
import type { MenuGroups } from '../../ui/Menu.tsx';
import { deleteItem } from './node-menu-groups.ts';

/** What can be done with one call. */
export function edgeGroups(id: string, at: Point): MenuGroups {
  return [
    [
      {
        label: 'Settings of this call',
        icon: 'settings-2',
        keys: ['I'],
        run: () => {
          select([], [id]);
          showPanel('inspector');
        },
      },
      { label: 'Edit the label', icon: 'tag', keys: ['F2'], run: () => startLabelling(id) },
      {
        label: 'Break it',
        icon: 'zap-off',
        run: () => {
          select([], [id]);
          showPanel('faults');
        },
      },
    ],
    [
      { label: 'Insert a component here', icon: 'plus', run: () => openChoice({ what: 'insert', edge: id, at }) },
      { label: 'Change the target', icon: 'spline', run: () => openChoice({ what: 'target', edge: id, at }) },
      { label: 'Change the source', icon: 'spline', run: () => openChoice({ what: 'source', edge: id, at }) },
    ],
    [deleteItem([], [id])],
  ];
}
