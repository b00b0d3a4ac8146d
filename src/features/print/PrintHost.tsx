import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import './print.css';
import { followPrinting, usePrint } from './print-state.ts';
import { PrintSheet } from './PrintSheet.tsx';

/** The sheet for paper, on the page only while it is printed. */
export function PrintHost() {
  const isPrinting = usePrint((state) => state.isPrinting);
  useEffect(
    () =>
      followPrinting((printing) => {
        // The browser takes the picture as soon as the event is over.
        flushSync(() => usePrint.setState({ isPrinting: printing }));
      }),
    [],
  );
  return isPrinting ? <PrintSheet /> : null;
}
