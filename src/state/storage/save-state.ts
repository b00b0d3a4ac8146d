import { create } from 'zustand';

/**
 * Where the present design is kept.
 * - `starting`: the stored design is being read
 * - `saved`: this browser has all of it
 * - `pending`: a change is not written yet (for less than half a second)
 * - `failed`: the last write was refused; the design lives only in this tab until one succeeds
 */
export type SaveStatus = 'starting' | 'saved' | 'pending' | 'failed';

/**
 * Who may edit the open design.
 * - `here`: this tab
 * - `other-tab`: another tab has had it open since before this one
 * - `taken-over`: another tab has taken it from this one
 * - `view-only`: nobody; it came by a view-only link and is not stored
 * - `newer`: a newer version of the page has written to the store; this one must be reloaded
 */
export type Access = 'here' | 'other-tab' | 'taken-over' | 'view-only' | 'newer';

/** What a refused edit says. */
export const ACCESS_REASONS: Readonly<Record<Access, string | null>> = {
  here: null,
  'other-tab': 'This design is open in another tab. Take over or make a copy to edit it here.',
  'taken-over': 'Another tab has taken over this design. Take over or make a copy to edit it here.',
  'view-only': 'This link is for viewing only. Make a copy to edit the design.',
  newer: 'A newer version of this page is in use in this browser. Reload the page to go on editing.',
};

/** Something to tell about how the design was opened; stays until dismissed. */
export interface SessionNotice {
  readonly title: string;
  readonly details: readonly string[];
  /** Text of a damaged record that can be downloaded. */
  readonly damagedText?: string;
  /** A newer version of the page is needed. */
  readonly needsReload?: boolean;
}

export interface SaveState {
  readonly status: SaveStatus;
  readonly access: Access;
  /** Milliseconds since 1970 of the last successful save; null before the first. */
  readonly savedAtMs: number | null;
  /** Why the last write failed, for the person who works here. */
  readonly problem: string | null;
  readonly notice: SessionNotice | null;
  /** Id of the open design in the library; null while starting, and for one that is not stored. */
  readonly designId: string | null;
}

export const INITIAL_SAVE_STATE: SaveState = {
  status: 'starting',
  access: 'here',
  savedAtMs: null,
  problem: null,
  notice: null,
  designId: null,
};

/** State of saving, shown in the top bar and by the banner. */
export const useSaveState = create<SaveState>(() => INITIAL_SAVE_STATE);

export function dismissNotice(): void {
  useSaveState.setState({ notice: null });
}
