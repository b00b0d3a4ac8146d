/** Gives a lock back; safe to call twice. */
export type Release = () => void;

/**
 * Takes the right to write one design in this browser. Null: another tab has it. Where the browser has no Web Locks
 * (pages without a secure context) it is always given.
 */
export async function lockDesign(
  id: string,
  locks: LockManager | undefined = navigator.locks,
): Promise<Release | null> {
  if (locks === undefined) return () => undefined;
  return new Promise((resolve, reject) => {
    locks
      .request(`roundtrip/design/${id}`, { ifAvailable: true }, async (lock) => {
        if (lock === null) {
          resolve(null);
          return;
        }
        await new Promise<void>((release) => {
          resolve(release);
        });
      })
      .catch(reject);
  });
}
