import { useEffect } from 'react';
import { HistoryPopover } from '../features/history/HistoryPopover.tsx';
import { Palette } from '../features/palette/Palette.tsx';
import { RunControls } from '../features/run-controls/RunControls.tsx';
import { SaveState } from '../features/storage/SaveState.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { TopBar } from '../features/top-bar/TopBar.tsx';
import { openSheet } from '../state/panels.ts';
import { useSettings } from '../state/settings.ts';
import { FileMenu } from './FileMenu.tsx';
import { LayoutNarrow } from './LayoutNarrow.tsx';
import { SafePart } from './SafePart.tsx';
import { SidePanel } from './SidePanel.tsx';
import { Stage } from './Stage.tsx';
import { useWide } from './use-wide.ts';

/** The frame of the page: bar, palette, canvas, side panel, time line. */
export function Layout() {
  return useWide() ? <LayoutWide /> : <LayoutNarrow />;
}

function LayoutWide() {
  const paletteFolded = useSettings((settings) => settings.paletteFolded);
  const rightOpen = useSettings((settings) => settings.rightOpen);
  useEffect(() => openSheet(null), []);
  return (
    <div className="flex h-full flex-col">
      <TopBar
        narrow={false}
        saveState={<SaveState />}
        transport={<RunControls />}
        fileMenu={<FileMenu />}
        historyList={<HistoryPopover />}
      />
      <div className="flex min-h-0 flex-1">
        <aside
          aria-label="Palette"
          className="shrink-0 border-r border-line"
          style={{ width: paletteFolded ? 'var(--palette-folded-width)' : 'var(--palette-width)' }}
        >
          <SafePart name="the palette">
            <Palette />
          </SafePart>
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <Stage />
          <div className="shrink-0 border-t border-line bg-surface-1">
            <SafePart name="the time line">
              <Timeline />
            </SafePart>
          </div>
        </div>
        {rightOpen ? (
          <aside aria-label="Details" className="w-[var(--panel-width)] shrink-0 border-l border-line max-lg:w-[280px]">
            <SidePanel />
          </aside>
        ) : null}
      </div>
    </div>
  );
}
