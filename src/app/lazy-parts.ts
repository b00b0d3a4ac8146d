import { lazy, type ComponentType } from 'react';

/** Named exports are kept: React asks for a default one only here. */
function part<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({ default: await load() }));
}

const loads = {
  gallery: async () => (await import('../features/gallery/GalleryDialog.tsx')).GalleryDialog,
  versions: async () => (await import('../features/gallery/VersionsDialog.tsx')).VersionsDialog,
  print: async () => (await import('../features/print/PrintHost.tsx')).PrintHost,
  share: async () => (await import('../features/share/ShareDialog.tsx')).ShareDialog,
  tour: async () => (await import('../features/start/Tour.tsx')).Tour,
  import: async () => (await import('../features/import/ImportDialog.tsx')).ImportDialog,
  export: async () => (await import('../features/export/ExportDialog.tsx')).ExportDialog,
  help: async () => (await import('../features/help/HelpDialog.tsx')).HelpDialog,
  numbers: async () => (await import('../features/numbers/NumbersDialog.tsx')).NumbersDialog,
  palette: async () => (await import('./PaletteHost.tsx')).PaletteHost,
  problems: async () => (await import('../features/storage/ProblemsDialog.tsx')).ProblemsDialog,
  traces: async () => (await import('../features/traces/TracesPanel.tsx')).TracesPanel,
  table: async () => (await import('../features/table/TableView.tsx')).TableView,
  report: async () => (await import('../features/report/ReportPanel.tsx')).ReportPanel,
} as const;

export const GalleryDialog = part(loads.gallery);
export const VersionsDialog = part(loads.versions);
export const PrintHost = part(loads.print);
export const ShareDialog = part(loads.share);
export const Tour = part(loads.tour);
export const ImportDialog = part(loads.import);
export const ExportDialog = part(loads.export);
export const HelpDialog = part(loads.help);
export const NumbersDialog = part(loads.numbers);
export const PaletteHost = part(loads.palette);
export const ProblemsDialog = part(loads.problems);
export const TracesPanel = part(loads.traces);
export const TableView = part(loads.table);
export const ReportPanel = part(loads.report);

/** The page has its first picture by then, and the run its first figures. */
const PRELOAD_AFTER_MS = 3_000;

/**
 * Fetches what is not needed at first once the page is at rest, so that no dialog makes anybody wait and a page that is open
 * goes on working without a network. Gives the function that calls it off.
 */
export function preloadParts(): () => void {
  const timer = setTimeout(() => {
    // What does not arrive is asked for again when it is opened, and says so then.
    for (const load of Object.values(loads)) load().catch(() => undefined);
  }, PRELOAD_AFTER_MS);
  return () => clearTimeout(timer);
}
