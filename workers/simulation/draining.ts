import type { Core } from './core.ts';
import type { RuntimeNode } from './runtime-node.ts';

/**
 * Marks an endpoint as draining, or takes the mark away, and tells everybody that calls it. Callers that do not listen go on
 * sending: only balancers know how to drain.
 */
export function setDraining(core: Core, node: RuntimeNode, endpoint: number, isDraining: boolean): void {
  if (endpoint >= node.draining.length || (node.draining[endpoint] === 1) === isDraining) return;
  node.draining[endpoint] = isDraining ? 1 : 0;
  for (const edge of core.edges) {
    if (edge.targetNode === node && !edge.removed && !edge.source.removed)
      edge.source.behaviour.onDraining?.(edge, endpoint, isDraining);
  }
}
