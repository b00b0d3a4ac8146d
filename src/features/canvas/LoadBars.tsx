import { useCallback, useRef } from 'react';
import type { NodeBars } from '../../state/figure-rows.ts';
import { useNodeBars } from '../../state/live-figures.ts';
import { HEALTH_LEVELS } from '../../state/health.ts';

/** Ticks of the queue mark: one each for 1, 2, 5, 10, 20, 50, 100 and 200 or more waiting. */
const QUEUE_STEPS = [1, 2, 5, 10, 20, 50, 100, 200];

function levelOf(percent: number): string {
  if (percent >= HEALTH_LEVELS.utilizationFailRatio * 100) return 'full';
  return percent >= HEALTH_LEVELS.utilizationWarnRatio * 100 ? 'high' : 'normal';
}

/** The utilisation bar along the foot and the queue where requests enter; written to the page directly, ten times a second, without a render. */
export function LoadBars({ id }: { readonly id: string }) {
  const bar = useRef<HTMLDivElement>(null);
  const queue = useRef<HTMLDivElement>(null);
  const apply = useCallback((bars: NodeBars | null) => {
    if (bar.current !== null) {
      bar.current.style.transform = `scaleX(${(bars?.utilizationPercent ?? 0) / 100})`;
      bar.current.dataset['level'] = levelOf(bars?.utilizationPercent ?? 0);
    }
    if (queue.current !== null)
      queue.current.dataset['ticks'] = String(QUEUE_STEPS.filter((step) => (bars?.queueLength ?? 0) >= step).length);
  }, []);
  useNodeBars(id, apply);
  return (
    <>
      <div className="load-track" aria-hidden="true">
        <div ref={bar} className="load-bar" data-level="normal" />
      </div>
      <div ref={queue} className="queue-ticks" data-ticks="0" aria-hidden="true" />
    </>
  );
}
