import { useEffect, useState } from 'react';
import { registerLayout } from '../../state/layout-runner.ts';
import { Button } from '../../ui/Button.tsx';
import { layOutDesign, useLayoutJob } from './lay-out-design.ts';

/** Shorter layouts are done before anybody could read about them. */
const SHOWN_AFTER_MS = 400;
const COUNT_EVERY_MS = 250;

/** Says that a layout is under way, for how long, and lets it be called off. */
export function LayoutStatus() {
  const job = useLayoutJob((state) => state.job);
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => registerLayout(() => void layOutDesign()), []);
  useEffect(() => {
    if (job === null) return undefined;
    const timer = setInterval(() => setElapsedMs(performance.now() - job.startedAtMs), COUNT_EVERY_MS);
    return () => {
      clearInterval(timer);
      setElapsedMs(0);
    };
  }, [job]);
  if (job === null || elapsedMs < SHOWN_AFTER_MS) return null;
  return (
    <div role="status" className="floating flex items-center gap-3 px-3 py-1.5">
      <span className="tabular-nums">
        Laying out {job.nodes} {job.nodes === 1 ? 'component' : 'components'}, {Math.floor(elapsedMs / 1_000)} s
      </span>
      <Button small onClick={job.cancel}>
        Cancel
      </Button>
    </div>
  );
}
