import { create } from 'zustand';
import { pageMode } from './page-mode.ts';

export type Theme = 'system' | 'light' | 'dark';
export type OverlayMode = 'rate' | 'latency' | 'errors' | 'load' | 'connections';
export type RightTab = 'inspector' | 'faults' | 'traces' | 'report';
export type DialogName =
  | 'gallery'
  | 'share'
  | 'help'
  | 'palette'
  | 'versions'
  | 'export'
  | 'import'
  | 'numbers'
  | 'history';

/** How the page is arranged. Kept in this browser, never in the document. */
export interface Settings {
  readonly theme: Theme;
  readonly overlay: OverlayMode;
  /** Palette with names, or icons only. */
  readonly paletteFolded: boolean;
  readonly rightOpen: boolean;
  readonly rightTab: RightTab;
  readonly timelineFolded: boolean;
  readonly minimap: boolean;
  /** What is dragged moves in steps of the grid. */
  readonly snapToGrid: boolean;
  /** Steps of the grid in canvas pixels. */
  readonly gridPx: 8 | 16 | 24;
  /** Lines show when what is dragged is level with something else, and it snaps to them. */
  readonly guides: boolean;
  /** The way calls run in an automatic layout. */
  readonly layoutDirection: 'right' | 'down';
}

const KEY = 'roundtrip.settings';

const DEFAULTS: Settings = {
  theme: 'system',
  overlay: 'rate',
  paletteFolded: false,
  rightOpen: true,
  rightTab: 'inspector',
  timelineFolded: false,
  minimap: true,
  snapToGrid: true,
  gridPx: 8,
  guides: true,
  layoutDirection: 'right',
};

const CHOICES: { readonly [K in keyof Settings]: readonly Settings[K][] } = {
  theme: ['system', 'light', 'dark'],
  overlay: ['rate', 'latency', 'errors', 'load', 'connections'],
  paletteFolded: [false, true],
  rightOpen: [false, true],
  rightTab: ['inspector', 'faults', 'traces', 'report'],
  timelineFolded: [false, true],
  minimap: [false, true],
  snapToGrid: [false, true],
  gridPx: [8, 16, 24],
  guides: [false, true],
  layoutDirection: ['right', 'down'],
};

/** Settings from stored text: every known value that is one of the choices, defaults for the rest. */
export function readSettings(text: string | null): Settings {
  let stored: unknown = null;
  try {
    stored = text === null ? null : JSON.parse(text);
  } catch {
    // Somebody else's text under our key: the defaults are as good as any other.
    stored = null;
  }
  if (typeof stored !== 'object' || stored === null) return DEFAULTS;
  const values = stored as Record<string, unknown>;
  const settings: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, choices] of Object.entries(CHOICES)) {
    if (Object.hasOwn(values, name) && (choices as readonly unknown[]).includes(values[name]))
      settings[name] = values[name];
  }
  return settings as unknown as Settings;
}

/** Inside somebody else's page nothing is kept, and nothing that was kept is read. */
const keepsSettings = pageMode() !== 'embed';

function storedText(): string | null {
  if (!keepsSettings) return null;
  try {
    return globalThis.localStorage.getItem(KEY);
  } catch {
    // Storage is switched off for this page: settings last until it is closed.
    return null;
  }
}

export const useSettings = create<Settings>(() => readSettings(storedText()));

export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  if (!keepsSettings) return;
  try {
    globalThis.localStorage.setItem(KEY, JSON.stringify(useSettings.getState()));
  } catch {
    // As above; nothing of the user's work is in here.
    return;
  }
}

/** Which dialog is open: at most one. */
export const useDialog = create<{ readonly open: DialogName | null }>(() => ({ open: null }));

export function openDialog(name: DialogName): void {
  useDialog.setState({ open: name });
}

export function closeDialog(): void {
  useDialog.setState({ open: null });
}
