import { create } from 'zustand';

/**
 * Where the present design is kept.
 * - `starting`: the stored design is being read
 * - `saved`: this browser has all of it
 * - `pending`: a change is not written yet (for less than half a second)
 * - `failed`: the last write was refused; the design lives only in this tab until one succeeds
 */
export type SaveStatus = 'starting' | 'saved' | 'pending' | 'failed';

/** Something to tell about how the design was opened; stays until dismissed. */
export interface SessionNotice {
  readonly title: string;
  readonly details: readonly string[];
  /** Text of a damaged record that can be downloaded. */
  readonly damagedText?: string;
}

export interface SaveState {
  readonly status: SaveStatus;
  /** Milliseconds since 1970 of the last successful save; null before the first. */
  readonly savedAtMs: number | null;
  /** Why the last write failed, for the person who works here. */
  readonly problem: string | null;
  readonly notice: SessionNotice | null;
  /** Id of the open design in the library; null while starting. */
  readonly designId: string | null;
}

/** State of saving, shown in the top bar and by the banner. */
export const useSaveState = create<SaveState>(() => ({
  status: 'starting',
  savedAtMs: null,
  problem: null,
  notice: null,
  designId: null,
}));

export function showNotice(notice: SessionNotice): void {
  useSaveState.setState({ notice });
}

export function dismissNotice(): void {
  useSaveState.setState({ notice: null });
}
