import { create } from 'zustand';
import { changeSettings, type RightTab } from './settings.ts';

/** Panels that lie over the lower part of the canvas on a small screen. */
export type SheetName = 'add' | 'details' | 'charts';

/** The sheet that is open on a small screen; without meaning on a wide one, where panels stand beside the canvas. */
export const useSheet = create<{ readonly open: SheetName | null }>(() => ({ open: null }));

export function openSheet(open: SheetName | null): void {
  useSheet.setState({ open });
}

/** Opens one tab of the side panel: beside the canvas, or as a sheet where there is no room for that. */
export function showPanel(tab: RightTab): void {
  changeSettings({ rightOpen: true, rightTab: tab });
  openSheet('details');
}
