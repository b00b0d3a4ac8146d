import { showToast } from '../state/toasts.ts';

/** A waiting version starts at once, as a rule; only what takes longer is talked about. */
const PATIENCE_MS = 2_000;

interface VersionChange {
  readonly container: Pick<EventTarget, 'addEventListener'>;
  /** The complete new version; null when another tab has made it the active one already. */
  readonly waiting: Pick<ServiceWorker, 'postMessage'> | null;
  readonly save: () => Promise<void>;
  readonly reload: () => void;
}

/**
 * Goes over to the new version, after a last save. The browser starts it when the old one has nothing left to do; where that
 * takes long, the page says what it is waiting for and can be used until then.
 */
export async function changeVersion({ container, waiting, save, reload }: VersionChange): Promise<void> {
  await save();
  if (waiting === null) {
    reload();
    return;
  }
  const late = setTimeout(() => {
    showToast('The new version is still starting. This page reloads by itself as soon as it can.', { lasting: true });
  }, PATIENCE_MS);
  const change = (): void => {
    clearTimeout(late);
    reload();
  };
  container.addEventListener('controllerchange', change, { once: true });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  waiting.postMessage('activate');
}
