import { firstPreset } from '../features/gallery/first-preset.ts';
import { announceEdits } from '../state/announce-edits.ts';
import { offerUndo } from '../state/offer-undo.ts';
import { followDocument } from '../simulation-client/follow-document.ts';
import { announceRun } from './announce-run.ts';
import { KEY_ACTIONS } from './key-actions.ts';
import { listenToKeys } from './keyboard.ts';
import { preloadParts } from './lazy-parts.ts';
import { startDocument } from './url-state.ts';

let documentStarted: Promise<void> | null = null;

/** Brings the page to life: the keys, the document, the simulation behind it. Gives the function that stops listening. */
export function startPage(): () => void {
  const endKeys = listenToKeys(KEY_ACTIONS);
  // Once per page, however often React mounts: a second start would open the document twice.
  documentStarted ??= startDocument(firstPreset());
  const endFollowing = followDocument();
  const endOffers = offerUndo();
  const endAnnouncing = [announceEdits(), announceRun()];
  const callOff = preloadParts();
  return () => {
    endKeys();
    endFollowing();
    endOffers();
    for (const end of endAnnouncing) end();
    callOff();
  };
}
