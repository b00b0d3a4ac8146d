import { tinykeys } from 'tinykeys';
import { isTyping } from '../features/help/is-typing.ts';
import { KEY_MAP, type KeyId } from '../features/help/key-map.ts';

/** What each key does. */
export type KeyActions = Readonly<Record<KeyId, () => void>>;

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]') !== null;
}

/** Enter and Space on a button are its own; a table of keys has neither. Esc is left to an open dialog or menu. */
function isTaken(event: KeyboardEvent, inDialogs: boolean): boolean {
  return event.defaultPrevented || isTyping(event.target) || (!inDialogs && isDialogOpen());
}

/** Makes the keys of the table work on the whole page. Gives the function that ends it. */
export function listenToKeys(actions: KeyActions, target: Window | HTMLElement = window): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const entry of KEY_MAP) {
    for (const binding of entry.keys) {
      bindings[binding] = (event) => {
        if (isTaken(event, 'inDialogs' in entry)) return;
        event.preventDefault();
        actions[entry.id]();
      };
    }
  }
  return tinykeys(target, bindings);
}
