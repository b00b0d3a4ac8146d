import { useEffect, useRef } from 'react';
import { runClock } from '../../state/run-clock.ts';
import { useRun } from '../../state/run.ts';
import { clockText, durationText } from './clock-text.ts';

/** Simulated time and length of the run. The text is written ten times a second without a render. */
export function SimulatedTime() {
  const text = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  const speed = useRun((run) => (run.speed === 'max' ? 60 : Number(run.speed)));
  const durationS = useRun((run) => run.durationS);
  useEffect(
    () =>
      runClock.subscribe(({ timeNs }) => {
        if (text.current !== null) text.current.textContent = clockText(timeNs, speed);
        if (bar.current !== null)
          bar.current.style.transform = `scaleX(${durationS > 0 ? Math.min(1, timeNs / 1e9 / durationS) : 0})`;
      }),
    [speed, durationS],
  );
  return (
    <span
      className="relative flex h-7 min-w-[112px] items-baseline max-[360px]:min-w-22 justify-end gap-1 px-1 text-base"
      title="Simulated time of the run and its length"
    >
      <span
        ref={text}
        data-testid="clock"
        aria-label="Simulated seconds"
        role="timer"
        aria-live="off"
        className="font-semibold text-text-1 tabular-nums"
      />
      <span className="text-sm whitespace-nowrap text-text-3">/ {durationText(durationS)}</span>
      <span aria-hidden="true" className="absolute inset-x-1 bottom-0 h-0.5 overflow-hidden rounded-full bg-surface-3">
        <span ref={bar} className="block h-full origin-left bg-accent" style={{ transform: 'scaleX(0)' }} />
      </span>
    </span>
  );
}
