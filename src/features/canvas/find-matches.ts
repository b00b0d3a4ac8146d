import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { absolutePosition } from '../../state/design-index.ts';

/** Ids of the nodes whose label, kind, id or text holds every word of a query, in reading order; none for no words. */
export function findMatches(design: Design, query: string): readonly string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return design.nodes
    .filter((node) => {
      const text = typeof node.config['text'] === 'string' ? node.config['text'] : '';
      const hay = `${node.label} ${findSpec(node.kind)?.name ?? node.kind} ${node.id} ${text}`.toLowerCase();
      return words.every((word) => hay.includes(word));
    })
    .map((node) => ({ id: node.id, at: absolutePosition(design, node) }))
    .toSorted((a, b) => a.at.x - b.at.x || a.at.y - b.at.y)
    .map(({ id }) => id);
}
