import { useEffect, useRef, useState } from 'react';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { runWindows } from '../../state/windows.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { chartSpecs, specsKey } from './chart-specs.ts';
import { onChartTick } from './chart-tick.ts';
import { EventList } from './EventList.tsx';
import { MarkStrip } from './MarkStrip.tsx';
import { TimelineChart } from './TimelineChart.tsx';
import { TotalsText } from './TotalsText.tsx';

/** The charts' lines; a new list only when a chart gets other lines (another failure reason). */
function useChartSpecs() {
  const [specs, setSpecs] = useState(() => chartSpecs(runWindows));
  const shown = useRef(specs);
  useEffect(
    () =>
      onChartTick(() => {
        const next = chartSpecs(runWindows);
        // Compared here: setting a state that turns out to be the same still costs React a commit.
        if (specsKey(next) === specsKey(shown.current)) return;
        shown.current = next;
        setSpecs(next);
      }),
    [],
  );
  return specs;
}

function Charts() {
  const specs = useChartSpecs();
  return (
    <section
      aria-label="Charts"
      // Where there is no room for all in a row they stand in rows that scroll, by the arrow keys too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="flex min-h-0 flex-1 gap-1 px-2 pb-1 @max-[700px]:grid @max-[700px]:auto-rows-[112px] @max-[700px]:grid-cols-[repeat(auto-fit,minmax(min(14.5rem,100%),1fr))] @max-[700px]:gap-y-2 @max-[700px]:overflow-y-auto @max-[700px]:*:border-l-0"
    >
      {specs.map((spec) => (
        <TimelineChart key={specsKey([spec])} spec={spec} />
      ))}
    </section>
  );
}

interface TimelineProps {
  /** As tall as its charts and never folded, whatever the setting says: for sheets, which scroll. */
  readonly alwaysOpen?: boolean;
}

/** The panel along the foot: the run as one line, and its charts unless they are folded away. */
export function Timeline({ alwaysOpen = false }: TimelineProps) {
  const folded = useSettings((settings) => settings.timelineFolded) && !alwaysOpen;
  if (alwaysOpen)
    return (
      <section aria-label="Time line" className="@container flex flex-col gap-2 pt-1 pb-3">
        <div className="flex flex-col px-4 pb-1">
          <div className="flex">
            <MarkStrip />
          </div>
          <TotalsText />
        </div>
        <Charts />
      </section>
    );
  return (
    <section
      aria-label="Time line"
      className="@container flex flex-col overflow-hidden"
      style={{ height: folded ? 'var(--timeline-folded-height)' : 'var(--timeline-height)' }}
    >
      <div
        className="flex h-7 shrink-0 items-center gap-3 px-2"
        style={folded ? { height: 'var(--timeline-folded-height)' } : {}}
      >
        <IconButton
          small
          icon={folded ? 'chevron-up' : 'chevron-down'}
          label={folded ? 'Show charts' : 'Fold charts'}
          aria-expanded={!folded}
          tooltipSide="top"
          onClick={() => changeSettings({ timelineFolded: !folded })}
        />
        <MarkStrip />
        <EventList />
        <TotalsText />
      </div>
      {folded ? null : <Charts />}
    </section>
  );
}
