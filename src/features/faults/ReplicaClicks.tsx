import { useEffect } from 'react';
import { showReplica } from '../../state/panel-focus.ts';

/** The endpoint whose dot on a card was hit, or null. */
function replicaOf(target: EventTarget | null): { readonly node: string; readonly endpoint: number } | null {
  if (!(target instanceof Element)) return null;
  const dot = target.closest<HTMLElement>('.replica[data-endpoint]');
  const node = dot?.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
  const endpoint = Number(dot?.dataset['endpoint']);
  return node === undefined || Number.isNaN(endpoint) ? null : { node, endpoint };
}

/**
 * A click on the dot of a replica opens the faults of that replica. Listened for in one place, because a card draws its dots
 * as a picture; by keyboard the list of replicas in the fault panel does the same.
 */
export function ReplicaClicks() {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const replica = replicaOf(event.target);
      if (replica !== null) showReplica(replica.node, replica.endpoint);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
  return null;
}
