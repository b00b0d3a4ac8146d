import type { Design } from '../../model/design.ts';
import { sizeOf, type Box } from '../design-index.ts';
import { changeNode, moveNodes } from './nodes.ts';

/** New boxes of nodes by id, each relative to its parent. Width and height count for containers only. */
export type Places = ReadonlyMap<string, Box>;

/** Puts nodes where they should be, and containers to their size, all at once. */
export function applyPlaces(design: Design, places: Places): Design {
  let next = moveNodes(design, places);
  for (const node of design.nodes) {
    const box = places.get(node.id);
    const before = sizeOf(node);
    if (box === undefined || node.size === undefined) continue;
    const size = { width: Math.round(box.width), height: Math.round(box.height) };
    if (size.width === before.width && size.height === before.height) continue;
    next = changeNode(next, node.id, (old) => ({ ...old, size }));
  }
  return next;
}
