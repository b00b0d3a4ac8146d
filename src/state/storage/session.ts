import { currentDesign, replaceDesign, useDocument } from '../document.ts';
import { browserValues } from './browser-values.ts';
import { DesignSession } from './design-session.ts';
import { DesignStore } from './design-store.ts';
import { browserRescue } from './rescue-slot.ts';
import { lockDesign } from './tab-lock.ts';
import { browserTab } from './tab-memory.ts';

/** Random bytes of an id: 72 bits, so that two browsers practically never choose the same. */
const ID_BYTES = 9;

/** `crypto.randomUUID` would need a secure context; `getRandomValues` works everywhere. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Designs kept in this browser. */
export const designStore = new DesignStore(browserValues(), browserRescue());

/** The session of this page: what is open and where it is kept. */
export const session = new DesignSession({
  document: {
    design: currentDesign,
    load: replaceDesign,
    subscribe: (listener) =>
      useDocument.subscribe((state, before) => {
        if (state.present !== before.present) listener();
      }),
  },
  store: designStore,
  tab: browserTab(),
  lock: lockDesign,
  newId,
  nowMs: () => Date.now(),
});
