import { useEffect, useState } from 'react';
import { runClock } from '../state/run-clock.ts';
import { useRun } from '../state/run.ts';

/** As often as the figures on cards change. */
const REFRESH_MS = 250;

/** A view and whose it is: the view of what was selected before must not be shown. */
interface Known<V> {
  readonly id: string;
  readonly view: V | null;
}

/** A run that stands still goes to another time (a step, the time line) without any change of its state. */
function onOtherTime(tell: () => void): () => void {
  let shownNs = runClock.read().timeNs;
  return runClock.subscribe(({ timeNs }) => {
    if (timeNs === shownNs) return;
    shownNs = timeNs;
    tell();
  });
}

/**
 * What the worker says about one node, asked for again and again while the run goes on; null before the first run.
 * @param id whom it is about; null asks nothing
 * @param ask the same function at each render
 */
export function useLiveView<V>(id: string | null, ask: (id: string) => Promise<V | null>): V | null {
  const state = useRun((run) => run.state);
  const epoch = useRun((run) => run.epoch);
  const started = useRun((run) => run.started);
  const [known, setKnown] = useState<Known<V> | null>(null);
  useEffect(() => {
    if (id === null || !started) return undefined;
    let current = true;
    let isAsking = false;
    let isStale = false;
    const refresh = async (): Promise<void> => {
      isStale = isAsking;
      if (isAsking) return;
      isAsking = true;
      const view = await ask(id);
      isAsking = false;
      if (current) setKnown({ id, view });
      if (current && isStale) void refresh();
    };
    void refresh();
    const timer = state === 'running' ? setInterval(() => void refresh(), REFRESH_MS) : null;
    const leaveClock = timer === null ? onOtherTime(() => void refresh()) : null;
    return () => {
      current = false;
      if (timer !== null) clearInterval(timer);
      leaveClock?.();
    };
  }, [id, ask, started, state, epoch]);
  return started && known !== null && known.id === id ? known.view : null;
}
