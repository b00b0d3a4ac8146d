import './timeline.css';
import { useEffect, useRef } from 'react';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { useDesign } from '../../state/document.ts';
import { actionWords, targetWords } from '../../state/action-words.ts';
import { runClock } from '../../state/run-clock.ts';
import { useRunMarks, type RunMark } from '../../state/run-marks.ts';
import { useRun } from '../../state/run.ts';
import { classNames } from '../../ui/class-names.ts';

const LOOKS: Readonly<Record<RunMark['kind'], string>> = {
  fault: 'bg-fail',
  planned: 'bg-retry',
  edit: 'bg-accent',
  traffic: 'bg-idle',
  decision: 'bg-text-1',
};

function percent(seconds: number, durationS: number): string {
  return `${durationS > 0 ? Math.min(100, Math.max(0, (100 * seconds) / durationS)) : 0}%`;
}

/** Steps of the scrub bar: fine enough for a pixel on a wide screen. */
const STEPS = 2_000;

/** Moves through the run. The value is written outside React, except while the user holds the thumb. */
function ScrubBar({ durationS }: { readonly durationS: number }) {
  const input = useRef<HTMLInputElement>(null);
  const held = useRef(false);
  useEffect(
    () =>
      runClock.subscribe(({ timeNs }) => {
        if (input.current === null || held.current || durationS === 0) return;
        input.current.value = String(Math.round((STEPS * timeNs) / 1e9 / durationS));
        input.current.setAttribute('aria-valuetext', `${Number((timeNs / 1e9).toFixed(1))} seconds`);
      }),
    [durationS],
  );
  return (
    <input
      ref={input}
      type="range"
      aria-label="Simulated time"
      title="Drag to go to another time of the run"
      min={0}
      max={STEPS}
      defaultValue={0}
      onPointerDown={() => (held.current = true)}
      onPointerUp={() => (held.current = false)}
      onChange={(event) => void simulation.seek((durationS * event.target.valueAsNumber) / STEPS)}
      className="scrub-bar absolute inset-0 w-full"
    />
  );
}

/** The whole run as one line: how far it is, and where faults, plans and edits are. It is the scrub bar too. */
export function MarkStrip() {
  const durationS = useRun((run) => run.durationS);
  const marks = useRunMarks((state) => state.marks);
  const design = useDesign();
  const done = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      runClock.subscribe(({ timeNs }) => {
        if (done.current !== null) done.current.style.width = percent(timeNs / 1e9, durationS);
      }),
    [durationS],
  );
  return (
    <div className="relative h-6 min-w-24 flex-1" data-testid="mark-strip">
      <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 overflow-hidden rounded-full bg-surface-3">
        <div ref={done} className="h-full bg-accent/60" />
      </div>
      <ScrubBar durationS={durationS} />
      {design.scenario.map((entry) => (
        <span
          key={entry.id}
          title={`Planned at ${entry.atS} s: ${targetWords(entry.target, design)}, ${actionWords(entry.action)}`}
          className="pointer-events-none absolute top-1/2 h-3 min-w-2 -translate-y-1/2 rounded-sm border border-dashed border-retry"
          style={{
            left: percent(entry.atS, durationS),
            width: entry.untilS === undefined ? undefined : percent(entry.untilS - entry.atS, durationS),
          }}
        />
      ))}
      {marks.map((mark) => (
        <span
          key={mark.key}
          title={`${Number(mark.atS.toFixed(1))} s: ${mark.words}`}
          className={classNames(
            'pointer-events-none absolute top-1/2 min-w-1 -translate-y-1/2 rounded-sm',
            mark.kind === 'edit' || mark.kind === 'decision' ? 'h-4 w-0.5' : 'h-2.5',
            LOOKS[mark.kind],
          )}
          style={{
            left: percent(mark.atS, durationS),
            width: mark.untilS === undefined ? undefined : percent(mark.untilS - mark.atS, durationS),
          }}
        />
      ))}
    </div>
  );
}
