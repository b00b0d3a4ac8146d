import { useEffect, useState } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import type { BalancerView } from '../../model/balancer-view.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { findNode } from '../../state/design-index.ts';
import { useDocument } from '../../state/document.ts';
import { useRun } from '../../state/run.ts';
import { useFocus } from '../../state/selection.ts';

/** As often as the figures on cards change. */
const REFRESH_MS = 250;

/** A view and whose it is: the view of what was selected before must not be shown. */
interface Known {
  readonly id: string;
  readonly view: BalancerView | null;
}

/** What the selected balancer shows of its backends, kept fresh while a run goes on; null for any other selection. */
export function useBalancerView(): BalancerView | null {
  const focus = useFocus();
  const id = focus.kind === 'node' ? focus.id : null;
  const isRouting = useDocument(
    (state) => findSpec(findNode(state.present, id ?? '')?.kind ?? '')?.group === 'routing',
  );
  const state = useRun((run) => run.state);
  const epoch = useRun((run) => run.epoch);
  const started = useRun((run) => run.started);
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    if (id === null || !isRouting || !started) return undefined;
    let current = true;
    let isAsking = false;
    const refresh = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      const view = await simulation.balancerView(id);
      isAsking = false;
      if (current) setKnown({ id, view });
    };
    void refresh();
    const timer = state === 'running' ? setInterval(() => void refresh(), REFRESH_MS) : null;
    return () => {
      current = false;
      if (timer !== null) clearInterval(timer);
    };
  }, [id, isRouting, started, state, epoch]);
  return started && known !== null && known.id === id ? known.view : null;
}
