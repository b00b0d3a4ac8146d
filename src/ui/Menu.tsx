import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import { usePortalContainer } from './portal-container.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly keys?: readonly string[] | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** One of several choices: shows a check mark when true. */
  readonly checked?: boolean;
  readonly run: () => void;
}

/** A list below one line of a menu. */
interface SubMenu {
  readonly label: string;
  readonly icon: IconName;
  readonly groups: readonly (readonly MenuItem[])[];
}

/** Items in groups; a line is drawn between groups. */
export type MenuGroups = readonly (readonly (MenuItem | SubMenu)[])[];

interface MenuProps {
  readonly trigger: ReactNode;
  /** A function is asked each time the menu is opened. */
  readonly groups: MenuGroups | (() => MenuGroups);
  readonly align?: 'start' | 'center' | 'end';
}

/** A list of commands under a button. Not modal: a modal one would inject a style element, which the page's policy forbids. */
export function Menu({ trigger, groups, align = 'start' }: MenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <MenuContent groups={groups} align={align} />
    </Primitive.Root>
  );
}

interface ContextMenuProps {
  /** Window pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly groups: MenuGroups;
  readonly onClose: () => void;
}

/** The same list at a point of the window. */
export function MenuAt({ at, groups, onClose }: ContextMenuProps) {
  return (
    <Primitive.Root
      open
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Primitive.Trigger asChild>
        <span
          aria-hidden="true"
          tabIndex={-1}
          className="pointer-events-none fixed size-px"
          style={{ left: at.x, top: at.y }}
        />
      </Primitive.Trigger>
      <MenuContent groups={groups} align="start" side="right" />
    </Primitive.Root>
  );
}

const LIST_LOOK =
  'z-50 max-h-[min(720px,100dvh-16px,var(--radix-dropdown-menu-content-available-height))] min-w-48 overflow-auto rounded-lg border border-line bg-surface-1 p-1 text-base shadow-float outline-none';

interface MenuContentProps {
  readonly groups: MenuGroups | (() => MenuGroups);
  readonly align: 'start' | 'center' | 'end';
  /** Beside a point a list moves up as far as it must to be seen whole. */
  readonly side?: 'bottom' | 'right';
}

function MenuContent({ groups, align, side = 'bottom' }: MenuContentProps) {
  const container = usePortalContainer();
  return (
    <Primitive.Portal container={container}>
      <Primitive.Content
        align={align}
        side={side}
        sideOffset={4}
        collisionPadding={8}
        loop
        onCloseAutoFocus={keepNewFocus}
        className={LIST_LOOK}
      >
        <Groups groups={groups} />
      </Primitive.Content>
    </Primitive.Portal>
  );
}

function Groups({ groups }: Pick<MenuProps, 'groups'>) {
  const shown = typeof groups === 'function' ? groups() : groups;
  return shown
    .filter((group) => group.length > 0)
    .map((group, i) => (
      <Primitive.Group key={group[0]?.label} className={classNames(i > 0 && 'mt-1 border-t border-line pt-1')}>
        {group.map((item) =>
          'groups' in item ? <Below key={item.label} item={item} /> : <Item key={item.label} item={item} />,
        )}
      </Primitive.Group>
    ));
}

/** Two lists beside each other need this much. */
const ROOM_FOR_TWO_PX = 640;

/** A list below a line opens beside it; where there is no room for that, its lines follow their name. */
function Below({ item }: { readonly item: SubMenu }) {
  if (globalThis.innerWidth >= ROOM_FOR_TWO_PX) return <SubMenuItem item={item} />;
  return (
    <>
      <Primitive.Label className="flex h-7 items-center px-2 text-sm font-medium text-text-3">
        {item.label}
      </Primitive.Label>
      <Groups groups={item.groups} />
    </>
  );
}

function SubMenuItem({ item }: { readonly item: SubMenu }) {
  const container = usePortalContainer();
  return (
    <Primitive.Sub>
      <Primitive.SubTrigger className={classNames(ITEM_LOOK, 'text-text-1 data-[state=open]:bg-surface-3')}>
        <span className="flex w-4 shrink-0 justify-center text-text-3">
          <Icon name={item.icon} size={15} />
        </span>
        <span className="flex-1 truncate">{item.label}</span>
        <Icon name="chevron-right" size={14} className="text-text-3" />
      </Primitive.SubTrigger>
      <Primitive.Portal container={container}>
        <Primitive.SubContent sideOffset={2} collisionPadding={8} loop className={LIST_LOOK}>
          <Groups groups={item.groups} />
        </Primitive.SubContent>
      </Primitive.Portal>
    </Primitive.Sub>
  );
}

/** What the chosen command opened has the focus by now, and keeps it; otherwise it goes back to the button. */
function keepNewFocus(event: Event): void {
  const focused = document.activeElement;
  const isInMenu = event.target instanceof Element && event.target.contains(focused);
  if (focused !== null && focused !== document.body && !isInMenu) event.preventDefault();
  else if (event.target instanceof Element) focusQuietly(event.target.getAttribute('aria-labelledby'));
}

/** The button gets its focus back in this turn, and need not say once more what it is: see the tooltip. */
function focusQuietly(id: string | null): void {
  const button = id === null ? null : document.getElementById(id);
  if (button === null) return;
  button.dataset['quiet'] = '';
  queueMicrotask(() => delete button.dataset['quiet']);
}

const ITEM_LOOK =
  'flex h-7 items-center gap-2 rounded-md px-2 outline-none select-none data-[disabled]:opacity-40 data-[highlighted]:bg-surface-3';

function Item({ item }: { readonly item: MenuItem }) {
  const inside = (
    <>
      <span className="flex w-4 shrink-0 justify-center text-text-3">
        {item.checked === true ? (
          <Icon name="check" size={14} />
        ) : item.icon === undefined ? null : (
          <Icon name={item.icon} size={15} />
        )}
      </span>
      <span className="flex-1 truncate">{item.label}</span>
      {item.keys === undefined ? null : <span className="pl-4 text-sm text-text-3">{item.keys.join(' ')}</span>}
    </>
  );
  const look = classNames(ITEM_LOOK, item.danger === true ? 'text-fail' : 'text-text-1');
  if (item.checked !== undefined) {
    return (
      <Primitive.CheckboxItem
        checked={item.checked}
        disabled={item.disabled === true}
        onSelect={item.run}
        className={look}
      >
        {inside}
      </Primitive.CheckboxItem>
    );
  }
  return (
    <Primitive.Item disabled={item.disabled === true} onSelect={item.run} className={look}>
      {inside}
    </Primitive.Item>
  );
}
