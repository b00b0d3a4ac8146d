import type { BackendView } from '../../model/balancer-view.ts';
import type { Design } from '../../model/design.ts';
import type { ActiveAction } from '../../model/worker-protocol.ts';
import { indexOf } from '../../state/design-index.ts';

/** Faults a balancer can find out about. */
const FAULTS: ReadonlySet<string> = new Set([
  'crash',
  'black-hole',
  'hang',
  'slow',
  'errors',
  'partition',
  'loss',
  'latency',
]);

function isInside(design: Design, node: string, container: string): boolean {
  const { nodes } = indexOf(design);
  for (let at = nodes.get(node)?.parent; at !== undefined; at = nodes.get(at)?.parent)
    if (at === container) return true;
  return false;
}

function concerns({ target }: ActiveAction, backend: BackendView, design: Design): boolean {
  if ('edge' in target) return target.edge === backend.edgeId;
  if (target.node !== backend.targetId) return isInside(design, backend.targetId, target.node);
  return target.endpoint === undefined || target.endpoint === backend.endpoint;
}

/**
 * Seconds from the fault to the moment the balancer took the backend out, for a backend that is out because of a fault in force;
 * null when there is none to blame. Of several, the latest before it counts.
 */
export function detectionS(backend: BackendView, active: readonly ActiveAction[], design: Design): number | null {
  const { sinceS, state } = backend;
  if (sinceS === null || (state !== 'down' && state !== 'ejected')) return null;
  const faults = active.filter(
    (one) => FAULTS.has(one.action.type) && one.sinceS <= sinceS && concerns(one, backend, design),
  );
  return faults.length === 0 ? null : sinceS - Math.max(...faults.map((fault) => fault.sinceS));
}
