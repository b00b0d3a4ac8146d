import type { Design } from '../../model/design.ts';
import { currentDesign, followDesign, replaceDesign, useDocument } from '../document.ts';
import { refuseEdits } from '../edit-guard.ts';
import { forgetFocus } from '../panel-focus.ts';
import { selectNothing } from '../selection.ts';
import { browserValues } from './browser-values.ts';
import { DesignSession } from './design-session.ts';
import { DesignStore } from './design-store.ts';
import { randomId } from './random-id.ts';
import { browserRescue } from './rescue-slot.ts';
import { useSaveState } from './save-state.ts';
import { browserChannel } from './tab-channel.ts';
import { browserLocks } from './tab-lock.ts';
import { browserTab } from './tab-memory.ts';
import { VersionStore } from './version-store.ts';

const nowMs = () => Date.now();
const values = browserValues();

/** Designs kept in this browser. */
export const designStore = new DesignStore(values, browserRescue());

/** Earlier versions of them. */
export const versionStore = new VersionStore(values, nowMs);

export const designLocks = browserLocks();

/** What was chosen in the design before says nothing of the next one, whatever ids they share. */
function load(design: Design): void {
  selectNothing();
  forgetFocus();
  replaceDesign(design);
}

/** The session of this page: what is open and where it is kept. */
export const session = new DesignSession({
  document: {
    design: currentDesign,
    load,
    follow: followDesign,
    refuseEdits,
    subscribe: (listener) =>
      useDocument.subscribe((state, before) => {
        if (state.present !== before.present) listener();
      }),
  },
  state: useSaveState,
  store: designStore,
  versions: versionStore,
  tab: browserTab(),
  locks: designLocks,
  channel: browserChannel(),
  newId: randomId,
  nowMs,
});
