import { useSyncExternalStore } from 'react';

/** Below this width panels are sheets. */
const WIDE = '(min-width: 768px)';

function subscribe(listener: () => void): () => void {
  const query = globalThis.matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether there is room for panels beside the canvas. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => globalThis.matchMedia(WIDE).matches);
}
