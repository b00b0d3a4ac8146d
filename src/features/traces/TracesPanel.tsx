import { useEffect, useState } from 'react';
import type { TraceSummary } from '../../model/trace.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { usePanelFocus } from '../../state/panel-focus.ts';
import { useRun } from '../../state/run.ts';
import { TraceDetail } from './TraceDetail.tsx';
import { TraceList } from './TraceList.tsx';

/** The list is asked for on opening, whenever the state of the run changes, and this often while it runs. */
const REFRESH_MS = 2_000;

function useTraces(): readonly TraceSummary[] {
  const [traces, setTraces] = useState<readonly TraceSummary[]>([]);
  const state = useRun((run) => run.state);
  const epoch = useRun((run) => run.epoch);
  useEffect(() => {
    let current = true;
    const refresh = async (): Promise<void> => {
      const next = await simulation.traces();
      if (current) setTraces(next);
    };
    void refresh();
    const timer = state === 'running' ? setInterval(() => void refresh(), REFRESH_MS) : null;
    return () => {
      current = false;
      if (timer !== null) clearInterval(timer);
    };
  }, [state, epoch]);
  return traces;
}

/** Sampled requests, and the waterfall of the chosen one. */
export function TracesPanel() {
  const requestId = usePanelFocus((panel) => panel.requestId);
  const traces = useTraces();
  return (
    <div data-testid="traces-panel">
      {requestId === null ? null : <TraceDetail requestId={requestId} />}
      {requestId === null && traces.length === 0 ? (
        <p className="p-4 text-text-2">
          The slowest, the failed and some ordinary requests are kept here with every step they took. Press play, then
          choose one to see where its time went.
        </p>
      ) : null}
      {requestId === null ? <TraceList traces={traces} /> : null}
    </div>
  );
}
