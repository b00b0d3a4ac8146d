/** Gives a lock back; safe to call twice. */
export type Release = () => void;

/** The right to write one design in this browser. At most one tab has it. */
export interface DesignLocks {
  /** Takes the right when nobody has it; null when another tab does. `onLost` is called when another tab takes it away. */
  tryTake(id: string, onLost: () => void): Promise<Release | null>;
  /** Takes the right away from whoever has it. */
  steal(id: string, onLost: () => void): Promise<Release>;
  /** Queues for the right. Gives the function that leaves the queue. */
  wait(id: string, onGranted: (release: Release) => void, onLost: () => void): () => void;
}

/** Where the browser has no Web Locks (pages without a secure context): always given; the store still refuses conflicts. */
const NO_LOCKS = {
  tryTake: async (): Promise<Release> => Promise.resolve(() => undefined),
  steal: async () => Promise.resolve(() => undefined),
  wait: () => () => undefined,
} satisfies DesignLocks;

function nameOf(id: string): string {
  return `roundtrip/design/${id}`;
}

/** Holds a granted lock until it is released. */
async function hold(granted: (release: Release) => void): Promise<void> {
  await new Promise<void>((release) => {
    granted(release);
  });
}

async function request(
  locks: LockManager,
  id: string,
  options: LockOptions,
  onLost: () => void,
): Promise<Release | null> {
  return new Promise((resolve, reject) => {
    let isHeld = false;
    locks
      .request(nameOf(id), options, async (lock) => {
        if (lock === null) return resolve(null);
        isHeld = true;
        return hold(resolve);
      })
      // A lock that was held and is rejected was stolen.
      .catch((error: unknown) => (isHeld ? onLost() : reject(error as Error)));
  });
}

/** The browser's Web Locks. */
export function browserLocks(locks: LockManager | undefined = globalThis.navigator?.locks): DesignLocks {
  if (locks === undefined) return NO_LOCKS;
  return {
    tryTake: async (id, onLost) =>
      // Refused altogether, as in some private windows.
      request(locks, id, { ifAvailable: true }, onLost).catch(NO_LOCKS.tryTake),
    steal: async (id, onLost) => (await request(locks, id, { steal: true }, onLost)) ?? (() => undefined),
    wait: (id, onGranted, onLost) => {
      const leaving = new AbortController();
      request(locks, id, { signal: leaving.signal }, onLost)
        .then((release) => (release === null || leaving.signal.aborted ? release?.() : onGranted(release)))
        // Left the queue.
        .catch(() => undefined);
      return () => leaving.abort();
    },
  };
}
