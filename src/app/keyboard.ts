import { matchKeyBindingPress, parseKeybinding, type KeyBindingPress } from 'tinykeys';
import { isOnCanvas, isTyping } from '../features/help/is-typing.ts';
import { KEY_MAP, type KeyEntry, type KeyId } from '../features/help/key-map.ts';
import { readingsOf } from './typed-key.ts';

/** What each command does; keys pass the press itself, for those that act by direction. */
export type KeyActions = Readonly<Record<KeyId, (press?: KeyboardEvent) => void>>;

interface Binding {
  readonly id: KeyId;
  readonly entry: KeyEntry;
  readonly press: KeyBindingPress;
}

const BINDINGS: readonly Binding[] = KEY_MAP.flatMap((entry) => {
  const { native, keys }: KeyEntry = entry;
  if (native === true) return [];
  return keys.flatMap((key) => parseKeybinding(key).map((press) => ({ id: entry.id, entry, press })));
});

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]') !== null;
}

/** Enter and Space on a button are its own, and so is everything typed. Esc is left to an open dialog or menu. */
function isTaken(event: KeyboardEvent, entry: KeyEntry): boolean {
  if (event.isComposing || isTyping(event.target)) return true;
  // React Flow prevents what Space would do on a page (it pans while Space is held), and means nothing more by it.
  if (entry.where === 'canvas') return !isOnCanvas(event.target) || isDialogOpen();
  if (event.defaultPrevented) return true;
  return entry.inDialogs !== true && isDialogOpen();
}

/** The command a press stands for on any layout; undefined for none. */
function bindingOf(event: KeyboardEvent): Binding | undefined {
  for (const reading of readingsOf(event)) {
    // The library looks at nothing but these three parts of an event.
    const found = BINDINGS.find(({ press }) => matchKeyBindingPress(reading as KeyboardEvent, press));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Makes the keys of the table work on the whole page. Gives the function that ends it. */
export function listenToKeys(actions: KeyActions, target: Window | HTMLElement = window): () => void {
  const onKeyDown = (event: Event): void => {
    if (!(event instanceof KeyboardEvent)) return;
    const binding = bindingOf(event);
    if (binding === undefined || isTaken(event, binding.entry)) return;
    event.preventDefault();
    actions[binding.id](event);
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}
