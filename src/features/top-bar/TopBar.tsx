import type { ReactNode } from 'react';
import { LIMITS } from '../../model/limits.ts';
import { endGesture, redo, setName, undo, useDocument } from '../../state/document.ts';
import { useEditGuard } from '../../state/edit-guard.ts';
import { changeSettings, openDialog, useSettings } from '../../state/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';

interface TopBarProps {
  /** Whether and when the work was saved. */
  readonly saveState?: ReactNode;
  /** The transport: restart, play, speed, clock. */
  readonly transport?: ReactNode;
  /** Panels that are sheets on this screen have their buttons elsewhere. */
  readonly narrow: boolean;
  readonly fileMenu?: ReactNode;
  /** The list of steps, beside undo and redo. */
  readonly historyList?: ReactNode;
}

/** Name and library on the left, the run in the middle, sharing and panels on the right. */
export function TopBar({ saveState, transport, narrow, fileMenu, historyList }: TopBarProps) {
  return (
    <header className="z-20 flex h-[var(--bar-height)] shrink-0 items-center gap-2 border-b border-line bg-surface-1 px-2">
      <div className="flex min-w-0 flex-1 basis-0 items-center gap-1">
        <Mark />
        <DesignName />
        <span className="flex shrink-0 items-center text-sm text-text-3">{saveState}</span>
        <span className="mx-1 hidden h-4 w-px shrink-0 bg-line sm:block" />
        <HistoryButtons list={historyList} />
        {fileMenu}
      </div>
      <div className="flex shrink-0 items-center justify-center max-md:hidden">{transport}</div>
      <div className="flex shrink-0 items-center justify-end gap-1">
        {narrow ? (
          <>
            <IconButton icon="layout-grid" label="Gallery" onClick={() => openDialog('gallery')} />
            <IconButton icon="share" label="Share" onClick={() => openDialog('share')} />
          </>
        ) : (
          <>
            <Button variant="quiet" icon="layout-grid" onClick={() => openDialog('gallery')}>
              Gallery
            </Button>
            <Button variant="primary" icon="share" onClick={() => openDialog('share')}>
              Share
            </Button>
            <span className="mx-1 h-4 w-px bg-line" />
          </>
        )}
        <ThemeMenu />
        <IconButton
          icon="circle-help"
          label="Keys and help"
          keys={['?']}
          onClick={() => openDialog('help')}
          className="max-sm:hidden"
        />
        {narrow ? null : <PanelButtons />}
      </div>
    </header>
  );
}

function Mark() {
  return (
    <span
      className="mr-1 flex size-7 shrink-0 items-center justify-center rounded-md bg-accent-strong text-on-accent"
      title="Roundtrip"
    >
      <svg
        width="18"
        height="18"
        viewBox="0 0 18 18"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M3 6.5h9.5M10 4l2.8 2.5L10 9" />
        <path d="M15 11.5H5.5M8 9l-2.8 2.5L8 14" />
      </svg>
    </span>
  );
}

function DesignName() {
  const name = useDocument((state) => state.present.name);
  const refusal = useEditGuard((guard) => guard.reason);
  return (
    <input
      aria-label="Name of the design"
      readOnly={refusal !== null}
      title={refusal ?? name}
      value={name}
      maxLength={LIMITS.labelChars}
      onChange={(event) => setName(event.target.value)}
      onBlur={endGesture}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
      className="field-sizing-content h-7 max-w-56 min-w-16 truncate rounded-md bg-transparent px-1.5 text-base font-semibold outline-none hover:bg-surface-2 focus:bg-surface-2 focus-visible:outline-2 max-md:max-w-32"
    />
  );
}

function HistoryButtons({ list }: { readonly list: ReactNode }) {
  const undoLabel = useDocument((state) => state.past.at(-1)?.label ?? null);
  const refusal = useEditGuard((guard) => guard.reason);
  const redoLabel = useDocument((state) => state.future.at(-1)?.label ?? null);
  return (
    <span className="flex">
      <IconButton
        icon="undo"
        label={undoLabel === null ? 'Undo' : `Undo: ${undoLabel}`}
        keys={['Ctrl', 'Z']}
        refusal={refusal}
        disabled={refusal === null && undoLabel === null}
        onClick={undo}
      />
      <IconButton
        icon="redo"
        label={redoLabel === null ? 'Redo' : `Redo: ${redoLabel}`}
        keys={['Ctrl', 'Shift', 'Z']}
        refusal={refusal}
        disabled={refusal === null && redoLabel === null}
        onClick={redo}
        className="max-sm:hidden"
      />
      {list}
    </span>
  );
}

function PanelButtons() {
  const rightOpen = useSettings((settings) => settings.rightOpen);
  const timelineFolded = useSettings((settings) => settings.timelineFolded);
  return (
    <>
      <IconButton
        icon="panel-bottom"
        label={timelineFolded ? 'Show the charts' : 'Fold the charts'}
        aria-expanded={!timelineFolded}
        onClick={() => changeSettings({ timelineFolded: !timelineFolded })}
      />
      <IconButton
        icon="panel-right"
        label={rightOpen ? 'Hide the side panel' : 'Show the side panel'}
        aria-expanded={rightOpen}
        onClick={() => changeSettings({ rightOpen: !rightOpen })}
      />
    </>
  );
}
