import { findSpec } from '../../kinds/specs.ts';
import type { BalancerView } from '../../model/balancer-view.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { useLiveView } from '../../simulation-client/use-live-view.ts';
import { findNode } from '../../state/design-index.ts';
import { useDocument } from '../../state/document.ts';
import { useFocus } from '../../state/selection.ts';

const ask = (id: string): Promise<BalancerView | null> => simulation.balancerView(id);

/** What the selected balancer shows of its backends, kept fresh while a run goes on; null for any other selection. */
export function useBalancerView(): BalancerView | null {
  const focus = useFocus();
  const id = focus.kind === 'node' ? focus.id : null;
  const isRouting = useDocument(
    (state) => findSpec(findNode(state.present, id ?? '')?.kind ?? '')?.group === 'routing',
  );
  return useLiveView(isRouting ? id : null, ask);
}
