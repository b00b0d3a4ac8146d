import { Suspense, useEffect } from 'react';
import { PrintHost } from './lazy-parts.ts';
import { usePrintWanted, wantPrint } from './print.ts';

/** The page has its first picture by then; what makes the sheet for paper is not needed before. */
const WANTED_AFTER_MS = 3_000;

/** What makes the sheet for paper, once the page is at rest. */
export function PrintLater() {
  const isWanted = usePrintWanted((state) => state.isWanted);
  useEffect(() => {
    const timer = setTimeout(wantPrint, WANTED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <PrintHost />
    </Suspense>
  );
}
