import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import { mainMenu } from './main-menu.ts';

/** Everything that can be done, for whoever looks for it in a menu. */
export function FileMenu() {
  return <Menu trigger={<IconButton icon="ellipsis" label="File" />} groups={mainMenu} />;
}
