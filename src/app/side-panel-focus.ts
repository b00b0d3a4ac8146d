import { showPanel } from '../state/panels.ts';
import type { RightTab } from '../state/settings.ts';

const FIELDS = 'input:not([type="hidden"]), select, textarea';
const CONTROLS = 'button:not(:disabled), a[href], [tabindex="0"]';
/** A panel that is fetched first takes its time; after this many frames the focus stays where it is. */
const FRAMES_UNTIL_THERE = 60;

function firstControl(): HTMLElement | null {
  const panel = document.querySelector('[data-side-panel] [role="tabpanel"][data-state="active"]');
  return panel?.querySelector<HTMLElement>(FIELDS) ?? panel?.querySelector<HTMLElement>(CONTROLS) ?? null;
}

/** Opens a tab of the side panel and moves the keyboard focus to its first field; Esc leads back to the canvas. */
export function goToPanel(tab: RightTab): void {
  showPanel(tab);
  const tryFocus = (frames: number): void => {
    const control = firstControl();
    if (control !== null) control.focus();
    else if (frames > 0) requestAnimationFrame(() => tryFocus(frames - 1));
  };
  // The panel of what was just selected is there with the next frame; before that it is about something else.
  requestAnimationFrame(() => tryFocus(FRAMES_UNTIL_THERE));
}
