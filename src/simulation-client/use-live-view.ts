import { useEffect, useState } from 'react';
import { useRun } from '../state/run.ts';

/** As often as the figures on cards change. */
const REFRESH_MS = 250;

/** A view and whose it is: the view of what was selected before must not be shown. */
interface Known<V> {
  readonly id: string;
  readonly view: V | null;
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
    const refresh = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      const view = await ask(id);
      isAsking = false;
      if (current) setKnown({ id, view });
    };
    void refresh();
    const timer = state === 'running' ? setInterval(() => void refresh(), REFRESH_MS) : null;
    return () => {
      current = false;
      if (timer !== null) clearInterval(timer);
    };
  }, [id, ask, started, state, epoch]);
  return started && known !== null && known.id === id ? known.view : null;
}
