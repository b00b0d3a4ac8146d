import { capsOf } from '../features/help/key-map.ts';
import { chooseFile } from '../features/import/open-any.ts';
import { startTour } from '../features/start/tour-state.ts';
import { saveAsFile } from '../features/storage/design-file.ts';
import { openDialog } from '../state/settings.ts';
import { openTable } from '../state/table-view.ts';
import { showHistory } from './key-actions.ts';
import { print } from './print.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';

/** What can be done with the design as a whole. */
export function FileMenu() {
  return (
    <Menu
      trigger={<IconButton icon="ellipsis" label="File" />}
      groups={[
        [
          { label: 'Open a file', icon: 'upload', run: chooseFile },
          { label: 'Save as a file', icon: 'download', keys: capsOf('save-file'), run: saveAsFile },
          { label: 'Import', icon: 'file-input', run: () => openDialog('import') },
          { label: 'Export', icon: 'file-text', run: () => openDialog('export') },
        ],
        [
          {
            label: 'Table of components and calls',
            icon: 'table',
            keys: capsOf('table'),
            run: () => requestAnimationFrame(openTable),
          },
          { label: 'Print', icon: 'printer', run: () => void print() },
          { label: 'History of edits', icon: 'undo', run: showHistory },
          { label: 'Versions', icon: 'history', run: () => openDialog('versions') },
          { label: 'Gallery', icon: 'layout-grid', run: () => openDialog('gallery') },
          { label: 'Share', icon: 'share', run: () => openDialog('share') },
          { label: 'Command palette', icon: 'search', keys: capsOf('palette'), run: () => openDialog('palette') },
          { label: 'Numbers', icon: 'timer', run: () => openDialog('numbers') },
          { label: 'Tour of the page', icon: 'signpost', run: startTour },
          { label: 'Keys and help', icon: 'circle-help', keys: ['?'], run: () => openDialog('help') },
        ],
      ]}
    />
  );
}
