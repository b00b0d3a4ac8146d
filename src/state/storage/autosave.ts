/** Wait after the first unsaved change; with the write itself it stays below 500 ms. */
const SAVE_DELAY_MS = 250;

/** Saves soon after changes, one save at a time, never skipping the last change. */
export interface Autosave {
  /** Something changed: a save follows within the delay. */
  changed(): void;
  /** Saves what is unsaved now; resolves when nothing is left to save. */
  flush(): Promise<void>;
}

/**
 * @param save writes the present state; it must not reject (it reports failures itself)
 * @param delayMs from the first unsaved change to its save; later changes do not push it back
 */
export function createAutosave(save: () => Promise<void>, delayMs = SAVE_DELAY_MS): Autosave {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let dirty = false;
  let running: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (dirty) {
      dirty = false;
      // One after the other on purpose: two saves at once would race for the same slot.
      // oxlint-disable-next-line no-await-in-loop
      await save();
    }
    running = null;
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (running === null && !dirty) return Promise.resolve();
    running ??= drain();
    return running;
  }

  return {
    changed() {
      dirty = true;
      timer ??= setTimeout(() => void flush(), delayMs);
    },
    flush,
  };
}
