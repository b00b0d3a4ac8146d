import { useEffect, useRef } from 'react';
import { formatCount, formatRatio, quantityText } from '../../model/units.ts';
import { runClock, type RunTotals } from '../../state/run-clock.ts';

/** Counts of the whole run in one line. */
export function totalsText({ issued, succeeded, failed, inFlight }: RunTotals): string {
  if (issued === 0) return 'No requests yet';
  const ended = succeeded + failed;
  const share = ended === 0 ? '' : `, ${quantityText(formatRatio(failed / ended))} failed`;
  return `${quantityText(formatCount(issued))} requests${share}, ${quantityText(formatCount(inFlight))} in flight`;
}

/** Written ten times a second without a render. */
export function TotalsText() {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      runClock.subscribe((totals) => {
        if (text.current !== null) text.current.textContent = totalsText(totals);
      }),
    [],
  );
  return <span ref={text} data-testid="run-totals" className="text-sm whitespace-nowrap text-text-2 tabular-nums" />;
}
