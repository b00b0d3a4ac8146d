import { firstPreset } from '../features/gallery/first-preset.ts';
import { announceEdits } from '../state/announce-edits.ts';
import { offerUndo } from '../state/offer-undo.ts';
import { followDocument } from '../simulation-client/follow-document.ts';
import { KEY_ACTIONS } from './key-actions.ts';
import { listenToKeys } from './keyboard.ts';
import { preloadParts } from './lazy-parts.ts';
import { startDocument } from './url-state.ts';

let documentStarted: Promise<void> | null = null;

/** What reads out the run is fetched beside the first picture, which does not need it. Gives the function that ends it. */
function announceRunSoon(): () => void {
  let isOver = false;
  let end = (): void => undefined;
  const start = async (): Promise<void> => {
    const { announceRun } = await import('./announce-run.ts');
    if (!isOver) end = announceRun();
  };
  // Without a network the page goes on; its figures are still there to be read.
  start().catch(() => undefined);
  return () => {
    isOver = true;
    end();
  };
}

/** Brings the page to life: the keys, the document, the simulation behind it. Gives the function that stops listening. */
export function startPage(): () => void {
  const endKeys = listenToKeys(KEY_ACTIONS);
  // Once per page, however often React mounts: a second start would open the document twice.
  documentStarted ??= startDocument(firstPreset());
  const endFollowing = followDocument();
  const endOffers = offerUndo();
  const endAnnouncing = [announceEdits(), announceRunSoon()];
  const callOff = preloadParts();
  return () => {
    endKeys();
    endFollowing();
    endOffers();
    for (const end of endAnnouncing) end();
    callOff();
  };
}
