import { findSpec } from '../kinds/specs.ts';
import type { Design } from '../model/design.ts';

/** Ids of the nodes that send requests of their own: kinds that call others and cannot be called. */
export function clientIds(design: Design): readonly string[] {
  return design.nodes
    .filter((node) => {
      const spec = findSpec(node.kind);
      return spec !== undefined && spec.calls.length > 0 && spec.provides.length === 0;
    })
    .map((node) => node.id);
}
