import { capsOf, KEY_GROUPS, KEY_MAP, type KeyEntry, type KeyGroup, type KeyId } from '../features/help/key-map.ts';
import type { IconName } from '../ui/Icon.tsx';
import type { MenuGroups, MenuItem } from '../ui/Menu.tsx';
import { refusalOf } from './command-refusals.ts';
import { KEY_ACTIONS } from './key-actions.ts';

/** What stands in the menu itself, by groups; everything else of the table of keys is one level below, in its group. */
const TOP: readonly (readonly (readonly [KeyId, IconName])[])[] = [
  [
    ['start-empty', 'square-plus'],
    ['open-file', 'upload'],
    ['save-file', 'download'],
    ['import', 'file-input'],
    ['export', 'file-text'],
    ['print', 'printer'],
  ],
  [
    ['gallery', 'layout-grid'],
    ['share', 'share'],
    ['versions', 'history'],
    ['make-copy', 'copy-plus'],
    ['take-over', 'lock'],
    ['history', 'undo'],
    ['table', 'table'],
  ],
];

const BOTTOM: typeof TOP = [
  [
    ['palette', 'search'],
    ['numbers', 'timer'],
    ['tour', 'signpost'],
    ['help', 'circle-help'],
  ],
];

const GROUP_ICONS: Readonly<Record<KeyGroup, IconName>> = {
  Run: 'play',
  Edit: 'pencil',
  Arrange: 'align-left',
  Select: 'scan',
  View: 'search',
  Panels: 'panel-right',
  Design: 'file-text',
};

const ENTRIES: readonly (KeyEntry & { readonly id: KeyId })[] = KEY_MAP;

function itemOf({ id, label }: KeyEntry & { readonly id: KeyId }, icon?: IconName): MenuItem {
  return {
    label,
    ...(icon === undefined ? {} : { icon }),
    keys: capsOf(id),
    disabled: refusalOf(id) !== null,
    run: () => KEY_ACTIONS[id](),
  };
}

function groupsOf(ids: typeof TOP): MenuGroups {
  return ids.map((group) =>
    group.flatMap(([id, icon]) => ENTRIES.filter((entry) => entry.id === id).map((entry) => itemOf(entry, icon))),
  );
}

/** Every command of the table of keys, as a menu: what is about the design as a whole, and the rest by its group. */
export function mainMenu(): MenuGroups {
  const shown = new Set([...TOP, ...BOTTOM].flat().map(([id]) => id));
  const rest = ENTRIES.filter((entry) => !shown.has(entry.id) && entry.inPalette !== false);
  const submenus = KEY_GROUPS.map((group) => ({
    label: group,
    icon: GROUP_ICONS[group],
    groups: [rest.filter((entry) => entry.group === group).map((entry) => itemOf(entry))],
  }));
  return [...groupsOf(TOP), submenus.filter(({ groups }) => groups[0]?.length !== 0), ...groupsOf(BOTTOM)];
}
