import { Suspense } from 'react';
import { chooseFile } from '../features/import/open-any.ts';
import { saveAsFile } from '../features/storage/design-file.ts';
import { startTour, useTour } from '../features/start/tour-state.ts';
import { useProblemReport } from '../state/problem-report.ts';
import { useDialog } from '../state/settings.ts';
import {
  ExportDialog,
  GalleryDialog,
  HelpDialog,
  ImportDialog,
  NumbersDialog,
  PaletteHost,
  ProblemsDialog,
  ShareDialog,
  Tour,
  VersionsDialog,
} from './lazy-parts.ts';
import { PaletteWaiting } from './PaletteWaiting.tsx';

/** The one dialog that is open, fetched when it is first wanted. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  const hasProblems = useProblemReport((state) => state.report !== null);
  const tourIsOn = useTour((state) => state.step !== null);
  return (
    <Suspense fallback={null}>
      {open === 'gallery' ? <GalleryDialog onOpenFile={chooseFile} /> : null}
      {open === 'share' ? <ShareDialog onSaveFile={saveAsFile} /> : null}
      {open === 'import' ? <ImportDialog /> : null}
      {open === 'export' ? <ExportDialog /> : null}
      {open === 'help' ? <HelpDialog onTour={startTour} /> : null}
      {open === 'numbers' ? <NumbersDialog /> : null}
      {open === 'palette' ? (
        <Suspense fallback={<PaletteWaiting />}>
          <PaletteHost />
        </Suspense>
      ) : null}
      {open === 'versions' ? <VersionsDialog /> : null}
      {tourIsOn ? <Tour /> : null}
      {hasProblems ? <ProblemsDialog /> : null}
    </Suspense>
  );
}
