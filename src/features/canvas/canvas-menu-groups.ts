import { camera } from '../../state/camera.ts';
import type { Point } from '../../state/design-index.ts';
import { currentDesign } from '../../state/document.ts';
import { layOut } from '../../state/layout-runner.ts';
import { selectAll } from '../../state/selection.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { openAddMenu, openFind } from '../../state/tools.ts';
import type { MenuGroups, MenuItem } from '../../ui/Menu.tsx';
import { pasteByCommand } from './clipboard.ts';

const GRIDS = [8, 16, 24] as const;

/** What can be done on the open canvas. */
export function canvasGroups(at: Point): MenuGroups {
  const point = camera()?.toCanvas(at);
  const isEmpty = currentDesign().nodes.length === 0;
  return [
    [
      {
        label: 'Add here',
        icon: 'plus',
        keys: ['N'],
        run: () => openAddMenu(point === undefined ? { at } : { at, point }),
      },
      { label: 'Paste', icon: 'paste', keys: ['Ctrl', 'V'], run: () => void pasteByCommand() },
    ],
    [
      { label: 'Select everything', icon: 'scan', keys: ['Ctrl', 'A'], disabled: isEmpty, run: selectAll },
      { label: 'Find on the canvas', icon: 'search', keys: ['Ctrl', 'F'], disabled: isEmpty, run: openFind },
      {
        label: 'Show the whole design',
        icon: 'maximize',
        keys: ['Shift', '1'],
        disabled: isEmpty,
        run: () => camera()?.fitAll(),
      },
    ],
    [
      { label: 'Lay out the design', icon: 'workflow', keys: ['Alt', 'Shift', 'L'], disabled: isEmpty, run: layOut },
      ...directions(),
    ],
    [
      {
        label: 'Snap to the grid',
        keys: ['Shift', '3'],
        checked: useSettings.getState().snapToGrid,
        run: () => changeSettings({ snapToGrid: !useSettings.getState().snapToGrid }),
      },
      {
        label: 'Alignment guides',
        checked: useSettings.getState().guides,
        run: () => changeSettings({ guides: !useSettings.getState().guides }),
      },
    ],
    GRIDS.map((gridPx) => ({
      label: `Grid of ${gridPx} px`,
      checked: useSettings.getState().gridPx === gridPx,
      run: () => changeSettings({ gridPx }),
    })),
  ];
}

function directions(): readonly MenuItem[] {
  const { layoutDirection } = useSettings.getState();
  return [
    {
      label: 'Calls run to the right',
      checked: layoutDirection === 'right',
      run: () => changeSettings({ layoutDirection: 'right' }),
    },
    {
      label: 'Calls run down',
      checked: layoutDirection === 'down',
      run: () => changeSettings({ layoutDirection: 'down' }),
    },
  ];
}
