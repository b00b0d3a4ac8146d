import { create } from 'zustand';

/** One stop: what is said, and the part of the page it is about. */
export interface TourStop {
  readonly title: string;
  readonly text: string;
  /** Finds the part, or on a small screen the button that opens it. */
  readonly selector: string;
}

/** At most five, each about one part of the page. */
export const TOUR: readonly TourStop[] = [
  {
    title: 'The canvas',
    text: 'Each card is a component, each line a call, each dot one simulated request. Drag cards, and drag from the right edge of one card to another to connect them.',
    selector: 'main[aria-label="Canvas"]',
  },
  {
    title: 'The palette',
    text: 'Click a component to place it beside what is selected, connected at once. N opens the same list at the keyboard.',
    selector: 'aside[aria-label="Palette"], nav[aria-label="Panels"] button:first-child',
  },
  {
    title: 'The run',
    text: 'Play, step one event or request at a time, step back, and set the speed from one handshake in slow motion to as fast as it goes.',
    selector: '[role="group"][aria-label="Run"]',
  },
  {
    title: 'Settings, faults, traces, report',
    text: 'Select a card to change it while it runs. Under Faults you break it; Traces shows where the time of one request went; Report says what came of it all.',
    selector: 'aside[aria-label="Details"], nav[aria-label="Panels"] button:nth-child(2)',
  },
  {
    title: 'Keep it and pass it on',
    text: 'Everything is saved in this browser. Share makes a link that holds the whole design; the menu beside the name exports pictures and imports other drawings.',
    selector: 'header',
  },
];

const KEY = 'roundtrip.tour';

/** Where the tour is; null while it is not on. */
export const useTour = create<{ readonly step: number | null }>(() => ({ step: null }));

/** Whether the tour was taken, or ended on purpose, in this browser. */
export function wasTourTaken(): boolean {
  try {
    return globalThis.localStorage.getItem(KEY) === 'taken';
  } catch {
    // Storage is switched off: it is offered again on the next visit.
    return false;
  }
}

/** Begins at the first stop, however often it was taken. */
export function startTour(): void {
  useTour.setState({ step: 0 });
}

export function endTour(): void {
  useTour.setState({ step: null });
  try {
    globalThis.localStorage.setItem(KEY, 'taken');
  } catch {
    // As above.
    return;
  }
}

/** To the next stop, or back; past the last one it ends. */
export function moveTour(by: 1 | -1): void {
  const { step } = useTour.getState();
  if (step === null) return;
  const next = step + by;
  if (next >= TOUR.length) endTour();
  else useTour.setState({ step: Math.max(0, next) });
}
