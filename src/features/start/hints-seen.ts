import { create } from 'zustand';

const KEY = 'roundtrip.hints';

function wereDismissed(): boolean {
  try {
    return globalThis.localStorage.getItem(KEY) === 'dismissed';
  } catch {
    // Storage is switched off: the hints come back on the next visit.
    return false;
  }
}

/** Whether the hints of the first visit are on the page, and which one. */
export const useHints = create<{ readonly isDismissed: boolean; readonly step: number }>(() => ({
  isDismissed: wereDismissed(),
  step: 0,
}));

/** Takes the hints away, on this browser for good. */
export function dismissHints(): void {
  useHints.setState({ isDismissed: true });
  try {
    globalThis.localStorage.setItem(KEY, 'dismissed');
  } catch {
    // As above.
    return;
  }
}

/** The next hint; after the last one they are gone for good. */
export function nextHint(count: number): void {
  const { step } = useHints.getState();
  if (step + 1 >= count) dismissHints();
  else useHints.setState({ step: step + 1 });
}
