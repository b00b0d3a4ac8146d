/** Remembers which design this tab has open, over reloads: another tab may have opened something else since. */
export interface TabMemory {
  designId(): string | null;
  remember(id: string): void;
}

const KEY = 'roundtrip.design';

/** The browser's sessionStorage, which each tab has for itself. */
export function browserTab(): TabMemory {
  return {
    designId() {
      try {
        return globalThis.sessionStorage.getItem(KEY);
      } catch {
        // Storage is switched off: what was open last in any tab is opened.
        return null;
      }
    },
    remember(id) {
      try {
        globalThis.sessionStorage.setItem(KEY, id);
      } catch {
        // As above.
        return;
      }
    },
  };
}
