import { useEffect, useRef, useState } from 'react';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { runWindows } from '../../state/windows.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { chartSpecs, specsKey } from './chart-specs.ts';
import { onChartTick } from './chart-tick.ts';
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
      // On a narrow screen it scrolls, and whoever has no pointer scrolls it with the arrow keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="flex min-h-0 flex-1 gap-1 px-2 pb-1 @max-[700px]:overflow-x-auto @max-[700px]:*:min-w-56"
    >
      {specs.map((spec) => (
        <TimelineChart key={specsKey([spec])} spec={spec} />
      ))}
    </section>
  );
}

/** The panel along the foot: the run as one line, and its charts unless they are folded away. */
export function Timeline() {
  const folded = useSettings((settings) => settings.timelineFolded);
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
        <TotalsText />
      </div>
      {folded ? null : <Charts />}
    </section>
  );
}
