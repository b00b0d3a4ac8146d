import type { SealedRecord } from './stored-record.ts';

/**
 * A place that takes one record per design at once, without waiting: for the moment a page is left, when a write to
 * IndexedDB may no longer be carried out.
 */
export interface RescueSlot {
  read(id: string): unknown;
  write(record: SealedRecord): void;
  clear(id: string): void;
}

function keyOf(id: string): string {
  return `roundtrip.rescue.${id}`;
}

/** The browser's localStorage. Where it is missing or full nothing is rescued; the last regular save is what remains. */
export function browserRescue(): RescueSlot {
  return {
    read(id) {
      try {
        return JSON.parse(globalThis.localStorage.getItem(keyOf(id)) ?? 'null') as unknown;
      } catch {
        // No storage, or a text that was cut off: there is nothing to rescue.
        return null;
      }
    },
    write(record) {
      try {
        globalThis.localStorage.setItem(keyOf(record.id), JSON.stringify(record));
      } catch {
        // Full or switched off; the regular save is under way all the same.
        return;
      }
    },
    clear(id) {
      try {
        globalThis.localStorage.removeItem(keyOf(id));
      } catch {
        // Storage is switched off: nothing was written either.
        return;
      }
    },
  };
}

/** For stores without one. */
export const NO_RESCUE: RescueSlot = { read: () => null, write: () => undefined, clear: () => undefined };
