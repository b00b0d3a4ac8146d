import { EMPTY_DESIGN } from '../../model/design.ts';
import { openDialog } from '../../state/settings.ts';
import { session } from '../../state/storage/session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, type MenuGroups } from '../../ui/Menu.tsx';
import { chooseFile, saveAsFile } from './design-file.ts';

const GROUPS: MenuGroups = [
  [
    {
      label: 'New empty design',
      icon: 'plus',
      run: () => void session.openAsNew(EMPTY_DESIGN, { edited: false }),
    },
    { label: 'Gallery and your designs', icon: 'layout-grid', run: () => openDialog('gallery') },
  ],
  [
    { label: 'Open a file', icon: 'upload', run: chooseFile },
    { label: 'Save as a file', icon: 'download', run: saveAsFile },
  ],
];

/** What can be done with the design as a whole. */
export function FileMenu() {
  return <Menu trigger={<IconButton icon="file-text" label="Design menu" />} groups={GROUPS} />;
}
