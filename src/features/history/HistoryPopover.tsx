import { useRef } from 'react';
import { closeDialog, openDialog, useDialog } from '../../state/settings.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { HistoryList } from './HistoryList.tsx';

/** The button beside undo and redo, and the list of steps under it. */
export function HistoryPopover() {
  const isOpen = useDialog((state) => state.open === 'history');
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <span ref={anchor} className="flex items-center">
      <Popover
        label="History of edits"
        open={isOpen}
        onOpenChange={(open) => (open ? openDialog('history') : closeDialog())}
        anchor={anchor}
        trigger={<IconButton small icon="chevron-down" label="History of edits" className="max-sm:hidden" />}
      >
        <HistoryList />
      </Popover>
    </span>
  );
}
