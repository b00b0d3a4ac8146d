import { HistoryPopover } from '../features/history/HistoryPopover.tsx';
import { Palette } from '../features/palette/Palette.tsx';
import { RunControls } from '../features/run-controls/RunControls.tsx';
import { SaveState } from '../features/storage/SaveState.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { TopBar } from '../features/top-bar/TopBar.tsx';
import { openSheet, useSheet, type SheetName } from '../state/panels.ts';
import { useSelection } from '../state/selection.ts';
import { classNames } from '../ui/class-names.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { FileMenu } from './FileMenu.tsx';
import { closeTable, openTable, useTableView } from '../state/table-view.ts';
import { SafePart } from './SafePart.tsx';
import { Sheet } from './Sheet.tsx';
import { SidePanel } from './SidePanel.tsx';
import { Stage } from './Stage.tsx';

const BUTTONS: readonly { readonly sheet: SheetName; readonly label: string; readonly icon: IconName }[] = [
  { sheet: 'add', label: 'Add', icon: 'plus' },
  { sheet: 'details', label: 'Details', icon: 'settings-2' },
  { sheet: 'charts', label: 'Charts', icon: 'activity' },
];

/** The same page on a small screen: the canvas, a bar for the run, and sheets for the rest. */
export function LayoutNarrow() {
  const sheet = useSheet((state) => state.open);
  const selected = useSelection((selection) => selection.nodes.size + selection.edges.size);
  const isTable = useTableView((state) => state.open);
  const close = () => openSheet(null);
  const buttons = [
    ...BUTTONS.map(({ sheet: name, label, icon }) => ({
      label,
      icon,
      isOpen: sheet === name,
      hasMark: name === 'details' && selected > 0,
      press: () => openSheet(sheet === name ? null : name),
    })),
    {
      label: 'Table',
      icon: 'table' as const,
      isOpen: isTable,
      hasMark: false,
      press: isTable ? closeTable : openTable,
    },
  ];
  return (
    <div className="flex h-full flex-col">
      <TopBar narrow saveState={<SaveState />} fileMenu={<FileMenu />} historyList={<HistoryPopover />} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <Stage />
        {sheet === 'add' ? (
          <Sheet title="Add a component" onClose={close}>
            <Palette alwaysOpen onPlaced={close} />
          </Sheet>
        ) : null}
        {sheet === 'details' ? (
          <Sheet title="Details" onClose={close}>
            <SidePanel />
          </Sheet>
        ) : null}
        {sheet === 'charts' ? (
          <Sheet title="Charts" onClose={close}>
            <SafePart name="the time line">
              <Timeline alwaysOpen />
            </SafePart>
          </Sheet>
        ) : null}
      </div>
      <div className="shrink-0 overflow-x-auto border-t border-line bg-surface-1 px-2 py-1">
        <div className="mx-auto flex w-max items-center">
          <RunControls />
        </div>
      </div>
      <nav
        aria-label="Panels"
        className="grid shrink-0 grid-cols-4 border-t border-line bg-surface-1 pb-[env(safe-area-inset-bottom)]"
      >
        {buttons.map(({ label, icon, isOpen, hasMark, press }) => (
          <button
            key={label}
            type="button"
            aria-expanded={isOpen}
            onClick={press}
            className={classNames(
              'relative flex h-12 flex-col items-center justify-center gap-0.5 text-xs font-medium short:h-8 short:flex-row short:gap-1.5',
              isOpen ? 'text-accent' : 'text-text-2',
            )}
          >
            <Icon name={icon} size={18} />
            {label}
            {hasMark ? <span className="absolute top-1.5 left-[calc(50%+10px)] size-2 rounded-full bg-accent" /> : null}
          </button>
        ))}
      </nav>
    </div>
  );
}
